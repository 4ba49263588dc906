"""Who lists tables takes those of past years for none of their own (tools/city, bench)."""

from odoo.tests import TransactionCase, tagged

from tools.city.tables import Tables


@tagged("post_install", "-at_install")
class TestPastYears(TransactionCase):
    def test_the_generator_sees_the_same_tables_with_them_as_without(self):
        before = Tables(self.env)
        models = self.env["jn.archived"]._archive_models()
        self.assertEqual({model._name for model in models}, {"jn.flow.passage", "jn.flow.deadline", "jn.message"})
        self.assertTrue(all([model._archive_make(1999) for model in models]))
        after = Tables(self.env)
        for what in ("parts", "about", "pairs", "columns", "links"):
            self.assertEqual(getattr(after, what), getattr(before, what), what)
