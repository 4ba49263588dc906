from datetime import date

from odoo import Command
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from .common import FlowCase
from .flows import VISIT
from .loader import load_models


@tagged("post_install", "-at_install")
class TestActivities(FlowCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        from .models import JnFlowTestVisit

        load_models(cls, [JnFlowTestVisit])
        model_id = cls.env["ir.model"]._get_id("jn.flow.test.visit")
        reader = {"perm_read": True, "group_id": cls.env.ref("base.group_user").id}
        cls.env["ir.model.access"].create({"name": "visit", "model_id": model_id, **reader})
        cls.apply(VISIT)

    def visits(self, count=1, event="left", **values):
        rows = [{"name": f"visit {place}", "unit_id": self.window_a.id, **values} for place in range(count)]
        visits = self.env["jn.flow.test.visit"].create(rows)
        visits._flow_start()
        if event:
            visits._flow_fire(event)
        return visits

    def planned(self, visits):
        domain = [("res_model", "=", visits._name), ("res_id", "in", visits.ids)]
        return self.env["mail.activity"].search(domain, order="id")

    def test_each_owner_of_the_stage_in_the_unit_gets_one(self):
        activities = self.planned(self.visits())
        self.assertEqual(activities.user_id, self.users["liaison"] | self.users["chief_representative"])
        self.assertEqual(set(activities.mapped("summary")), {"Ring the bell"})
        self.assertEqual(activities.activity_type_id, self.env.ref("mail.mail_activity_data_call"))

    def test_it_is_due_on_the_day_on_which_the_limit_ends(self):
        visit = self.visits()
        self.assertEqual(visit.next_due_at, self.at("2026-11-26 00:00"))  # Wednesday 24:00
        self.assertEqual(set(self.planned(visit).mapped("date_deadline")), {date(2026, 11, 25)})

    def test_without_a_limit_it_is_due_today(self):
        visit = self.visits()
        visit._flow_fire("returned")
        self.assertEqual(self.planned(visit).date_deadline, date(2026, 11, 23))

    def test_the_owners_sit_at_the_level_of_the_stage(self):
        visit = self.visits()
        visit._flow_fire("returned")
        self.assertEqual(self.planned(visit).user_id, self.users["supervisor"])

    def test_what_was_planned_goes_when_the_record_goes_on(self):
        visit = self.visits()
        visit._flow_fire("returned")
        self.assertEqual(self.planned(visit).mapped("summary"), ["Read the note"])
        visit._flow_fire("read")
        self.assertFalse(self.planned(visit))

    def test_where_a_record_goes_its_owners_there_do_what_was_planned(self):
        visit, other = self.visits(), self.visits()
        people = self._make_user("liaison", self.window_b, "test_liaison_b")
        done = self.planned(visit).filtered(lambda one: one.user_id == self.users["liaison"])
        done.action_done()
        visit.unit_id = self.window_b
        there = self.planned(visit)
        self.assertEqual((there.user_id, there.mapped("summary")), (people, ["Ring the bell"]))
        self.assertEqual(there.date_deadline, date(2026, 11, 25))
        self.assertEqual(self.planned(other).user_id, self.users["liaison"] | self.users["chief_representative"])
        visit.unit_id = self._make_unit("window", "Window Z", parent_id=self._make_unit("county", "Empty", parent_id=self.city.id).id)
        self.assertEqual(self.planned(visit), there)

    def test_what_a_person_planned_stays(self):
        visit = self.visits()
        visit.activity_schedule("mail.mail_activity_data_todo", summary="bring a gift", user_id=self.env.uid)
        visit._flow_fire("returned")
        self.assertIn("bring a gift", self.planned(visit).mapped("summary"))

    def test_what_is_planned_makes_nobody_a_follower(self):
        visit = self.visits()
        self.assertTrue(self.planned(visit))
        self.assertFalse(visit.message_partner_ids)
        visit.message_subscribe(self.users["liaison"].partner_id.ids)
        self.assertEqual(visit.message_partner_ids, self.users["liaison"].partner_id)

    def test_what_was_done_is_kept(self):
        visit = self.visits()
        activity = self.planned(visit)[:1]
        activity.with_user(activity.user_id).action_done()
        visit._flow_fire("returned")
        self.assertTrue(activity.exists())
        self.assertFalse(activity.active)

    def test_it_moves_with_the_limit(self):
        visit = self.visits()
        visit.with_user(self.users["liaison"]).ask_extension("visit", 1, "the road is closed")
        visit.with_user(self.users["supervisor"]).decide_extension(True)
        self.assertEqual(visit.next_due_at, self.at("2026-11-27 00:00"))
        self.assertEqual(set(self.planned(visit).mapped("date_deadline")), {date(2026, 11, 26)})

    def test_nobody_plans_from_outside(self):
        visit = self.visits(event=None)
        [effect] = visit.flow_version_id.move_ids.filtered(lambda move: move.event == "left").effect_ids
        context = {"active_model": visit._name, "active_ids": visit.ids, "active_id": visit.id}
        for role in ("administrator", "liaison"):
            with self.assertRaises(NotAllowed, msg=role):
                self.rpc(role, effect.with_context(**context), "run")
        self.assertFalse(self.planned(visit))

    def test_a_condition_limits_it(self):
        quiet, loud = self.visits(name="quiet"), self.visits()
        (quiet | loud)._flow_fire("returned")
        self.assertEqual((len(self.planned(quiet)), len(self.planned(loud))), (0, 1))

    def test_who_has_left_gets_none(self):
        self.users["chief_representative"].active = False
        self.assertEqual(self.planned(self.visits()).user_id, self.users["liaison"])

    def test_where_nobody_owns_the_stage_none_is_planned_and_the_record_moves(self):
        visit = self.visits(unit_id=self.window_b.id)
        self.assertEqual((visit.stage_code, len(self.planned(visit))), ("under_way", 0))

    def test_a_batch_is_planned_at_once(self):
        def cost(count):
            visits = self.visits(count, event=None)
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            visits._flow_fire("left")
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        cost(1)  # reads the configuration
        self.assertLessEqual(cost(20), cost(1) + 5)

    def test_no_mail_is_sent(self):
        before = self.env["mail.mail"].search_count([])
        self.visits()
        self.assertEqual(self.env["mail.mail"].search_count([]), before)

    def test_export_returns_what_was_applied(self):
        self.assertEqual(self.section._section_export(self.pack)["flows/visit.yaml"], VISIT)

    def test_records_without_activities_refuse_the_effect(self):
        draft = self.apply({**VISIT, "code": "permit", "model": "jn.flow.test.permit", "moves": [
            {"from": row["from"], "event": row["event"], "to": row["to"], "name": row["name"]} for row in VISIT["moves"]
        ]}, publish=False)
        with self.assertRaisesRegex(BadInput, "no activities"):
            draft.move_ids[0].effect_ids = [Command.create({"name": "x", "state": "jn_activity", "jn_summary": "x"})]
