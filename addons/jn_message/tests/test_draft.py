"""New words are looked at with real data before citizens get them."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import MORNING, MessageCase


@tagged("post_install", "-at_install")
class TestDraft(MessageCase):
    def office(self):
        user = new_test_user(self.env, "t_office", groups="jn_org.group_business_office")
        user.unit_ids = self.city
        return self.template.with_user(user)

    def test_the_preview_shows_the_draft_with_the_data_of_a_real_message(self):
        self.ask(self.subject(name="王女士", what="户口迁移"))
        office = self.office()
        office.draft = "{applicant}您好，{matter}办完了"
        self.assertEqual(office.preview, "○○○您好，户口迁移办完了")
        self.assertEqual(office.preview_of, "138****0001")

    def test_it_says_how_long_it_is_and_how_many_short_messages_it_takes(self):
        self.ask(self.subject(name="王女士"))
        office = self.office()
        office.draft = "{applicant}" + "好" * 68
        self.assertEqual((office.preview_length, office.preview_segments), (71, 2))
        office.draft = "{applicant}" + "好" * 67
        self.assertEqual((office.preview_length, office.preview_segments), (70, 1))

    def test_citizens_get_the_old_words_until_the_new_ones_are_published(self):
        office = self.office()
        office.draft = "新：{applicant}"
        self.assertEqual(self.ask(self.subject()).text, "{applicant}，请评价 {url}")
        office.action_publish()
        self.assertEqual(self.ask(self.subject()).text, "新：{applicant}")
        self.assertFalse(office.draft)

    def test_what_was_published_is_kept_with_who_and_when(self):
        office = self.office()
        office.draft = "新：{applicant}"
        office.action_publish()
        kept = office.wording_ids
        self.assertEqual((kept.text, kept.replaced), ("新：{applicant}", "{applicant}，请评价 {url}"))
        self.assertEqual((kept.user_id, kept.published_at), (office.env.user, MORNING))
        with self.assertRaises(AccessError):
            kept.write({"text": "x"})

    def test_nobody_changes_the_words_in_force_without_publishing(self):
        office = self.office()
        with self.assertRaisesRegex(UserError, "preview"):
            office.text = "x"
        with self.assertRaisesRegex(UserError, "preview"):
            office.update_field_translations("text", {"zh_CN": "x"})

    def test_a_draft_with_a_mistake_is_refused_and_an_empty_one_not_published(self):
        office = self.office()
        with self.assertRaisesRegex(UserError, "first"):
            office.action_publish()
        with self.assertRaisesRegex(UserError, "aplicant"):
            office.draft = "{aplicant}"
