"""Article 9: what only a leader can decide comes to them by itself, and does not let itself be forgotten (decision B5)."""

from datetime import date
from unittest.mock import patch

from odoo.sql_db import Cursor
from odoo.tests import tagged

from ..const import CHANGED
from .test_reminder import Told

NEW, SOON, LATE = "待您办理：领导研判", "即将到期", "已超期，请立即办理"


class DecisionCase(Told):
    def on_desk(self, **values):
        """A case that was sent back twice and found untrue a third time."""
        case = self.verifying(**values)
        self.conclude(case, "untrue")
        for _turn in range(2):
            self.repair(case)
            self.conclude(case, "untrue")
        self.assertStage(case, "leader_desk")
        return case

    def until(self, moment, hours=0.1):
        """Wait until shortly after this moment."""
        self.wait((moment - self.env["jn.clock"]._now()).total_seconds() / 3600 + hours)

    def lights(self):
        """The colours of which the leader's screen was told, in order."""
        return [news["light"] for user, kind, news in self.told if kind == CHANGED and user == self.users["city_leader"] and "light" in news]

    def told_of(self, case):
        return set(case.sudo().activity_ids.mapped("summary"))


@tagged("post_install", "-at_install")
class TestDecisions(DecisionCase):
    def test_a_case_for_the_leader_is_planned_and_told_at_once(self):
        case = self.on_desk()
        [activity] = case.activity_ids
        self.assertEqual((activity.user_id, activity.summary), (self.users["city_leader"], NEW))
        self.assertEqual(activity.date_deadline, case._flow_due_day())
        self.assertEqual(self.who_heard(case), self.users["city_leader"])
        [group] = [row for row in self.as_user("city_leader")["res.users"]._get_activity_groups() if row["model"] == "jn.case"]
        self.assertEqual(group["total_count"] + group["planned_count"], 1)

    def test_it_is_told_as_it_turns_yellow_and_red(self):
        case = self.on_desk()
        self.told.clear()
        self.until(case.own_light_at)
        self.assertEqual(self.told_of(case), {NEW, SOON})
        self.until(case.own_due_at)
        self.assertEqual(self.told_of(case), {NEW, SOON, LATE})
        self.assertEqual(case.activity_ids.user_id, self.users["city_leader"])
        self.assertEqual(self.lights(), ["yellow", "red"])

    def test_overdue_it_is_told_again_day_after_day_by_one_activity(self):
        case = self.on_desk()
        self.until(case.own_due_at)
        late = case.activity_ids.filtered(lambda activity: activity.summary == LATE)
        late.action_feedback("seen")
        self.assertNotIn(LATE, self.told_of(case))
        self.told.clear()
        self.wait(24 * 3)
        self.assertEqual(case.activity_ids.mapped("summary").count(LATE), 1)
        self.assertEqual(self.lights(), ["red"] * 3)

    def test_it_is_told_once_where_the_city_wants_it_so(self):
        self.interpret("remind.decision_hours", 0)
        case = self.on_desk()
        self.until(case.own_due_at)
        self.told.clear()
        self.wait(24 * 3)
        self.assertFalse(self.lights())

    def test_each_reminder_by_message_is_sent(self):
        setting = self.env["jn.setting"].search([("code", "=", "remind.by_message")])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": '["red"]', "why": "for this test"})
        self.users["city_leader"].phone = "139 0537 0009"
        case = self.on_desk()
        self.until(case.own_due_at)
        self.wait(24)
        messages = self.env["jn.message"].search([("recipient", "=", "+8613905370009")])
        self.assertEqual(len(messages), 2)
        self.assertIn(self.matter.name, messages[0].text)

    def decided(self, decision):
        case = self.on_desk()
        self.until(case.own_due_at)
        self.by("city_leader", case).decide(decision, "so be it")
        return case

    def test_what_is_decided_is_planned_no_longer(self):
        case = self.decided("close")
        self.assertFalse(case.activity_ids)
        self.assertFalse(case.remind_at)

    def test_what_is_sent_back_is_planned_no_longer(self):
        self.assertFalse(self.decided("return").activity_ids)

    def test_a_case_that_comes_back_to_the_desk_is_planned_anew(self):
        case = self.on_desk()
        self.by("city_leader", case).decide("return", "once more")
        self.repair(case)
        self.conclude(case, "untrue")
        self.assertStage(case, "leader_desk")
        self.assertEqual(case.activity_ids.mapped("summary"), [NEW])

    def test_with_more_time_it_is_due_and_told_of_later(self):
        case = self.on_desk()
        self.until(case.own_due_at)
        case.write({"light_at": self.at("2026-12-30 09:00"), "next_due_at": self.at("2026-12-31 00:00")})
        self.assertEqual(set(case.activity_ids.mapped("date_deadline")), {date(2026, 12, 30)})
        self.assertEqual(case.remind_at, self.at("2026-12-30 09:00"))

    def test_leaders_of_counties_are_not_asked_and_those_of_others_see_nothing_of_it(self):
        case = self.on_desk()
        other = self._make_unit("county", "Other County", parent_id=self.city.id)
        self.users["other_leader"] = self._make_user("leader", other, "test_other_leader")
        found = [("res_model", "=", "jn.case"), ("res_id", "=", case.id)]
        for role, seen in (("city_leader", 1), ("other_leader", 0)):
            with self.subTest(role=role):
                self.assertEqual(self.as_user(role)["mail.activity"].search_count(found), seen)
        for role in ("leader", "other_leader"):
            self.assertNotIn(self.users[role], case.activity_ids.user_id | self.who_heard(case))

    def test_where_the_desk_is_the_county_s_its_own_leader_alone_is_asked(self):
        # as a pack would say it; a published version cannot be changed
        self.env.cr.execute("UPDATE jn_flow_stage SET level = 'county' WHERE code = 'leader_desk'")
        self.env.invalidate_all()
        self.env.registry.clear_cache()
        other = self._make_unit("county", "Other County", parent_id=self.city.id)
        self.users["other_leader"] = self._make_user("leader", other, "test_other_leader")
        case = self.on_desk()
        self.assertEqual(case.activity_ids.user_id, self.users["leader"])
        mine = [("res_model", "=", "jn.case"), ("user_id", "=", self.users["leader"].id)]
        self.assertTrue(self.as_user("leader")["mail.activity"].search(mine))
        self.assertFalse(self.as_user("other_leader")["mail.activity"].search(mine))

    def test_an_activity_may_be_put_off_passed_on_and_done(self):
        case = self.on_desk()
        self.users["colleague"] = self._make_user("leader", self.city, "test_colleague")
        activity = case.activity_ids.with_user(self.users["city_leader"])
        activity.action_reschedule_nextweek()
        activity.user_id = self.users["colleague"]
        activity.with_user(self.users["colleague"]).action_feedback("talked about")
        self.assertFalse(case.activity_ids)
        self.assertStage(case, "leader_desk")

    def test_ordinary_cases_ask_nothing_of_activities(self):
        statements, execute = [], Cursor.execute

        def noted(cursor, query, *args, **kwargs):
            statements.append(str(getattr(query, "code", query)))
            return execute(cursor, query, *args, **kwargs)

        with patch.object(Cursor, "execute", noted):
            cases = self.asked() | self.asked(phone="13805370002")
            for case, level in zip(cases, (5, 1), strict=True):
                self.citizen(case, level)
            self.env.flush_all()
            self.assertFalse([text for text in statements if "mail_activity" in text])
            self.on_desk(phone="13805370003")
        self.assertTrue([text for text in statements if "mail_activity" in text])
