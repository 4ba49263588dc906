from odoo.tests import tagged

from odoo.addons.jn_flow.models.jn_flow_engine import in_engine
from odoo.addons.jn_org.exceptions import NotAllowed

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
