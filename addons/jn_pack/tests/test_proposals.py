import base64

from odoo.exceptions import AccessError

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from ..archive import zip_files
from ..exceptions import BadPack
from .common import PackCase, as_files, small_data, top_data


class TestProposals(PackCase):
    """Once a regulation holds, a pack that changes it passes two administrators."""

    def setUp(self):
        super().setUp()
        self.apply(publish=True)
        self.top = top_data(test__days=2)

    def wizard(self, data, publish=True, user=None, **more):
        values = {"file": base64.b64encode(zip_files(as_files(data))), "filename": "some.zip", "publish": publish, **more}
        return self.env["jn.pack.import"].with_user(user or self.admin).create(values)

    def proposed(self, data=None, reason="从严", **more):
        wizard = self.wizard(data or self.top, reason=reason, **more)
        wizard.action_plan()
        wizard.action_propose()
        return wizard.proposal_id

    def days(self):
        return self.Setting._get("test.days")

    def test_what_changes_what_holds_is_not_applied_by_one_person(self):
        wizard = self.wizard(self.top)
        wizard.action_plan()
        self.assertTrue(wizard.needs_approval)
        with self.assert_refused(NotPossible, "another administrator approves it"):
            wizard.action_apply()
        self.assertEqual(self.days(), 3)

    def test_a_pack_on_top_that_only_lies_ready_needs_nobody_else(self):
        wizard = self.wizard(self.top, publish=False)
        wizard.action_plan()
        self.assertFalse(wizard.needs_approval)
        wizard.action_apply()
        self.assertEqual((wizard.state, self.days()), ("done", 3))

    def test_a_regulation_applied_as_drafts_changes_settings_and_so_needs_another(self):
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["default"] = 9
        wizard = self.wizard(data, publish=False)
        wizard.action_plan()
        self.assertTrue(wizard.needs_approval)

    def test_a_proposal_changes_nothing_until_another_administrator_approves_it(self):
        proposal = self.proposed()
        self.assertEqual((proposal.state, proposal.author_id, self.days()), ("waiting", self.admin, 3))
        told = [row["sentence"] for group in proposal.plan for row in group["rows"]]
        self.assertIn("Days: “3” becomes “2”", told)
        form = self.env["jn.pack.decision"].with_user(self.second).create({"proposal_id": proposal.id, "note": "同意"})
        form.action_approve()
        self.assertEqual((proposal.state, proposal.decided_by_id, proposal.note), ("done", self.second, "同意"))
        self.assertEqual(self.days(), 2)
        self.assertEqual([row["sentence"] for group in proposal.plan for row in group["rows"]], told)

    def test_the_author_neither_approves_nor_refuses(self):
        proposal = self.proposed()
        for verb in ("_approve", "_refuse"):
            with self.assert_refused(NotAllowed, "cannot decide about it. Ask one of the other administrators"):
                getattr(proposal.with_user(self.admin), verb)("x")
        self.assertEqual((proposal.state, self.days()), ("waiting", 3))

    def test_a_refusal_needs_a_reason_and_changes_nothing(self):
        proposal = self.proposed().with_user(self.second)
        with self.assert_refused(BadInput, "A refusal needs a reason"):
            proposal._refuse(" ")
        proposal._refuse("过严")
        self.assertEqual((proposal.state, self.days()), ("refused", 3))
        with self.assert_refused(NotPossible, "has been decided already"):
            proposal._approve("同意")

    def test_the_author_takes_it_back_and_nobody_else(self):
        proposal = self.proposed()
        with self.assert_refused(NotAllowed, "who proposed it, takes it back"):
            proposal.with_user(self.second).action_take_back()
        proposal.with_user(self.admin).action_take_back()
        self.assertEqual(proposal.state, "taken_back")

    def test_a_proposal_needs_a_reason_and_somebody_to_decide(self):
        with self.assert_refused(BadInput, "A proposal needs a reason"):
            self.proposed(reason=" ")
        others = self.env.ref("jn_org.group_administrator").all_user_ids - self.admin
        others.filtered(lambda user: user.id != 1).active = False
        with self.assert_refused(NotPossible, "would wait for ever. There is no other administrator"):
            self.proposed()

    def test_files_with_mistakes_are_not_proposed(self):
        data = {**self.top, "settings.yaml": {"values": {"test.none": {"value": 1, "why": "x"}}}}
        with self.assert_refused(BadPack, "has no such setting"):
            self.proposed(data)

    def test_a_county_proposes_for_itself_only(self):
        county_admin = self.new_user("t_county_admin", "administrator", self.county)
        with self.assert_refused(NotAllowed, "Only the city's administrators"):
            self.proposed(user=county_admin)
        proposal = self.proposed(top_data("own", unit=self.county, test__days=1), user=county_admin)
        proposal.with_user(self.admin)._approve(False)
        self.assertEqual((self.Setting._get("test.days", self.window), self.days()), (1, 3))

    def test_a_pack_on_top_goes_out_of_force_by_two(self):
        pack = self.Pack._apply(as_files(self.top), publish=True)
        action = pack.with_user(self.admin).action_withdraw()
        form = self.env[action["res_model"]].with_user(self.admin).with_context(**action["context"]).create({"reason": "到期"})
        self.assertIn("“strict” goes out of force", [row["sentence"] for group in form.plan for row in group["rows"]])
        proposal = self.env["jn.pack.proposal"].browse(form.action_propose()["res_id"])
        self.assertTrue(pack.is_in_force)
        proposal.with_user(self.second)._approve(False)
        self.assertEqual((pack.is_in_force, self.days()), (False, 3))

    def test_nobody_writes_a_proposal_by_hand(self):
        proposal = self.proposed()
        for user in (self.admin, self.second, self.users["supervisor"]):
            for values in ({"state": "done"}, {"reason": "other"}, {"author_id": user.id}):
                with self.assertRaises(AccessError):
                    proposal.with_user(user).write(values)
            with self.assertRaises(AccessError):
                proposal.with_user(user).copy()
        with self.assertRaises(AccessError):
            proposal.with_user(self.users["supervisor"]).read(["title"])

    def test_staff_neither_propose_nor_decide(self):
        proposal = self.proposed()
        for role in ("supervisor", "leader", "liaison"):
            user = self.users[role]
            with self.assertRaises(AccessError):
                self.env["jn.pack.proposal"].with_user(user)._propose_files(as_files(self.top), True, "x")
            with self.assertRaises(AccessError):
                proposal.with_user(user)._approve("x")
