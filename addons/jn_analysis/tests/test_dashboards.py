"""Dashboards for leader, county, hall and window: what they ask can be asked by those who see them, for one period (Art. 10)."""

import json
import re
from pathlib import Path

import polib

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools.translate import extract_spreadsheet_terms

from .common import BAD, AnalysisCase

ROOM = Path(__file__).parents[1]
SEEN_BY = {
    "leader": {"leader", "administrator"},
    "county": {"leader", "supervisor", "business_office", "administrator"},
    "hall": {"leader", "supervisor", "chief_representative", "administrator"},
    "window": {"window_clerk", "liaison", "chief_representative", "administrator"},
}
ALL = {"window_clerk", "liaison", "chief_representative", "supervisor", "business_office", "leader", "administrator", "intake"}


def dashboard(env, code):
    return env.ref(f"jn_analysis.dashboard_{code}")


def snapshot(code):
    return json.loads((ROOM / f"data/files/{code}_dashboard.json").read_text(encoding="utf-8"))


def sources(book):
    """(model, domain, groups, aggregates, field matching) of all pivots and charts of a dashboard."""
    for pivot in book["pivots"].values():
        measures = [f"{one['fieldName']}:{one['aggregator']}" if "aggregator" in one else one["id"] for one in pivot["measures"]]
        yield pivot["model"], pivot["domain"], [row["fieldName"] for row in pivot["rows"]], measures, pivot["fieldMatching"]
    for figure in book["sheets"][0]["figures"]:
        data = figure["data"]
        if data["type"] != "scorecard":
            asked = data["metaData"]
            yield asked["resModel"], data["searchParams"]["domain"], asked["groupBy"], [asked["measure"]], data["fieldMatching"]


@tagged("post_install", "-at_install")
class TestDashboards(AnalysisCase):
    def test_each_role_finds_its_own(self):
        for code, roles in SEEN_BY.items():
            for role in ALL:
                found = self.as_user(role)["spreadsheet.dashboard"].search([("id", "=", dashboard(self.env, code).id)])
                self.assertEqual(bool(found), role in roles, (code, role))

    def test_whoever_sees_one_may_ask_all_that_it_asks(self):
        self.say(2, BAD, tags=self.slow)
        self.env.flush_all()
        for code, roles in SEEN_BY.items():
            for role in roles:
                for model, domain, groups, measures, _matching in sources(snapshot(code)):
                    with self.subTest(dashboard=code, role=role, model=model):
                        records = self.as_user(role)[model]
                        named = [self.aggregate(records, measure) for measure in measures]
                        self.assertIsNotNone(records.formatted_read_group(domain, groups, named))

    def aggregate(self, records, measure):
        if ":" in measure or measure == "__count":
            return measure
        return f"{measure}:{records._fields[measure].aggregator}"

    def test_what_has_a_day_is_asked_for_the_period_only(self):
        for code in SEEN_BY:
            book = snapshot(code)
            [period] = book["globalFilters"]
            self.assertEqual((period["type"], period["defaultValue"]), ("date", "this_quarter"))
            for model, domain, _groups, _measures, matching in sources(book):
                if model in ("jn.analysis.answer", "jn.sheet.line"):
                    self.assertIn(period["id"], matching)
                else:
                    self.assertIn(["ended_at", "=", False], domain)

    def test_every_cell_asks_a_pivot_that_is_there(self):
        for code in SEEN_BY:
            book = snapshot(code)
            for sheet in book["sheets"]:
                for place, cell in sheet["cells"].items():
                    for number, measure in re.findall(r'PIVOT\.VALUE\((\d+),"([^"]+)"', cell):
                        self.assertIn(measure, [one["id"] for one in book["pivots"][number]["measures"]], (code, place))
                    for number, field in re.findall(r'PIVOT\.HEADER\((\d+),"#([^"]+)"', cell):
                        self.assertIn({"fieldName": field}, book["pivots"][number]["rows"], (code, place))

    def test_every_word_is_there_in_chinese(self):
        known = {entry.msgid for entry in polib.pofile(str(ROOM / "i18n/zh_CN.po")) if entry.msgstr}
        for code in SEEN_BY:
            with (ROOM / f"data/files/{code}_dashboard.json").open("rb") as file:
                words = {found[2] for found in extract_spreadsheet_terms(file, [], [], {})}
            self.assertLessEqual({one for one in words if one}, known)

    def test_nobody_puts_one_on_a_public_page(self):
        for role in ALL:
            with self.assertRaises(AccessError):
                self.as_user(role)["spreadsheet.dashboard.share"].check_access("create")


@tagged("post_install", "-at_install")
class TestDashboardsOpen(HttpCase, AnalysisCase):
    def test_each_opens_in_the_browser_without_an_error(self):
        self.say(3, BAD, tags=self.slow)
        self.env.flush_all()
        group = self.env.ref("jn_org.group_administrator")
        self.env.ref("base.user_admin").group_ids |= group
        for code in SEEN_BY:
            self.browser_js(
                f"/odoo/dashboards?dashboard_id={dashboard(self.env, code).id}", "console.log('test successful')",
                "!!document.querySelector('.o-spreadsheet .o-figure')", login="admin", timeout=120,
            )
