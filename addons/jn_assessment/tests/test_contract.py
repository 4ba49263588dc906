"""The external contract of sheets: JSON-2 with a key, as integrators and acceptance checks use it."""

from datetime import timedelta

from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.jn_org.tests.common import at

from .common import AFTER, SheetCase

QUARTER = {"period_start": "2026-07-01", "period_end": "2026-09-30"}
LINE = [
    "sheet_id", "unit_id", "indicator_id", "numerator", "denominator", "rate", "score", "rank",
    "active_numerator", "active_denominator", "active_rate", "active_score", "active_rank", "note",
]  # fmt: skip


@tagged("post_install", "-at_install")
class TestContract(HttpCase, SheetCase):
    def setUp(self):
        super().setUp()
        self.env["jn.clock"]._stand_at(at(AFTER))  # a frozen clock does not reach the server's thread

    def key(self, role):
        keys = self.env["res.users.apikeys"].with_user(self.users[role]).sudo()
        return keys._generate("rpc", "test", fields.Datetime.now() + timedelta(days=1))

    def call(self, key, path, **arguments):
        self.env.flush_all()
        return self.url_open(f"/json/2/{path}", json=arguments, headers={"Authorization": f"bearer {key}"})

    def test_a_sheet_is_created_computed_and_published_over_json_2(self):
        self.first(3, "satisfied")
        self.first(1, "undelivered")
        key = self.key("city_supervisor")
        [scheme] = self.call(key, "jn.scheme/search_read", domain=[["code", "=", "county"]], fields=["name"]).json()
        vals = {"scheme_id": scheme["id"], **QUARTER}
        [sheet] = self.call(key, "jn.sheet/create", vals_list=[vals]).json()
        for verb, state in (("compute", "computed"), ("publish", "published")):
            self.assertEqual(self.call(key, f"jn.sheet/{verb}", ids=[sheet]).status_code, 200, verb)
            [read] = self.call(key, "jn.sheet/read", ids=[sheet], fields=["state", "line_ids"]).json()
            self.assertEqual(read["state"], state)
        where = [["sheet_id", "=", sheet], ["unit_id", "=", self.county.id]]
        lines = self.call(self.key("liaison"), "jn.sheet.line/search_read", domain=where, fields=LINE).json()
        total, *figures = lines
        self.assertEqual((total["indicator_id"], total["score"], total["rank"]), (False, 95, 1))
        self.assertEqual(len(figures), 5)
        effective = figures[0]
        self.assertEqual([effective[name] for name in ("numerator", "denominator", "rate", "score")], [3, 4, 0.75, 15])
        self.assertEqual((figures[2]["rate"], figures[2]["note"]), (False, "无此类件(0/0)"))

    def test_the_codes_of_schemes_and_indicators_are_those_of_the_contract(self):
        key = self.key("liaison")
        for code, wanted in (
            ("county", ["effective", "first_satisfied", "second_satisfied", "first_verified", "second_verified"]),
            ("window", ["effective", "satisfied", "first", "second"]),
        ):
            where = [["scheme_id.code", "=", code], ["scheme_id.active", "=", True]]
            found = self.call(key, "jn.indicator/search_read", domain=where, fields=["code"]).json()
            self.assertEqual([row["code"] for row in found], wanted)

    def test_refusals_are_sentences(self):
        key = self.key("city_supervisor")
        vals = {"scheme_id": self.scheme("county").id, "period_start": "2026-10-01", "period_end": "2026-10-31"}
        [sheet] = self.call(key, "jn.sheet/create", vals_list=[vals]).json()
        self.call(key, "jn.sheet/compute", ids=[sheet])
        answer = self.call(key, "jn.sheet/publish", ids=[sheet])
        self.assertEqual(answer.status_code, 422)
        self.assertIn("2026-11-08", answer.json()["message"])

    def test_inner_verbs_and_facts_are_out_of_reach(self):
        sheet, key = self.sheet("county"), self.key("administrator")
        for path, arguments in (
            ("jn.sheet/_compute_lines", {"ids": sheet.ids}),
            ("jn.sheet/_sign", {"ids": sheet.ids, "unit": 1, "changes": {}, "why": "x"}),
            ("jn.sheet.line/write", {"ids": sheet.line_ids.ids, "vals": {"score": 100}}),
            ("jn.sheet.correction/create", {"vals_list": [{"sheet_id": sheet.id}]}),
            ("jn.deduction/_propose", {"vals_list": []}),
        ):
            self.assertGreaterEqual(self.call(key, path, **arguments).status_code, 400, path)
