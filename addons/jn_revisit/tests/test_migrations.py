"""A database from before it was kept that a case went to another unit is brought to what it would be now."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from odoo.tests import tagged

from .common import RevisitCase, latest

MIGRATIONS = Path(__file__).parents[1] / "migrations"


@tagged("post_install", "-at_install")
class TestMigrations(RevisitCase):
    def migrate(self, version, name):
        spec = spec_from_file_location("migration", MIGRATIONS / version / f"{name}.py")
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        self.env.flush_all()
        module.migrate(self.env.cr, version)
        self.env.invalidate_all()

    def gone(self):
        """A case that was checked, sent back and then went elsewhere, as it was kept then: check and first work stayed behind."""
        case = self.verifying()
        self.conclude(case, "untrue", points=["call again"])
        self.wait(1)
        self.by("supervisor", latest(case.rectification_ids)).reassign(self.window_b.code, "theirs")
        self.env.flush_all()
        behind = (case.verification_ids, case.rectification_ids.sorted("id")[0])
        self.env.cr.execute("SET LOCAL jn.anonymise = 'on'")
        self.env.cr.execute("DELETE FROM jn_case_move WHERE case_id = %s", [case.id])
        self.env.cr.execute("SET LOCAL jn.anonymise = 'off'")
        for records in behind:
            self.env.cr.execute(f"UPDATE {records._table} SET unit_id = %s WHERE id = %s", [self.window_a.id, records.id])
        for table in ("jn_flow_passage", "jn_flow_deadline"):
            self.env.cr.execute(f"UPDATE {table} SET unit_id = %s WHERE unit_id = %s", [self.window_a.id, self.window_b.id])
        self.env.invalidate_all()
        self.assertEqual((case.move_ids.ids, behind[0].unit_id), ([], self.window_a))
        return case

    def test_cases_that_went_are_known_and_what_stayed_behind_follows(self):
        case, other = self.gone(), self.dissatisfied(phone="13805370002")
        for _time in range(2):
            self.migrate("19.0.1.1.0", "post-cases_that_went")
        first, objected, again = case.rectification_ids.sorted("id")
        move = case.move_ids
        self.assertEqual((move.unit_id, move.new_unit_id, move.reason, move.at), (self.window_a, self.window_b, "theirs", objected.ended_at))
        self.assertEqual(move.user_id, self.users["supervisor"])
        for records in (case, case.revisit_ids, case.verification_ids, first, again):
            passages = self.env["jn.flow.passage"].search(records._flow_domain())
            self.assertEqual((records.unit_id, passages.unit_id), (self.window_b, self.window_b), records)
        self.assertEqual(objected.unit_id, self.window_a)
        self.assertEqual((other.unit_id, other.rectification_ids.unit_id, other.move_ids.ids), (self.window_a, self.window_a, []))
