"""A case that belongs to another unit goes there with all that counts; what was said and done stays as it was (decision D7)."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed

from .common import RevisitCase, latest

POINTS = ["call the citizen", "put up the list of documents"]


@tagged("post_install", "-at_install")
class TestMoving(RevisitCase):
    def setUp(self):
        super().setUp()
        self.numbers = (f"1380537{number:04}" for number in range(1, 9999))
        self.users = {**self.users, "liaison_b": self._make_user("liaison", self.window_b, "test_liaison_b")}

    def returned(self, finding="untrue"):
        """A case that was repaired, asked about, checked and sent back for another round."""
        case = self.verifying(phone=next(self.numbers))
        self.conclude(case, finding, points=POINTS)
        return case

    def object(self, case, unit=None):
        """The window objects and the supervisors agree: the case belongs to another one."""
        work = latest(case.rectification_ids)
        self.by("liaison", work).object_assignment("not ours")
        self.by("supervisor", work).decide_objection(True, "theirs", (unit or self.window_b).code)
        return work

    def facts(self, records, model="jn.flow.passage"):
        """Passages or deadlines of these records."""
        return self.env[model].search(records._flow_domain())

    def test_all_that_counts_goes_along(self):
        case = self.returned()
        first, check = case.rectification_ids.sorted("id")[0], case.verification_ids
        self.object(case)
        self.assertEqual(len(case.revisit_ids), 2)
        for parts in (case, case.revisit_ids, first, check, check.point_ids):
            self.assertEqual(parts.unit_id, self.window_b, parts)
        self.assertTrue(all(case.revisit_ids.mapped("is_moved")))

    def test_what_was_objected_to_stays_with_who_objected(self):
        case = self.returned()
        objected = self.object(case)
        self.assertEqual((objected.unit_id, objected.stage_code, objected.kind), (self.window_a, "transferred", "again"))
        self.assertFalse(objected.point_ids)
        self.by("liaison_b", latest(case.rectification_ids)).object_assignment("not ours either")
        self.by("supervisor", latest(case.rectification_ids)).decide_objection(True, "back", self.window_a.code)
        units = case.rectification_ids.sorted("id").mapped(lambda work: (work.unit_id, work.new_unit_id))
        nowhere = self.window_a.browse()
        self.assertEqual(units, [
            (self.window_a, nowhere), (self.window_a, self.window_b), (self.window_b, self.window_a), (self.window_a, nowhere),
        ])  # fmt: skip

    def test_the_new_unit_gets_fresh_limits_and_the_points(self):
        case = self.returned()
        self.wait(3)
        objected = self.object(case)
        again = latest(case.rectification_ids)
        self.assertEqual((again.unit_id, again.stage_code, again.kind), (self.window_b, "calling", "again"))
        self.assertGreater(again.call_due_at, objected.call_due_at)
        self.assertEqual(again.point_ids.mapped(lambda point: (point.text, point.unit_id)), [(text, self.window_b) for text in POINTS])

    def test_what_was_said_and_done_stays_where_it_was(self):
        case = self.returned()
        facts = [case.answer_ids, case.rectification_ids.call_ids, case.verification_ids.finding_ids]
        self.object(case)
        for rows in facts:
            self.assertTrue(rows)
            self.assertEqual(rows.unit_id, self.window_a, rows._name)

    def test_passages_and_limits_count_where_their_record_does_and_say_who_acted(self):
        case = self.returned()
        moving = [case, case.revisit_ids, case.rectification_ids.sorted("id")[0], case.verification_ids]
        before = [(fact, self.told(fact)) for records in moving for model in ("jn.flow.passage", "jn.flow.deadline")
                  for fact in self.facts(records, model)]  # fmt: skip
        self.assertIn(self.users["chief_representative"], self.facts(moving[2]).user_id)
        objected = self.object(case)
        for fact, told in before:
            self.assertEqual(fact.unit_id, self.window_b, fact)
            if fact._name == "jn.flow.deadline" or fact.left_at != self.env["jn.clock"]._now():
                self.assertEqual(self.told(fact), told, fact)
        for model in ("jn.flow.passage", "jn.flow.deadline"):
            self.assertEqual(self.facts(objected, model).unit_id, self.window_a)

    def told(self, fact):
        """All that a fact says beside its unit."""
        names = fact._fields.keys() - {"unit_id", "write_uid", "write_date"}
        return {name: fact[name] for name in names if fact._fields[name].store}

    def test_the_new_unit_reads_what_the_citizen_said_and_strangers_do_not(self):
        case = self.verifying()
        stranger = self._make_user("liaison", self._make_unit("window", "Window C", parent_id=self.hall.id), "test_liaison_c")
        self.assertFalse(self.env["jn.answer"].with_user(self.users["liaison_b"]).search([("case_id", "=", case.id)]))
        self.conclude(case, "untrue")
        self.object(case)
        work = self.by("liaison_b", latest(case.rectification_ids))
        self.assertEqual(work.answer_ids, case.answer_ids)
        self.assertTrue(work.answer_summary)
        found = self.as_user("liaison_b")["jn.answer"].search([("case_id", "=", case.id)])
        self.assertEqual((found, found.mapped("came_along")), (case.answer_ids, [True, True]))
        for user in (self.users["supervisor"], self.users["city_supervisor"]):
            seen = self.env["jn.answer"].with_user(user).search([("case_id", "=", case.id)])
            self.assertEqual((seen, set(seen.mapped("came_along"))), (case.answer_ids, {False}))
        self.assertFalse(self.env["jn.answer"].with_user(stranger).search([("case_id", "=", case.id)]))
        with self.assertRaises(AccessError):
            case.answer_ids.with_user(stranger).check_access("read")

    def test_a_request_for_more_time_goes_along(self):
        case = self.dissatisfied()
        deadline = self.facts(case.rectification_ids, "jn.flow.deadline")[:1]
        row = {
            "res_model": "jn.rectification", "res_id": case.rectification_ids.id, "unit_id": self.window_a.id, "amount": 1, "reason": "ill",
            "timer_id": deadline.timer_id.id, "deadline_id": deadline.id, "asked_by_id": self.env.uid, "asked_at": deadline.started_at,
        }  # fmt: skip
        asked = self.env["jn.flow.extension"].create(row)
        case._move_to_unit(self.window_b)
        self.assertEqual(asked.unit_id, self.window_b)

    def test_a_limit_that_runs_goes_on_with_the_calendar_of_the_new_unit(self):
        case = self.asked()
        running = self.facts(case.revisit_ids, "jn.flow.deadline").filtered(lambda row: not row.ended_at)
        due = running.mapped("due_at")
        case._move_to_unit(self.window_b)
        self.assertTrue(due)
        self.assertEqual((running.unit_id, running.mapped("due_at")), (self.window_b, due))

    def test_that_it_went_is_kept_with_who_and_why(self):
        case = self.returned()
        self.object(case)
        move = case.move_ids
        self.assertEqual((move.unit_id, move.new_unit_id, move.reason), (self.window_a, self.window_b, "theirs"))
        self.assertEqual((move.user_id, move.at), (self.users["supervisor"], self.env["jn.clock"]._now()))
        with self.assertRaises(NotAllowed):
            move.reason = "another"

    def test_whoever_sees_the_case_sees_where_it_came_from(self):
        case = self.dissatisfied()
        self.assertFalse(case.moved_text)
        self.object(case)
        told = self.by("liaison_b", case).moved_text
        self.assertEqual(told, f"Window A, until 2026-11-16 ({self.users['supervisor'].name}): theirs")
        self.assertFalse(self.as_user("liaison_b")["jn.case.move"].search([]))
        self.assertEqual(self.as_user("liaison")["jn.case.move"].search([("case_id", "=", case.id)]), case.move_ids)

    def test_accountability_goes_along_until_somebody_answered_for_it(self):
        for concluded, unit in ((False, self.window_b), (True, self.window_a)):
            with self.subTest(concluded=concluded):
                case = self.returned("violation")
                if concluded:
                    self.by("supervisor", case.accountability_ids).conclude("warned", "admonished", "Li")
                self.object(case)
                self.assertEqual(case.accountability_ids.unit_id, unit)

    def test_many_cases_go_in_as_many_statements_as_two(self):
        few, many = (self.env["jn.case"].concat(*(self.returned() for _case in range(number))) for number in (2, 5))
        self.env.flush_all()
        counts = []
        for cases in (few, many):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            cases._move_to_unit(self.window_b, "they close")
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
        self.assertEqual((few | many).verification_ids.unit_id, self.window_b)

    def test_what_was_put_back_is_as_it_was_and_comes_again(self):
        case, other = self.returned(), self.returned()
        moment = self.env["jn.clock"]._now()
        self.wait(1)
        objected = self.object(case)
        self.assertEqual(self.env["jn.case.move"]._units_at(moment), {case.id: self.window_a.id})
        self.assertFalse(self.env["jn.case.move"]._units_at(self.env["jn.clock"]._now()))
        self.assertFalse(self.env["jn.case.move"]._units_at(moment, other))
        with self.env.cr.savepoint() as savepoint:
            self.env["jn.case.part"]._put_back({case.id: self.window_a.id})
            for parts in (case, case.revisit_ids, case.rectification_ids, case.verification_ids):
                self.assertEqual(parts.unit_id, self.window_a, parts)
            savepoint.rollback()
        self.assertEqual((case.unit_id, case.verification_ids.unit_id, objected.unit_id), (self.window_b, self.window_b, self.window_a))
