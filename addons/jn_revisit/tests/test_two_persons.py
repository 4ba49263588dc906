from odoo import Command
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed

from .common import RevisitCase, latest


@tagged("post_install", "-at_install")
class TestTwoPersons(RevisitCase):
    """The liaison writes, the chief signs, the criticised does neither; deputies and those above stand in (decision D5)."""

    def setUp(self):
        super().setUp()
        self.users = dict(self.users)
        self.colleague = self._make_user("liaison", self.window_a, "test_colleague")
        self.users["colleague"] = self.colleague

    def events(self, role, work):
        return {button["event"] for button in self.by(role, work).flow_buttons or ()}

    def name_deputy(self, holder, role, deputy):
        self.env["jn.role.holder"].create({
            "unit_id": self.window_a.id, "role": role, "user_id": self.users[holder].id, "deputy_id": deputy.id,
            "start_on": "2026-11-01",
        })

    def test_the_handler_neither_calls_nor_reports(self):
        case = self.dissatisfied(handler="test_liaison")
        work = latest(case.rectification_ids)
        self.assertFalse(self.events("liaison", work))
        self.assertIn("call_logged", self.events("colleague", work))
        mine = self.by("liaison", work)
        with self.assertRaisesRegex(NotAllowed, "about your own handling"):
            mine.log_call(True)
        with self.assertRaisesRegex(NotAllowed, "about your own handling"):
            mine.object_assignment("not ours")
        self.by("colleague", work).log_call(True, "called")
        with self.assertRaisesRegex(NotAllowed, "about your own handling"):
            mine.submit_report("a", "b", "c")
        self.assertFalse(mine.my_turn)
        self.assertFalse(mine.search([("id", "=", work.id), ("my_turn", "=", True)]))
        self.by("colleague", work).submit_report("cause", "measures", "result")
        self.assertEqual(work.stage_code, "confirming")

    def test_a_clerk_who_is_liaison_too_is_criticised_where_no_handler_was_matched(self):
        self.users["liaison"].group_ids = [Command.link(self.env.ref("jn_org.group_window_clerk").id)]
        work = latest(self.dissatisfied(handler="unknown").rectification_ids)
        with self.assertRaisesRegex(NotAllowed, "may be"):
            self.by("liaison", work).log_call(True)
        self.by("colleague", work).log_call(True, "called")
        self.assertEqual(work.stage_code, "reporting")

    def test_a_chief_who_is_the_handler_does_not_confirm_and_the_deputy_does(self):
        case = self.dissatisfied(handler="test_chief_representative")
        self.call(case)
        self.report(case)
        work = latest(case.rectification_ids)
        with self.assertRaisesRegex(NotAllowed, "about your own handling"):
            self.confirm(case)
        deputy = self._make_user("liaison", self.window_b, "test_deputy")
        self.users["deputy"] = deputy
        self.assertFalse(self.as_user("deputy")["jn.rectification"].search([("id", "=", work.id)]))
        self.name_deputy("chief_representative", "chief_representative", deputy)
        self.assertEqual(work._flow_owners(), deputy)
        self.assertLessEqual({"confirmed", "refused"}, self.events("deputy", work))
        self.by("deputy", work).confirm()
        self.assertEqual(work.stage_code, "submitted")

    def test_a_deputy_does_what_the_role_may_and_no_more(self):
        deputy = self._make_user("liaison", self.window_b, "test_deputy")
        self.users["deputy"] = deputy
        self.name_deputy("chief_representative", "chief_representative", deputy)
        case = self.dissatisfied()
        self.call(case)
        with self.assertRaises(NotAllowed):
            self.by("deputy", latest(case.rectification_ids)).submit_report("a", "b", "c")

    def test_where_nobody_fits_the_hall_s_people_own_the_work_else_the_county_s(self):
        case = self.dissatisfied(handler="test_liaison")
        work = latest(case.rectification_ids)
        self.colleague.active = False
        self.assertFalse(work._flow_owners())
        at_county = self._make_user("liaison", self.county, "test_county_liaison")
        self.assertEqual(work._flow_owners(), at_county)
        at_hall = self._make_user("liaison", self.hall, "test_hall_liaison")
        self.assertEqual(work._flow_owners(), at_hall)
        self.users["hall"] = at_hall
        self.by("hall", work).log_call(True, "called")
        self.assertEqual(work.stage_code, "reporting")

    def test_who_wrote_the_report_does_not_sign_it(self):
        self.users["liaison"].group_ids = [Command.link(self.env.ref("jn_org.group_chief_representative").id)]
        case = self.dissatisfied()
        self.call(case)
        self.report(case)
        work = latest(case.rectification_ids)
        with self.assertRaisesRegex(NotAllowed, "wrote this report yourself"):
            self.by("liaison", work).confirm()
        self.assertNotIn("confirmed", self.events("liaison", work))
        self.confirm(case)
        self.assertEqual(work.stage_code, "submitted")

    def test_with_the_setting_off_one_person_may_write_and_sign(self):
        setting = self.env["jn.setting"].search([("code", "=", "rectification.two_persons")])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": "false", "why": "for this test"})
        self.users["liaison"].group_ids = [Command.link(self.env.ref("jn_org.group_chief_representative").id)]
        case = self.dissatisfied()
        self.call(case)
        self.report(case)
        self.by("liaison", latest(case.rectification_ids)).confirm()
        self.assertEqual(latest(case.rectification_ids).stage_code, "submitted")
