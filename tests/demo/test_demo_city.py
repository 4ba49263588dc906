"""The demo city, three days of it: made by the public ways only, with work for every login."""

import ast
from datetime import date, datetime, timedelta
from pathlib import Path

from odoo.tests import TransactionCase, tagged

from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.tests.common import pack_files

from tools import demo_city
from tools.demo import data, days, fates, places
from tools.demo.logins import PEOPLE

END = at("2026-11-20 17:30")
# What may be made directly: places, people, phones and sheets, none of which the process makes; the rest goes its way.
MADE = {
    *("jn.unit", "jn.matter", "res.users", "jn.demo.phone", "jn.spot.check", "jn.sheet"),
    *("jn.bulletin", "jn.campaign", "jn.suggestion", "survey.survey"),
}
CODE = sorted(Path(demo_city.__file__).parent.glob("demo/*.py"))


def calls(name):
    """All calls of a method of that name in the demo city's code."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in CODE]
    found = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in found if isinstance(call.func, ast.Attribute) and call.func.attr == name]


@tagged("post_install", "-at_install")
class TestDemoCity(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env["jn.pack"].search([("code", "=", "jining_2019")]):
            cls.env["jn.pack"]._apply(pack_files(cls.env), publish=True)
        cls.said = []
        cls.logins = demo_city.build(cls.env, cls.said.append, weeks=3 / 7, end=END)
        cls.world_cases = cls.env["jn.case"].search([])

    def of(self, login):
        return self.env["res.users"].search([("login", "=", login)])

    def test_the_city_has_its_fourteen_counties_and_a_hall_in_each(self):
        units = self.env["jn.unit"]
        self.assertEqual(units.search_count([("kind", "=", "county")]), 14)
        self.assertEqual(units.search_count([("kind", "=", "hall")]), 15)
        self.assertFalse(units.search([("kind", "=", "window"), ("department_id", "=", False)]))

    def test_every_login_is_there_in_chinese(self):
        for login, password, who in self.logins:
            user = self.of(login)
            self.assertEqual((len(user), user.lang, user.tz, password), (1, "zh_CN", "Asia/Shanghai", "demo"))
            self.assertIn(user.name, who)

    def test_every_person_has_exactly_their_role(self):
        for person in PEOPLE:
            self.assertEqual(self.of(person.login).jn_role_ids, self.env.ref(f"jn_org.group_{person.role}"))

    def test_the_clock_stands_at_the_end(self):
        self.assertLess(abs(self.env["jn.clock"]._now() - END), timedelta(minutes=10))
        self.assertFalse(self.env["jn.clock"].search([]).target_at)

    def test_there_are_cases_in_the_first_stages_of_every_flow(self):
        stages = set(self.world_cases.mapped("stage_code"))
        self.assertLessEqual({"accepted", "revisiting", "rectifying", "verifying", "closed"}, stages)
        works = self.env["jn.rectification"].search([])
        self.assertLessEqual({"calling", "reporting", "confirming", "objecting"}, set(works.mapped("stage_code")))

    def test_every_case_has_passages_and_none_is_beyond_now(self):
        for case in self.world_cases:
            self.assertTrue(case._flow_passages())
            self.assertLessEqual(case.arrived_at, END)

    def test_the_liaison_and_the_supervisor_have_work_they_may_do(self):
        work = self.env["jn.rectification"].with_user(self.of("liaison")).search([("stage_code", "=", "calling")])
        self.assertTrue(work[:1].flow_buttons)
        check = self.env["jn.verification"].with_user(self.of("supervisor")).search([("stage_code", "=", "checking")])
        self.assertTrue(check[:1].flow_buttons)

    def test_a_bulletin_is_read_by_some_and_reports_stand_in_several_stages(self):
        [bulletin] = self.env["jn.bulletin"].search([])
        counties = bulletin.notice_ids.filtered(lambda notice: notice.unit_id.kind == "county")
        self.assertEqual((bulletin.state, len(counties), len(counties.filtered("acknowledged_at"))), ("issued", 14, 7))
        stages = set(self.env["jn.quarterly.report"].search([]).mapped("stage_code"))
        self.assertLessEqual({"drafted", "submitted", "good"}, stages)

    def test_suggestions_stand_in_each_stage_and_an_analysis_is_there(self):
        suggestions = self.env["jn.suggestion"].search([])
        self.assertEqual(set(suggestions.mapped("stage_code")), {"drafted", "issued", "carried_out", "done"})
        self.assertTrue(all(suggestions.mapped("bad")))
        self.assertTrue(self.env["jn.analysis.report"].search([]).figures["matters"])

    def test_every_scheme_has_a_published_and_a_provisional_sheet(self):
        for scheme in self.env["jn.scheme"].search([]):
            sheets = self.env["jn.sheet"].search([("scheme_id", "=", scheme.id)])
            self.assertEqual(sorted(sheets.mapped("state")), ["computed", "published"])

    def test_every_leader_finds_scores(self):
        lines = self.env["jn.sheet.line"]
        # Of three days nothing is final yet (decision B7): what is published came before the first case.
        self.assertEqual(set(lines.with_user(self.of("leader")).search([]).sheet_id.mapped("state")), {"published"})
        self.assertTrue(lines.with_user(self.of("city_leader")).search([("score", "!=", False)]))

    def test_nothing_failed_on_the_way(self):
        self.assertFalse(self.env["jn.flow.failure"].search([]))

    def test_a_second_city_is_refused(self):
        with self.assertRaisesRegex(Exception, "fresh database"):
            demo_city.build(self.env, self.said.append, weeks=1)

    def test_progress_is_told(self):
        self.assertGreater(len(self.said), 2)


@tagged("post_install", "-at_install")
class TestStories(TransactionCase):
    """What the data files promise."""

    def setUp(self):
        super().setUp()
        self.behaviour, self.city = data.load("behaviour"), data.load("city")

    def test_stories_name_known_windows_stages_and_fates(self):
        windows = {window for _place, window, _department in places.windows(self.city)}
        fields = set(fates.Fate.__dataclass_fields__) | {"unit", "day"}
        for story in self.behaviour["stories"]:
            self.assertIn(story["unit"], windows)
            self.assertLessEqual(set(story), fields, story)
            self.assertLessEqual({story.get("stop"), story.get("stop_again")}, {None, *fates.STOPS})

    def test_qualities_name_known_windows(self):
        windows = {window for _place, window, _department in places.windows(self.city)}
        quality = self.behaviour["quality"]
        self.assertLessEqual({*quality["good"], *quality["poor"]}, windows)

    def test_about_forty_matters_belong_to_departments_with_windows(self):
        matters = [name for row in self.city["departments"].values() for name in row["matters"]]
        self.assertEqual(len(matters), len(set(matters)))
        self.assertGreaterEqual(len(matters), 36)

    def test_no_stage_is_written_and_no_fact_is_made_by_hand(self):
        self.assertFalse(calls("write") + calls("execute") + calls("execute_query") + calls("unlink"))
        made = {ast.unparse(call.func.value) for call in calls("create")} - {"Command"}  # a line belongs to what holds it
        named = {word.split('"')[1] if '"' in word else word.split("'")[1] for word in made}
        self.assertLessEqual(named, MADE)

    def test_offices_keep_working_days_and_citizens_answer_in_the_evening_too(self):
        class Weekdays:
            tz = "Asia/Shanghai"

            def is_working(self, day):
                return day.weekday() < 5

        found = days.visits(datetime(2026, 11, 19, 16), datetime(2026, 11, 22, 16), Weekdays(), self.behaviour)
        self.assertEqual(days.office_days(found), [date(2026, 11, 20)])
        self.assertEqual([visit.day.day for visit in found if not visit.is_office], [20, 21, 22])
        self.assertEqual([visit.is_first for visit in found].count(True), 1)
