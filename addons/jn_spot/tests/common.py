"""The world of spot checks: cases of a quarter whose reports were confirmed, and the city's people who draw and call."""

from itertools import count

from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.tests.common import RevisitCase

INSIDE = at("2026-08-10 10:00")
LATE_SEPTEMBER = "2026-09-21 10:00"


class SpotCase(RevisitCase):
    """Facts of the third quarter of 2026 are put in as they would have ended; it is the 21st of September.

    `reported(n)` and `checked(n)` add cases to the urn; `draw()` draws the county's sample, `look(check, result)` calls.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["second_city_supervisor"] = cls._make_user("supervisor", cls.city, "test_second_city_supervisor")
        cls.other_county = cls._make_unit("county", "Other County", parent_id=cls.city.id)
        cls.other_hall = cls._make_unit("hall", "Other Hall", parent_id=cls.other_county.id)
        cls.other_window = cls._make_unit("window", "Other Window", parent_id=cls.other_hall.id)
        cls.users["other_supervisor"] = cls._make_user("supervisor", cls.other_county, "test_other_supervisor")
        cls.numbers = count(1)

    def setUp(self):
        super().setUp()
        self.freeze(LATE_SEPTEMBER)

    def cases(self, number, unit=None, **values):
        given = {
            "source": "facts", "unit_id": (unit or self.window_a).id, "matter_id": self.matter.id, "applicant": "王小明",
            "completed_at": INSIDE, "arrived_at": INSIDE, **self.env["jn.case"]._prepare_phone_values("13805370001"), **values,
        }
        return self.env["jn.case"].create([{**given, "ref": f"S{next(self.numbers)}"} for _one in range(number)])

    def reported(self, number, unit=None, confirmed=INSIDE, **values):
        """Cases with a confirmed report."""
        cases = self.cases(number, unit)
        self.env["jn.rectification"].create([
            {"case_id": case.id, "confirmed_at": confirmed, "ended_at": confirmed, "submitted_at": confirmed,
             "cause": f"cause of {chr(97 + place % 26) * (place + 3)}", "measures": "m", "result": "r", **values}
            for place, case in enumerate(cases)
        ])
        return cases

    def checked(self, number, unit=None, concluded=INSIDE, **values):
        """Cases with a concluded check."""
        cases = self.cases(number, unit)
        rows = {"finding": "satisfied", "concluded_at": concluded, **values}
        self.env["jn.verification"].create([{"case_id": case.id, **rows} for case in cases])
        return cases

    def draw(self, role="city_supervisor", county=None, day=None):
        """The sample of one county."""
        return self.as_user(role)["jn.spot.draw"].draw(day, (county or self.county).ids)

    def look(self, check, result="true", note="as the citizen said", role="city_supervisor", times=1):
        for _attempt in range(times):
            self.by(role, check).record_result(result, note)

    def open_checks(self, draw):
        """Those to call, as the system sees them, from the top."""
        return draw.sudo().check_ids.filtered(lambda check: check.state == "open").sorted("place")

    def closed(self):
        """A case that went its whole way: dissatisfied, repaired, satisfied, closed."""
        case = self.dissatisfied()
        self.repair(case)
        self.wait(0.2)
        self.citizen(case, 5)
        self.assertStage(case, "closed", "satisfied_after_rectification")
        return case

    def interpret(self, code, value):
        """Give a setting another value from now on."""
        setting = self.env["jn.setting"].search([("code", "=", code)])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": value, "why": "a test"})
