from unittest.mock import patch

from odoo import Command
from odoo.tests import tagged

from odoo.addons.jn_message.const import CITIZEN_LANGUAGE

from .common import RevisitCase

REGISTERS = ("jn_matter", "jn_unit", "res_users", "jn_message_template")  # searched by what is in use, read by id


@tagged("post_install", "-at_install")
class TestRemembered(RevisitCase):
    """What intake remembers between batches is what the register says at the moment of each."""

    def setUp(self):
        super().setUp()
        for _turn in range(2):  # the first lists the system that sends, from the second on all is remembered
            self.ingest()

    def refused(self, **values):
        """Send one case that is refused; return the reason."""
        [result] = self.take(self.item(**values))
        self.assertEqual(result["status"], "rejected")
        return result["error"]

    def test_what_is_new_in_the_register_is_known_to_the_next_batch(self):
        self.refused(matter="TEST-NEW")
        self.refused(unit="TEST-WINDOW-C")
        matter = self.env["jn.matter"].create({"code": "TEST-NEW", "name": "New"})
        window = self._make_unit("window", "Window C", parent_id=self.hall.id)
        case = self.ingest(matter="TEST-NEW", unit="TEST-WINDOW-C")
        self.assertEqual((case.matter_id, case.unit_id), (matter, window))

    def test_what_went_out_of_use_is_unknown_until_it_is_in_use_again(self):
        for record, item in ((self.matter, {}), (self.window_b, {"unit": self.window_b.code})):
            record.active = False
            self.assertIn(record.code, self.refused(**item))
            record.active = True
            self.ingest(**item)

    def test_a_code_that_was_changed_is_known_by_its_new_one_alone(self):
        self.matter.code = "TEST-M2"
        self.assertIn("TEST-M1", self.refused(matter="TEST-M1"))
        self.assertEqual(self.ingest(matter="TEST-M2").matter_id, self.matter)

    def test_who_worked_at_the_counter_is_who_has_the_code_there_now(self):
        clerk, other = self.users["window_clerk"], self.users["second"]
        self.assertEqual(self.ingest().handler_id, clerk)
        clerk.staff_code = False
        self.assertFalse(self.ingest().handler_id)
        other.write({"staff_code": "test_window_clerk", "unit_ids": [Command.link(self.window_a.id)]})
        self.assertEqual(self.ingest().handler_id, other)
        other.unit_ids = [Command.unlink(self.window_a.id)]
        self.assertFalse(self.ingest().handler_id)

    def test_which_units_a_machine_may_send_for_is_asked_at_each_batch(self):
        self.users["intake"].unit_ids = [Command.set(self.window_b.ids)]
        self.assertIn(self.window_a.code, self.refused())
        self.users["intake"].unit_ids = [Command.set(self.window_a.ids)]
        self.ingest()

    def test_the_words_of_a_message_are_those_of_its_template_at_that_moment(self):
        template = self.env["jn.message.template"]._named("revisit_first").with_context(lang=CITIZEN_LANGUAGE)
        for words in ("第一种说法", "另一种说法"):
            template.text = f"{template.text}{words}"
            revisit = self.ingest().revisit_ids
            [message] = self.env["jn.message"].search([("res_model", "=", "jn.revisit"), ("res_id", "=", revisit.id)])
            self.assertIn(words, message.text)

    def test_a_matter_is_called_by_the_name_that_it_has_at_that_moment(self):
        for name in ("Residence permit", "Permit of residence"):
            self.matter.name = name
            revisit = self.ingest().revisit_ids
            [message] = self.env["jn.message"].search([("res_model", "=", "jn.revisit"), ("res_id", "=", revisit.id)])
            self.assertEqual(message.values["matter"], name)
            self.assertIn(name, message.text)

    def test_a_unit_goes_live_at_the_next_batch(self):
        self.window_a.go_live_on = "2026-12-01"
        self.assertFalse(self.ingest().revisit_ids)
        self.window_a.go_live_on = False
        self.assertTrue(self.ingest().revisit_ids)

    def test_defaults_that_a_call_names_are_not_taken(self):
        cases = self.as_user("intake")["jn.case"].with_context(default_scored=False, default_result="withdrawn")
        [result] = cases.ingest([self.item()])
        case = self.env["jn.case"].browse(result["id"])
        self.assertEqual((case.scored, case.result), (True, False))

    def test_the_register_is_asked_again_only_when_it_has_changed(self):
        self.assertFalse(self.asks_the_register())
        self.matter.name = "Another name"
        self.assertTrue(self.asks_the_register())
        self.assertFalse(self.asks_the_register())

    def asks_the_register(self):
        """Whether taking a case looks for matters, units, people or templates."""
        self.env.flush_all()
        self.env.invalidate_all()
        seen, execute = [], self.env.cr.execute

        def noted(query, *args, **kwargs):
            seen.append(str(getattr(query, "code", query)))
            return execute(query, *args, **kwargs)

        with patch.object(self.env.cr, "execute", noted):
            self.ingest()
        self.assertTrue(any('INSERT INTO "jn_case"' in statement for statement in seen))
        return [one for one in seen if '"active" IS TRUE' in one and any(f'FROM "{table}"' in one for table in REGISTERS)]
