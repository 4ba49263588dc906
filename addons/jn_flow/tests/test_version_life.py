from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .versions import VersionCase


@tagged("post_install", "-at_install")
class TestVersionLife(VersionCase):
    def test_a_draft_goes_from_step_to_step_and_is_published_by_somebody_else(self):
        draft = self.draft()
        steps = [draft.phase]
        for method in ("action_validate", "action_compare", "action_submit"):
            self.rpc("administrator", draft, method)
            steps.append(draft.phase)
        self.approve(draft)
        self.assertEqual([*steps, draft.phase], ["draft", "validated", "compared", "submitted", "published"])
        self.assertEqual((draft.author_id, draft.approver_id), (self.author, self.approver))
        self.assertEqual((draft.reason, draft.effective_from), ("The office agreed.", self.at("2026-11-23 10:00")))
        self.flow.invalidate_recordset(["current_version_id"])
        self.assertEqual(self.flow.current_version_id, draft)

    def test_the_form_of_a_part_is_read_once_its_version_is_in_force(self):
        for name in ("stage_ids", "move_ids", "timer_ids"):
            in_force, new = (version.with_user(self.author)[name][:1] for version in (self.version, self.draft()))
            with self.subTest(name):
                with self.assertRaisesRegex(AssertionError, "readonly"):
                    Form(in_force).name = "Another name"
                with Form(new) as form:
                    form.name = "Another name"
                self.assertEqual(new.name, "Another name")

    def test_the_author_does_not_approve(self):
        draft = self.walk(self.draft())
        with self.assertRaisesRegex(NotAllowed, "cannot approve it. Ask one of the other administrators: Approver"):
            self.rpc("administrator", draft, "action_publish")
        with self.assertRaisesRegex(NotAllowed, "Permit, version 2 was written by Administrator"):
            self.approve(draft, role="administrator")
        self.assertEqual((draft.state, self.flow.current_version_id), ("draft", self.version))

    def test_who_changed_a_draft_of_another_does_not_approve_it_either(self):
        draft = self.draft()
        self.timer(draft, "work").with_user(self.approver).write({"amount": 30})
        self.assertEqual(draft.editor_ids, self.approver)
        with self.assertRaisesRegex(NotPossible, "There is no other administrator|Ask one of"):
            self.walk(draft)
            self.approve(draft)

    def test_with_one_administrator_the_sentence_says_what_to_do(self):
        self.alone()
        draft = self.draft()
        self.rpc("administrator", draft, "action_validate")
        self.rpc("administrator", draft, "action_compare")
        with self.assertRaisesRegex(NotPossible, "There is no other administrator. Give a second person the role"):
            self.rpc("administrator", draft, "action_submit")

    def test_each_step_needs_the_one_before(self):
        draft = self.draft()
        with self.assertRaisesRegex(NotPossible, "Press Check first"):
            self.rpc("administrator", draft, "action_compare")
        with self.assertRaisesRegex(NotPossible, "must be checked and compared"):
            self.rpc("administrator", draft, "action_submit")
        with self.assertRaisesRegex(NotPossible, "has not been submitted"):
            self.rpc("approver", draft, "action_publish")

    def test_a_change_takes_a_submitted_draft_back_to_the_beginning(self):
        for change in (
            lambda draft: self.timer(draft, "work").write({"amount": 30}),
            lambda draft: self.stage(draft, "new").update_field_translations("name", {"zh_CN": "新收"}),
            lambda draft: self.move(draft, "Park").unlink(),
            lambda draft: self.move(draft, "Hand in").effect_ids[0].write({"jn_path": "check_ids", "jn_when": "[]"}),
            lambda draft: draft.stage_ids.create({"version_id": draft.id, "code": "more", "name": "More"}),
        ):
            draft = self.walk(self.draft())
            change(draft)
            self.assertEqual(draft.phase, "draft")
            with self.assertRaisesRegex(NotPossible, "has not been submitted"):
                self.approve(draft)

    def test_a_draft_with_errors_stays_a_draft_and_says_what_to_mend(self):
        draft = self.draft()
        self.move(draft, "Finish at once").guard = "[("
        self.rpc("administrator", draft, "action_validate")
        self.assertEqual(draft.phase, "draft")
        [finding] = draft.finding_ids.filtered(lambda row: row.level == "error")
        self.assertIn("The condition of Finish at once cannot be read on this model: [(", finding.what)
        self.assertIn("条件无法在该模型上解析", finding.with_context(lang="zh_CN").what)
        opened = self.rpc("administrator", finding, "action_open")
        self.assertEqual((opened["res_model"], opened["res_id"]), ("jn.flow.move", self.move(draft, "Finish at once").id))

    def test_warnings_do_not_hold_a_draft_up(self):
        draft = self.draft()
        self.rpc("administrator", draft, "action_validate")
        self.assertIn("warning", draft.finding_ids.mapped("level"))
        self.assertEqual(draft.phase, "validated")

    def test_a_later_check_forgets_the_findings_of_the_first(self):
        draft = self.draft()
        self.move(draft, "Finish at once").guard = "[("
        self.rpc("administrator", draft, "action_validate")
        self.move(draft, "Finish at once").guard = "[]"
        self.rpc("administrator", draft, "action_validate")
        self.assertNotIn("bad_guard", draft.finding_ids.mapped("code"))

    def test_what_breaks_after_the_check_is_found_again_when_it_is_published(self):
        draft = self.walk(self.draft())
        self.calendar.year_ids.unlink()
        with self.assertRaisesRegex(NotPossible, "holidays of 2026 are not loaded in the calendar Test calendar"):
            self.approve(draft)
        self.assertEqual(self.flow.current_version_id, self.version)

    def test_publishing_needs_a_reason_and_never_lies_in_the_past(self):
        draft = self.walk(self.draft())
        with self.assertRaisesRegex(BadInput, "version 2 needs a reason"):
            self.approve(draft, reason="  ")
        with self.assertRaisesRegex(BadInput, "cannot come into force in the past"):
            self.approve(draft, effective_from=self.at("2026-11-23 09:59"))

    def test_a_version_published_for_later_comes_into_force_then(self):
        draft = self.approve(self.walk(self.draft()), effective_from=self.at("2026-12-01 00:00"))
        self.flow.invalidate_recordset(["current_version_id"])
        self.assertEqual(self.flow.current_version_id, self.version)
        self.assertEqual(self.permits().flow_version_id, self.version)
        self.freeze("2026-12-01 00:00")
        self.flow.invalidate_recordset(["current_version_id"])
        self.assertEqual(self.permits().flow_version_id, draft)

    def test_a_draft_knows_of_one_that_waits_to_take_its_place(self):
        self.approve(self.walk(self.draft()), effective_from=self.at("2026-12-01 00:00"))
        self.assertIn("scheduled_after", self.codes(self.draft()))

    def test_rolling_back_is_publishing_a_copy_of_the_old_version(self):
        self.published(work={"amount": 48})
        back = self.approve(self.walk(self.draft(self.version)))
        self.assertEqual((back.number, back.based_on_id), (3, self.version))
        self.assertEqual(self.permits(stage="working").work_due_at, self.at("2026-11-24 10:00"))

    def test_only_administrators_take_any_of_the_steps(self):
        draft = self.walk(self.draft())
        for role in set(self.users) - {"administrator", "approver"}:
            for method in ("action_new_draft", "action_validate", "action_compare", "action_submit", "action_withdraw",
                           "action_publish", "action_retire", "action_migrate"):
                with self.assertRaises(AccessError, msg=f"{role} {method}"):
                    self.rpc(role, draft, method)
        with self.assertRaises(AccessError):
            self.approve(draft, role="supervisor")

    def test_a_withdrawn_draft_is_not_published(self):
        draft = self.walk(self.draft())
        self.rpc("administrator", draft, "action_withdraw")
        self.assertEqual(draft.phase, "compared")
        with self.assertRaisesRegex(NotPossible, "has not been submitted"):
            self.approve(draft)

    def test_a_replaced_version_is_retired_as_soon_as_nothing_runs_on_it(self):
        permit = self.permits(stage="working")
        self.published()
        self.assertEqual(self.version.state, "published")
        permit._flow_fire("lapsed")
        self.env["jn.flow"]._cron_retire()
        self.assertEqual((self.version.state, self.version.phase), ("retired", "retired"))
        self.assertEqual(permit.stage_id.version_id.stage_ids.mapped("code"), self.version.stage_ids.mapped("code"))

    def test_a_replaced_version_on_which_nothing_runs_is_retired_at_once(self):
        self.published()
        self.assertEqual(self.version.state, "retired")

    def test_a_version_that_waits_for_its_day_is_not_retired_by_the_clock(self):
        draft = self.approve(self.walk(self.draft()), effective_from=self.at("2026-12-01 00:00"))
        self.env["jn.flow"]._cron_retire()
        self.assertEqual(draft.state, "published")

    def test_what_is_in_force_is_not_retired_by_hand_and_what_is_not_is(self):
        with self.assertRaisesRegex(NotPossible, "Permit, version 1 is in force"):
            self.rpc("administrator", self.version, "action_retire")
        waiting = self.approve(self.walk(self.draft()), effective_from=self.at("2026-12-01 00:00"))
        self.rpc("administrator", waiting, "action_retire")
        self.freeze("2026-12-02 00:00")
        self.flow.invalidate_recordset(["current_version_id"])
        self.assertEqual(self.flow.current_version_id, self.version)

    def test_records_on_a_version_retired_by_hand_go_on(self):
        permit = self.permits(stage="working")
        self.published()
        self.rpc("administrator", self.version, "action_retire")
        permit._flow_fire("finished")
        self.assertEqual(permit.stage_id, self.stage(self.version, "reviewing"))

    def test_a_first_draft_of_a_new_process_is_begun_with_the_button(self):
        flow = self.env["jn.flow"].create({"code": "fresh", "name": "Fresh", "model": "jn.flow.test.permit"})
        action = self.rpc("administrator", flow, "action_new_draft")
        draft = self.env["jn.flow.version"].browse(action["res_id"])
        self.assertEqual((draft.flow_id, draft.number, draft.state, draft.author_id), (flow, 1, "draft", self.author))
