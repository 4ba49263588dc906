from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput

from .common import LINK, MessageCase


@tagged("post_install", "-at_install")
class TestTemplate(MessageCase):
    def test_an_unknown_placeholder_is_refused(self):
        with self.assertRaisesRegex(BadInput, "aplicant"):
            self.template.text = "{aplicant}"

    def test_a_lonely_brace_is_refused(self):
        with self.assertRaisesRegex(BadInput, "character 2"):
            self.template.text = "a}"

    def test_a_translation_with_an_unknown_placeholder_is_refused(self):
        with self.assertRaisesRegex(BadInput, "nmae"):
            self.template.update_field_translations("text", {"zh_CN": "{nmae}"})

    def test_citizens_get_the_chinese_words(self):
        self.template.update_field_translations("text", {"en_US": "Hello {applicant}", "zh_CN": "{applicant}您好"})
        self.assertEqual(self.ask(self.subject()).text, "{applicant}您好")

    def test_a_name_that_looks_like_a_placeholder_stays_a_name(self):
        subject = self.subject(name="{url}")
        message = self.ask(subject)
        self.assertEqual(message.text, "{applicant}，请评价 {url}")
        self.assertEqual(message._filled_texts()[message.id], f"{{url}}，请评价 {LINK % subject.id}")

    def test_the_citizen_s_name_is_filled_in_when_the_message_leaves(self):
        message = self.ask(self.subject())
        self.assertNotIn("王女士", f"{message.text} {message.values}")
        self.assertIn("王女士，请评价", message._filled_texts()[message.id])

    def test_a_value_the_record_does_not_have_is_empty(self):
        self.template.text = "{applicant}，结果：{result}。"
        self.assertEqual(self.ask(self.subject()).text, "{applicant}，结果：。")

    def test_an_unknown_template_says_what_to_do(self):
        with self.assertRaisesRegex(BadInput, "no_such"):
            self.env["jn.message.template"]._named("no_such")

    def test_of_several_with_one_code_the_pack_on_top_in_force_goes_first_and_one_in_use_before_an_archived(self):
        Template = self.env["jn.message.template"]
        top = self.env["jn.pack"].create({"code": "t_top", "title": "Top", "base_id": self.pack.id, "is_in_force": True})
        mine = Template.create({"code": "t_ask", "name": "Top", "text": "x", "pack_id": top.id})
        self.assertEqual(Template._named("t_ask"), mine)
        top.is_in_force = False
        self.assertEqual(Template._named("t_ask"), self.template)
        top.is_in_force, mine.active = True, False
        self.assertEqual(Template._named("t_ask"), self.template)
        self.template.active = False
        self.assertIn(Template._named("t_ask"), mine | self.template)

    def test_a_message_written_by_hand_gets_a_code_of_its_own(self):
        one, other = (self.env["jn.message.template"].create({"name": name, "text": "x"}) for name in ("A", "B"))
        self.assertNotEqual(one.code, other.code)
        self.assertFalse(one.pack_id)

    def test_its_length_in_short_messages_is_shown(self):
        self.template.text = "好" * 71
        self.assertEqual(self.template.segments, 2)
