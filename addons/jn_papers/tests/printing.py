"""Papers as they come out of a printer: on A4, whole, in Chinese, nothing beside the margins."""

import base64
import io

import docx
from docx.shared import Mm

from odoo.addons.jn_org.tests import office

from .common import words_of

LEFT, RIGHT = 28, 26  # mm of the margins (GB/T 9704)
LEFTOVERS = ("{{", "{%", "}}", "%}", "None", "False", "True", "[]", "()", "（）", "“”", "：。", "，。", "。。", "；。", "、。", "占–", "（–）")
# what may stand in Latin letters in a paper
KNOWN = ("SHA",)


def in_chinese(env):
    """Whatever a paper may name has a Chinese name."""
    office.in_chinese(env, jn_matter="事项", jn_answer_tag="原因", jn_cause="类别")


class PrintingMixin:
    """For tests of papers: `check_printed` of what was made."""

    def filled(self, role, record, code, **values):
        """The bytes of a paper that this person makes."""
        paper = self.env["jn.paper"].search([("code", "=", code)])
        context = {"active_id": record.id, "active_model": record._name}
        form = self.as_user(role)["jn.paper.wizard"].with_context(**context).create({"paper_id": paper.id, **values})
        form.action_make()
        return base64.b64decode(form.data)

    def check_printed(self, papers):
        """Print all {name: Word file} at once and look at each; returns {name: what is printed, without spaces}."""
        printed = office.converted({f"{name}.docx": data for name, data in papers.items()}, "pdf")
        for name, data in papers.items():
            with self.subTest(name):
                self.check_words(data)
                self.check_tables(data)
                self.check_pages(data, printed[f"{name}.docx"])
        return {name: office.text(printed[f"{name}.docx"]) for name in papers}

    def check_words(self, data):
        words = words_of(data)
        self.assertEqual([part for part in LEFTOVERS if part in words], [], words)
        self.assertEqual(office.english(words, KNOWN), [], words)
        self.assertNotRegex(words, r"\d{4}-\d\d-\d\d", "days are written with 年, 月 and 日")

    def check_tables(self, data):
        document = docx.Document(io.BytesIO(data))
        [section] = document.sections
        room = round((section.page_width - section.left_margin - section.right_margin) / Mm(1))
        for table in document.tables:
            self.assertLessEqual(round(sum(column.width for column in table.columns) / Mm(1)), room, table.rows[0].cells[0].text)
            self.assertTrue(all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows))

    def check_pages(self, data, pdf):
        pages = office.pages(pdf)
        for page in pages:
            self.assertTrue(office.is_a4(*page[:2]), page[:2])
            self.assertEqual(office.outside(page, LEFT, RIGHT), [])
        self.assertGreater(len(pages[-1][2]), 4, "the last page holds more than a number and a signature")
        printed = office.text(pdf)
        for line in words_of(data).splitlines():
            self.assertIn(office.plain(line), printed)
