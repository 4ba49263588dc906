from odoo.tests import tagged

from odoo.addons.jn_flow.models.jn_flow_engine import in_engine
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import LI, MessageCase


@tagged("post_install", "-at_install")
class TestActionsServer(MessageCase):
    def setUp(self):
        super().setUp()
        self.action = self.env["ir.actions.server"].create(
            {
                "name": "message t_ask",
                "model_id": self.env["ir.model"]._get("jn.test.subject").id,
                "state": "jn_message",
                "jn_template_code": "t_ask",
            }
        )

    def on(self, subjects):
        return self.action.with_context(active_model=subjects._name, active_ids=subjects.ids, active_id=subjects.ids[0])

    def test_the_engine_sends_a_message_about_each_record(self):
        subjects = self.subject() + self.subject(LI)
        token = in_engine.set(True)
        self.addCleanup(in_engine.reset, token)
        self.on(subjects).run()
        messages = self.env["jn.message"].search([("res_model", "=", subjects._name)])
        self.assertEqual(set(messages.mapped("res_id")), set(subjects.ids))
        self.assertEqual(messages.template_id, self.template)

    def test_outside_the_engine_nothing_is_sent(self):
        with self.assertRaises(NotAllowed):
            self.on(self.subject()).run()

    def test_a_pack_writes_the_effect_in_one_word(self):
        self.assertEqual(self.action._jn_effect_data(), {"message": "t_ask"})

    def test_the_message_is_chosen_by_its_name_and_its_words_are_shown(self):
        self.assertEqual((self.action.jn_template_id, self.action.jn_template_text), (self.template, self.template.text))
        other = self.env["jn.message.template"].create({"name": "Joint check", "text": "{applicant}，联合督查"})
        effect = self.action.copy({"name": False, "jn_template_id": other.id})
        self.assertEqual((effect.jn_template_code, effect.jn_told), (other.code, "send “Joint check”"))


@tagged("post_install", "-at_install")
class TestMessageOnAMove(MessageCase):
    """An administrator hangs a message on a draft's move."""

    def setUp(self):
        super().setUp()
        self.version = self._version("jn.test.subject")
        self.move = self.version.move_ids

    def _version(self, model):
        flow = self.env["jn.flow"].create({"code": f"t_{model}", "name": "T", "model": model})
        version = self.env["jn.flow.version"].create({"flow_id": flow.id})
        start, end = self.env["jn.flow.stage"].create([
            {"version_id": version.id, "code": code, "name": code, "kind": code} for code in ("start", "end")
        ])
        self.env["jn.flow.move"].create(
            {"version_id": version.id, "name": "Go", "event": "go", "from_stage_id": start.id, "to_stage_id": end.id}
        )
        return version

    def add(self, move=None, **values):
        return self.env["ir.actions.server"].create({"state": "jn_message", "jn_move_id": (move or self.move).id, **values})

    def defects(self, effect):
        return list(effect._jn_defects(self.env[effect.model_name]))

    def test_the_effect_is_called_after_its_message(self):
        effect = self.add(jn_template_id=self.template.id)
        self.assertEqual(effect.name, "send “Ask”")
        self.assertEqual((effect.model_name, effect._jn_effect_data()), ("jn.test.subject", {"message": "t_ask"}))

    def test_records_without_a_citizen_get_no_message(self):
        move = self._version("res.partner").move_ids
        with self.assertRaisesRegex(BadInput, "have no citizen to send a message to"):
            self.add(move, jn_template_id=self.template.id)

    def test_the_check_finds_a_message_that_is_not_there(self):
        self.assertEqual(self.defects(self.add(jn_template_code="gone")), [("no_template", "gone")])
        self.assertEqual(self.defects(self.add(jn_template_id=self.template.id)), [])

    def test_the_check_finds_a_link_that_the_records_do_not_have(self):
        effect = self.add(jn_template_id=self.template.id)
        self.patch(type(self.env["jn.test.subject"]), "_message_secret_names", ("applicant",))
        self.assertEqual(self.defects(effect), [("no_placeholder", "{url}")])

    def test_a_pack_is_exported_with_the_messages_that_its_processes_send(self):
        mine = self.env["jn.message.template"].create({"name": "A", "text": "x"})
        export = self.env["jn.message.section"]._section_export
        self.pack.flow_ids = self.version.flow_id
        self.version.pack_id = self.pack
        self.assertNotIn(mine.code, export(self.pack)["messages.yaml"]["messages"])
        self.add(jn_template_id=mine.id)
        self.assertEqual(export(self.pack)["messages.yaml"]["messages"][mine.code], {"articles": [], "name": "A", "text": "x"})

    def test_what_a_process_sends_is_archived_and_neither_deleted_nor_called_otherwise(self):
        self.add(jn_template_id=self.template.id)
        for change in (self.template.unlink, lambda: self.template.write({"code": "other"})):
            with self.assertRaisesRegex(NotPossible, "“Ask” is sent by T, version 1, move Go. Archive it"):
                change()
        self.template.active = False
        self.assertEqual(self.env["jn.message.template"]._named("t_ask"), self.template)
