"""The world of the analysis: answers of the third quarter of 2026 and of the one before, in two counties."""

from datetime import timedelta

from odoo.addons.jn_assessment.tests.common import SheetCase
from odoo.addons.jn_org.tests.common import at

TODAY = "2026-09-10 10:00"
NOW = at("2026-08-10 10:00")
BEFORE = at("2026-05-10 10:00")
GOOD, BAD = 5, 1


class AnalysisCase(SheetCase):
    """It is the 10th of September; `say(number, level, …)` adds answers of cases of their own."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_matter = cls.env["jn.matter"].create({"code": "TEST-M2", "name": "Other matter", "department_id": cls.department.id})
        tags = [{"code": f"own_{name}", "name": name} for name in ("Slow", "Rude")]
        cls.slow, cls.rude = cls.env["jn.answer.tag"].create(tags)
        cls.users["other_leader"] = cls._make_user("leader", cls.other_county, "test_other_leader")

    def setUp(self):
        super().setUp()
        self.freeze(TODAY)

    def say(self, number, level, unit=None, matter=None, when=NOW, **values):
        """So many cases whose citizen answered so: the answers."""
        cases = self.first(number, "dissatisfied" if level <= 2 else "satisfied", unit, when - timedelta(days=1), when)
        if matter:
            cases.matter_id = matter
        return self.env["jn.answer"].create([self.answer_values(case.revisit_ids, level, when, **values) for case in cases])

    def answer_values(self, revisit, level, when=NOW, tags=None, **values):
        return {
            "revisit_id": revisit.id, "case_id": revisit.case_id.id, "unit_id": revisit.unit_id.id, "level": level, "kind": "answer",
            "channel": "sms", "answered_at": when, "tag_ids": tags.ids if tags else [], **values,
        }  # fmt: skip

    def rows(self, role="city_leader", model="jn.analysis.answer", **context):
        """What this person finds."""
        self.env.flush_all()
        return self.as_user(role)[model].with_context(**context).search([])
