"""The words of a revisit are looked at, with a real case, before citizens get them."""

from .. import link
from .common import RevisitCase, latest


class TestPreview(RevisitCase):
    def drafted(self, text):
        template = self.env["jn.message.template"]._named("revisit_first").with_user(self.users["administrator"])
        template.draft = text
        return template

    def test_it_shows_the_latest_case_with_a_link_that_opens_nothing(self):
        case = self.asked()
        template = self.drafted("{hall} {matter} {date} {url}")
        self.assertEqual(template.preview_of, case.ref)
        said, day, url = template.preview.rsplit(" ", 2)
        self.assertTrue(said.endswith(self.matter.name))
        self.assertEqual(day, "2026-11-16")
        self.assertFalse(link.read(self.env, url.rpartition("/")[2]))

    def test_it_is_as_long_as_the_message_will_be(self):
        case = self.asked(applicant_name="王小明")
        template = self.drafted("{hall}“{matter}”{date} {url}")
        real = template._filled_with(template.draft, {**case._placeholders(), "url": link.url(latest(case.revisit_ids))})
        self.assertEqual(template.preview_length, len(real))
        self.assertEqual(template.preview_segments, 1 + (len(real) - 1) // 67 if len(real) > 70 else 1)
