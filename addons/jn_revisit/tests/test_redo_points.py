"""What a returned report has to put right stands on the next round and is ticked off there (Art. 9)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible

from .common import RevisitCase, latest

POINTS = ["call the citizen", "put up the list of documents"]


@tagged("post_install", "-at_install")
class TestRedoPoints(RevisitCase):
    def setUp(self):
        super().setUp()
        self.case = self.verifying()
        self.check = self.case.verification_ids

    def returned(self, **values):
        self.conclude(self.case, "untrue", **{"points": POINTS, **values})
        return latest(self.case.rectification_ids)

    def test_points_stand_on_the_new_round_in_their_order(self):
        work = self.returned()
        self.assertEqual((work.round, work.point_ids.mapped("text")), (2, POINTS))
        self.assertEqual(self.by("liaison", work).point_ids.mapped("sequence"), [1, 2])

    def test_without_points_the_note_is_the_one_point(self):
        work = self.returned(points=None, note="never called")
        self.assertEqual(work.point_ids.mapped("text"), ["never called"])

    def test_points_that_are_no_list_are_refused(self):
        with self.assertRaisesRegex(BadInput, "list of sentences"):
            self.returned(points="call the citizen")

    def test_the_form_wants_points_and_takes_one_a_line(self):
        context = {"active_id": self.check.id, "active_model": self.check._name, "default_event": "found_untrue"}
        form = self.as_user("supervisor")["jn.finding.wizard"].with_context(**context).create({"note": "seen"})
        with self.assertRaisesRegex(BadInput, "one point a line"):
            form.action_conclude()
        form.points = "1. first\n\n2. second"
        form.action_conclude()
        self.assertEqual(latest(self.case.rectification_ids).point_ids.mapped("text"), ["first", "second"])

    def test_a_finding_that_closes_has_no_points(self):
        self.conclude(self.case, "satisfied", points=POINTS)
        self.assertFalse(self.env["jn.redo.point"].search([("case_id", "=", self.case.id)]))

    def test_the_liaison_ticks_off_and_takes_back(self):
        point = self.returned().point_ids[0]
        self.by("liaison", point).action_tick()
        self.assertEqual(point.done_by_id, self.users["liaison"])
        self.by("liaison", point).action_untick()
        self.assertFalse(point.done_at)

    def test_nobody_else_ticks(self):
        point = self.returned().point_ids[0]
        for role in ("supervisor", "window_clerk", "chief_representative"):
            with self.assertRaises(NotAllowed, msg=role):
                self.by(role, point).tick()
        stranger = self._make_user("liaison", self.window_b, "test_point_stranger")
        with self.assertRaises(AccessError):
            point.with_user(stranger).tick()

    def test_a_point_cannot_be_written_or_deleted_around_its_verbs(self):
        point = self.by("liaison", self.returned().point_ids[0])
        for change in (lambda: point.write({"text": "nothing"}), point.unlink):
            with self.assertRaises(NotAllowed):
                change()

    def test_open_points_are_shown_to_who_confirms(self):
        work = self.returned()
        self.call(self.case)
        self.by("liaison", work.point_ids[0]).tick()
        self.report(self.case)
        self.assertIn("1 points to redo", self.by("chief_representative", work).remark_text)

    def test_an_ended_round_keeps_its_ticks(self):
        work = self.returned()
        self.repair(self.case)
        with self.assertRaises(NotPossible):
            self.by("liaison", work.point_ids[0]).tick()

    def test_a_window_to_which_the_case_moves_gets_the_points(self):
        work = self.returned()
        self.by("liaison", work).object_assignment("not ours")
        self.by("supervisor", work).decide_objection(True, "theirs", self.window_b.code)
        again = latest(self.case.rectification_ids)
        self.assertEqual((again.unit_id, again.point_ids.mapped("text")), (self.window_b, POINTS))
        self.assertEqual(again.point_ids.unit_id, self.window_b)

    def test_points_of_an_overflow_wait_for_the_leaders_return(self):
        for _turn in range(2):
            self.returned()
            self.repair(self.case)
        self.conclude(self.case, "untrue", points=["the last one"])
        self.assertStage(self.case, "leader_desk")
        self.by("city_leader", self.case).decide("return", "once more")
        self.assertEqual(latest(self.case.rectification_ids).point_ids.mapped("text"), ["the last one"])
