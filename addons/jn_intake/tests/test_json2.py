"""The same doors from outside, with a bearer key."""

import io
from datetime import timedelta

from odoo import fields, http
from odoo.tests import HttpCase, tagged

from odoo.addons.jn_org.exceptions import NotAllowed
from odoo.addons.jn_rules import tables

from .. import workbooks
from .common import IntakeCase, csv_file


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
        for role, status in (("liaison", 404), ("supervisor", 404), ("administrator", 404), ("intake", 200)):
            self.authenticate(f"test_{role}", f"test_{role}")
            answer = self.url_open(f"/jn/intake/{upload.id}/rejects.xlsx")
            self.assertEqual(answer.status_code, status, role)
        [_headings, row] = workbooks.rows(io.BytesIO(answer.content), 1 << 20)
        self.assertEqual(row[7], "13805370001", "to be mended and sent again by who had it before")

    def test_an_empty_table_has_all_headings_and_is_for_who_uploads(self):
        self.env.flush_all()
        for role, status in (("liaison", 404), ("supervisor", 404), ("intake", 200), ("administrator", 200)):
            self.authenticate(f"test_{role}", f"test_{role}")
            answer = self.url_open("/jn/intake/empty/cases.xlsx")
            self.assertEqual(answer.status_code, status, role)
        [headings] = workbooks.rows(io.BytesIO(answer.content), 1 << 20)
        column = self.env["jn.intake.column"]
        fields_of, required = column._fields_by_heading("cases"), column._required_fields("cases")
        found = tables.match(headings, fields_of, required)  # raises for what is missing or stands there twice
        self.assertEqual(set(found.values()), set(fields_of.values()))
        self.assertEqual(self.url_open("/jn/intake/empty/nothing.xlsx").status_code, 404)

    def test_an_administrator_who_did_not_send_the_rows_is_told_to_mend_them_one_by_one(self):
        upload = self.taken([self.row(unit="nowhere")], role="intake")
        with self.assertRaisesRegex(NotAllowed, "who sent them"):
            self.by("administrator", upload).action_download_rejects()
        self.assertFalse(self.by("administrator", upload).is_mine)

    def send(self, upload, data, name="cases.csv"):
        files = {"file": (name, io.BytesIO(data))}
        return self.url_open(f"/jn/intake/{upload.id}/file", data={"csrf_token": http.Request.csrf_token(self)}, files=files)

    def test_a_file_arrives_in_pieces_and_is_read_like_any_other(self):
        upload = self.as_user("administrator")["jn.intake.upload"].create({})
        self.env.flush_all()
        self.authenticate("test_administrator", "test_administrator")
        self.assertEqual(self.send(upload, csv_file([self.row()])).json(), {"error": False})
        upload.invalidate_recordset()
        self.assertEqual((upload.name, upload.state), ("cases.csv", "draft"))
        upload.action_check()
        self.assertEqual(upload.row_ids.mapped("verdict"), ["created"])
        self.assertFalse(upload.file, "nobody gets the file back")

    def test_a_file_is_sent_by_who_may_write_the_upload_and_before_it_is_taken(self):
        upload = self.taken([self.row()])
        self.env.flush_all()
        for role in ("administrator", "liaison", "intake"):
            self.authenticate(f"test_{role}", f"test_{role}")
            self.assertTrue(self.send(upload, csv_file([self.row()])).json()["error"], role)
        self.assertEqual(self.url_open(f"/jn/intake/{upload.id}/file", data={}, files={"file": ("x", b"x")}).status_code, 400)

    def test_a_file_larger_than_the_setting_allows_is_refused_at_the_door(self):
        self.set("intake.upload_megabytes", 1)
        upload = self.as_user("administrator")["jn.intake.upload"].create({})
        self.env.flush_all()
        self.authenticate("test_administrator", "test_administrator")
        self.assertEqual(self.send(upload, b"x" * (3 << 20)).status_code, 413)
