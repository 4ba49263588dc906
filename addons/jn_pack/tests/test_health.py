from odoo.tests import tagged

from odoo.addons.jn_org.tests.common import OrgCase


@tagged("post_install", "-at_install")
class TestHealth(OrgCase):
    def setUp(self):
        super().setUp()
        self.env["jn.unit"].search([("id", "not in", self.city.ids)]).calendar_id = False
        self.enterContext(self._patched_days(60))

    def _patched_days(self, days):
        from unittest.mock import patch

        return patch.object(type(self.env["jn.health.calendar"]), "_warn_days", lambda _self: days)

    def row(self):
        default = self.env["jn.calendar"]._default()
        default.year_ids = [(0, 0, {"year": year}) for year in (2026, 2027) if default and year not in default._years()]
        [row] = self.env["jn.health.calendar"]._health_rows()
        return row

    def test_a_year_that_is_loaded_is_well(self):
        self.freeze("2026-06-01 10:00")
        self.assertEqual(self.row().colour, "green")

    def test_it_is_yellow_sixty_days_before_a_year_that_is_missing(self):
        self.freeze("2026-11-01 23:00")
        self.assertEqual(self.row().colour, "green")
        self.freeze("2026-11-02 00:00")
        row = self.row()
        self.assertEqual((row.colour, row.count), ("yellow", 1))
        self.assertIn("2027", row.advice)
        self.assertEqual(row.action["domain"], [("id", "in", self.calendar.ids)])

    def test_it_is_red_in_a_year_that_is_missing(self):
        self.freeze("2027-01-01 00:00")
        self.assertEqual(self.row().colour, "red")

    def test_loading_the_year_settles_it(self):
        self.freeze("2026-12-01 10:00")
        self.env["jn.calendar.year"].create({"calendar_id": self.calendar.id, "year": 2027})
        self.assertEqual(self.row().colour, "green")

    def test_a_calendar_that_nobody_uses_does_not_matter(self):
        self.freeze("2026-06-01 10:00")
        self.calendar.copy({"code": "unused"}).year_ids.unlink()
        self.assertEqual(self.row().colour, "green")

    def test_without_a_pack_nothing_is_warned_of_ahead(self):
        from unittest.mock import patch

        self.doCleanups()
        with patch.object(type(self.env["jn.setting"]), "_get", side_effect=KeyError):
            self.assertEqual(self.env["jn.health.calendar"]._warn_days(), 0)
