"""Every case that had a complaint ends with a message; no other case does (Art. 6, 9)."""

from ..models.jn_revisit_reader import _numbered
from .common import RevisitCase

WHAT = ("{hall}", "{matter}", "{date}")

TEMPLATE = "closed_result"


class TestClosingMessage(RevisitCase):
    def told(self, case):
        """The last words that the citizen of this case was sent."""
        domain = [("res_model", "=", "jn.case"), ("res_id", "=", case.id), ("template_id.code", "=", TEMPLATE)]
        return self.env["jn.message"].search(domain, order="id")

    def assertTold(self, case, words):
        self.assertEqual(len(self.told(case)), 1)
        text = self.told(case).text
        for word in (words, "Test City", "Test Hall", "Test matter", "2026-11-16", "0537-1234567"):
            self.assertIn(word, text)

    def setUp(self):
        super().setUp()
        self.hall.phone = "0537-1234567"

    def test_a_content_citizen_hears_no_more(self):
        case = self.asked()
        self.citizen(case, 5)
        self.assertStage(case, "closed", "satisfied")
        self.assertFalse(self.told(case))

    def test_silence_and_failed_delivery_end_without_a_word(self):
        silent, lost = self.asked(), self.ingest(phone="")
        self.wait(49)
        self.assertStage(silent, "closed", "defaulted")
        self.assertStage(lost, "closed", "undelivered")
        self.assertFalse(self.told(silent) | self.told(lost))

    def test_who_is_content_after_the_repair_is_told_so(self):
        case = self.dissatisfied()
        self.repair(case)
        self.wait(0.2)
        self.assertFalse(self.told(case), "the case is still open")
        self.citizen(case, 4)
        self.assertStage(case, "closed", "satisfied_after_rectification")
        self.assertTold(case, "责任窗口已整改")

    def test_each_finding_that_ends_a_case_has_its_sentence(self):
        for finding, words in (("satisfied", "您表示满意"), ("explained", "依法依规")):
            case = self.verifying()
            self.conclude(case, finding)
            self.assertEqual(case.stage_code, "closed")
            self.assertTold(case, words)

    def test_an_invalid_complaint_is_told_once_the_second_person_agreed(self):
        case = self.verifying()
        self.conclude(case, "invalid")
        self.assertFalse(self.told(case))
        self.by("second", case.verification_ids).approve()
        self.assertStage(case, "closed", "invalid")
        self.assertTold(case, "未能得到证实")

    def test_what_the_leader_closes_is_told(self):
        case = self.verifying()
        for _turn in range(2):
            self.conclude(case, "untrue")
            self.repair(case)
        self.conclude(case, "untrue")
        self.by("city_leader", case).decide("close", "decided so")
        self.assertTold(case, "市局领导研判")

    def test_a_case_that_ends_twice_is_told_twice_and_an_end_repeated_is_not(self):
        case = self.dissatisfied()
        self.repair(case)
        self.wait(0.2)
        self.citizen(case, 4)
        self.citizen(case, 1)
        self.assertStage(case, "verifying")
        self.assertEqual(len(self.told(case)), 1)
        self.conclude(case, "satisfied")
        case.sudo()._flow_fire("found_satisfied")
        self.assertEqual(len(self.told(case)), 2)

    def test_the_message_reaches_the_phone(self):
        case = self.verifying()
        self.conclude(case, "explained")
        self.wait(0.2)
        self.assertEqual(self.told(case).state, "delivered")

    def test_messages_name_whence_and_what_and_can_be_answered_without_the_link(self):
        for code in ("revisit_first", "revisit_again", "revisit_manual"):
            self.assertWords(code, *WHAT, "{url}", zh_CN="回复数字", en_US="reply with a digit")
        self.assertWords("revisit_several", "{lines}", "{url}", zh_CN="回复“序号-分值”", en_US="number-digit")
        self.assertWords("reply_which", "{hall}", "{matter}", zh_CN="回复“序号-分值”", en_US="number-digit")
        for code in ("call_back", "closed_result", "campaign_invite"):  # these ask for no rating
            self.assertWords(code, *WHAT)

    def test_each_line_of_several_matters_names_what_and_when(self):
        for lang in ("zh_CN", "en_US"):
            line = self.env["jn.message.template"]._named("revisit_line").with_context(lang=lang).text
            for word in WHAT:
                self.assertIn(word, line)

    def assertWords(self, code, *words, **of_languages):
        """Whence it comes and whom to call, in both languages, beside what else is asked for."""
        for lang in ("zh_CN", "en_US"):
            text = self.env["jn.message.template"]._named(code).with_context(lang=lang).text
            for word in ("{signature}", "{phone}", *words, of_languages.get(lang, "")):
                self.assertIn(word, text, code)

    def test_the_question_which_matter_is_meant_says_when_each_was(self):
        first, second = self.asked(), self.asked()
        words = _numbered(first.revisit_ids | second.revisit_ids)
        self.assertEqual(words, " ".join(f"{place} {self.matter.name} (2026-11-16)" for place in (1, 2)))

    def test_every_way_a_complaint_can_end_has_a_sentence(self):
        ends = {reason for reason, _name in self.env["jn.case"]._fields["close_reason"].selection}
        for reason in ends - {"satisfied", "defaulted", "undelivered"}:
            self.assertTrue(self.env["jn.message.template"]._named(f"result_{reason}").text)
