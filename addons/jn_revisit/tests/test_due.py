"""What is due: a case with its open work, and the day of our own clock, never of the computer's."""

from .common import RevisitCase, latest


class TestDue(RevisitCase):
    def test_a_case_is_due_when_its_open_work_is(self):
        case = self.asked()
        self.assertEqual(case.next_due_at, case.revisit_ids.next_due_at)
        self.citizen(case, 1)
        self.assertEqual(case.next_due_at, case.rectification_ids.next_due_at)
        self.assertIn(case.rectification_ids.deadline_text, case.deadline_text)

    def test_a_closed_case_is_not_due(self):
        case = self.asked()
        self.citizen(case, 5)
        self.assertFalse(case.next_due_at)
        self.assertFalse(case.light)
        self.assertFalse(case.deadline_text)

    def test_a_limit_of_the_case_itself_counts_too(self):
        case = self.asked()
        before = case.next_due_at
        case.sudo().write({"next_due_at": self.at("2026-11-16 11:00")})
        self.assertEqual(case.next_due_at, self.at("2026-11-16 11:00"))
        case.sudo().write({"next_due_at": False})
        self.assertEqual(case.next_due_at, before)

    def test_each_case_of_a_batch_is_due_with_its_own_work(self):
        cases = self.asked() + self.asked() + self.asked()
        moments = [self.at(f"2026-11-17 1{hour}:00") for hour in range(3)]
        for case, moment in zip(cases, moments, strict=True):
            case.revisit_ids.sudo().write({"next_due_at": moment, "light_at": moment})
        cases[2].sudo().write({"next_due_at": self.at("2026-11-16 12:00")})
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(cases.mapped("next_due_at"), [*moments[:2], self.at("2026-11-16 12:00")])
        self.assertEqual(cases.mapped("light_at")[:2], moments[:2])

    def test_the_earliest_of_several_works_counts(self):
        case = self.dissatisfied()
        moment = self.at("2026-11-16 10:30")
        case.revisit_ids.sudo().write({"next_due_at": moment})
        self.assertEqual(case.next_due_at, moment)
        case.revisit_ids.sudo().write({"next_due_at": False})
        self.assertEqual(case.next_due_at, case.rectification_ids.next_due_at)

    def test_a_new_work_makes_its_case_due_before_anything_is_stored(self):
        case = self.dissatisfied()
        self.assertTrue(case.next_due_at)
        self.repair(case)
        self.assertEqual(case.next_due_at, latest(case.revisit_ids).next_due_at)

    def test_what_is_at_hand_of_a_new_case_is_what_is_stored_of_an_old_one(self):
        cases = self.asked() + self.dissatisfied() + self.verifying()
        stored = cases._works_stored()
        self.assertEqual({case.id: list(case._works_begun()) for case in cases}, stored)
        self.assertEqual(len(stored), 3)
        self.citizen(cases[0], 5)
        self.assertEqual((cases[0]._works_stored(), cases[0]._works_begun()), ({}, (False, False)))

    def test_of_a_case_from_before_the_database_is_asked(self):
        case = self.asked()
        moment = self.at("2026-11-16 10:30")
        case.revisit_ids.sudo().write({"next_due_at": moment, "light_at": moment})
        case.invalidate_recordset(["create_date"], flush=False)
        self.assertEqual((case.next_due_at, case.light_at), (moment, moment))

    def test_due_today_follows_the_clock(self):
        case = self.asked()
        today = [("id", "=", case.id), ("due_today", "=", True)]
        cases = self.as_user("supervisor")["jn.case"]
        self.assertFalse(cases.search(today))
        self.assertFalse(cases.browse(case.id).due_today)
        self.freeze("2026-11-18 08:00")
        self.env.invalidate_all()
        self.assertEqual(cases.search(today), case)
        self.assertTrue(cases.browse(case.id).due_today)

    def test_what_is_not_due_today_is_found_as_such(self):
        case = self.asked()
        self.assertIn(case, self.env["jn.case"].search([("due_today", "=", False)]))

    def test_the_board_says_what_the_citizen_said(self):
        case = self.asked()
        self.citizen(case, 1, tags=["slow"], comment="three visits")
        work = latest(case.rectification_ids)
        self.assertTrue(work.answer_summary.endswith("three visits"))
        self.assertIn(case.answer_ids.tag_ids.name, work.answer_summary)
        self.assertTrue(work.stage_help)
