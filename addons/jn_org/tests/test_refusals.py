"""What the database refuses is said in the language of who called, over JSON-2 and in the browser."""

import json
from datetime import datetime, timedelta

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestRefusals(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "refused", groups="jn_org.group_administrator", lang="zh_CN")
        cls.kept, cls.other = cls.env["jn.matter"].create([{"code": code, "name": code} for code in ("refused-1", "refused-2")])

    def json2(self, method, **arguments):
        """Call as a program with a key; return the answer."""
        keys = self.env["res.users.apikeys"].with_user(self.user).sudo()
        key = keys._generate("rpc", "test", datetime.now() + timedelta(days=1))
        with mute_logger("odoo.sql_db", "odoo.http"):
            return self.url_open(f"/json/2/jn.matter/{method}", json=arguments, headers={"Authorization": f"bearer {key}"})

    def test_a_program_is_refused_in_its_users_language(self):
        answer = self.json2("create", vals_list=[{"code": "refused-1", "name": "又一个"}])
        self.assertEqual(answer.status_code, 422, answer.text)
        self.assertEqual(answer.json()["message"], "已有其他事项使用该编码，请另取编码。")

    def test_the_language_that_a_call_names_comes_first(self):
        answer = self.json2("create", vals_list=[{"code": "refused-1", "name": "Twin"}], context={"lang": "en_US"})
        self.assertEqual(answer.json()["message"], "Another matter has this code already. Choose another code.")

    def test_what_is_written_at_the_end_of_a_call_is_refused_alike(self):
        answer = self.json2("write", ids=self.other.ids, vals={"code": "refused-1"})
        self.assertEqual(answer.status_code, 422, answer.text)
        self.assertIn("请另取编码", answer.json()["message"])
        self.assertEqual(self.other.code, "refused-2")

    def test_a_missing_value_is_said_too(self):
        answer = self.json2("create", vals_list=[{"name": "没有编码"}])
        self.assertEqual(answer.status_code, 422, answer.text)
        self.assertIn("编码", answer.json()["message"])

    def test_a_program_is_answered_in_its_users_language(self):
        answer = self.json2("fields_get", allfields=["code"], attributes=["string"])
        self.assertEqual(answer.json()["code"]["string"], "编码")

    def test_a_program_is_answered_in_the_language_that_its_user_has_now(self):
        self.json2("fields_get", allfields=["code"], attributes=["string"])
        self.env["res.lang"]._activate_lang("en_US")
        self.user.lang = "en_US"
        answer = self.json2("fields_get", allfields=["code"], attributes=["string"])
        self.assertEqual(answer.json()["code"]["string"], "Code")

    def test_the_browser_shows_the_sentence(self):
        self.authenticate("refused", "refused")
        params = {"model": "jn.matter", "method": "create", "args": [{"code": "refused-1", "name": "Twin"}], "kwargs": {}}
        for context, sentence in (({}, "请另取编码"), ({"lang": "en_US"}, "Choose another code")):
            params["kwargs"] = {"context": context}
            with mute_logger("odoo.sql_db", "odoo.http"):
                answer = self.url_open(
                    "/web/dataset/call_kw", data=json.dumps({"jsonrpc": "2.0", "params": params}),
                    headers={"Content-Type": "application/json"},
                )
            error = answer.json()["error"]["data"]
            self.assertEqual(error["context"]["exception_class"], "odoo.exceptions.UserError")
            self.assertIn(sentence, error["message"])
