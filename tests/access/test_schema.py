"""What models declare is in the database as it is: Odoo only warns of an index that cannot be made, and of labels that stand twice."""

from collections import Counter

from odoo.tests import tagged
from odoo.tests.common import TransactionCase
from odoo.tools import SQL


@tagged("post_install", "-at_install")
class TestSchema(TransactionCase):
    def models(self):
        """Our models that are there as a whole."""
        return [self.env[name] for name in self.env.registry if name.startswith("jn.")]

    def test_every_index_and_constraint_that_a_model_declares_is_there(self):
        stored = {name for [name] in self.env.execute_query(SQL(
            "SELECT relname FROM pg_class WHERE relkind = 'i' UNION SELECT conname FROM pg_constraint"
        ))}
        wanted = {
            one.full_name(model) for model in self.models() if model._auto and not model._abstract for one in model._table_objects.values()
        }
        self.assertGreater(len(wanted), 100)
        self.assertEqual(wanted - stored, set())

    def test_no_two_fields_of_a_model_have_one_label(self):
        for model in self.models():
            labels = Counter(field.string for field in model._fields.values())
            with self.subTest(model=model._name):
                self.assertEqual([label for label, count in labels.items() if count > 1], [])
