"""Decision D7: where a case goes all that counts goes along; each model with a case and a unit is on one side or the other."""

from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import RevisitCase

# What stays with a unit although the case goes elsewhere, and why; facts that are only added need no word.
STAYS = {
    "jn.deduction",  # points that a person proposed and another booked, for a unit that both named
    "jn.late.correction",  # of a frozen sheet: its unit is whose figures it corrects
    "jn.objection",  # the same
    "jn.spot.finding",  # an untrue report costs the county of who wrote it, in the quarter of the draw (decision D10)
}


@tagged("post_install", "-at_install")
class TestWhoseFigures(RevisitCase):
    def with_case_and_unit(self):
        """Our stored models whose rows belong to a case and to a unit."""
        models = [self.env[name] for name in sorted(self.env.registry) if name.startswith("jn.")]
        return [
            model for model in models
            if model._auto and not model._abstract and not model._transient
            and self.points(model, "case_id", "jn.case") and self.points(model, "unit_id", "jn.unit")
        ]  # fmt: skip

    def points(self, model, name, target):
        field = model._fields.get(name)
        return bool(field and field.store and field.comodel_name == target)

    def is_a(self, model, name):
        return isinstance(model, self.env.registry[name])

    def test_whatever_is_of_a_case_and_a_unit_goes_along_or_stays_for_a_reason(self):
        models = self.with_case_and_unit()
        sides = {}
        for model in models:
            known = (self.is_a(model, "jn.case.part"), self.is_a(model, "jn.append.only"), model._name in STAYS)
            sides[model._name] = sum(known)
        self.assertEqual([name for name, number in sides.items() if number != 1], [])
        self.assertLessEqual(STAYS, sides.keys())
        self.assertLess(15, len(models))

    def test_every_measure_counts_what_goes_along(self):
        """Else a city's own figure would charge the old unit: facts that are only added say where something was said."""
        parts = {model._name for model in self.env["jn.case.part"]._part_models()}
        measures = self.env["jn.measure"].search([])
        self.assertTrue(measures)
        self.assertLessEqual(set(measures.mapped("model")), parts | {"jn.case"})

    def test_what_goes_along_are_the_steps_of_a_case_its_spot_checks_and_what_a_campaign_asked(self):
        self.assertEqual({model._name for model in self.env["jn.case.part"]._part_models()}, {
            "jn.accountability", "jn.campaign.call", "jn.rectification", "jn.redo.point", "jn.revisit", "jn.spot.check", "jn.verification",
        })  # fmt: skip

    def test_a_citys_own_figure_of_spot_checks_goes_along_and_is_counted_again_as_it_was(self):
        case = self.dissatisfied()
        self.wait(1)
        check = self.env["jn.spot.check"].create({"case_id": case.id})
        measure = self.env["jn.measure"].create({
            "pack_id": self.env["jn.pack"].search([], limit=1).id, "code": "looked_at", "name": "Looked at", "model": "jn.spot.check",
            "date_field": "case_id.completed_at",
        })  # fmt: skip
        now = self.env["jn.clock"]._now()
        self.assertEqual(self.counted(measure, now), {self.window_a.id: 1})
        self.wait(1)
        case._move_to_unit(self.window_b, "theirs")
        self.assertEqual(self.counted(measure, now), {self.window_b.id: 1})
        with self.env.cr.savepoint() as savepoint:
            self.env["jn.case.part"]._put_back(self.env["jn.case.move"]._units_at(now))
            self.assertEqual(self.counted(measure, now), {self.window_a.id: 1})
            savepoint.rollback()
        self.assertEqual(check.unit_id, self.window_b)

    def counted(self, measure, now):
        """{unit id: number} of a measure in the days around a moment."""
        return measure._count(now - timedelta(days=30), now + timedelta(days=1), now)["looked_at"]
