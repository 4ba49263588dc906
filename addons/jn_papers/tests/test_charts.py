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

    def test_a_title_cannot_break_the_file(self):
        self.assertIn("word/document.xml", self.filled(self.bars(title='<&"{{ x }}'), self.bars()).namelist())

    def test_a_table_has_a_row_for_each_and_its_heading_again_on_every_page(self):
        values = {"one": self.bars(), "two": self.bars(), "rows": [{"name": "甲"}, {"name": "乙"}]}
        [table] = docx.Document(io.BytesIO(filling.fill(builder.build(OUTLINE), values))).tables
        self.assertEqual([row.cells[0].text for row in table.rows], ["名称", "甲", "乙"])
        self.assertIn("tblHeader", table.rows[0]._tr.xml)
