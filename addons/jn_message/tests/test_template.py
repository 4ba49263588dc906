from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput

from .common import MessageCase


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
        self.assertEqual(self.ask(self.subject()).text, "王女士您好")

    def test_a_name_that_looks_like_a_placeholder_stays_a_name(self):
        message = self.ask(self.subject(name="{url}"))
        self.assertEqual(message.text, "｛url｝，请评价 {url}")

    def test_a_value_the_record_does_not_have_is_empty(self):
        self.template.text = "{applicant}，结果：{result}。"
        self.assertEqual(self.ask(self.subject()).text, "王女士，结果：。")

    def test_an_unknown_template_says_what_to_do(self):
        with self.assertRaisesRegex(BadInput, "no_such"):
            self.env["jn.message.template"]._named("no_such")

    def test_its_length_in_short_messages_is_shown(self):
        self.template.text = "好" * 71
        self.assertEqual(self.template.segments, 2)
