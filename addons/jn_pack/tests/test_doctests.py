import doctest

from odoo.tests import BaseCase

from .. import archive, lines, problems, typed
from ..models import jn_article, jn_pack_section_calendar


class TestDoctests(BaseCase):
    def test_what_the_docstrings_show_is_true(self):
        for module in (archive, lines, problems, typed, jn_article, jn_pack_section_calendar):
            with self.subTest(module=module.__name__):
                self.assertEqual(doctest.testmod(module).failed, 0)
