from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotPossible

from .common import FlowCase


@tagged("post_install", "-at_install")
class TestPassages(FlowCase):
    def test_each_stay_is_a_row_and_only_the_last_is_open(self):
        permit = self.permits()
        self.freeze("2026-11-23 11:00")
        permit._flow_fire("taken")
        first, second = self.passages(permit)
        self.assertEqual(first.left_at, second.entered_at)
        self.assertEqual(second.entered_at, self.at("2026-11-23 11:00"))
        self.assertFalse(second.left_at)
        self.assertEqual(second.unit_id, self.window_a)

    def test_a_passage_names_who_moved_by_what_and_why(self):
        permit = self.permits(stage="working").with_user(self.users["liaison"])
        permit._flow_fire("parked", note="waits for a paper")
        last = self.passages(permit)[-1]
        self.assertEqual((last.user_id, last.note), (self.users["liaison"], "waits for a paper"))
        self.assertEqual((last.event, last.move_id.name, last.version_id), ("parked", "Park", self.version))
        self.assertFalse(last.timer_id)

    def test_what_is_kept_of_a_record_counts_where_the_record_is_and_says_who_moved_it(self):
        permit, other = self.permits(stage="working"), self.permits(stage="working")
        permit.with_user(self.users["liaison"])._flow_fire("parked", note="waits for a paper")
        limits = self.env["jn.flow.deadline"].search(permit._flow_domain())
        kept = [(fact, fact.read(["stage_id", "user_id", "note", "entered_at", "left_at", "event"])) for fact in self.passages(permit)]
        self.assertTrue(limits)
        permit.unit_id = self.window_b
        self.assertEqual((self.passages(permit).unit_id, limits.unit_id), (self.window_b, self.window_b))
        for fact, told in kept:
            self.assertEqual(fact.read(told[0].keys()), told)
        self.assertEqual(self.passages(permit)[-1].user_id, self.users["liaison"])
        self.assertEqual(self.passages(other).unit_id, self.window_a)

    def test_a_passage_names_the_time_limit_that_moved(self):
        permit = self.permits(stage="working")
        self.freeze("2026-12-02 00:00")
        self.sweep()
        self.assertEqual(self.passages(permit)[-1].timer_id.code, "lapse")

    def test_staying_in_a_stage_is_a_passage_too(self):
        permit = self.permits(stage="reviewing")
        permit._flow_fire("review_slow")
        self.assertEqual(self.passages(permit).stage_id.mapped("code"), ["new", "working", "reviewing"])
        self.assertEqual(len(self.passages(permit)), 4)

    def test_what_has_begun_is_kept(self):
        permit = self.permits()
        with self.assertRaisesRegex(NotPossible, "kept as evidence"):
            permit.unlink()
        self.env["jn.flow.test.permit"].create({"name": "never begun"}).unlink()

    def test_nobody_edits_passages_or_deadlines_not_even_administrators(self):
        permit = self.permits(stage="working")
        for role in self.users:
            for row in (self.passages(permit)[0], permit._flow_deadlines()[0]):
                with self.assertRaises(AccessError):
                    self.rpc(role, row, "write", {"res_id": 0})
                with self.assertRaises(AccessError):
                    self.rpc(role, row, "unlink")

    def test_people_see_the_passages_of_their_units_only(self):
        self.permits()
        self.permits(unit=self.window_b)
        seen = self.env["jn.flow.passage"].with_user(self.users["liaison"]).search([("res_model", "=", "jn.flow.test.permit")])
        self.assertEqual(seen.unit_id, self.window_a)
