from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotPossible

from ..canonical import canonical
from .versions import VersionCase


@tagged("post_install", "-at_install")
class TestVersionCopy(VersionCase):
    def data(self, version):
        return canonical(self.section._flow_data(self.flow, version))

    def test_a_new_draft_says_what_its_original_says_in_both_languages(self):
        draft = self.draft()
        self.assertEqual(self.data(draft), self.data(self.version))
        self.assertEqual(self.stage(draft, "new").with_context(lang="zh_CN").name, "新建")
        self.assertEqual(self.stage(draft, "working").article_ids.mapped("number"), [7])

    def test_the_changes_of_a_new_draft_are_told_once_and_in_the_language_spoken_here(self):
        version = self.version.with_user(self.users["administrator"]).with_context(lang="zh_CN")
        draft = version.browse(version.action_new_draft()["res_id"])
        entries = self.env["jn.audit.entry"]
        for parts in (draft.stage_ids, draft.timer_ids, draft.move_ids):
            told = entries.search([("res_model", "=", parts._name), ("res_id", "in", parts.ids)])
            self.assertEqual(set(told.mapped("kind")), {"created"})
        effects = draft.move_ids.sudo().effect_ids
        told = entries.search([("res_model", "=", effects._name), ("res_id", "in", effects.ids)])
        self.assertEqual(set(told.mapped("res_name")), set(effects.mapped("jn_told")))

    def test_a_new_draft_shares_no_row_with_its_original(self):
        draft = self.draft()
        for name in ("stage_ids", "move_ids", "timer_ids"):
            self.assertEqual(len(draft[name]), len(self.version[name]))
            self.assertFalse(draft[name] & self.version[name])
        pointed = draft.move_ids.mapped("to_stage_id") | draft.move_ids.mapped("from_stage_id")
        pointed |= draft.move_ids.mapped("overflow_stage_id") | draft.timer_ids.mapped("start_stage_ids")
        pointed |= draft.timer_ids.mapped("span_stage_ids") | draft.timer_ids.mapped("pause_stage_ids")
        self.assertEqual(pointed.version_id, draft)

    def test_effects_are_copied_with_their_order_and_names(self):
        draft = self.draft()
        old, new = self.move(self.version, "Hand in").effect_ids, self.move(draft, "Hand in").effect_ids
        self.assertFalse(old & new)
        self.assertEqual(new.mapped("name"), old.mapped("name"))
        self.assertEqual([act._jn_effect_data() for act in new], [act._jn_effect_data() for act in old])

    def test_changing_the_copy_leaves_the_original_as_it_was(self):
        before = self.data(self.version)
        draft = self.draft()
        self.stage(draft, "new").name = "Fresh"
        self.move(draft, "Hand in").effect_ids.unlink()
        self.timer(draft, "work").amount = 1
        self.assertEqual(self.data(self.version), before)

    def test_the_number_is_the_next_one_and_the_origin_is_named(self):
        first, second = self.draft(), self.draft()
        self.assertEqual([first.number, second.number], [2, 3])
        self.assertEqual((first.based_on_id, first.author_id, first.state), (self.version, self.author, "draft"))

    def test_duplicating_in_any_other_way_makes_a_draft_too(self):
        self.published()
        twin = self.rpc("administrator", self.version, "copy", {"state": "published", "number": 77})
        twin = self.env["jn.flow.version"].browse(twin)
        self.assertEqual((twin.state, twin.number), ("draft", 3))

    def test_a_process_offers_a_draft_of_what_is_in_force(self):
        action = self.rpc("administrator", self.flow, "action_new_draft")
        self.assertEqual(self.env["jn.flow.version"].browse(action["res_id"]).based_on_id, self.version)

    def test_records_run_on_a_published_copy_as_on_its_original(self):
        self.published()
        permit = self.permits(stage="working", is_urgent=False)
        permit._flow_fire("finished")
        self.assertEqual((permit.stage_code, permit.mark, len(permit.check_ids)), ("reviewing", "handed in", 1))

    def test_a_published_copy_does_not_change_either(self):
        version = self.published()
        with self.assertRaisesRegex(NotPossible, "never changes"):
            self.rpc("administrator", self.timer(version, "work"), "write", {"amount": 1})
