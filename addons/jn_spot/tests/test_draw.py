"""The quarter's sample: who is drawn, when, and that anybody can draw it again (Art. 15; decision D10)."""

import base64
import json
from fractions import Fraction
from hashlib import sha256

import psycopg2

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible
from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_rules.periods import quarter_of

from .common import INSIDE, SpotCase


def redraw(urn, seed, size, reserves):
    """The independent script: list and seal from urn and seed, by the words that stand on the screen."""
    def sha(*row):
        return sha256(json.dumps([seed, list(row)], ensure_ascii=False).encode()).hexdigest()

    def take(rows, size):
        ahead = sorted((case for case, _s, first, _n in rows if first == "1"), key=lots.get)[:size]
        strata = {row[1]: sorted((r[0] for r in rows if r[1] == row[1] and r[2] == "0"), key=lots.get) for row in rows}
        cases = sum(map(len, strata.values()))
        left = min(size - len(ahead), cases)
        share = {name: Fraction(left * len(strata[name]), cases or 1) for name in strata}
        more = sorted(share, key=lambda name: (int(share[name]) - share[name], sha(name)))[: left - sum(map(int, share.values()))]
        return ahead + sorted((c for s in strata for c in strata[s][: int(share[s]) + (s in more)]), key=lots.get)

    rows = [line.split("\t") for line in urn.split("\n")[1:]]
    lots = {case: min(sha(case, *([str(n)] if n > 1 else [])) for n in range(1, int(most) + 1)) for case, _s, _f, most in rows}
    drawn = take(rows, size)
    drawn += take([row for row in rows if row[0] not in drawn], reserves)
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
