"""Rows that could not be taken: mended without their numbers lying open."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput

from .common import RevisitCase

NUMBER, MASKED = "13805370001", "138****0001"


@tagged("post_install", "-at_install")
class TestReject(RevisitCase):
    def rejected(self, role="intake", **values):
        item = self.item(unit="NOWHERE", phone=NUMBER, **values)
        self.as_user(role)["jn.case"].ingest([item])
        return self.env["jn.intake.reject"].search([("ref", "=", item["ref"])])

    def mend(self, row, **values):
        form = self.form("administrator", "jn.mend.wizard", row)
        form.write({"unit": self.window_a.code, **values})
        form.action_mend()
        return self.env["jn.case"].search([("ref", "=", row.ref)])

    def test_numbers_are_masked_to_administrators_and_to_who_sent_them(self):
        row = self.rejected(note=f"call {NUMBER}")
        for role in ("administrator", "intake"):
            with self.subTest(role=role):
                seen = self.by(role, row)
                self.assertEqual((seen.shown["phone"], seen.shown["note"]), (MASKED, f"call {MASKED}"))
                self.assertNotIn(NUMBER, str(seen.read()))
                with self.assertRaises(AccessError):
                    seen.read(["data"])
                with self.assertRaises(AccessError):
                    seen.search([("data", "like", NUMBER)])
        self.assertEqual(self.form("administrator", "jn.mend.wizard", row).old_phone, MASKED)

    def test_a_number_is_shown_for_a_reason_that_is_kept(self):
        row = self.rejected()
        with self.assertRaises(BadInput):
            self.by("administrator", row).reveal_phone("  ")
        self.assertEqual(self.by("administrator", row).reveal_phone("to compare it with the paper"), NUMBER)
        kept = self.env["jn.unmasking"].search([("reject_id", "=", row.id)])
        self.assertEqual((kept.user_id, kept.reason, kept.unit_id), (self.users["administrator"], "to compare it with the paper", self.city))

    def test_the_form_shows_the_number_after_the_reason(self):
        row = self.rejected()
        form = self.form("administrator", "jn.mend.wizard", row, phone_reason="to compare")
        form.action_reveal()
        self.assertEqual(form.shown_phone, NUMBER)
        self.assertTrue(self.env["jn.unmasking"].search([("reject_id", "=", row.id)]))

    def test_a_mended_row_keeps_its_number_or_takes_another(self):
        self.assertEqual(self.mend(self.rejected()).sudo().phone_number, NUMBER)
        self.assertEqual(self.mend(self.rejected(), phone="13805370009").sudo().phone_number, "13805370009")

    def test_a_number_in_another_field_is_masked_too_and_not_spoilt_by_mending(self):
        row = self.rejected(applicant_name=f"王小明 {NUMBER}")
        self.assertEqual(self.form("administrator", "jn.mend.wizard", row).applicant_name, f"王小明 {MASKED}")
        self.assertEqual(self.mend(row).sudo().applicant, f"王小明 {NUMBER}")

    def test_only_who_sent_a_row_and_administrators_find_it(self):
        row = self.rejected(role="administrator")
        self.assertFalse(self.as_user("intake")["jn.intake.reject"].search([("id", "=", row.id)]))
        for role in ("supervisor", "liaison", "leader"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.by(role, row).reveal_phone("curiosity")
        with self.assertRaises(AccessError):
            self.by("intake", row).reveal_phone("of another")

    def test_who_may_only_read_a_row_does_not_mend_it(self):
        row = self.rejected()
        with self.assertRaises(AccessError):
            self.by("intake", row)._mend({"unit": self.window_a.code}, False)
