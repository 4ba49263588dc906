"""Who sees and does what with warnings, rules and trials: every role, by the ORM and over JSON-2."""

import json
from datetime import datetime, timedelta

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import WarningCase

READERS = ("window_clerk", "liaison", "chief_representative", "supervisor", "business_office", "leader", "administrator")


@tagged("post_install", "-at_install")
class TestAccess(WarningCase):
    def setUp(self):
        super().setUp()
        self.bad(20)
        self.bad(20, self.other_window)
        self.low = self.on(self.rule())
        self.evaluate()

    def test_each_role_sees_the_warnings_of_its_units_and_below(self):
        mine, other = (self.warnings(self.low, unit_id=unit.id) for unit in (self.window_a, self.other_window))
        for role in ("window_clerk", "liaison", "chief_representative", "supervisor", "business_office", "leader"):
            self.assertEqual(self.as_user(role)["jn.warning"].search([]), mine, role)
        self.assertEqual(self.as_user("other_leader")["jn.warning"].search([]), other)
        for role in ("city_supervisor", "city_leader", "administrator"):
            self.assertLessEqual(mine | other, self.as_user(role)["jn.warning"].search([]), role)

    def test_every_role_reads_the_rules_and_administrators_alone_write_them(self):
        for role in READERS:
            self.assertTrue(self.by(role, self.low).words, role)
            self.assertEqual(self.by(role, self.low).has_access("write"), role == "administrator", role)

    def test_each_role_opens_warnings_rules_and_trials_with_all_they_show(self):
        for role in READERS:
            for records in (self.low, self.low.trial_ids, self.warnings(self.low, unit_id=self.window_a.id)):
                seen = self.by(role, records)
                self.assertTrue(seen.read(), role)
        self.assertTrue(self.by("liaison", self.warnings(self.low, unit_id=self.window_a.id)).chart["points"])

    def test_nobody_makes_a_warning_a_trial_or_a_standing(self):
        for role in READERS:
            for name in ("jn.warning", "jn.warning.trial", "jn.warning.trial.line", "jn.standing"):
                with self.subTest(role=role, model=name), self.assertRaises(AccessError):
                    self.as_user(role)[name].create({})

    def test_standings_of_all_counties_are_nobodys_to_read_but_administrators(self):
        self.as_user("leader")["jn.county.page"].page()
        for role in READERS:
            self.assertEqual(self.as_user(role)["jn.standing"].has_access("read"), role == "administrator", role)


@tagged("post_install", "-at_install")
class TestRpc(WarningCase, HttpCase):
    """The same from outside: the public verbs check who asks."""

    def setUp(self):
        super().setUp()
        self.bad(20)
        self.low = self.on(self.rule())
        self.evaluate()
        self.warning = self.warnings(self.low)
        self.env.flush_all()

    def post(self, role, model, method, **arguments):
        tomorrow = datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(self.users[role])._generate("rpc", "test", tomorrow)
        headers = {"Authorization": f"bearer {key}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{model}/{method}", data=json.dumps(arguments), headers=headers)

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2", "odoo.addons.base.models.ir_rule", "odoo.models")
    def test_who_may_not_is_refused(self):
        ids = {"ids": self.warning.ids}
        for role, model, method, arguments in (
            ("other_leader", "jn.warning", "take", ids),
            ("other_leader", "jn.warning", "close", {**ids, "note": "x"}),
            ("leader", "jn.warning", "close", {**ids, "note": "x"}),
            ("window_clerk", "jn.warning", "take", ids),
            ("supervisor", "jn.warning.rule", "try_on_history", {"ids": self.low.ids}),
            ("supervisor", "jn.warning.rule", "switch_off", {"ids": self.low.ids}),
            ("liaison", "jn.county.page", "page", {}),
            ("other_leader", "jn.county.page", "page", {"county_id": self.county.id}),
            ("administrator", "jn.warning", "write", {**ids, "vals": {"state": "closed"}}),
        ):
            with self.subTest(role=role, method=method):
                self.assertEqual(self.post(role, model, method, **arguments).status_code, 403)
        self.env.invalidate_all()
        self.assertEqual((self.warning.state, self.low.state), ("open", "on"))

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2")
    def test_private_verbs_are_no_door(self):
        for model, method, ids in (("jn.warning", "_put", self.warning.ids), ("jn.warning.rule", "_end", self.low.ids)):
            self.assertIn(self.post("administrator", model, method, ids=ids).status_code, (403, 404, 422))

    def test_what_makes_no_sense_is_refused_in_a_sentence(self):
        for role, model, method, arguments, words in (
            ("chief_representative", "jn.warning", "close", {"ids": self.warning.ids, "note": "  "}, "请用一句话说明"),
            ("chief_representative", "jn.warning", "close", {"ids": self.warning.ids, "note": 3}, "请用一句话说明"),
            ("administrator", "jn.warning.rule", "try_on_history", {"ids": self.low.ids, "start": "soon"}, "不是日期"),
            ("administrator", "jn.warning.rule", "try_on_history", {"ids": self.low.ids, "end": "2030-01-01"}, "历史数据截至今日"),
            ("city_leader", "jn.county.page", "page", {"county_id": "all"}, "请选择一个县市区"),
        ):
            with self.subTest(method=method, words=words):
                answer = self.post(role, model, method, **arguments)
                self.assertEqual(answer.status_code, 422, answer.text)
                self.assertIn(words, answer.json()["message"])

    def test_those_who_are_told_take_it_on_and_the_old_owner_no_longer_closes_it(self):
        answer = self.post("supervisor", "jn.warning", "take", ids=self.warning.ids)
        self.assertEqual(answer.status_code, 200, answer.text)
        with mute_logger("odoo.http", "odoo.addons.rpc.controllers.json2"):
            answer = self.post("chief_representative", "jn.warning", "close", ids=self.warning.ids, note="mended")
        self.assertEqual(answer.status_code, 403)
        self.env.invalidate_all()
        self.assertEqual((self.warning.owner_id, self.warning.state), (self.users["supervisor"], "open"))

    def test_an_administrator_tries_a_rule_and_gets_the_trial_to_open(self):
        answer = self.post("administrator", "jn.warning.rule", "try_on_history", ids=self.low.ids, start="2026-08-01", end="2026-08-20")
        window = answer.json()
        self.assertEqual(window["res_model"], "jn.warning.trial")
        trial = self.env["jn.warning.trial"].browse(window["res_id"])
        self.assertEqual((str(trial.period_start), trial.warning_count, trial.tried_by_id), ("2026-08-01", 1, self.users["administrator"]))

    def test_its_owner_closes_it(self):
        answer = self.post("chief_representative", "jn.warning", "close", ids=self.warning.ids, note="mended")
        self.assertEqual((answer.status_code, answer.json()), (200, True))
        self.env.invalidate_all()
        self.assertEqual(self.warning.state, "closed")

    def test_the_page_is_plain_data(self):
        page = self.post("leader", "jn.county.page", "page").json()
        self.assertEqual(page["county"]["id"], self.county.id)
        self.assertEqual(page["warnings"]["count"], 1)
