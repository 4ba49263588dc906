from odoo.tests import tagged

from .versions import VersionCase


@tagged("post_install", "-at_install")
class TestOwn(VersionCase):
    def own(self, unit, role="administrator"):
        """The draft of the unit's own process, made with the form."""
        form = self.env["jn.flow.own"].with_user(self.users[role]).create({"flow_id": self.flow.id, "unit_id": unit.id})
        return self.env["jn.flow.version"].browse(form.action_make()["res_id"])

    def test_a_county_has_its_own_limit_and_the_others_keep_the_citys(self):
        draft = self.own(self.county)
        self.assertEqual((draft.flow_id.unit_id, draft.number, draft.state), (self.county, 1, "draft"))
        self.assertEqual(draft.with_context(lang="en_US").display_name, "Permit (Test County), version 1")
        self.timer(draft, "report").amount = 2
        self.approve(self.walk(draft))
        self.env.invalidate_all()
        flows = self.env["jn.flow"]
        self.assertEqual(flows._version_for(self.flow.model, self.window_a), draft)
        self.assertEqual(flows._version_for(self.flow.model, self.city), self.version)

    def test_the_draft_equals_what_was_in_force_and_changes_nothing_yet(self):
        draft = self.own(self.county)
        self.assertEqual(draft.stage_ids.mapped("code"), self.version.stage_ids.mapped("code"))
        self.assertEqual(draft.timer_ids.mapped("amount"), self.version.timer_ids.mapped("amount"))
        self.assertEqual(draft.flow_id.name, self.flow.name)
        self.assertEqual(self.env["jn.flow"]._version_for(self.flow.model, self.window_a), self.version)

    def test_a_second_process_of_the_same_unit_is_refused(self):
        self.own(self.county)
        with self.assertRaisesRegex(Exception, "already"):
            self.own(self.county)

    def test_a_process_that_never_was_in_force_is_no_model(self):
        flow = self.env["jn.flow"].create({"code": "fresh", "name": "Fresh", "model": "res.partner"})
        form = self.env["jn.flow.own"].with_user(self.author).create({"flow_id": flow.id, "unit_id": self.county.id})
        with self.assertRaisesRegex(Exception, "Publish one first"):
            form.action_make()

    def test_only_administrators_make_one_and_a_county_only_for_itself(self):
        for role in ("liaison", "supervisor", "leader"):
            with self.assertRaises(Exception):  # noqa: B017 - any refusal will do
                self.own(self.county, role)
        self.users["county_admin"] = self._make_user("administrator", self.county, login="test_county_admin")
        other = self._make_unit("county", "Other county", parent_id=self.city.id)
        with self.assertRaisesRegex(Exception, "not one of your units"):
            self.own(other, "county_admin")
        self.assertTrue(self.own(self.county, "county_admin"))
