"""What the database itself refuses is said in Chinese, in a sentence of ours, wherever a person could be refused so."""

from odoo import models
from odoo.tests import tagged

from .world import World, matrix


@tagged("post_install", "-at_install")
class TestConstraints(World):
    def test_whoever_can_break_a_constraint_is_told_so_in_chinese(self):
        told = 0
        for name, object_ in self.constraints():
            with self.subTest(model=name, constraint=object_.name):
                if self.writers(name):
                    self.assertRegex(self.sentence(name, object_), r"[\u4e00-\u9fff].*[。，]")
                    told += 1
        self.assertGreater(told, 40)

    def constraints(self):
        """Return (model, object) of all that PostgreSQL refuses on tables of ours."""
        kinds = (models.Constraint, models.UniqueIndex)
        return [(name, kept) for name, model in self.models.items() for kept in model._table_objects.values() if isinstance(kept, kinds)]

    def writers(self, name):
        """Return the roles that may create or change rows of a model."""
        return [role for role in self.people if {"w", "c"} & set(matrix()[name][role])]

    def sentence(self, name, object_):
        """The words with which this constraint refuses a person who works in Chinese."""
        full = object_.full_name(self.env[name])
        return self.env["ir.model.constraint"].with_context(lang="zh_CN").search([("name", "=", full)], limit=1).message or ""
