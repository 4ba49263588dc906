"""The same doors from outside, with a bearer key."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from .common import IntakeCase


@tagged("post_install", "-at_install")
class TestJson2(HttpCase, IntakeCase):
    def key(self, role):
        keys = self.env["res.users.apikeys"].with_user(self.users[role]).sudo()
        return keys._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))

    def call(self, key, path, **arguments):
        self.env.flush_all()
        arguments = {"context": {"lang": "en_US"}, **arguments}
        return self.url_open(f"/json/2/{path}", json=arguments, headers={"Authorization": f"bearer {key}"})

    def test_a_system_sends_its_cases_and_totals_with_its_own_key(self):
        source = self.as_user("administrator")["jn.intake.source"].create({"code": "hall", "name": "Hall"})
        key = source.action_make_key()["params"]["key"]
        [result] = self.call(key, "jn.case/ingest", items=[self.item(source="hall")]).json()
        self.assertEqual(result["status"], "created")
        total = {"source": "hall", "unit": self.window_a.code, "day": "2026-01-05", "completed": 1}
        [announced] = self.call(key, "jn.intake.total/announce", items=[total]).json()
        self.assertEqual(announced["status"], "created")
        refused = self.call(key, "jn.case/ingest", items=[self.item(source="other")])
        self.assertEqual(refused.status_code, 403)
        self.assertIn("for the source hall only", refused.json()["message"])

    def test_others_are_refused_over_rpc(self):
        upload, key = self.checked([self.row()]), self.key("liaison")
        for step in ("action_check", "action_take", "take_next"):
            self.assertEqual(self.call(key, f"jn.intake.upload/{step}", ids=upload.ids).status_code, 403, step)
        for path in ("jn.intake.upload/search_read", "jn.intake.row/search_read", "jn.intake.coverage/search_read"):
            self.assertEqual(self.call(key, path, domain=[]).status_code, 403, path)
        self.assertEqual(self.call(key, "jn.intake.total/announce", items=[]).status_code, 403)

    def test_rows_and_their_numbers_do_not_leave_over_rpc(self):
        upload, key = self.checked([self.row()]), self.key("administrator")
        answer = self.call(key, "jn.intake.row/read", ids=upload.row_ids.ids, fields=["data"])
        self.assertEqual(answer.status_code, 403)
        answer = self.call(key, "jn.intake.row/write", ids=upload.row_ids.ids, vals={"status": "created"})
        self.assertEqual(answer.status_code, 403)

    def test_inner_methods_are_not_reached(self):
        key = self.key("administrator")
        self.assertEqual(self.call(key, "jn.intake/_take", items=[]).status_code, 403)

    def test_rejected_rows_are_downloaded_by_who_sent_them_only(self):
        upload = self.taken([self.row(unit="nowhere")], role="intake")
        self.env.flush_all()
        for role, status in (("liaison", 404), ("supervisor", 404), ("intake", 200), ("administrator", 200)):
            self.authenticate(f"test_{role}", f"test_{role}")
            answer = self.url_open(f"/jn/intake/{upload.id}/rejects.xlsx")
            self.assertEqual(answer.status_code, status, role)
        self.assertEqual(answer.content[:4], b"PK\x03\x04")
