"""The Word files: their form, and what an administrator may put in their place."""

import base64
import io
import zipfile

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.jn_revisit.tests.common import latest

from ..exceptions import BadPaper
from .common import PapersCase, word_file, words_of


@tagged("post_install", "-at_install")
class TestTemplates(PapersCase):
    def replace(self, data, code="call_sheet", role="administrator"):
        paper = self.paper(code).with_user(self.users[role])
        paper.write({"file": base64.b64encode(data), "file_name": "own.docx"})
        return paper

    def refused(self, words, *paragraphs):
        with self.assertRaisesRegex(BadPaper, words):
            self.replace(word_file(*paragraphs))

    def test_every_paper_has_a_file_of_the_system_on_a4_with_its_title_centred(self):
        for paper in self.env["jn.paper"].search([]):
            document = docx.Document(io.BytesIO(paper._template()))
            [page] = document.sections
            self.assertEqual((round(page.page_width.mm), round(page.page_height.mm)), (210, 297), paper.code)
            self.assertEqual((round(page.left_margin.mm), round(page.right_margin.mm), round(page.top_margin.mm)), (28, 26, 37))
            self.assertEqual(document.paragraphs[0].alignment, WD_ALIGN_PARAGRAPH.CENTER, paper.code)
            self.assertIn("FangSong", document.styles["Normal"].element.xml)

    def test_an_own_file_is_filled_in_place_of_the_systems(self):
        self.replace(word_file("{{ case }} 属于 {{ unit }}", "{%p for row in answers %}", "{{ row.level }}", "{%p endfor %}"))
        case = self.dissatisfied()
        _name, words = self.made("liaison", case.rectification_ids, "call_sheet")
        self.assertEqual(words, f"{case.ref} 属于 {case.unit_id.name}\n非常不满意")

    def test_going_back_to_the_systems_file(self):
        paper = self.replace(word_file("{{ case }}"))
        paper.action_reset()
        self.assertIn("群众回访提纲", words_of(paper._template()))

    def test_an_unknown_placeholder_is_refused_by_its_name_with_the_known_ones(self):
        self.refused("telephone.*Known are: .*phone", "{{ telephone }}")

    def test_an_unknown_word_of_a_row_is_refused(self):
        self.refused("not known", "{%p for row in answers %}", "{{ row.colour }}", "{%p endfor %}")

    def test_broken_jinja_is_refused(self):
        self.refused("not complete", "{{ case ")
        self.refused("not complete", "{%p for row in answers %}", "{{ row.level }}")

    def test_what_reaches_behind_the_words_is_refused(self):
        for text in ("{{ case.__class__.__mro__ }}", "{{ case * 1000000000 }}", "{{ range(9) }}", "{{ case|center(1000000000) }}",
                     "{% for a in 'x'.__class__.__subclasses__() %}{% endfor %}", "{{ '%0999999999d' % 1 }}"):
            with self.assertRaises(BadPaper, msg=text):
                self.replace(word_file(text))

    def test_what_is_no_word_file_is_refused(self):
        other = io.BytesIO()
        with zipfile.ZipFile(other, "w") as archive:
            archive.writestr("a.txt", "no document")
        for data in (b"plain words", other.getvalue(), b"PK\x03\x04 broken"):
            with self.assertRaisesRegex(BadPaper, "no Word file"):
                self.replace(data)

    def test_a_file_that_unpacks_to_gigabytes_is_refused_before_it_is_read(self):
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("word/document.xml", b"0" * 21_000_000)
        with self.assertRaisesRegex(BadPaper, "too large"):
            self.replace(bomb.getvalue())

    def test_a_refused_file_leaves_the_old_one(self):
        paper = self.replace(word_file("{{ case }}"))
        with self.assertRaises(BadPaper), self.env.cr.savepoint():
            self.replace(word_file("{{ nonsense }}"))
        self.env.invalidate_all()
        self.assertEqual(words_of(paper._template()), "{{ case }}")

    def test_a_condition_that_is_none_is_refused(self):
        for domain in ("[('colour', '=', 1)]", "1 +", "[('ended_at', '~', 1)]"):
            with self.assertRaisesRegex(BadPaper, "no condition"), self.env.cr.savepoint():
                self.paper("urge").domain = domain

    def test_only_administrators_replace_files(self):
        for role in ("supervisor", "leader", "business_office", "liaison", "chief_representative", "window_clerk"):
            with self.assertRaises(AccessError, msg=role):
                self.replace(word_file("{{ case }}"), role=role)


@tagged("post_install", "-at_install")
class TestDownloads(PapersCase, HttpCase):
    def setUp(self):
        super().setUp()
        for role in ("supervisor", "second", "administrator"):
            self.users[role].password = "walk the walk 2019"

    def get(self, role, path):
        self.authenticate(self.users[role].login, "walk the walk 2019")
        return self.url_open(path)

    def test_whoever_made_it_gets_it_under_its_chinese_name_and_nobody_else(self):
        case = self.returned()
        form = self.form("supervisor", case.verification_ids, "finding")
        url = form.action_make()["url"]
        answer = self.get("supervisor", url)
        self.assertIn("filename*=UTF-8''%E7%9D%A3%E6%9F%A5%E6%A0%B8%E5%AE%9E%E6%8A%A5%E5%91%8A", answer.headers["Content-Disposition"])
        self.assertIn("督查核实报告", words_of(answer.content))
        self.assertEqual(self.get("second", url).status_code, 404)
        self.assertTrue(latest(case.verification_ids))

    def test_the_template_is_the_administrators(self):
        url = self.paper("finding").action_download()["url"]
        self.assertIn("{{ finding }}", words_of(self.get("administrator", url).content))
        self.assertEqual(self.get("supervisor", url).status_code, 404)
