import doctest

from odoo.tests import BaseCase, tagged

from .. import segmenting


@tagged("post_install", "-at_install")
class TestDoctests(BaseCase):
    def test_the_examples_of_segmenting_are_true(self):
        self.assertEqual(doctest.testmod(segmenting).failed, 0)
