"""The rankings of a bulletin on paper (Art. 14)."""

from odoo.tests import tagged

from odoo.addons.jn_assessment.tests.test_workbook_paper import PaperMixin
from odoo.addons.jn_org.tests import office

from .test_bulletins import BulletinCase


@tagged("post_install", "-at_install")
class TestPaper(PaperMixin, BulletinCase):
    def test_its_workbook_prints_on_a4_in_chinese(self):
        office.in_chinese(self.env)
        bulletin = self.issued("county", "window", number="济审通〔2026〕3号").with_context(lang="zh_CN")
        printed = self.check_paper(self.workbook(bulletin, "jn.bulletin.workbook").read())
        for sheet in bulletin.figures["sheets"]:
            for row in sheet["rows"]:
                self.assertIn(office.plain(row["unit"]), printed)

    def test_a_chart_has_no_bars_of_a_period_without_scores(self):
        bulletin = self.issued("county")
        book = self.check_set_up(self.workbook(bulletin, "jn.bulletin.workbook").read())
        known = [any(row[key] is not None for row in bulletin.figures["sheets"][0]["rows"]) for key in ("score", "before_score")]
        self.assertEqual(len(book.worksheets[0]._charts[0].series), sum(known))
