import base64
from decimal import Decimal

from odoo.tests import Form, HttpCase, tagged

from odoo.addons.jn_org.exceptions import BadInput

from ..archive import unzip_files, zip_files
from ..exceptions import BadPack
from .common import PackCase, as_files, small_data


class TestSettingChange(PackCase):
    def setUp(self):
        super().setUp()
        self.apply()

    def form(self, code):
        found = self.Setting.with_user(self.admin).search([("code", "=", code)])
        action = found.action_change()
        return Form(self.env[action["res_model"]].with_user(self.admin).with_context(**action["context"]))

    def test_the_form_starts_from_what_is_in_force(self):
        self.assertEqual(self.form("test.days").value_integer, 3)
        self.assertEqual(self.form("test.on").value_boolean, True)
        self.assertEqual(self.form("test.silence").value_option_id.code, "good")
        self.assertEqual(self.form("test.levels").value_text, "1, 2")
        self.assertEqual(self.form("test.rate").value_text, "0.85")

    def test_every_kind_can_be_changed(self):
        option = self.Setting.search([("code", "=", "test.silence")]).option_ids[1]
        for code, fname, entered, expected in (
            ("test.days", "value_integer", 2, 2),
            ("test.on", "value_boolean", False, False),
            ("test.silence", "value_option_id", option, "bad"),
            ("test.rate", "value_text", "0.9", Decimal("0.9")),
            ("test.from", "value_text", "22:30", "22:30"),
            ("test.levels", "value_text", "1，3", [1, 3]),
            ("test.text", "value_text", "词", "词"),
        ):
            with self.subTest(code=code):
                form = self.form(code)
                form[fname] = entered
                form.why = "因为"
                self.approved(form)
                self.assertEqual(self.Setting._get(code), expected)

    def test_a_unit_gets_its_own(self):
        form = self.form("test.days")
        form.unit_id = self.county
        form.value_integer = 1
        form.why = "从严"
        self.approved(form)
        self.assertEqual(self.Setting._get("test.days", self.window), 1)
        self.assertEqual(self.Setting._get("test.days"), 3)

    def test_what_is_no_list_is_refused_in_words(self):
        form = self.form("test.levels")
        form.value_text = "1 and 2"
        form.why = "因为"
        with self.assert_refused(BadInput, "“1 and 2” is not"):
            form.save().action_propose()


class TestImportAndExport(PackCase):
    """The first regulation of a database is applied by whoever imports it."""

    def setUp(self):
        super().setUp()
        self.forget_packs()

    def wizard(self, content):
        file = base64.b64encode(content)
        return self.env["jn.pack.import"].with_user(self.admin).create({"file": file, "filename": "small.zip"})

    def test_a_zip_file_is_planned_and_applied(self):
        files = as_files(small_data())
        wizard = self.wizard(zip_files(files))
        action = wizard.action_plan()
        self.assertEqual(action["res_id"], wizard.id)
        self.assertEqual(wizard.state, "planned")
        self.assertIn("settings.yaml: is new", [row["sentence"] for group in wizard.plan for row in group["rows"]])
        self.assertEqual(wizard.action_apply()["res_id"], wizard.id)
        self.assertEqual((wizard.state, wizard.result_id.code), ("done", "small"))
        self.assertEqual(wizard.action_open()["res_id"], wizard.result_id.id)
        self.assertEqual(self.Pack._export("small"), files)

    def test_nothing_to_change_is_said(self):
        self.apply()
        wizard = self.wizard(zip_files(as_files(small_data())))
        wizard.action_plan()
        self.assertEqual((wizard.state, wizard.plan), ("nothing", False))

    def test_a_folder_around_the_files_does_no_harm(self):
        files = {f"small/{path}": content for path, content in as_files(small_data()).items()}
        self.wizard(zip_files(files)).action_apply()
        self.assertEqual(self.Pack._export("small"), as_files(small_data()))

    def test_what_is_wrong_is_shown_in_the_form_and_another_file_may_follow(self):
        wizard = self.wizard(b"nothing")
        wizard.action_plan()
        self.assertEqual(wizard.state, "bad")
        self.assertIn("This is no zip file of a pack", wizard.problems)
        wizard.file = base64.b64encode(zip_files({"pack.yaml": b"code: [\n"}))
        wizard.action_plan()
        self.assertIn("pack.yaml, line 2", wizard.problems)
        wizard.file = base64.b64encode(zip_files(as_files(small_data())))
        wizard.action_plan()
        self.assertEqual((wizard.state, wizard.problems), ("planned", False))
        wizard.action_back()
        self.assertEqual((wizard.state, wizard.plan), ("choose", False))

    def test_applying_a_bad_pack_is_refused_with_its_problems(self):
        with self.assert_refused(BadPack, "pack.yaml, line 2"):
            self.wizard(zip_files({"pack.yaml": b"code: [\n"})).action_apply()

    def test_one_file_takes_the_place_of_its_namesake(self):
        pack = self.apply()
        self.forget_packs()
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["default"] = 5
        wizard = self.wizard(as_files(data)["settings.yaml"])
        wizard.write({"filename": "settings.yaml", "pack_id": pack.id})
        self.assertTrue(wizard.is_single)
        wizard.action_plan()
        self.assertEqual([group["file"] for group in wizard.plan], ["settings.yaml"])
        wizard.action_apply()
        self.assertEqual(self.Pack._export("small"), as_files(data))

    def test_one_file_needs_its_pack_and_a_known_name(self):
        wizard = self.wizard(b"settings: {}\n")
        for filename, words in (("settings.yaml", "Choose the pack"), ("poems.yml", "no part of the system")):
            wizard.filename = filename
            wizard.action_plan()
            self.assertIn(words, wizard.problems)

    def test_a_pack_file_alone_may_be_a_new_pack(self):
        wizard = self.wizard(as_files(small_data())["pack.yaml"])
        wizard.filename = "pack.yaml"
        self.assertFalse(wizard.is_single)
        wizard.action_apply()
        self.assertEqual(list(self.Pack._export("small")), ["pack.yaml"])


@tagged("post_install", "-at_install")
class TestExport(HttpCase, PackCase):
    def test_a_pack_is_downloaded_as_the_files_it_came_from(self):
        action = self.apply().with_user(self.admin).action_export()
        self.assertEqual((action["type"], action["target"]), ("ir.actions.act_url", "download"))
        self.authenticate(self.admin.login, self.admin.login)
        answer = self.url_open(action["url"])
        self.assertEqual(answer.status_code, 200)
        self.assertIn("small.zip", answer.headers["Content-Disposition"])
        self.assertEqual(unzip_files(answer.content), as_files(small_data()))
