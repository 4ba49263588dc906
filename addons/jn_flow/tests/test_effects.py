from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from ..const import EFFECT_STATES
from .common import FlowCase
from .flows import PERMIT


@tagged("post_install", "-at_install")
class TestEffects(FlowCase):
    def test_a_child_is_opened_with_its_values_and_begins_its_own_process(self):
        permit = self.permits(stage="reviewing")
        self.assertEqual(permit.check_ids.mapped(lambda check: (check.kind, check.stage_code)), [("first", "open")])
        self.assertEqual(permit.check_ids.unit_id, self.window_a)

    def test_a_child_tells_its_parent(self):
        permit = self.permits(stage="reviewing")
        permit.check_ids._flow_fire("passed")
        self.assertEqual((permit.stage_code, permit.outcome), ("done", "checked"))

    def test_values_are_written_only_where_the_condition_holds(self):
        free, blocked = self.permits(2, stage="working")
        blocked.is_blocked = True
        (free | blocked)._flow_fire("finished")
        self.assertEqual((free.mark, blocked.mark), ("handed in", False))

    def test_the_moment_of_a_move_is_stamped_by_our_clock(self):
        self.assertEqual(self.permits(stage="reviewing").handed_in_at, self.at("2026-11-23 10:00"))

    def test_a_verb_of_the_record_is_carried_out(self):
        permit = self.permits(stage="reviewing")
        permit._flow_fire("refused")
        self.assertEqual((permit.stage_code, permit.refusals), ("working", 1))

    def test_returns_are_counted_and_the_one_too_many_leads_elsewhere_without_effects(self):
        permit = self.permits(stage="reviewing")
        for _turn in range(2):
            permit._flow_fire("refused")
            permit._flow_fire("finished")
        permit._flow_fire("refused")
        self.assertEqual((permit.stage_code, permit.refusals), ("desk", 2))
        self.assertFalse(self.passages(permit)[-1].loop)

    def test_a_batch_overflows_only_where_the_limit_is_used_up(self):
        often, once = self.permits(2, stage="reviewing")
        for _turn in range(2):
            often._flow_fire("refused")
            often._flow_fire("finished")
        (often | once)._flow_fire("refused")
        self.assertEqual((often.stage_code, once.stage_code), ("desk", "working"))
        self.assertEqual((often.refusals, once.refusals), (2, 1))

    def test_a_broken_effect_takes_its_move_along(self):
        permit = self.permits(stage="working", name="bad")
        with self.assertRaises(ValueError), self.env.cr.savepoint():
            permit._flow_fire("lapsed")
        self.assertEqual(permit.stage_code, "working")

    def test_another_kind_of_action_that_fails_leaves_a_row_and_the_move_stands(self):
        draft = self._draft_with_action("raise UserError('no printer')")
        permit = self.permits(stage="working")
        self.assertEqual(permit.flow_version_id, draft)
        with mute_logger("odoo.addons.jn_flow.models.jn_flow_engine"):
            permit._flow_fire("parked")
        self.assertEqual(permit.stage_code, "parked")
        self.assertIn("no printer", self.env["jn.flow.failure"].search([]).error)

    def _draft_with_action(self, code):
        draft = self.apply({**PERMIT, "name": "Permit with an action", "stages": PERMIT["stages"], "timers": []}, publish=False)
        move = draft.move_ids.filtered(lambda move: move.event == "parked")
        self.env["ir.actions.server"].create({
            "name": "Print", "state": "code", "code": code, "jn_move_id": move.id,
            "model_id": self.env["ir.model"]._get_id("jn.flow.test.permit"),
        })
        draft._publish(self.at("2026-11-23 10:00"))
        return draft

    def test_nobody_runs_an_effect_from_outside(self):
        permit = self.permits()
        effect = self.version.move_ids.effect_ids[:1]
        context = {"active_model": permit._name, "active_ids": permit.ids, "active_id": permit.id, "jn_flow_in_engine": True}
        with self.assertRaisesRegex(NotAllowed, "only when the process takes its move"):
            effect.with_context(**context).run()
        with self.assertRaises(NotAllowed):
            self.rpc("administrator", effect.with_context(**context), "run")

    def test_over_rpc_no_kind_of_effect_runs(self):
        draft = self.apply({**PERMIT, "timers": []}, publish=False)
        move, ours = draft.move_ids[:1], [kind for kind, _name in EFFECT_STATES if kind != "jn_activity"]
        self.assertGreaterEqual(len(ours), 5)
        permit = self.permits()
        context = {"active_model": permit._name, "active_ids": permit.ids, "active_id": permit.id}
        for kind in [*ours, "mail_post", "object_create", "code"]:
            effect = self.env["ir.actions.server"].create(
                {"name": kind, "state": kind, "jn_move_id": move.id, "model_id": move.effect_model_id.id}
            )
            for role in ("administrator", "liaison"):
                with self.assertRaises(NotAllowed, msg=(kind, role)):
                    self.rpc(role, effect.with_context(**context), "run")

    # What an administrator adds in the browser

    def _draft(self):
        return self.apply({**PERMIT, "timers": []}, publish=False).with_user(self.users["administrator"])

    def _add(self, move, **values):
        return move.env["ir.actions.server"].create({"name": "added", "jn_move_id": move.id, **values})

    def test_an_administrator_adds_a_new_record_to_a_move_without_code(self):
        draft = self._draft()
        [move] = draft.move_ids.filtered(lambda move: move.event == "parked")
        partner = self.env["ir.model"]._get("res.partner")
        effect = self._add(move, state="object_create", crud_model_id=partner.id, value="Witness of a permit")
        self.assertEqual(effect.model_id.model, "jn.flow.test.permit")
        draft._publish(self.at("2026-11-23 10:00"))
        self.permits(stage="working")._flow_fire("parked")
        self.assertTrue(self.env["res.partner"].search([("name", "=", "Witness of a permit")]))

    def test_an_administrator_adds_an_e_mail_to_a_move_without_code(self):
        draft = self._draft()
        [move] = draft.move_ids.filtered(lambda move: move.event == "parked")
        template = self.env["mail.template"].create({
            "name": "Parked", "model_id": move.effect_model_id.id, "subject": "Parked", "body_html": "<p>Parked</p>",
            "email_to": "office@example.com",
        })
        self._add(move, state="mail_post", mail_post_method="email", template_id=template.id)
        draft._publish(self.at("2026-11-23 10:00"))
        self.permits(stage="working")._flow_fire("parked")
        self.assertTrue(self.env["mail.mail"].search([("subject", "=", "Parked")]))

    def test_an_administrator_adds_our_own_kinds(self):
        draft = self._draft()
        [move] = draft.move_ids.filtered(lambda move: move.event == "parked")
        self._add(move, state="jn_set", jn_values_text='{"mark": "parked"}')
        draft._publish(self.at("2026-11-23 10:00"))
        permit = self.permits(stage="working")
        permit._flow_fire("parked")
        self.assertEqual(permit.mark, "parked")

    def test_values_that_are_no_json_are_refused_with_an_example(self):
        with self.assertRaisesRegex(BadInput, "JSON"):
            self._add(self._draft().move_ids[:1], state="jn_set", jn_values_text="mark = parked")

    def test_code_and_calls_to_the_outside_are_for_system_administrators(self):
        move = self._draft().move_ids[:1]
        for kind in ("code", "webhook", "multi", "object_write", "object_copy", "followers"):
            with self.assertRaises(AccessError, msg=kind), self.env.cr.savepoint():
                self._add(move, state=kind)

    def test_an_effect_creates_nothing_that_its_author_may_not_create(self):
        parameters = self.env["ir.model"]._get("ir.config_parameter")
        with self.assertRaisesRegex(NotAllowed, "may not create"):
            self._add(self._draft().move_ids[:1], state="object_create", crud_model_id=parameters.id, value="open sesame")

    def test_an_administrator_sees_effects_and_no_other_server_actions(self):
        actions = self.env["ir.actions.server"].with_user(self.users["administrator"])
        self.assertTrue(actions.search([]))
        self.assertFalse(actions.search([("jn_move_id", "=", False)]))
        with self.assertRaises(AccessError):
            actions.create({"name": "loose", "state": "object_create", "model_id": self.env["ir.model"]._get_id("res.partner")})

    def test_staff_change_no_effects(self):
        move = self._draft().move_ids[:1]
        for role in ("supervisor", "liaison", "leader"):
            with self.assertRaises(AccessError, msg=role):
                self._add(move.with_user(self.users[role]), state="jn_stamp", jn_path="handed_in_at")

    def test_effects_of_a_published_version_stay_as_they_are(self):
        effect = self.version.move_ids.effect_ids[:1]
        with self.assertRaisesRegex(Exception, "published version never changes"):
            effect.write({"jn_event": "other"})
        with self.assertRaisesRegex(Exception, "published version never changes"):
            effect.unlink()
        with self.assertRaisesRegex(Exception, "published version never changes"):
            effect.copy()
