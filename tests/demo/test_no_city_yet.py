"""A city's first hour: the regulation is there and an administrator, and no unit yet."""

from odoo.tests import TransactionCase, tagged

from odoo.addons.jn_revisit.tests.common import pack_files


@tagged("post_install", "-at_install")
class TestNoCityYet(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls.env["jn.pack"].search([("code", "=", "jining_2019")]):
            cls.env["jn.pack"]._apply(pack_files(cls.env), publish=True)

    def setUp(self):
        super().setUp()
        self.assertFalse(self.env["jn.unit"].search_count([]))

    def test_health_is_told_all_the_same(self):
        self.assertTrue(self.env["jn.health"]._machine_rows())
        self.assertTrue(self.env["jn.health"]._rows())

    def test_no_sweep_has_anything_to_do_with_nobody(self):
        for sweep in self.env["jn.sweep"]._sweep_all():
            with self.subTest(sweep=sweep._name):
                sweep._sweep_next()
                sweep._sweep_batch(10)
