import doctest

from odoo.tests import tagged

from ..controllers import refusals
from .common import MessageCase


@tagged("post_install", "-at_install")
class TestRefusal(MessageCase):
    def setUp(self):
        super().setUp()
        self.refusals = self.env["jn.refusal"]

    def test_who_has_failed_as_often_as_allowed_waits_and_nobody_else_does(self):
        self._set("refusals.most", "integer", 2)
        key, other = self.refusals._of_address("192.0.2.1"), self.refusals._of_address("192.0.2.2")
        self.refusals._count(key)
        self.assertFalse(self.refusals._is_closed(key))
        self.refusals._count(key)
        self.assertTrue(self.refusals._is_closed(key))
        self.assertFalse(self.refusals._is_closed(other))

    def test_an_address_and_a_link_are_counted_apart_and_neither_is_stored(self):
        keys = [self.refusals._of_address("192.0.2.1"), self.refusals._of("revisit 42")]
        self.assertNotEqual(*keys)
        for key in keys:
            self.assertRegex(key, r"^[0-9a-f]{64}$")

    def test_the_examples_in_the_code_hold(self):
        result = doctest.testmod(refusals)
        self.assertTrue(result.attempted)
        self.assertFalse(result.failed)
