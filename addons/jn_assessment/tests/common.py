"""The world of a score sheet: two counties, two halls, and facts with a known outcome."""

from datetime import date, timedelta
from io import BytesIO
from itertools import count

from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.tests.common import RevisitCase

QUARTER = {"period_start": date(2026, 7, 1), "period_end": date(2026, 9, 30)}
INSIDE = at("2026-08-10 10:00")
AFTER = "2026-10-20 10:00"


class SheetCase(RevisitCase):
    """Facts of the third quarter of 2026 are put in as they would have ended; it is the 20th of October.

    `first`, `again`, `overdue_report` and `check` add facts; `sheet(code)` computes, `line(...)` looks one up.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_county = cls._make_unit("county", "Other County", parent_id=cls.city.id)
        cls.other_hall = cls._make_unit("hall", "Other Hall", parent_id=cls.other_county.id)
        cls.other_window = cls._make_unit("window", "Other Window", parent_id=cls.other_hall.id)
        cls.refs_of_facts = count(1)

    def setUp(self):
        super().setUp()
        self.freeze(AFTER)

    def case(self, number, unit=None, completed=INSIDE):
        values = {
            "source": "facts",
            "unit_id": (unit or self.window_a).id,
            "matter_id": self.matter.id,
            "completed_at": completed,
            "arrived_at": completed,
        }
        return self.env["jn.case"].create([{**values, "ref": f"F{next(self.refs_of_facts)}"} for _one in range(number)])

    def first(self, number, outcome, unit=None, completed=INSIDE, ended=None):
        """Cases with a first automatic revisit that ended so."""
        cases = self.case(number, unit, completed)
        ended = ended or completed + timedelta(days=3)
        self.env["jn.revisit"].create(
            [{"case_id": case.id, "kind": "auto", "outcome": outcome, "ended_at": outcome and ended} for case in cases]
        )
        return cases

    def complained_of(self):
        """A case of the quarter's last days whose citizen is not content, with its work order, on the 8th day after."""
        self.freeze("2026-09-29 10:00")
        case = self.asked()
        self.wait(24 * 8)
        self.citizen(case, 1)
        self.wait(24)
        return case

    def again(self, cases, outcome, ended=INSIDE):
        """A second automatic revisit of each case that ended so."""
        return self.env["jn.revisit"].create(
            [{"case_id": case.id, "kind": "auto", "outcome": outcome, "ended_at": ended} for case in cases]
        )

    def overdue_report(self, cases, due=INSIDE, **values):
        return self.env["jn.rectification"].create(
            [
                {"case_id": case.id, "kind": "first", "report_due_at": due, "stage_code": "lapsed", **values}
                for case in cases
            ]
        )

    def check(self, cases, finding, concluded=INSIDE, **values):
        return self.env["jn.verification"].create(
            [
                {"case_id": case.id, "finding": finding, "concluded_at": concluded, "due_at": INSIDE, **values}
                for case in cases
            ]
        )

    def scheme(self, code):
        return self.env["jn.scheme"].search([("code", "=", code)])

    def sheet(self, code, **values):
        """A computed sheet of the quarter."""
        sheet = self.env["jn.sheet"].create({"scheme_id": self.scheme(code).id, **QUARTER, **values})
        sheet.compute()
        return sheet

    def line(self, sheet, unit, indicator=False):
        return sheet.line_ids.filtered(lambda one: one.unit_id == unit and one.indicator_id.code == indicator)

    def fraction(self, sheet, unit, indicator, side=""):
        line = self.line(sheet, unit, indicator)
        return line[f"{side}numerator"], line[f"{side}denominator"]

    def workbook(self, record, model="jn.sheet.workbook"):
        """A record's workbook in its language, as a file that can be read."""
        file = BytesIO()
        record.env[model]._write(record, file)
        file.seek(0)
        return file

    def interpret(self, code, value):
        """Give a setting another value from now on."""
        setting = self.env["jn.setting"].search([("code", "=", code)])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": value, "why": "a test"})
