"""From outside: what anybody may send is checked, and a file goes to who asked for it only."""

import io
from datetime import timedelta

from openpyxl import load_workbook

from odoo import fields, http
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import REF, ExportCase

QUIET = ("odoo.http", "odoo.sql_db", "odoo.addons.rpc.controllers.json2", "odoo.addons.base.models.ir_rule", "odoo.models")


@tagged("post_install", "-at_install")
class TestJson2(HttpCase, ExportCase):
    def call(self, role, path, **arguments):
        keys = self.env["res.users.apikeys"].with_user(self.users[role]).sudo()
        key = keys._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))
        self.env.flush_all()
        arguments = {"context": {"lang": "en_US"}, **arguments}
        return self.url_open(f"/json/2/{path}", json=arguments, headers={"Authorization": f"bearer {key}"})

    def fetch(self, role, export):
        """The answer of the file's address to the person with this role."""
        self.env.flush_all()
        self.authenticate(self.users[role].login, self.users[role].login)
        return self.url_open(f"/jn/export/{export.id}.xlsx")

    def test_a_program_exports_a_long_list(self):
        cases = self.cases(3)
        asked = {"model": "jn.case", "domain": [["id", "in", cases.ids]], "columns": [REF], "name": "Cases"}
        [export] = [self.call("supervisor", "jn.export/begin", **asked).json()["res_id"]]
        self.assertEqual(self.call("supervisor", "jn.export/take_next", ids=[export]).json()["done"], 2)
        self.assertEqual(self.call("supervisor", "jn.export/take_next", ids=[export]).json()["state"], "ready")

    @mute_logger(*QUIET)
    def test_what_is_not_ones_own_is_refused(self):
        export = self.begun(self.cases(3))
        asked = {"model": "jn.case", "domain": [], "columns": [REF]}
        for role, path, arguments, status in (
            ("liaison", "jn.export/begin", asked, 403),
            ("supervisor", "jn.export/begin", {**asked, "model": "res.users"}, 422),
            ("supervisor", "jn.export/begin", {**asked, "model": "jn.export.record"}, 403),
            ("supervisor", "jn.export/begin", {**asked, "columns": [{"name": "phone_number"}]}, 403),
            ("supervisor", "jn.export/begin", {**asked, "domain": [["phone_number", "=", "1"]]}, 403),
            ("supervisor", "jn.export/begin", {**asked, "domain": [["nothing", "=", "1"]]}, 422),
            ("administrator", "jn.export/take_next", {"ids": export.ids}, 403),
            ("administrator", "jn.export/action_stop", {"ids": export.ids}, 403),
            ("supervisor", "jn.export/begin", {**asked, "domain": [["id", "=", "one"]]}, 422),
            ("supervisor", "jn.export/is_long", {"model": "jn.case", "domain": [["phone_number", "=", "1"]]}, 403),
            ("supervisor", "jn.export/create", {"vals_list": [{}]}, 403),
            ("supervisor", "jn.export/write", {"ids": export.ids, "vals": {"user_id": 1}}, 403),
            ("supervisor", "jn.export/_gather", {"ids": export.ids}, 403),
            ("supervisor", "jn.export.record/search_read", {"domain": []}, 403),
        ):
            with self.subTest(role=role, path=path, arguments=arguments):
                self.assertEqual(self.call(role, path, **arguments).status_code, status)

    def test_the_file_comes_from_the_disk_to_who_asked(self):
        cases = self.cases(3)
        export = self.gathered(self.begun(cases))
        answer = self.fetch("supervisor", export)
        self.assertEqual((answer.status_code, answer.headers["Cache-Control"]), (200, "no-store"))
        self.assertIn("Cases.xlsx", answer.headers["Content-Disposition"])
        self.assertEqual(int(answer.headers["Content-Length"]), len(answer.content))
        sheet = load_workbook(io.BytesIO(answer.content)).active
        self.assertEqual([row[0] for row in sheet.iter_rows(min_row=2, values_only=True)], cases.mapped("ref"))
        self.assertEqual(self.env["jn.export.record"].search([("kind", "=", "fetched")], limit=1).user_id, self.users["supervisor"])

    @mute_logger(*QUIET)
    def test_nobody_else_gets_it_and_nothing_before_it_is_ready(self):
        export = self.begun(self.cases(3))
        self.assertEqual(self.fetch("supervisor", export).status_code, 404)
        self.gathered(export)
        for role in ("second", "leader", "administrator", "liaison"):
            with self.subTest(role=role):
                self.assertEqual(self.fetch(role, export).status_code, 404)
        http.root.session_store.delete(self.session)
        self.assertFalse(self.env["jn.export.record"].search([("kind", "=", "fetched")]))
