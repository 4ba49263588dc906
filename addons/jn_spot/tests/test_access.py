"""Who sees what of a spot check, and when; over the ORM and over JSON-2."""

import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import SpotCase

STAFF = ("window_clerk", "liaison", "chief_representative", "supervisor", "leader")
MODELS = {
    "jn.spot.check": {*STAFF, "administrator"},
    "jn.spot.call": {"supervisor", "leader", "administrator"},
    "jn.spot.draw": {"supervisor", "leader", "administrator"},
    "jn.spot.finding": {"liaison", "chief_representative", "supervisor", "leader", "administrator"},
    "jn.spot.signal": {"supervisor", "administrator"},
    "jn.spot.stratum": {"supervisor", "administrator"},
}
SECRETS = ("seed", "population", "listed")


@tagged("post_install", "-at_install")
class TestAccess(HttpCase, SpotCase):
    def setUp(self):
        super().setUp()
        self.reported(3)
        self.sample = self.draw()

    def seen(self, role, model):
        return self.as_user(role)[model].search([])

    def conclude_all(self, result="false"):
        for check in self.open_checks(self.sample):
            self.look(check, result, note="nobody called")

    def test_each_role_reads_what_is_its_business(self):
        roles = [role for role in self.users if role in {*STAFF, "business_office", "intake", "administrator"}]
        for model, readers in MODELS.items():
            for role in roles:
                with self.subTest(model=model, role=role):
                    self.assertEqual(self.as_user(role)[model].has_access("read"), role in readers)

    def test_before_the_last_call_the_county_sees_the_seal_and_nothing_else(self):
        for role in ("supervisor", "leader"):
            self.env.invalidate_all()  # what others have read would be shown without asking
            draw = self.by(role, self.sample)
            self.assertEqual(len(draw.seal), 64)
            self.assertFalse(draw.shown_seed or draw.population_file)
            self.assertFalse(self.seen(role, "jn.spot.check") | draw.check_ids)
            with self.assertRaisesRegex(AccessError, "once all calls are done"):
                draw.action_verify()
        self.env.invalidate_all()
        self.look(self.open_checks(self.sample)[0], "false", note="nobody called")
        for role in STAFF:
            self.assertFalse(self.seen(role, "jn.spot.check"), role)
        for role in ("liaison", "chief_representative", "supervisor", "leader"):
            self.assertFalse(self.seen(role, "jn.spot.finding"), role)
        self.assertEqual(self.by("supervisor", self.sample).false_count, 0)
        self.assertEqual(self.by("city_supervisor", self.sample).false_count, 1)

    def test_after_the_last_call_the_county_sees_list_seed_and_results(self):
        self.conclude_all()
        draw = self.by("supervisor", self.sample)
        self.assertEqual((len(draw.check_ids), bool(draw.shown_seed), draw.false_count), (3, True, 3))
        self.assertEqual(draw.action_verify()["params"]["type"], "success")
        self.assertEqual(len(self.seen("chief_representative", "jn.spot.finding")), 3)
        for role in ("supervisor", "leader"):
            self.assertFalse(self.seen(role, "jn.spot.call"), "who called when is the city's")

    def test_another_county_sees_nothing_of_it(self):
        self.conclude_all()
        for model in ("jn.spot.draw", "jn.spot.check", "jn.spot.finding", "jn.spot.call"):
            self.assertFalse(self.seen("other_supervisor", model), model)

    def test_seed_and_urn_are_no_fields_of_anybody(self):
        for role in ("supervisor", "city_supervisor", "administrator"):
            for name in SECRETS:
                with self.assertRaises(AccessError):
                    self.by(role, self.sample).read([name])
                with self.assertRaises(AccessError):
                    self.as_user(role)["jn.spot.draw"].search([(name, "like", "a")])

    def test_nobody_writes_deletes_or_makes_them_by_hand(self):
        self.conclude_all()
        for role in ("supervisor", "city_supervisor", "city_leader", "administrator"):
            for model in ("jn.spot.draw", "jn.spot.call", "jn.spot.finding"):
                with self.assertRaises(AccessError):
                    self.as_user(role)[model].create({})
            for records in (self.sample, self.sample.sudo().check_ids, self.sample.sudo().finding_ids):
                with self.assertRaises(AccessError):
                    self.by(role, records[:1]).write({"create_uid": 1})
                with self.assertRaises(AccessError):
                    self.by(role, records[:1]).unlink()

    def test_calls_are_facts_for_the_system_too(self):
        self.conclude_all()
        call = self.sample.sudo().check_ids.call_ids[:1]
        with self.assertRaises(AccessError):
            call.write({"note": "otherwise"})

    def test_only_administrators_set_signals(self):
        signal = self.env["jn.spot.signal"].search([], limit=1)
        for role in ("supervisor", "city_supervisor"):
            with self.assertRaises(AccessError):
                self.by(role, signal).write({"weight": 0})
        self.by("administrator", signal).write({"weight": 0})

    def rpc(self, role, method, model="jn.spot.check", **values):
        """Call over JSON-2 with a key of that person."""
        user = self.users[role]
        until = fields.Datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(user).sudo()._generate("rpc", "test", until)
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{model}/{method}", data=json.dumps(values), headers=headers)

    @mute_logger("odoo.http")
    def test_over_json_2_it_is_the_same(self):
        check = self.open_checks(self.sample)[0]
        recorded = {"ids": check.ids, "result": "true", "note": "fine"}
        for role in ("liaison", "supervisor", "city_leader", "administrator"):
            self.assertEqual(self.rpc(role, "record_result", **recorded).status_code, 403, role)
        self.assertEqual(self.rpc("city_supervisor", "write", ids=check.ids, vals={"result": "true"}).status_code, 403)
        self.assertEqual(self.rpc("city_supervisor", "record_result", **recorded).status_code, 200)
        self.assertEqual(check.result, "true")
        for method, values in (("draw", {}), ("_draw_county", {}), ("create", {"vals_list": [{}]})):
            self.assertGreaterEqual(self.rpc("supervisor", method, "jn.spot.draw", **values).status_code, 403)
        listed = self.rpc("supervisor", "search_read", "jn.spot.check", domain=[], fields=["result"])
        self.assertEqual((listed.status_code, listed.json()), (200, []))
        seeds = self.rpc("city_supervisor", "search_read", "jn.spot.draw", domain=[], fields=["seed"])
        self.assertEqual(seeds.status_code, 403)

    def test_menus_show_what_one_may_open(self):
        draws, findings = (self.env.ref(f"jn_spot.menu_spot_{name}").id for name in ("draws", "findings"))
        expected = {"window_clerk": (False, False), "liaison": (False, True), "supervisor": (True, True)}
        for role, seen in expected.items():
            menus = self.as_user(role)["ir.ui.menu"]
            menus.env.registry.clear_cache()
            visible = menus._visible_menu_ids()
            self.assertEqual((draws in visible, findings in visible), seen, role)
