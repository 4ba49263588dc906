from odoo.http import serialize_exception
from odoo.tests import BaseCase, tagged

from .. import exceptions


@tagged("post_install", "-at_install")
class TestExceptions(BaseCase):
    def test_the_browser_is_told_to_show_the_sentence_of_every_refusal_of_ours(self):
        """It knows Odoo's own classes by name; any other would be shown as a crash, the sentence hidden."""
        family = [kind for kind in vars(exceptions).values() if isinstance(kind, type) and issubclass(kind, exceptions.JnError)]
        self.assertGreater(len(family), 4)
        for kind in family:
            told = serialize_exception(kind("Choose another day."))
            self.assertEqual(told["context"]["exception_class"], "odoo.exceptions.UserError", kind)
            self.assertEqual(told["arguments"], ("Choose another day.",), kind)
