from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import latest

from ..const import CHANGED
from .test_desk import DeskCase


class Told(DeskCase):
    """Notes what the bus would tell, and to whom."""

    def setUp(self):
        super().setUp()
        self.told = []
        self.patch(type(self.env["res.users"]), "_bus_send", lambda user, kind, news, **_more: self.told.append((user, kind, news)))

    def who_heard(self, work):
        return self.env["res.users"].union(*(user for user, kind, news in self.told if kind == CHANGED and news.get("id") == work.id))


@tagged("post_install", "-at_install")
class TestReminder(Told):
    def test_soon_due_and_overdue_work_arrives_as_activities_once_each(self):
        work = latest(self.dissatisfied().rectification_ids)
        self.assertFalse(work.activity_ids)
        self.wait(21)
        soon = work.activity_ids
        self.assertEqual((soon.user_id, soon.summary), (self.users["liaison"], "即将到期"))
        self.wait(1)
        self.assertEqual(work.activity_ids, soon)
        self.wait(4)
        self.assertEqual(set(work.activity_ids.mapped("summary")), {"即将到期", "已超期，请立即办理"})

    def test_an_overdue_check_reaches_the_supervisor_as_an_activity(self):
        check = latest(self.verifying().verification_ids)
        self.assertNotIn("已超期，请立即办理", check.activity_ids.mapped("summary"))
        self.wait((check.next_due_at - self.env["jn.clock"]._now()).total_seconds() / 3600 + 0.1)
        late = check.activity_ids.filtered(lambda activity: activity.summary == "已超期，请立即办理")
        self.assertIn(self.users["supervisor"], late.user_id)

    def test_they_are_told_on_the_screen(self):
        latest(self.dissatisfied().rectification_ids)
        self.told.clear()
        self.wait(21)
        [(user, news)] = [(user, news) for user, kind, news in self.told if kind == CHANGED]
        self.assertEqual((user, news["light"], news["count"]), (self.users["liaison"], "yellow", 1))

    def test_what_a_sweep_tells_it_tells_in_the_listeners_language(self):
        work = latest(self.dissatisfied().rectification_ids)
        self.told.clear()
        self.wait(25)
        names = {news["name"] for user, kind, news in self.told if kind == CHANGED and news["model"] == work._name}
        self.assertEqual(names, {f"{work.case_id.ref} 第1次整改"})

    def test_activities_go_when_the_work_goes_on(self):
        case = self.dissatisfied()
        self.wait(21)
        self.call(case)
        self.assertFalse(latest(case.rectification_ids).activity_ids)

    def test_more_time_means_another_reminder(self):
        case = self.dissatisfied()
        self.call(case)
        work = latest(case.rectification_ids)
        self.wait(24 * 3 + 10)  # three days later, 20:00: the report is due at midnight
        self.assertEqual(work.activity_ids.mapped("summary"), ["即将到期"])
        work.write({"light_at": self.at("2026-11-22 12:00"), "next_due_at": self.at("2026-11-23 00:00")})
        self.assertEqual(work.remind_at, self.at("2026-11-22 12:00"))

    def test_nobody_is_messaged_unless_the_city_wants_it(self):
        self.dissatisfied()
        self.users["liaison"].phone = "13905370009"
        self.wait(21)
        self.assertFalse(self.env["jn.message"].search([("recipient", "=", "+8613905370009")]))

    def test_the_liaison_gets_a_message_where_the_city_wants_it(self):
        setting = self.env["jn.setting"].search([("code", "=", "remind.by_message")])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": '["red"]', "why": "for this test"})
        self.dissatisfied()
        self.users["liaison"].phone = "139 0537 0009"
        self.wait(21)
        sent = [("recipient", "=", "+8613905370009")]
        self.assertFalse(self.env["jn.message"].search(sent))
        self.wait(4)
        message = self.env["jn.message"].search(sent)
        self.assertEqual((len(message), message.unit_id), (1, self.window_a))
        self.assertIn(self.matter.name, message.text)


@tagged("post_install", "-at_install")
class TestTelling(Told):
    def test_window_and_supervisors_hear_of_a_bad_answer_at_the_same_moment(self):
        work = latest(self.dissatisfied().rectification_ids)
        heard = self.who_heard(work)
        for role in ("liaison", "supervisor", "second", "leader"):
            self.assertIn(self.users[role], heard, role)
        self.assertNotIn(self.users["window_clerk"], heard)

    def test_who_follows_a_case_hears_every_step(self):
        case = self.dissatisfied()
        self.by("business_office", case).action_follow()
        self.assertTrue(self.by("business_office", case).is_followed)
        self.told.clear()
        self.call(case)
        self.assertIn(self.users["business_office"], self.who_heard(latest(case.rectification_ids)))
        self.report(case)
        self.told.clear()
        self.confirm(case)
        self.assertIn(self.users["business_office"], self.who_heard(case))
        self.by("business_office", case).action_follow()
        self.told.clear()
        self.wait(0.2)
        self.citizen(case, 5)
        self.assertNotIn(self.users["business_office"], self.who_heard(case))

    def test_whether_anybody_follows_is_known_without_looking_them_up(self):
        case = self.asked()
        self.assertFalse(case.has_followers)
        with self.assertQueryCount(0):
            self.assertEqual(self.env["jn.following"]._of(case), {})
        for role in ("supervisor", "leader"):
            self.by(role, case).action_follow()
        self.assertEqual(self.env["jn.following"]._of(case)[case.id], self.users["supervisor"] | self.users["leader"])
        self.by("supervisor", case).action_follow()
        self.assertTrue(case.has_followers)
        self.by("leader", case).action_follow()
        self.assertFalse(case.has_followers)

    def test_followed_cases_are_one_s_own(self):
        case = self.dissatisfied()
        self.by("supervisor", case).action_follow()
        self.assertFalse(self.by("leader", case).is_followed)
        self.assertEqual(self.as_user("supervisor")["jn.case"].search([("is_followed", "=", True)]), case)
        self.assertFalse(self.as_user("leader")["jn.case"].search([("is_followed", "=", True)]))

    def test_nobody_is_told_of_cases_that_go_well(self):
        self.told.clear()
        case = self.asked()
        self.citizen(case, 5)
        self.assertFalse(self.told)
