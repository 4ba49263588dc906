from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import NOW, PackCase

ALONE = "Nobody interprets the regulation alone"


class TestSettingApproval(PackCase):
    """Art. 17: what one administrator interprets holds once another one has approved it."""

    def setUp(self):
        super().setUp()
        self.apply()

    def days(self, unit=None):
        return self.Setting._get("test.days", unit)

    def test_nothing_changes_until_another_administrator_approves(self):
        proposal = self.proposed_value("test.days", "2", why="从严")
        self.assertEqual((proposal.state, proposal.title, proposal.reason, self.days()), ("waiting", "Days", "从严", 3))
        self.assertEqual([row["sentence"] for group in proposal.plan for row in group["rows"]], ["Days: “3” becomes “2”"])
        with self.assert_refused(NotAllowed, "cannot decide about it. Ask one of the other administrators"):
            proposal._approve("同意")
        self.at(NOW + timedelta(hours=3))
        proposal.with_user(self.second)._approve("同意")
        [row] = proposal.setting_id.value_ids
        self.assertEqual((self.days(), row.user_id, row.approver_id, row.why), (2, self.admin, self.second, "从严"))
        self.assertEqual(row.effective_from, NOW + timedelta(hours=3), "no value reaches back before it was approved")

    def test_a_later_moment_stays_and_a_moment_that_is_over_is_that_of_the_approval(self):
        later = NOW + timedelta(days=5)
        for approved_at, since in ((NOW + timedelta(days=1), later), (NOW + timedelta(days=9), NOW + timedelta(days=9))):
            self.at(NOW)
            proposal = self.proposed_value("test.days", "2", effective_from=later)
            self.at(approved_at)
            proposal.with_user(self.second)._approve(False)
            self.assertEqual(proposal.setting_id.value_ids.sorted("id")[-1:].effective_from, since)

    def test_what_has_become_too_lax_meanwhile_is_not_approved(self):
        proposal = self.proposed_value("test.days", "2", unit=self.county)
        self.interpret("test.days", "1")
        with self.assert_refused(BadInput, "may only be stricter than 1"):
            proposal.with_user(self.second)._approve(False)

    def test_a_county_does_not_approve_what_holds_for_the_city(self):
        own = self.new_user("t_county_admin", "administrator", self.county)
        with self.assert_refused(NotAllowed, "Only the city's administrators"):
            self.proposed_value("test.days", "2").with_user(own)._approve(False)
        self.proposed_value("test.days", "2", unit=self.county).with_user(own)._approve(False)
        self.assertEqual((self.days(self.window), self.days()), (2, 3))

    def test_a_refused_value_never_holds(self):
        proposal = self.proposed_value("test.days", "2").with_user(self.second)
        proposal._refuse("太严")
        self.assertFalse(proposal.setting_id.value_ids)

    def test_nobody_else_proposes_and_nobody_writes_one_by_hand(self):
        for role in ("supervisor", "leader", "liaison"):
            with self.assertRaises(AccessError):
                self.proposed_value("test.days", "2", user=self.users[role])
        row = {"setting_id": self.Setting.search([("code", "=", "test.days")]).id, "value": "2", "why": "因为"}
        with self.assert_refused(NotPossible, ALONE):
            self.Value.with_user(self.admin).create(row)


@tagged("post_install", "-at_install")
class TestSettingApprovalOverRpc(HttpCase, PackCase):
    def ask(self, user, model, method, **arguments):
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        key = keys._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        self.env.flush_all()
        return self.url_open(f"/json/2/{model}/{method}", json=arguments, headers={"Authorization": f"bearer {key}"})

    def test_a_program_knows_no_other_way_than_people(self):
        self.apply()
        setting = self.Setting.search([("code", "=", "test.days")])
        row = {"setting_id": setting.id, "value": "2", "why": "因为"}
        answer = self.ask(self.admin, "jn.setting.value", "create", vals_list=[row], context={"lang": "en_US"})
        self.assertIn(ALONE, answer.json()["message"])
        form = {"setting_id": setting.id, "value_integer": 2, "why": "因为"}
        [made] = self.ask(self.admin, "jn.setting.change", "create", vals_list=[form]).json()
        proposed = self.ask(self.admin, "jn.setting.change", "action_propose", ids=[made]).json()["res_id"]
        for user, refused in ((self.admin, True), (self.second, False)):
            answer = self.ask(user, "jn.pack.decision", "create", vals_list=[{"proposal_id": proposed}])
            decided = self.ask(user, "jn.pack.decision", "action_approve", ids=answer.json())
            self.env.invalidate_all()
            self.assertEqual((decided.ok, setting.value_ids.mapped("value")), (not refused, [] if refused else ["2"]))
