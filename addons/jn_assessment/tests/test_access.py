from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .common import QUARTER, SheetCase

OTHERS = ("window_clerk", "liaison", "chief_representative", "business_office", "intake")
KEEPERS = ("city_supervisor", "city_leader", "administrator")


@tagged("post_install", "-at_install")
class TestAccess(SheetCase):
    def _values(self):
        return {"scheme_id": self.scheme("county").id, **QUARTER}

    def test_the_citys_supervisors_and_leaders_and_administrators_keep_sheets(self):
        for month, role in enumerate(KEEPERS, start=6):
            period = {"period_start": f"2026-{month:02}-01", "period_end": f"2026-{month:02}-28"}
            sheet = self.as_user(role)["jn.sheet"].create({**self._values(), **period})
            sheet.compute()
            sheet.publish()
            self.assertEqual(sheet.state, "published", role)

    def test_a_countys_supervisors_and_leaders_keep_no_sheets(self):
        draft = self.sheet("county")
        for role in ("supervisor", "leader"):
            with self.assertRaises(NotAllowed):
                self.as_user(role)["jn.sheet"].create(self._values())
            for verb in ("compute", "publish"):
                with self.assertRaises(NotAllowed):
                    getattr(self.by(role, draft), verb)()

    def test_other_roles_cannot_even_create_one(self):
        for role in OTHERS:
            with self.assertRaises(AccessError):
                self.as_user(role)["jn.sheet"].create(self._values())

    def test_nobody_creates_a_sheet_that_is_published_already(self):
        values = {**self._values(), "state": "published", "computed_at": "2026-01-01", "formulas": {"a": 1}}
        sheet = self.as_user("city_supervisor")["jn.sheet"].create(values)
        self.assertEqual((sheet.state, sheet.computed_at, sheet.formulas), ("draft", False, False))

    def test_nobody_writes_a_state_or_a_line_by_hand(self):
        self.first(1, "satisfied")
        sheet = self.by("administrator", self.sheet("county"))
        with self.assertRaises(NotPossible):
            sheet.write({"state": "published"})
        with self.assertRaises(NotPossible):
            sheet.line_ids.write({"score": 100})
        with self.assertRaises(NotPossible):
            sheet.line_ids.create({"sheet_id": sheet.id, "unit_id": self.county.id})

    def test_a_computed_sheet_cannot_be_given_another_period(self):
        sheet = self.by("city_supervisor", self.sheet("county"))
        with self.assertRaises(NotPossible):
            sheet.write({"period_end": "2026-12-31"})

    def test_before_publication_only_the_keepers_see_a_sheet(self):
        sheet = self.sheet("county")
        for role in KEEPERS:
            self.assertTrue(self.as_user(role)["jn.sheet"].search([("id", "=", sheet.id)]), role)
        for role in (*OTHERS, "supervisor", "leader"):
            self.assertFalse(self.as_user(role)["jn.sheet"].search([("id", "=", sheet.id)]), role)
            self.assertFalse(self.as_user(role)["jn.sheet.line"].search([("sheet_id", "=", sheet.id)]), role)

    def test_a_published_sheet_shows_every_role_the_lines_of_all_units(self):
        self.first(1, "satisfied", self.other_window)
        sheet = self.sheet("county")
        sheet.publish()
        for role in OTHERS:
            lines = self.as_user(role)["jn.sheet.line"].search([("sheet_id", "=", sheet.id)])
            self.assertEqual(lines.unit_id, sheet.line_ids.unit_id, role)
            self.assertTrue(self.by(role, sheet).table["groups"], role)

    def test_rules_are_changed_by_administrators_only(self):
        scheme = self.scheme("county")
        with self.assertRaises(AccessError):
            self.by("city_supervisor", scheme).write({"base": 1})
        with self.assertRaises(AccessError):
            self.by("city_supervisor", scheme).action_new_version()
        draft = self.by("administrator", scheme)._next_version()
        draft.write({"base": 1})
        self.assertEqual((draft.base, scheme.base), (1, 0))
