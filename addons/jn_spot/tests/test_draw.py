"""The quarter's sample: who is drawn, when, and that anybody can draw it again (Art. 15; decision D10)."""

import base64
import inspect
import json
import re
import secrets
from hashlib import sha256
from unittest.mock import patch

import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_rules.periods import quarter_of

from .common import INSIDE, SpotCase

ROW = re.compile(r"\n(.*)\t(.*)\t(.*)\t(.*)")  # of the urn: case, stratum, whether it goes first, lots


def redraw(urn, seed, size, reserves):
    """The independent script of ten lines: list and seal from urn and seed, by the words that stand on the screen."""
    def sha(*row):
        return sha256(json.dumps([seed, [*row]], ensure_ascii=False).encode()).hexdigest()
    rows, drawn = sorted((min(sha(c, *[str(n)] * (n > 1)) for n in range(1, int(lots) + 1)), c, s, f) for c, s, f, lots in ROW.findall(urn)), []
    for most in (size, reserves):
        ahead = [c for _lot, c, _s, first in rows if first == "1" and c not in drawn][:most]
        strata = {s: [c for _lot, c, t, first in rows if (t, first) == (s, "0") and c not in drawn] for _lot, _c, s, _f in rows}
        left, total = most - len(ahead), sum(map(len, strata.values()))  # every stratum its share, rounded by largest remainder
        turns = {c: (max(n - left * len(o) // total, -1), -(left * len(o) % total), sha(s)) for s, o in strata.items() for n, c in enumerate(o)}
        drawn += ahead + [c for _lot, c, _s, _f in rows if c in sorted(turns, key=turns.get)[:left]]
    return drawn, sha(sha256(urn.encode()).hexdigest(), str(size), str(reserves), *drawn)


@tagged("post_install", "-at_install")
class TestDraw(SpotCase):
    def places(self, draw):
        return [(check.place, check.state, check.is_reserve) for check in draw.sudo().check_ids.sorted("place")]

    def test_twenty_and_ten_reserves_are_drawn_from_the_quarters_reports_and_checks(self):
        self.reported(30)
        self.checked(10)
        draw = self.draw()
        self.assertEqual((draw.population_count, len(draw.check_ids)), (40, 30))
        self.assertEqual(self.places(draw)[19:21], [(20, "open", False), (21, "reserve", True)])
        verified = draw.check_ids.filtered("case_id.verification_ids").filtered(lambda check: not check.is_reserve)
        self.assertEqual(len(verified), 5, "a stratum has its share")

    def test_fewer_than_twenty_are_all_drawn(self):
        cases = self.reported(7)
        self.assertEqual(self.draw().check_ids.case_id, cases)

    def test_a_quarter_without_work_has_an_empty_sample_that_is_concluded(self):
        draw = self.draw()
        self.assertEqual((draw.population_count, draw.state, bool(draw.seal)), (0, "concluded", True))

    def test_other_quarters_other_counties_and_open_work_are_not_in_the_urn(self):
        self.reported(1, confirmed=at("2026-06-30 23:59"))
        self.reported(1, confirmed=False)
        self.checked(1, concluded=at("2026-10-01 00:00"))
        self.reported(1, unit=self.other_window)
        inside = self.reported(1, confirmed=at("2026-07-01 00:00"))
        self.assertEqual(self.draw().check_ids.case_id, inside)

    def test_before_the_21st_nothing_is_drawn(self):
        self.freeze("2026-09-20 23:59")
        with self.assertRaisesRegex(NotPossible, "2026-09-21"):
            self.draw()
        self.interpret("spot_check.draw_after_day", "15")
        self.assertTrue(self.draw())

    def test_a_past_quarter_is_drawn_later_with_all_its_days(self):
        late = self.reported(1, confirmed=at("2026-09-30 16:00"))
        self.freeze("2026-10-08 10:00")
        draw = self.draw(day="2026-08-01")
        self.assertEqual((draw.check_ids.case_id, str(draw.period_end)), (late, "2026-09-30"))

    def test_size_and_reserves_are_settings(self):
        self.reported(12)
        self.interpret("spot_check.size", "4")
        self.interpret("spot_check.reserves", "3")
        self.assertEqual([state for _place, state, _reserve in self.places(self.draw())], ["open"] * 4 + ["reserve"] * 3)

    def test_all_counties_are_drawn_at_once_and_none_twice(self):
        self.reported(3)
        self.reported(3, unit=self.other_window)
        draws = self.as_user("city_supervisor")["jn.spot.draw"].draw()
        self.assertLessEqual(self.county | self.other_county, draws.unit_id)
        self.assertFalse(self.as_user("city_supervisor")["jn.spot.draw"].draw())

    def test_contradicted_reports_and_typed_answers_go_first(self):
        plain = self.reported(40)
        plain[5].rectification_ids.contradicted = True
        typed = plain[9]
        revisit = self.env["jn.revisit"].create({"case_id": typed.id})
        self.env["jn.answer"].create({
            "revisit_id": revisit.id, "case_id": typed.id, "unit_id": typed.unit_id.id, "level": 5, "kind": "answer",
            "channel": "phone", "answered_at": INSIDE, "entered_by_id": self.users["supervisor"].id,
        })
        first = self.draw().check_ids.filtered("goes_first")
        self.assertEqual((first.case_id, set(first.mapped("place"))), (plain[5] | typed, {1, 2}))

    def test_typed_answers_go_first_only_while_the_setting_says_so(self):
        signal = self.env["jn.spot.signal"].search([("code", "=", "typed")])
        self.assertIn(signal, signal._in_force())
        self.interpret("spot_check.typed_first", "false")
        self.assertNotIn(signal, signal._in_force())

    def test_an_administrator_sets_signals_and_strata(self):
        self.reported(3)
        other = self.reported(2, unit=self.window_b)
        admin = self.as_user("administrator")
        admin["jn.spot.signal"].create({
            "code": "window_b", "name": "Window B", "domain": f"[('unit_id', '=', {self.window_b.id})]", "weight": 7, "goes_first": True,
        })
        draw = self.draw()
        self.assertEqual(draw.check_ids.filtered("goes_first").case_id, other)
        self.assertEqual(set(draw.check_ids.filtered("goes_first").mapped("weight")), {8})

    def drawn(self):
        """The ids of a draw whose seed is always the same; it is undone, so that another can be drawn."""
        with patch.object(secrets, "token_hex", lambda _bytes: "seed"), self.env.cr.savepoint() as undo:
            ids = self.draw().sudo().check_ids.filtered(lambda check: not check.is_reserve).case_id.ids
            self.env.flush_all()
            undo.rollback()
        self.env.invalidate_all(flush=False)
        return set(ids)

    def test_strata_of_the_city_change_who_is_drawn_each_has_its_share(self):
        cases = self.reported(40)
        pairs = [cases[place : place + 2] for place in range(0, 40, 2)]
        before = self.drawn()
        self.assertIn(2, [len(before & set(pair.ids)) for pair in pairs])
        self.as_user("administrator")["jn.spot.stratum"].create([
            {"code": f"pair{place}", "name": "Pair", "sequence": -1, "domain": f"[('id', 'in', {pair.ids})]"}
            for place, pair in enumerate(pairs)
        ])
        self.assertEqual([len(self.drawn() & set(pair.ids)) for pair in pairs], [1] * 20)

    def test_a_signal_s_lots_change_who_is_drawn(self):
        risky, plain = self.reported(20, unit=self.window_b), self.reported(40)
        before = self.drawn()
        self.as_user("administrator")["jn.spot.signal"].create({
            "code": "window_b", "name": "Window B", "domain": f"[('unit_id', '=', {self.window_b.id})]", "weight": 100,
        })
        after = self.drawn()
        self.assertLess(len(before & set(risky.ids)), 15)
        self.assertGreaterEqual(len(after & set(risky.ids)), 15)
        self.assertEqual(len(after), 20)
        self.assertLessEqual(after, set((risky | plain).ids))

    def test_the_independent_script_draws_the_same_list_and_seal(self):
        self.reported(70)
        self.checked(33)
        self.reported(4, contradicted=True)
        self.env["jn.spot.signal"].create({"code": "every_third", "name": "x", "domain": "[('ref', '=like', 'S%3')]", "weight": 5})
        draw = self.draw()
        urn = base64.b64decode(draw.population_file).decode()
        listed, seal = redraw(urn, draw.shown_seed, draw.size, draw.reserves)
        self.assertEqual([int(key.split(" ")[0]) for key in listed], draw.check_ids.sorted("place").case_id.ids)
        self.assertEqual(seal, draw.seal)
        self.assertEqual(draw.action_verify()["params"]["type"], "success")
        _name, _promise, *script = inspect.getsource(redraw).splitlines()
        self.assertEqual(len(script), 10)

    def test_a_list_that_was_tampered_with_is_seen(self):
        self.reported(5)
        draw = self.draw().sudo()
        first = draw.check_ids.sorted("place")[0]
        for change in ("UPDATE jn_spot_check SET place = 9 WHERE id = %s", "DELETE FROM jn_spot_check WHERE id = %s"):
            with self.assertRaises(psycopg2.Error), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                self.env.cr.execute(change, first.ids)
        self.env.cr.execute("ALTER TABLE jn_spot_check DISABLE TRIGGER jn_sealed_list")
        self.env.cr.execute("UPDATE jn_spot_check SET case_id = %s WHERE id = %s", [self.reported(1).id, first.id])
        self.env.invalidate_all()
        self.assertFalse(draw._is_sound())

    def test_nobody_changes_or_repeats_a_draw_not_even_postgresql(self):
        self.reported(5)
        draw = self.draw()
        for role in ("city_supervisor", "administrator", "city_leader"):
            with self.assertRaises(AccessError):
                self.by(role, draw).write({"seal": "x"})
            with self.assertRaises(AccessError):
                self.by(role, draw).unlink()
        with self.assertRaises(NotAllowed):
            draw.sudo().write({"seal": "x"})
        with self.assertRaises(psycopg2.Error), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env.cr.execute("UPDATE jn_spot_draw SET seed = 'mine'")
        with self.assertRaises(psycopg2.Error), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.env["jn.spot.draw"].sudo()._draw_county(self.city, self.county, quarter_of(draw.period_start))

    def test_only_the_citys_supervisors_draw(self):
        for role in ("supervisor", "city_leader", "administrator", "liaison"):
            with self.assertRaises(NotAllowed, msg=role):
                self.draw(role)

    def test_the_form_proposes_the_quarter_that_may_be_drawn(self):
        form = self.as_user("city_supervisor")["jn.spot.draw.wizard"].create({})
        self.assertEqual((str(form.period_start), form.size, form.reserves), ("2026-07-01", 20, 10))
        self.assertIn(self.county, form.unit_ids)
        self.freeze("2026-09-01 10:00")
        self.assertEqual(str(self.as_user("city_supervisor")["jn.spot.draw.wizard"].create({}).period_start), "2026-04-01")
        self.freeze("2026-09-22 10:00")
        action = form.action_draw()
        self.assertEqual(len(action["domain"][0][2]), len(form.unit_ids))
