from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..compared import Compared
from .versions import VersionCase


@tagged("post_install", "-at_install")
class TestComparison(VersionCase):
    def told(self, draft, lang="zh_CN"):
        """The differences from the version in force, one sentence each."""
        return Compared(self.version, draft.with_context(lang=lang)).sentences()

    def test_another_amount_and_unit_are_one_sentence_with_article_and_name(self):
        draft = self.draft()
        self.timer(draft, "work").write({"amount": 1, "unit": "working_days"})
        self.assertEqual(self.told(draft), ["第七条 办理时限：24 自然小时 → 1 工作日"])
        self.assertEqual(self.told(draft, "en_US"), ["第七条 Work: 24 natural hours → 1 working days"])

    def test_a_copy_differs_in_nothing(self):
        self.assertEqual(self.told(self.draft()), [])

    def test_stages_that_come_go_and_change_their_name_are_told(self):
        draft = self.draft()
        draft.stage_ids.create({"version_id": draft.id, "code": "waiting", "name": "Waiting", "kind": "wait", "sequence": 99})
        self.stage(draft, "new").with_context(lang="zh_CN").name = "待受理"
        self.stage(draft, "barred").unlink()
        told = self.told(draft)
        self.assertIn("Waiting：新增：等待", told)
        self.assertIn("第六条 待受理：名称：新建 → 待受理", told)
        self.assertIn("Barred：删除", told)

    def test_a_move_tells_where_it_now_leads_and_who_may(self):
        draft = self.draft()
        self.move(draft, "Take it").write({
            "to_stage_id": self.stage(draft, "reviewing").id,
            "group_ids": [(6, 0, [self.env.ref("jn_org.group_supervisor").id])],
        })
        told = self.told(draft)
        self.assertIn("第六条, 第七条 新建 → 受理：去往：办理中 → Reviewing", told)
        self.assertIn("第六条, 第七条 新建 → 受理：可办理人：首席代表, 联络员 → 督查人员", told)

    def test_what_follows_a_move_and_its_condition_are_told(self):
        draft = self.draft()
        move = self.move(draft, "Finish at once")
        move.guard = False
        self.move(draft, "Hand in").effect_ids[2].unlink()
        told = "\n".join(self.told(draft))
        self.assertIn("[(\"is_urgent\", \"=\", True)] → 无", told)
        self.assertIn("后续动作：", told)

    def test_effects_are_told_in_words(self):
        draft = self.draft()
        self.move(draft, "Hand in").effect_ids.unlink()
        move = self.move(draft, "Park")
        self.env["ir.actions.server"].create({
            "jn_move_id": move.id, "state": "jn_set", "jn_values_text": '{"mark": "parked"}', "jn_when": "[('is_urgent', '=', True)]",
        })
        told = "\n".join(self.told(draft))
        self.assertIn("后续动作：无 → 写入Mark：parked（仅限 [('is_urgent', '=', True)]）", told)
        self.assertNotIn("check_ids", told)

    def test_a_new_move_tells_who_may_and_what_follows(self):
        draft = self.draft()
        stage = self.stage(draft, "parked")
        supervisors = self.env.ref("jn_org.group_supervisor")
        move = draft.move_ids.create({
            "version_id": draft.id, "name": "联合督查", "event": "joint", "from_stage_id": stage.id,
            "to_stage_id": self.stage(draft, "reviewing").id, "group_ids": [(6, 0, supervisors.ids)],
        })
        self.env["ir.actions.server"].create({"jn_move_id": move.id, "state": "jn_stamp", "jn_path": "handed_in_at"})
        [told] = [line for line in self.told(draft) if "联合督查" in line]
        self.assertIn("新增：去往“Reviewing” · 可办理人：督查人员 · 后续动作：记录当前时刻：Handed In At", told)

    def test_the_order_of_competing_moves_is_told(self):
        draft = self.draft()
        self.move(draft, "Hand in").sequence = 0
        draft.invalidate_recordset(["move_ids"])  # the next reader finds them in their new order
        self.assertEqual(self.told(draft), ["办理中 → Hand in：先后顺序：Finish at once, Hand in → Hand in, Finish at once"])

    def test_the_page_groups_by_stages_moves_and_time_limits(self):
        draft = self.draft()
        self.timer(draft, "work").amount = 8
        self.stage(draft, "desk").name = "Desk"
        page = self.env["jn.flow.comparison"].with_context(lang="zh_CN").create({
            "flow_id": self.flow.id, "old_id": self.version.id, "new_id": draft.id,
        }).changes
        self.assertLess(page.index("<h3>环节</h3>"), page.index("<h3>时限</h3>"))
        self.assertNotIn("<h3>流转</h3>", page)
        self.assertIn("24 自然小时 → 8 自然小时", page)

    def test_what_a_person_typed_is_shown_and_never_run(self):
        draft = self.draft()
        self.stage(draft, "desk").name = "<script>alert(1)</script>"
        page = self.env["jn.flow.comparison"]._told(self.version, draft)
        self.assertNotIn("<script>", page)
        self.assertIn("&lt;script&gt;", page)

    def test_pressing_compare_opens_the_page_against_the_version_in_force(self):
        draft = self.draft()
        self.rpc("administrator", draft, "action_validate")
        action = self.rpc("administrator", draft, "action_compare")
        shown = self.env["jn.flow.comparison"].browse(action["res_id"])
        self.assertEqual((shown.old_id, shown.new_id), (self.version, draft))

    def test_the_form_of_approval_shows_findings_and_changes(self):
        draft = self.draft()
        self.timer(draft, "work").amount = 8
        self.walk(draft)
        form = self.env["jn.flow.publish"].with_user(self.approver).with_context(lang="zh_CN").create({
            "version_id": draft.id, "reason": "x",
        })
        self.assertIn("24 自然小时 → 8 自然小时", form.changes)
        self.assertIn("2027", form.findings)

    def test_the_page_of_a_process_begins_with_what_is_in_force_and_the_newest_other(self):
        self.draft()
        newest = self.draft()
        shown = self.env["jn.flow.comparison"].create({"flow_id": self.flow.id})
        self.assertEqual((shown.old_id, shown.new_id), (self.version, newest))

    def test_staff_do_not_compare(self):
        with self.assertRaises(AccessError):
            self.env["jn.flow.comparison"].with_user(self.users["liaison"]).create({
                "flow_id": self.flow.id, "new_id": self.version.id,
            })

    def test_a_first_version_is_wholly_new(self):
        told = Compared(self.version.browse(), self.version).sentences()
        parts = len(self.version.stage_ids) + len(self.version.move_ids) + len(self.version.timer_ids)
        self.assertEqual(len(told), parts)
