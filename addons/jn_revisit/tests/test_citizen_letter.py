from odoo.tests import tagged

from ..controllers.citizen import LANGUAGES
from ..controllers.matter import Matter
from ..models.jn_citizen_letter import FRAME, TEMPLATE
from .common import RevisitCase, latest

AWKWARD = 'A & B <b>"quoted"</b> {x} %s'


@tagged("post_install", "-at_install")
class TestCitizenLetter(RevisitCase):
    """The form letter says, letter by letter, what the template says when it is rendered for one citizen."""

    def setUp(self):
        super().setUp()
        self.case = self.asked()
        self.frame = {name: f"/{name}?{AWKWARD}" for name in FRAME}

    def one(self, lang="zh_CN"):
        self.env.flush_all()
        env = self.env(context={**self.env.context, "lang": lang})
        [question] = env["jn.revisit"]._questions(latest(self.case.revisit_ids).id)
        return Matter(env, question)

    def words(self, matter):
        return {**matter.words, **matter.own_words, **self.frame, "phone": matter.words["phone"], "signature": matter.words["signature"]}

    def at_length(self, matter):
        values = {**self.words(matter), "lang": matter.env.lang.replace("_", "-"), "matters": [matter], "asking": False}
        return matter.env["ir.qweb"]._render(TEMPLATE, values, minimal_qcontext=True)

    def written_out(self, matter):
        return matter.env["jn.citizen.letter"]._write_out(matter.shape, self.words(matter))

    def check(self):
        for lang in LANGUAGES.values():
            matter = self.one(lang)
            self.assertEqual(self.written_out(matter), self.at_length(matter))

    def test_it_is_the_page(self):
        self.city.phone = "0537-1234567"
        self.check()

    def test_without_a_phone_and_with_the_hall_as_signature(self):
        self.city.phone = self.hall.phone = False
        self.city.name = self.hall.name
        self.check()

    def test_whatever_names_hold_is_text(self):
        self.hall.name = self.window_a.name = self.case.matter_id.name = AWKWARD
        self.check()
        self.assertNotIn("<b>", self.written_out(self.one()))

    def test_a_changed_setting_or_reason_is_another_page(self):
        before = self.written_out(self.one())
        self.env["jn.answer.tag"].with_context(lang="zh_CN").search([], limit=1).name = "另一个原因"
        self.assertNotEqual(self.written_out(self.one()), before)
        self.check()

    def test_a_changed_template_is_another_page(self):
        self.written_out(self.one())
        view = self.env.ref("jn_revisit.citizen_layout")
        view.arch_db = view.arch_db.replace('class="top"', 'class="top high"')
        self.assertIn("top high", self.written_out(self.one()))
        self.check()

    def test_who_has_answered_gets_a_page_of_their_own(self):
        latest(self.case.revisit_ids)._answer(1, tags=["slow"])
        self.assertIsNone(self.one().shape)

    def test_an_open_question_is_one_statement_and_what_a_cold_cache_asks(self):
        self.written_out(self.one())
        self.env.invalidate_all()
        with self.assertQueryCount(2):
            self.written_out(self.one())

    def test_a_good_answer_is_a_dozen_statements(self):
        other = self.asked(phone="13805370002")
        self.citizen(other, 5)
        revisit = latest(self.case.revisit_ids).sudo()
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            revisit._answer(5, comment="Fine")
            self.env.flush_all()
