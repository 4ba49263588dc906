import os
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.service.model import get_public_method
from odoo.tests import TransactionCase, tagged
from odoo.tools import config

from ..exceptions import KeyMissing


@tagged("post_install", "-at_install")
class TestSecret(TransactionCase):
    def setUp(self):
        super().setUp()
        self.secret = self.env["jn.secret"]

    def test_odoo_conf_goes_before_the_environment(self):
        with patch.dict(os.environ, JN_TEST_KEY="from environment"):
            self.assertEqual(self.secret._key("test_key"), "from environment")
            with patch.dict(config.options, jn_test_key="from odoo.conf"):
                self.assertEqual(self.secret._key("test_key"), "from odoo.conf")

    def test_a_missing_key_names_both_places(self):
        with self.assertRaisesRegex(KeyMissing, "jn_no_such_key in odoo.conf or JN_NO_SUCH_KEY"):
            self.secret._key("no_such_key")

    def test_an_empty_key_is_a_missing_one(self):
        with patch.dict(os.environ, JN_TEST_KEY=""), self.assertRaises(KeyMissing):
            self.secret._key("test_key")

    def test_no_client_reads_keys(self):
        with self.assertRaises(AccessError):
            get_public_method(self.secret, "_key")
