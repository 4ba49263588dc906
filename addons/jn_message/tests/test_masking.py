import doctest

from odoo.tests import BaseCase, tagged

from odoo.addons.jn_message import masking


@tagged("post_install", "-at_install")
class TestMasking(BaseCase):
    def test_the_examples_in_the_docstrings_hold(self):
        self.assertEqual(doctest.testmod(masking).failed, 0)

    def test_no_mask_shows_more_than_seven_digits(self):
        for number in ("+8613805370001", "13805370001", "+865372967600", "1234567", "12", "1"):
            shown = [char for char in masking.masked(number) if char.isdigit()]
            self.assertLessEqual(len(shown), 7)
