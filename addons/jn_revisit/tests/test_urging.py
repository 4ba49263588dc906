from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import RevisitCase, latest

WORDS = "请于今日17点前完成回访"


@tagged("post_install", "-at_install")
class TestUrging(RevisitCase):
    """督办: a sentence that stays, stands on the work order, and reaches liaison and chief (Art. 6, 12)."""

    def setUp(self):
        super().setUp()
        self.work = latest(self.dissatisfied().rectification_ids)

    def test_a_supervisor_urges_and_it_stands_on_the_work_order(self):
        self.by("supervisor", self.work).urge(f" {WORDS} ")
        urging = self.work.urging_ids
        self.assertEqual((urging.words, urging.user_id, urging.at), (WORDS, self.users["supervisor"], self.env["jn.clock"]._now()))
        self.assertEqual(self.by("liaison", self.work).urging_ids.words, WORDS)

    def test_liaison_and_chief_are_told(self):
        self.by("supervisor", self.work).urge(WORDS)
        told = self.work.activity_ids.filtered(lambda activity: WORDS in activity.summary).user_id
        self.assertEqual(told, self.users["liaison"] | self.users["chief_representative"])
        inbox = self.env["mail.notification"].search([("mail_message_id.model", "=", "jn.rectification"),
                                                      ("mail_message_id.res_id", "=", self.work.id)])
        self.assertEqual(inbox.res_partner_id, told.partner_id)
        self.assertEqual(set(inbox.mapped("notification_type")), {"inbox"})

    def test_leaders_urge_and_windows_do_not(self):
        self.by("leader", self.work).urge(WORDS)
        for role in ("liaison", "chief_representative", "window_clerk", "business_office"):
            with self.subTest(role=role), self.assertRaises(NotAllowed):
                self.by(role, self.work).urge(WORDS)

    def test_a_sentence_is_needed(self):
        for words in ("", " ", None, 5):
            with self.subTest(words=words), self.assertRaisesRegex(BadInput, "sentence"):
                self.by("supervisor", self.work).urge(words)

    def test_what_has_ended_is_not_urged(self):
        self.repair(self.work.case_id)
        with self.assertRaises(NotPossible):
            self.by("supervisor", self.work).urge(WORDS)

    def test_what_was_said_stays(self):
        self.by("supervisor", self.work).urge(WORDS)
        for role in ("supervisor", "administrator"):
            with self.assertRaises(NotAllowed):
                self.by(role, self.work.urging_ids).words = "other"
            with self.assertRaises(NotAllowed):
                self.by(role, self.work.urging_ids).unlink()
        with self.assertRaises(NotAllowed):
            self.work.urging_ids.sudo().words = "other"

    def test_the_form_urges_all_that_are_marked(self):
        other = latest(self.dissatisfied().rectification_ids)
        both = self.work | other
        form = self.as_user("supervisor")["jn.urge.wizard"].with_context(
            active_model="jn.rectification", active_id=self.work.id, active_ids=both.ids
        )
        form.create({"note": WORDS}).action_urge()
        self.assertEqual(both.urging_ids.mapped("words"), [WORDS, WORDS])
