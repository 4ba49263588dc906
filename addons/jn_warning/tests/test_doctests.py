import doctest

from odoo.tests import BaseCase, tagged

from .. import metrics


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_the_examples_of_metrics_are_true(self):
        self.assertEqual(doctest.testmod(metrics).failed, 0)
