"""The regulation's processes change while cases run: sound from the start, and nobody is lost on the way."""

from datetime import timedelta

from .common import RevisitCase, latest

MODELS = ("jn.case", "jn.revisit", "jn.rectification", "jn.verification", "jn.accountability")


class TestVersions(RevisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["approver"] = cls._make_user("administrator", cls.city, "test_approver")

    def flow(self, model):
        """The whole city's process over this model."""
        return self.env["jn.flow"].search([("model", "=", model), ("unit_id", "=", False)])

    def published(self, model, **changes):
        """A new version in force of the process over `model`; `changes` are {timer code: values}."""
        author, approver = self.users["administrator"], self.users["approver"]
        old = self.flow(model).current_version_id
        draft = self.env["jn.flow.version"].browse(old.with_user(author).action_new_draft()["res_id"])
        for code, values in changes.items():
            draft.timer_ids.filtered(lambda timer, code=code: timer.code == code).write(values)
        for step in ("action_validate", "action_compare", "action_submit"):
            getattr(draft.with_user(author), step)()
        form = self.env["jn.flow.publish"].with_user(approver).create({"version_id": draft.id, "reason": "Agreed."})
        form.action_publish()
        self.flow(model).invalidate_recordset(["current_version_id"])
        return draft

    def migrate(self, version, policy):
        """Bring the running records to this version, as an administrator does it and the cron carries it out."""
        action = version.with_user(self.users["administrator"]).action_migrate()
        passage = self.env["jn.flow.migration"].browse(action["res_id"])
        passage.with_user(self.users["administrator"]).policy = policy
        passage.with_user(self.users["administrator"]).action_run()
        self.wait(0)
        self.assertEqual((passage.state, passage.failed), ("done", 0))
        return passage

    def test_the_shipped_processes_block_nothing_and_leave_no_move_without_a_maker(self):
        for model in MODELS:
            found = self.flow(model).current_version_id._findings()
            codes = {finding.code for finding in found}
            self.assertFalse([finding for finding in found if finding.blocks], model)
            self.assertLessEqual(codes, {"endless", "nobody_there", "year_ahead_not_loaded"}, model)

    def test_a_rectification_that_moves_to_a_shorter_call_is_due_earlier_and_the_loop_goes_on(self):
        case = self.dissatisfied()
        work = case.rectification_ids
        new = self.published("jn.rectification", call={"amount": 2, "roll": "none"})
        due, before = work.call_due_at, work.report_due_at
        self.migrate(new, "earlier")
        self.assertEqual((work.flow_version_id, work.stage_code), (new, "calling"))
        self.assertEqual(due - work.call_due_at, timedelta(hours=22))
        self.assertEqual(work.report_due_at, before)
        self.assertEqual(case.next_due_at, work.next_due_at)
        self.repair(case)
        self.assertStage(case, "revisiting_again")
        self.wait(0.2)
        self.citizen(case, 5)
        self.assertStage(case, "closed", "satisfied_after_rectification")

    def test_a_case_and_all_its_open_work_move_and_go_on(self):
        case = self.verifying()
        for model in ("jn.case", "jn.verification"):
            self.migrate(self.published(model), "keep")
        self.assertEqual((case.flow_version_id.number, latest(case.verification_ids).flow_version_id.number), (2, 2))
        self.conclude(case, "untrue")
        self.assertStage(case, "re_rectifying")
        self.repair(case)
        self.assertStage(case, "verifying_again")

    def test_a_question_that_was_asked_before_the_passage_ends_as_it_would_have(self):
        case = self.asked()
        due = case.revisit_ids.next_due_at
        self.migrate(self.published("jn.revisit"), "keep")
        self.assertEqual(case.revisit_ids.next_due_at, due)
        self.wait(49)
        self.assertStage(case, "closed", "defaulted")

    def test_a_case_that_was_not_moved_ends_on_the_version_it_began_with(self):
        case = self.asked()
        old = case.flow_version_id
        self.published("jn.case")
        self.citizen(case, 5)
        self.assertEqual(case.stage_id.version_id, old)
        self.assertEqual(self.ingest().flow_version_id.number, 2)
