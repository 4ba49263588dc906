import doctest

from odoo.tests import TransactionCase, tagged

from .. import facts


@tagged("post_install", "-at_install")
class TestDoctests(TransactionCase):
    def test_the_examples_hold(self):
        self.assertEqual(doctest.testmod(facts).failed, 0)
        self.assertGreater(doctest.testmod(facts).attempted, 2)
