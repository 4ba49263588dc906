import json
from datetime import datetime, timedelta

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from odoo.addons.jn_org.exceptions import NotPossible

from .versions import VersionCase

PARTS = ("jn.flow.stage", "jn.flow.move", "jn.flow.timer")


@tagged("post_install", "-at_install")
class TestImmutable(VersionCase):
    """A published version stays as it is whichever door somebody tries."""

    def part(self, model):
        return self.env[model].search([("version_id", "=", self.version.id)], limit=1)

    def test_no_row_of_a_published_version_is_changed_by_an_import(self):
        for model in PARTS:
            part = self.part(model)
            [[xmlid]] = part.export_data(["id"])["datas"]
            result = part.with_user(self.author).load(["id", "name"], [[xmlid, "Smuggled"]])
            self.assertFalse(result["ids"], model)
            self.assertIn("never changes", result["messages"][0]["message"].replace("不再更改", "never changes"))
            self.assertNotEqual(part.name, "Smuggled")

    def test_no_row_is_imported_into_a_published_version(self):
        [[xmlid]] = self.version.export_data(["id"])["datas"]
        before = self.version.stage_ids
        result = self.env["jn.flow.stage"].with_user(self.author).load(
            ["version_id/id", "code", "name"], [[xmlid, "more", "More"]]
        )
        self.assertFalse(result["ids"])
        self.assertEqual(self.version.stage_ids, before)

    def test_no_command_on_the_version_reaches_its_rows(self):
        stage = self.version.stage_ids[0]
        for values in ({"name": "x"}, {"code": "x"}):
            with self.assertRaisesRegex(NotPossible, "never changes"):
                self.rpc("administrator", self.version, "write", {"stage_ids": [(1, stage.id, values)]})
        with self.assertRaisesRegex(NotPossible, "never changes"):
            self.rpc("administrator", self.version, "web_save", {"move_ids": [(2, self.version.move_ids[0].id)]}, {})

    def test_the_marks_of_the_way_are_not_written_by_hand(self):
        draft = self.draft()
        for values in (
            {"submitted_at": "2026-11-23 02:00:00"}, {"validated_at": "2026-11-23 02:00:00"},
            {"author_id": self.approver.id}, {"editor_ids": [(5,)]}, {"approver_id": self.approver.id},
            {"effective_from": "2026-01-01 00:00:00"}, {"state": "published"}, {"based_on_id": False},
        ):
            with self.assertRaisesRegex(NotPossible, "buttons of its form"):
                self.rpc("administrator", draft, "write", values)

    def test_nobody_begins_a_draft_in_the_name_of_another(self):
        Version = self.env["jn.flow.version"].with_user(self.author)
        for values in ({"author_id": self.approver.id}, {"submitted_at": "2026-11-23 02:00:00"}):
            with self.assertRaisesRegex(NotPossible, "buttons of its form"), self.env.cr.savepoint():
                Version.create({"flow_id": self.flow.id, "number": 92, **values})

    def test_findings_and_results_are_written_by_nobody(self):
        draft = self.draft()
        self.rpc("administrator", draft, "action_validate")
        with self.assertRaises(AccessError):
            self.rpc("administrator", draft.finding_ids[0], "unlink")
        with self.assertRaises(AccessError):
            self.rpc("administrator", draft.finding_ids[0], "write", {"level": "warning"})


@tagged("post_install", "-at_install")
class TestOverTheWire(HttpCase, VersionCase):
    """The same over JSON-2 with a key, as a program would try."""

    def call(self, user, model, method, **values):
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", datetime.now() + timedelta(days=1))
        return self.url_open(
            f"/json/2/{model}/{method}", data=json.dumps({"context": {"lang": "en_US"}, **values}),
            headers={"Authorization": f"bearer {key}", "Content-Type": "application/json"},
        )

    def test_a_published_stage_is_refused_with_a_sentence(self):
        stage = self.version.stage_ids[0]
        for method, values in (("write", {"vals": {"name": "x"}}), ("unlink", {})):
            answer = self.call(self.author, "jn.flow.stage", method, ids=stage.ids, **values)
            self.assertEqual(answer.status_code, 422, answer.text)
            self.assertIn("never changes", answer.json()["message"])

    def test_the_author_is_refused_as_approver_and_the_version_in_force_stays(self):
        draft = self.walk(self.draft())
        answer = self.call(self.author, "jn.flow.version", "action_publish", ids=draft.ids)
        self.assertEqual(answer.status_code, 403, answer.text)
        self.assertIn("cannot approve it", answer.json()["message"])
        self.assertEqual(self.flow.current_version_id, self.version)

    def test_private_verbs_are_closed(self):
        draft = self.walk(self.draft())
        for method in ("_publish", "_approve", "_retire", "_mark", "_touched"):
            answer = self.call(self.approver, "jn.flow.version", method, ids=draft.ids)
            self.assertIn(answer.status_code, (403, 404, 422), method)
        self.assertEqual(draft.state, "draft")

    def test_a_code_used_twice_is_refused_with_the_code_and_what_to_do(self):
        draft = self.draft()
        for model, values in (
            ("jn.flow.stage", {"code": "working", "name": "Twin"}),
            ("jn.flow.timer", {"code": "work", "name": "Twin", "amount": 1, "unit": "working_days"}),
        ):
            answer = self.call(self.author, model, "create", vals_list=[{"version_id": draft.id, **values}])
            self.assertEqual(answer.status_code, 422, answer.text)
            said = answer.json()["message"]
            self.assertIn(f"{draft.display_name} has the code “{values['code']}” already, for “", said)
            self.assertIn("Choose another code for “Twin”.", said)
