"""Who finds these screens, and who does not."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed

from .common import IntakeCase, csv_file

MODELS = {
    "jn.intake.upload": {"administrator", "intake"},
    "jn.intake.row": {"administrator", "intake"},
    "jn.intake.column": {"administrator", "intake"},
    "jn.intake.source": {"administrator"},
    "jn.intake.delivery": {"administrator"},
    "jn.intake.table": {"administrator"},
    "jn.intake.table.column": {"administrator"},
    "jn.intake.preview": {"administrator"},
    "jn.intake.total": {"administrator", "intake", "supervisor", "leader"},
    "jn.intake.coverage": {"administrator", "supervisor", "leader"},
}


@tagged("post_install", "-at_install")
class TestAccess(IntakeCase):
    def test_each_role_reads_what_is_its_business(self):
        for model, roles in MODELS.items():
            for role in self.users:
                known = role in roles or role in ("second", "city_supervisor", "city_leader") and "leader" in roles
                with self.subTest(model=model, role=role):
                    self.assertEqual(self.as_user(role)[model].has_access("read"), known)

    def test_menus_show_what_one_may_open(self):
        intake = self.env.ref("jn_intake.menu_intake")
        for role, seen in (("liaison", False), ("window_clerk", False), ("administrator", True), ("supervisor", True)):
            menus = self.as_user(role)["ir.ui.menu"]
            menus.env.registry.clear_cache()
            self.assertEqual(intake.id in menus._visible_menu_ids(), seen, role)

    def test_a_supervisor_reconciles_and_does_not_upload(self):
        visible = self.as_user("supervisor")["ir.ui.menu"]._visible_menu_ids()
        self.assertIn(self.env.ref("jn_intake.menu_coverage").id, visible)
        self.assertNotIn(self.env.ref("jn_intake.menu_uploads").id, visible)

    def test_others_neither_upload_nor_take(self):
        upload = self.checked([self.row()])
        for role in ("liaison", "window_clerk", "supervisor", "leader", "chief_representative", "business_office"):
            with self.assertRaises(AccessError):
                self.upload(csv_file([]), role=role)
            for step in ("action_check", "action_take", "take_next"):
                with self.assertRaises(AccessError):
                    getattr(self.by(role, upload), step)()

    def test_one_machine_does_not_take_anothers_file(self):
        upload = self.checked([self.row()])
        with self.assertRaises(AccessError):
            self.by("intake", upload).take_next()

    def test_others_do_not_announce(self):
        for role in ("liaison", "supervisor", "leader"):
            with self.assertRaises(NotAllowed):
                self.as_user(role)["jn.intake.total"].announce([])

    def test_totals_and_deliveries_are_written_by_nobody(self):
        for model in ("jn.intake.total", "jn.intake.delivery", "jn.intake.row"):
            with self.assertRaises(AccessError):
                self.as_user("administrator")[model].create({})
