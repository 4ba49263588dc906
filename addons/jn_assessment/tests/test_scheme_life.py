from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import QUARTER, SheetCase


@tagged("post_install", "-at_install")
class TestSchemeLife(SheetCase):
    """Schemes are versioned as processes are: written, approved by somebody else, never changed (Art. 2, 17)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["second_administrator"] = cls._make_user("administrator", cls.city, "test_second_administrator")
        cls.users["county_administrator"] = cls._make_user("administrator", cls.county, "test_county_administrator")

    def setUp(self):
        super().setUp()
        self.current = self.scheme("county")
        self.draft = self.by("administrator", self.current)._next_version()

    def _publish(self, draft=None, role="second_administrator", on="2027-01-01", **values):
        form = {"scheme_id": (draft or self.draft).id, "effective_on": on, "reason": "the city decided", **values}
        self.as_user(role)["jn.scheme.publish"].create(form).action_publish()

    def test_a_draft_holds_for_nobody_until_it_is_published(self):
        self.assertEqual((self.draft.state, self.draft.active, self.draft.version), ("draft", False, 2))
        self.assertEqual(self.scheme("county"), self.current)

    def test_a_published_scheme_and_its_parts_never_change(self):
        scheme = self.by("administrator", self.current)
        for change in (
            lambda: scheme.write({"base": 3}),
            lambda: scheme.indicator_ids[0].write({"weight": 30}),
            lambda: scheme.extra_ids[0].write({"formula": "asked"}),
            lambda: scheme.indicator_ids[0].unlink(),
            scheme.unlink,
        ):
            with self.assertRaises(NotPossible), self.env.cr.savepoint():
                change()

    def test_nobody_publishes_by_writing_a_state(self):
        for values in ({"state": "published"}, {"active": True}, {"approver_id": 1}, {"effective_on": "2020-01-01"}):
            with self.assertRaises(NotPossible):
                self.by("administrator", self.draft).write(values)

    def test_the_author_and_who_changed_it_cannot_approve(self):
        with self.assertRaises(NotAllowed):
            self._publish(role="administrator")
        self.by("second_administrator", self.draft).indicator_ids[0].name = "Changed"
        with self.assertRaises(NotAllowed):
            self._publish()

    def test_publishing_needs_a_reason_and_a_day_that_is_not_past(self):
        with self.assertRaisesRegex(BadInput, "needs a reason"):
            self._publish(reason=" ")
        for day in ("2026-10-01", False):
            with self.assertRaisesRegex(BadInput, "in the past"):
                self._publish(on=day)

    def test_weights_that_do_not_make_100_are_warned_about_and_need_a_reason(self):
        self.by("administrator", self.draft).indicator_ids[0].weight = 30
        self.assertIn("110", self.draft.weight_note)
        with self.assertRaisesRegex(BadInput, "110"):
            self._publish()
        self._publish(weight_reason="a trial year")
        self.assertIn("a trial year", self.draft.reason)

    def test_a_sheet_pins_the_version_that_holds_in_its_period(self):
        self._publish()
        self.assertEqual(self.scheme("county"), self.draft)
        old = self.sheet("county")
        self.assertEqual(old.scheme_id, self.current)
        new = self.env["jn.sheet"].create(
            {"scheme_id": self.current.id, "period_start": "2027-01-01", "period_end": "2027-03-31"}
        )
        self.assertEqual(new.scheme_id, self.draft)

    def test_two_versions_cannot_hold_from_the_same_day(self):
        self._publish()
        again = self.by("administrator", self.draft)._next_version()
        with self.assertRaisesRegex(BadInput, "already"):
            self._publish(again)

    def test_two_schemes_for_one_unit_and_period_are_refused(self):
        rival = self.by("administrator", self.current).sudo().copy({"code": "rival"})
        rival.write({"total": "base"})
        self.env["jn.indicator"].create({"scheme_id": rival.id, "code": "one", "name": "One"})
        with self.assertRaisesRegex(BadInput, "same units in the same periods"):
            rival._publish()

    def _own(self, role="administrator", unit=None):
        form = self.as_user(role)["jn.scheme.own"].create({"scheme_id": self.scheme("window").id, "unit_id": (unit or self.county).id})
        return self.env["jn.scheme"].browse(form.action_begin()["res_id"])

    def test_a_countys_own_scheme_never_changes_the_citys_ranking(self):
        self.first(1, "satisfied", self.window_a)
        self.first(1, "undelivered", self.window_b)
        before = self.sheet("window")
        own = self._own()
        own.indicator_ids.filtered(lambda one: one.code == "effective").standard = 0
        self._publish(own, on="2026-07-01")
        sheet = self.env["jn.sheet"].create(
            {"scheme_id": own.id, "period_start": "2026-07-01", "period_end": "2026-09-30"}
        )
        self.by("supervisor", sheet).compute()
        self.assertEqual(sheet.line_ids.unit_id, self.window_a | self.window_b)
        self.assertEqual(self.line(sheet, self.window_b).score, 20)
        after = self.sheet("window")
        self.assertEqual(after.scheme_id, before.scheme_id)
        for unit in (self.window_a, self.window_b, self.other_window):
            self.assertEqual(self.line(after, unit).score, self.line(before, unit).score)

    def test_a_county_keeps_its_own_sheets_and_not_the_citys(self):
        own = self._own("county_administrator")
        self._publish(own, on="2026-07-01")
        values = {"period_start": "2026-07-01", "period_end": "2026-09-30"}
        sheet = self.as_user("supervisor")["jn.sheet"].create({"scheme_id": own.id, **values})
        sheet.compute()
        sheet.publish()
        self.assertEqual(sheet.state, "published")
        with self.assertRaises(NotAllowed):
            self.as_user("supervisor")["jn.sheet"].create({"scheme_id": self.scheme("window").id, **values})

    def test_a_hall_has_a_scheme_of_its_own_beside_its_countys_and_the_citys(self):
        second_hall = self._make_unit("hall", "Second Hall", parent_id=self.county.id)
        outside = self._make_unit("window", "Window outside", parent_id=second_hall.id)
        for unit in (self.window_a, outside):
            self.first(1, "undelivered", unit)
        before = self.sheet("window")
        own, countys = self._own(unit=self.hall), self._own()
        own.indicator_ids.filtered(lambda one: one.code == "effective").standard = 0
        for draft in (own, countys):
            self._publish(draft, on="2026-07-01")
        sheet, beside = (self.env["jn.sheet"].create({"scheme_id": one.id, **QUARTER}) for one in (own, countys))
        self.users["hall_leader"] = self._make_user("leader", self.hall, "test_hall_leader")
        self.by("hall_leader", sheet).compute()
        self.assertEqual((own.unit_id, sheet.scheme_id), (self.hall, own))
        self.assertEqual(sheet.line_ids.unit_id, self.window_a | self.window_b, "the windows of that hall alone")
        with self.assertRaises(NotAllowed):
            self.by("hall_leader", beside).compute()
        beside.compute()
        after = self.sheet("window")
        self.assertEqual(after.scheme_id, before.scheme_id)
        scores = [self.line(one, self.window_a, "effective").score for one in (before, sheet, beside, after)]
        self.assertEqual(scores[1], 0, "without a standard no point is lost")
        self.assertLess(scores[0], 0)
        self.assertEqual(scores[2:], [scores[0], scores[0]])
        self.assertEqual(beside.line_ids.unit_id & outside, outside)

    def test_a_countys_administrator_leaves_the_citys_schemes_alone(self):
        with self.assertRaises(NotAllowed):
            self.by("county_administrator", self.draft).write({"base": 1})
        with self.assertRaises(NotAllowed):
            self._publish(role="county_administrator")

    def test_a_unit_has_one_own_scheme_for_a_kind_of_unit(self):
        self._own()
        with self.assertRaisesRegex(BadInput, "already"):
            self._own()
