import doctest

from odoo.tests import BaseCase

from .. import calculation, conditions, explaining, ground, workbook_paper


class TestDoctests(BaseCase):
    def test_the_examples_in_the_pure_modules_hold(self):
        for module in (calculation, conditions, explaining, ground, workbook_paper):
            found = doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
            self.assertTrue(found.attempted)
            self.assertFalse(found.failed, module.__name__)
