"""A city in which nearly every model has a record, and one person per role; the matrix of who may do what."""

import csv
from pathlib import Path

from odoo import Command
from odoo.tests.common import new_test_user

from odoo.addons.jn_org.const import ROLES as JN_ROLES
from odoo.addons.jn_revisit.tests.common import RevisitCase, latest
from odoo.addons.jn_rules.alarms import Figure

NOBODY = "nobody"  # a login without any role of ours
ROLES = (*(role for role, _label in JN_ROLES), NOBODY)
MATRIX = Path(__file__).with_name("matrix.csv")
NAME, NUMBER = "王小明", "13805370001"


def matrix():
    """Return {model: {"sight": word, role: letters}}; letters are those of read, write, create, unlink."""
    with MATRIX.open(encoding="utf-8") as file:
        return {row["model"]: row for row in csv.DictReader(file)}


class World(RevisitCase):
    """`self.people[role]` are real users; `self.models` are all of our models that hold rows."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        nobody = new_test_user(cls.env, login="test_nobody", groups="base.group_user", unit_ids=[Command.set(cls.window_a.ids)])
        cls.people = {**{role: cls.users[role] for role in ROLES if role != NOBODY}, NOBODY: nobody}
        cls.models = {
            name: cls.env[name]
            for name, model in cls.env.registry.items()
            if name.startswith("jn.") and not model._abstract and model._original_module.startswith("jn_")
        }

    def setUp(self):
        super().setUp()
        self.fill()
        self.env.flush_all()

    def fill(self):
        """Two cases on their way: one checked and returned with accountability, one urged at the other window; what else there is."""
        far = self.verifying(applicant_name=NAME, phone=NUMBER)
        self.conclude(far, "violation")
        self.call(far)
        other = self.dissatisfied(unit=self.window_b.code, applicant_name=NAME, phone=NUMBER)
        work = latest(other.rectification_ids)
        self.by("supervisor", work).urge("please")
        self.by("supervisor", far).reveal_phone("to call")
        self.by("supervisor", far).action_follow()
        self.as_user("supervisor")["jn.case"].search([("phone", "=", NUMBER)])
        self.take(self.item(unit="nowhere", applicant_name=NAME, phone=NUMBER))
        self.matter.write({"office_id": self.county.id, "code": "0"})
        self.env["jn.answer.tag"].create({"code": "own", "name": "Own", "matter_ids": self.matter.ids, "sequence": -1})
        self.env["jn.spot.check"].create({"case_id": far.id})
        self.env["jn.deduction"]._propose([{
            "kind_id": self.env["jn.deduction.kind"].search([], limit=1).id, "unit_id": self.window_a.id,
            "period_start": "2026-10-01", "period_end": "2026-12-31", "reason": "late",
        }])
        rule = self.env["jn.warning.rule"].search([("code", "=", "window_burst")])
        rule.write({"threshold": 0})
        rule.try_on_history()
        self.env["jn.warning"]._open(rule, self.env["jn.clock"]._now().date(), {self.window_a.id: Figure(1, 1, 1)})
        self.env["jn.role.holder"].create(
            {"unit_id": self.window_b.id, "role": "liaison", "user_id": self.users["liaison"].id, "start_on": "2026-01-01"}
        )

    def of(self, role, name):
        """The model as the person with this role sees it."""
        return self.models[name].with_user(self.people[role]).with_context(active_test=False)

    def readable(self, records):
        """The fields of these records that their reader may name, those apart that lead to what is closed to them."""
        env = records.env
        return [
            name for name, field in records._fields.items()
            if records._has_field_access(field, "read") and (not field.relational or env[field.comodel_name].has_access("read"))
        ]
