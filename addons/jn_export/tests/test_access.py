"""Who may export, whose the file is, and who looks at the records."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed

from .common import REF, ExportCase


@tagged("post_install", "-at_install")
class TestAccess(ExportCase):
    def test_those_who_look_after_many_windows_may_export_and_others_may_not(self):
        cases = self.cases(3)
        for role in ("supervisor", "leader", "administrator"):
            with self.subTest(role=role):
                self.assertEqual(len(self.rows(self.gathered(self.begun(cases, role=role)))), 3)
        for role in ("window_clerk", "liaison", "chief_representative", "business_office", "intake"):
            with self.subTest(role=role), self.assertRaisesRegex(NotAllowed, "right to export"):
                self.begun(cases, role=role)

    def test_the_right_can_be_given(self):
        self.users["liaison"].group_ids = [Command.link(self.env.ref("base.group_allow_export").id)]
        self.assertTrue(self.begun(self.cases(3), role="liaison"))

    def test_a_list_that_is_not_ones_own_to_read_is_refused(self):
        with self.assertRaisesRegex(NotAllowed, "not yours to read"):
            self.as_user("supervisor")["jn.export"].begin("jn.export.record", [], [{"name": "name"}])

    def test_an_export_is_seen_by_who_asked_for_it_only(self):
        export = self.begun(self.cases(3))
        for role in ("second", "leader", "administrator"):
            with self.subTest(role=role):
                theirs = self.as_user(role)["jn.export"]
                self.assertFalse(theirs.search([("id", "=", export.id)]))
                for step in ("take_next", "action_stop", "action_download", "read"):
                    with self.assertRaises(AccessError):
                        getattr(theirs.browse(export.id), step)()

    def test_nobody_writes_what_the_system_keeps(self):
        export = self.gathered(self.begun(self.cases(3)))
        record = self.env["jn.export.record"].search([("user_id", "=", self.users["supervisor"].id)])
        for role in ("supervisor", "administrator"):
            for kept in (self.by(role, export), self.by(role, record)):
                for step in (lambda kept: kept.write({"row_count": 0}), lambda kept: kept.unlink(), lambda kept: kept.create([{}])):
                    with self.subTest(role=role, model=kept._name), self.assertRaises(AccessError):
                        step(kept)
        with self.assertRaises(NotAllowed):
            record.sudo().unlink()

    def test_administrators_look_at_the_records_and_nobody_else(self):
        self.gathered(self.begun(self.cases(3)))
        self.assertTrue(self.as_user("administrator")["jn.export.record"].search([("user_id", "=", self.users["supervisor"].id)]))
        for role in ("supervisor", "leader", "liaison"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_user(role)["jn.export.record"].search([])

    def test_where_the_file_lies_is_told_to_nobody(self):
        export = self.begun(self.cases(3), [REF])
        with self.assertRaises(AccessError):
            export.read(["stored"])
