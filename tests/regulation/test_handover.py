"""Article 4: what somebody is in charge of passes on when they leave; what a unit owes in its own name keeps it open."""

from odoo.tests import tagged

from odoo.addons.jn_analysis.tests.suggesting import SuggestionCase
from odoo.addons.jn_org.exceptions import NotPossible
from odoo.addons.jn_rules.periods import quarter_of


@tagged("post_install", "-at_install")
class TestHandoverOfSuggestionsAndReports(SuggestionCase):
    def setUp(self):
        super().setUp()
        self.admin = self.as_user("administrator")
        self._make_user("chief_representative", self.window_a, "test_colleague")  # so that no role is left without anybody

    def test_a_suggestion_passes_to_who_takes_over_with_its_unit(self):
        suggestion = self.issued()
        chief = self.chief.with_env(self.admin)
        with self.assertRaisesRegex(NotPossible, "Suggestion"):
            chief.active = False
        successor = self._make_user("chief_representative", self.window_b, "test_successor")
        action = chief.action_archive()
        self.assertEqual(action["res_model"], "jn.handover")
        window = self.admin["jn.handover"].with_context(**action["context"]).create({"successor_id": successor.id})
        self.assertIn("Suggestion (1)", window.work)
        window.action_hand_over()
        self.assertEqual((suggestion.owner_id, chief.active), (successor, False))
        self.assertIn(self.window_a, successor.unit_ids)
        suggestion.with_user(successor).measures = "A second window is open."

    def test_an_ended_suggestion_keeps_nobody(self):
        suggestion = self.carried_out()
        self.by("supervisor", suggestion).action_flow_press("accepted")
        self.assertTrue(suggestion.ended_at)
        self.chief.with_env(self.admin).active = False
        self.assertEqual((suggestion.owner_id, self.chief.active), (self.chief, False))

    def test_an_office_with_an_open_suggestion_stays_until_it_is_ended(self):
        office = self._make_unit("office", "Office", parent_id=self.county.id)
        self.chief.unit_ids |= office
        suggestion = self.suggest(unit_id=office.id)
        with self.assertRaisesRegex(NotPossible, r"Suggestion \(1\)"):
            office.with_env(self.admin).active = False
        self.assertIn("Suggestion (1)", self.admin["jn.unit.handover"].create({"unit_id": office.id}).work)
        self.by("supervisor", suggestion)._flow_fire("withdrawn", "no longer needed")
        office.with_env(self.admin).active = False
        self.assertFalse(office.active)

    def test_a_county_whose_report_of_the_quarter_is_open_stays(self):
        county = self._make_unit("county", "Small County", parent_id=self.city.id)
        self.env["jn.quarterly.report"]._open(county, quarter_of(self.env["jn.clock"]._now().date()))
        with self.assertRaisesRegex(NotPossible, r"Quarterly report \(1\)"):
            county.with_env(self.admin).active = False
        self.assertTrue(county.active)
