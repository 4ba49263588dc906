import doctest
from copy import deepcopy

from odoo.tests import TransactionCase, tagged

from .. import canonical as module
from ..canonical import canonical
from .flows import CHECK, PERMIT


@tagged("post_install", "-at_install")
class TestCanonical(TransactionCase):
    def test_the_examples_hold(self):
        self.assertEqual(doctest.testmod(module).failed, 0)

    def test_what_is_canonical_stays(self):
        for data in (PERMIT, CHECK):
            once = canonical(deepcopy(data))
            self.assertEqual(canonical(once), once)

    def test_a_limit_of_nothing_is_still_a_limit(self):
        data = {"stages": [], "timers": [{"code": "now", "amount": 0, "roll": "none"}]}
        self.assertEqual(canonical(data)["timers"], [{"code": "now", "amount": 0}])
