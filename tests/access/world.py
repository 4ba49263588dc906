"""A city in which every model has a record, in two counties where units matter, and one person per role; the matrix of who may do what."""

import csv
from contextlib import ExitStack
from pathlib import Path

from odoo import Command
from odoo.tests.common import new_test_user

from odoo.addons.jn_org.const import ROLES as JN_ROLES

from .places import NAME, NUMBER, Places

NOBODY = "nobody"  # a login without any role of ours
CITY = ("city_supervisor", "city_leader")  # the same roles at the city, which has rules of its own
ROLES = (*(role for role, _label in JN_ROLES), *CITY, NOBODY)
MATRIX = Path(__file__).with_name("matrix.csv")


def matrix():
    """Return {model: {"sight": word, role: letters}}; letters are those of read, write, create, unlink."""
    with MATRIX.open(encoding="utf-8") as file:
        return {row["model"]: row for row in csv.DictReader(file)}


class World(Places):
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
        cls.moment = cls.filled()

    @classmethod
    def filled(cls):
        """Let all happen once, before the first test; return the moment at which it is over."""
        with ExitStack() as stack:
            world = cls("fill")
            world.enterContext = stack.enter_context  # as long as this lasts, not as long as a test
            world.begin_monday()
            world.fill()
            cls.env.flush_all()
            return cls.env["jn.clock"]._now()

    def setUp(self):
        super().setUp()
        self.freeze(self.moment)

    def fill(self):
        """Both counties with all that happens in one, and what belongs to the city or to nobody."""
        self.matter.write({"office_id": self.county.id, "code": "0"})
        rule = self.env["jn.warning.rule"].search([("code", "=", "window_burst")])
        rule.write({"threshold": 0})
        self.fill_here()
        with self.elsewhere():
            self.fill_here()
        rule.try_on_history()
        trial = self.env["jn.warning.trial"].search([("rule_id", "=", rule.id)], limit=1)
        line = {"trial_id": trial.id, "opened_on": "2026-11-02"}
        self.env["jn.warning.trial.line"].create([{**line, "unit_id": one.id} for one in (self.window_a, self.far["window_a"])])
        self.fill_sheets()
        self.take(self.item(unit="nowhere", applicant_name=NAME, phone=NUMBER))
        self.env["jn.answer.tag"].create({"code": "own", "name": "Own", "matter_ids": self.matter.ids, "sequence": -1})

    def of(self, role, name):
        """The model as the person with this role sees it."""
        return self.models[name].with_user(self.people[role]).with_context(active_test=False)

    def units_of(self, name):
        """The units that rows of a model belong to, whoever may see them."""
        return self.models[name].sudo().with_context(active_test=False).search([]).unit_id

    def readable(self, records):
        """The fields of these records that their reader may name, those apart that lead to what is closed to them."""
        env = records.env
        return [
            name for name, field in records._fields.items()
            if records._has_field_access(field, "read") and (not field.relational or env[field.comodel_name].has_access("read"))
        ]
