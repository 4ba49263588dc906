"""Charts in Word files are Word's own: with their data beside them, in a Chinese font, without what nobody asked for."""

import io
import zipfile

import docx
import openpyxl

from odoo.tests import TransactionCase, tagged

from .. import builder, filling
from ..charts import Chart

OUTLINE = {"title": "图", "blocks": [{"chart": "one"}, {"chart": "two"}, {"table": "rows", "columns": [["名称", "{{ row.name }}", 60]]}]}


@tagged("post_install", "-at_install")
class TestCharts(TransactionCase):
    def filled(self, *charts):
        values = {**dict(zip(("one", "two"), charts, strict=True)), "rows": [{"name": "甲"}, {"name": "乙"}]}
        return zipfile.ZipFile(io.BytesIO(filling.fill(builder.build(OUTLINE), values)))

    def bars(self, **values):
        return Chart(**{"title": "得分", "categories": ["甲", "乙"], "series": {"上期": [1, 2], "本期": [3, None]}, **values})

    def test_each_chart_is_a_part_of_its_own_with_its_workbook(self):
        file = self.filled(self.bars(), self.bars(title="次数", kind="bar"))
        charts = [name for name in file.namelist() if name.startswith("word/charts/chart")]
        self.assertEqual(len(charts), 2)
        books = [name for name in file.namelist() if name.startswith("word/embeddings/")]
        page = openpyxl.load_workbook(io.BytesIO(file.read(books[0]))).active
        self.assertEqual([[cell.value for cell in row] for row in page], [[None, "上期", "本期"], ["甲", 1, 3], ["乙", 2, None]])

    def test_nothing_is_drawn_that_was_not_asked_for(self):
        text = self.filled(self.bars(), self.bars(kind="line")).read("word/charts/chart1.xml").decode()
        for part in ('showSerName val="0"', 'dispBlanksAs val="gap"', 'typeface="SimSun"', "externalData"):
            self.assertIn(part, text)

    def test_a_chart_of_nothing_leaves_nothing(self):
        file = self.filled(self.bars(categories=[], series={}), self.bars())
        self.assertEqual(len([name for name in file.namelist() if name.startswith("word/charts/chart")]), 1)

    def test_a_period_without_figures_is_not_drawn(self):
        drawn = self.filled(self.bars(series={"上期": [None, None], "本期": [1, 2]}), self.bars(series={"上期": [None, None]}))
        self.assertEqual(len([name for name in drawn.namelist() if name.startswith("word/charts/chart")]), 1)
        text = drawn.read("word/charts/chart1.xml").decode()
        self.assertIn("本期", text)
        self.assertNotIn("上期", text)

    def test_bars_that_lie_have_room_and_all_their_names(self):
        few, many = (Chart("甲", ["甲"] * number, {"一": [1] * number, "二": [2] * number}, "bar") for number in (1, 14))
        self.assertEqual((few._height, many._height), (45, 28 + 28 * 6))
        self.assertEqual(Chart("甲", ["甲"] * 14, {"一": [1] * 14})._height, 78)
        self.assertLess(Chart("甲", ["甲"] * 99, {"一": [1] * 99}, "bar")._height, 297 - 37 - 35)
        text = self.filled(self.bars(kind="bar"), self.bars()).read("word/charts/chart1.xml").decode()
        self.assertIn('<c:tickLblSkip val="1"/>', text)

    def test_a_title_cannot_break_the_file(self):
        self.assertIn("word/document.xml", self.filled(self.bars(title='<&"{{ x }}'), self.bars()).namelist())

    def test_a_table_has_a_row_for_each_and_its_heading_again_on_every_page(self):
        values = {"one": self.bars(), "two": self.bars(), "rows": [{"name": "甲"}, {"name": "乙"}]}
        [table] = docx.Document(io.BytesIO(filling.fill(builder.build(OUTLINE), values))).tables
        self.assertEqual([row.cells[0].text for row in table.rows], ["名称", "甲", "乙"])
        self.assertIn("tblHeader", table.rows[0]._tr.xml)
