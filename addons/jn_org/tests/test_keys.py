"""A key that was recognised once is not reckoned out again, and is refused as soon as it does not hold any more."""

from datetime import datetime, timedelta
from unittest.mock import Mock, patch

from odoo.tests import HttpCase, TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base.models import res_users

from ..models import res_users_apikeys


class KeyCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "key_holder", groups="jn_org.group_intake")
        cls.other = new_test_user(cls.env, "key_other", groups="jn_org.group_intake")

    def setUp(self):
        super().setUp()
        res_users_apikeys._recognised.clear()
        self.keys = self.env["res.users.apikeys"]

    def key(self, user=None, scope="rpc", days=1):
        keys = self.keys.with_user(user or self.user).sudo()
        return keys._generate(scope, "test", datetime.now() + timedelta(days=days))

    def row(self):
        return self.keys.sudo().search([("user_id", "=", self.user.id)])


@tagged("post_install", "-at_install")
class TestKeys(KeyCase):
    def whose(self, key, scope="rpc"):
        """Whose key it is, and how often it had to be reckoned out."""
        with patch.object(res_users, "KEY_CRYPT_CONTEXT", Mock(wraps=res_users.KEY_CRYPT_CONTEXT)) as reckoning:
            return self.keys._check_credentials(scope=scope, key=key), reckoning.verify.call_count

    def test_a_key_is_reckoned_out_once(self):
        key = self.key()
        self.assertEqual([self.whose(key) for _call in range(3)], [(self.user.id, 1), (self.user.id, 0), (self.user.id, 0)])

    def test_each_key_is_its_owners(self):
        mine, others = self.key(), self.key(self.other)
        for _call in range(2):
            self.assertEqual(self.whose(mine)[0], self.user.id)
            self.assertEqual(self.whose(others)[0], self.other.id)

    def test_a_wrong_key_with_the_same_beginning_is_refused(self):
        key = self.key()
        self.whose(key)
        wrong = key[:-1] + ("0" if key[-1] != "0" else "1")
        for _call in range(2):
            self.assertEqual(self.whose(wrong), (None, 1))
        self.assertEqual(self.whose(key), (self.user.id, 0))

    def test_nobody_is_found_by_a_key_of_nobody(self):
        self.assertEqual(self.whose("f" * 40), (None, 0))

    def test_a_revoked_key_is_refused_at_once(self):
        key = self.key()
        self.whose(key)
        self.row().unlink()
        self.assertIsNone(self.whose(key)[0])

    def test_a_key_that_ran_out_is_refused_at_once(self):
        key = self.key()
        self.whose(key)
        self.env.cr.execute("UPDATE res_users_apikeys SET expiration_date = '2020-01-01' WHERE user_id = %s", [self.user.id])
        self.assertIsNone(self.whose(key)[0])

    def test_who_has_left_is_refused_at_once(self):
        key = self.key()
        self.whose(key)
        self.user.active = False
        self.assertIsNone(self.whose(key)[0])
        self.user.active = True
        self.assertEqual(self.whose(key)[0], self.user.id)

    def test_a_key_for_something_else_is_refused(self):
        key = self.key(scope="elsewhere")
        self.assertEqual(self.whose(key, "elsewhere")[0], self.user.id)
        self.assertIsNone(self.whose(key)[0])

    def test_another_row_with_the_same_beginning_is_looked_at(self):
        """Eight digits tell keys apart as a rule; where they do not, each is reckoned out beside the other again."""
        key = self.key()
        self.whose(key)
        self.key(self.other)
        self.env.cr.execute("UPDATE res_users_apikeys SET index = %s WHERE user_id = %s", [key[:8], self.other.id])
        found, reckoned = self.whose(key)
        self.assertEqual(found, self.user.id)
        self.assertTrue(reckoned)
        self.assertEqual(self.whose(key), (self.user.id, 0))

    def test_the_key_itself_is_not_remembered(self):
        key = self.key()
        self.whose(key)
        self.assertNotIn(key, str(dict(res_users_apikeys._recognised.items())))


@tagged("post_install", "-at_install")
class TestKeysOverHttp(HttpCase, KeyCase):
    def status(self, key):
        with mute_logger("odoo.http"):
            answer = self.url_open("/json/2/res.users/fields_get", json={"allfields": ["login"]}, headers={"Authorization": f"bearer {key}"})
        return answer.status_code

    def test_a_program_is_let_in_until_its_key_is_revoked(self):
        key = self.key()
        self.assertEqual([self.status(key), self.status(key)], [200, 200])
        self.row().unlink()
        self.assertEqual(self.status(key), 401)
