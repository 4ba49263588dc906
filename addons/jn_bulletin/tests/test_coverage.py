"""How much of what the sources announced arrived stands beside the figures of a bulletin: on paper, in the workbook, on record (Art. 6)."""

import base64
import io

import docx
import openpyxl

from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.spreadsheet_engine import Sheet
from odoo.addons.jn_org.tests.common import at

from ..ranking_book import COLUMNS, HEAD
from .test_bulletins import BulletinCase


@tagged("post_install", "-at_install")
class TestCoverage(BulletinCase):
    def announced(self, *codes):
        """An issued bulletin in whose quarter 40 cases were announced for the first county's window and none for the other's."""
        self.env["jn.intake.total"].sudo().create({
            "source": "facts", "unit_id": self.window_a.id, "day": "2026-08-10", "completed": 40, "at": at("2026-08-11 08:00"),
        })  # fmt: skip
        bulletin = self.bulletin(*codes)
        self.by("city_leader", bulletin).issue()
        return bulletin

    def rows(self, bulletin):
        return {row["unit"]: row for row in bulletin.figures["sheets"][0]["rows"]}

    def test_it_is_kept_with_the_figures(self):
        rows = self.rows(self.announced())
        self.assertEqual((rows["Test County"]["announced"], rows["Test County"]["arrived"]), (40, 10))
        self.assertEqual((rows["Other County"]["announced"], rows["Other County"]["arrived"]), (None, None))

    def test_the_workbook_reckons_it_and_says_where_nothing_was_announced(self):
        page = openpyxl.load_workbook(self.workbook(self.announced(), "jn.bulletin.workbook")).worksheets[0]
        heads = [page.cell(HEAD + 1, COLUMNS.index(key) + 1).value for key in COLUMNS[-3:]]
        self.assertEqual(heads, ["Announced cases", "Arrived of these", "Coverage"])
        engine, found = Sheet(page), {}
        for number in range(HEAD + 2, HEAD + 4):
            cells = {key: engine[page.cell(number, place).coordinate] for place, key in enumerate(COLUMNS, start=1)}
            found[cells["unit"]] = (cells["announced"], cells["arrived"], cells["coverage"])
        self.assertEqual(found, {"Test County": (40, 10, 0.25), "Other County": (None, None, "nothing announced")})

    def test_the_paper_prints_it_in_each_ranking(self):
        bulletin = self.announced("county", "window")
        paper = self.env["jn.paper"].search([("code", "=", "bulletin")])
        context = {"active_id": bulletin.id, "active_model": bulletin._name}
        form = self.as_user("leader")["jn.paper.wizard"].with_context(**context).create({"paper_id": paper.id})
        form.action_make()
        tables = docx.Document(io.BytesIO(base64.b64decode(form.data))).tables[:2]
        for table, unit in zip(tables, ("Test County", "Window A"), strict=True):
            self.assertEqual(table.rows[0].cells[-1].text, "对账覆盖率")
            found = {row.cells[1].text: row.cells[-1].text for row in table.rows[1:]}
            [mine] = [share for name, share in found.items() if unit in name]
            self.assertEqual(mine, "25.00%")
            self.assertIn("–", found.values())

    def test_a_bulletin_from_before_prints_a_dash(self):
        bulletin = self.bulletin()
        row = {**self.rows(bulletin)["Test County"]}
        del row["announced"], row["arrived"]
        self.assertEqual(bulletin._paper_ranking(row)["coverage"], "–")
