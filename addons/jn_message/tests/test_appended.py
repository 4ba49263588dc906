"""Messages are inserted by one statement: the rows are those that `create` would write."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed

from .common import MessageCase


@tagged("post_install", "-at_install")
class TestAppended(MessageCase):
    def row(self, **values):
        return {
            "direction": "out", "channel": "first", "state": "queued", "key": "k", "recipient": "+8613800000001", "text": "您好 {url}",
            "values": {"matter": "办证"}, "merges": False, "news": True, "unit_id": self.window.id, "matter_id": False,
            "queued_at": self.env["jn.clock"]._now(), "res_model": "res.partner", "res_id": 1, **values,
        }  # fmt: skip

    def columns(self, ids):
        """{column: value} of rows as they are stored, but for what tells them apart."""
        self.env.flush_all()
        self.env.cr.execute("SELECT to_jsonb(m) - '{id,key,create_date,write_date}'::text[] FROM jn_message m WHERE id = ANY(%s) ORDER BY id", [ids])
        return [row for [row] in self.env.cr.fetchall()]

    def test_a_row_is_that_of_create(self):
        messages = self.env["jn.message"].sudo()
        created = messages.create([self.row(key="a"), self.row(key="b", merges=True, text="")])
        appended = messages._append([self.row(key="c"), self.row(key="d", merges=True, text="")])
        self.assertEqual(self.columns(appended), self.columns(created.ids))

    def test_the_ids_stand_in_the_order_of_the_rows(self):
        keys = [f"k{place}" for place in range(50)]
        ids = self.env["jn.message"].sudo()._append([self.row(key=key) for key in keys])
        self.assertEqual(self.env["jn.message"].browse(ids).mapped("key"), keys)

    def test_what_one_row_does_not_name_stays_empty(self):
        first, second = self.row(key="a"), self.row(key="b", error="no_number")
        ids = self.env["jn.message"].sudo()._append([first, second])
        self.assertEqual(self.env["jn.message"].browse(ids).mapped("error"), [False, "no_number"])

    def test_no_row_is_no_statement(self):
        with self.assertQueryCount(0):
            self.assertEqual(self.env["jn.message"].sudo()._append([]), [])

    def test_nobody_but_our_own_code_appends(self):
        with self.assertRaises(NotAllowed):
            self.env["jn.message"].with_user(self.env.ref("base.user_admin"))._append([self.row()])

    def test_messages_have_nothing_that_it_does_not_know(self):
        fields = [field for name, field in self.env["jn.message"]._fields.items() if field.store and name not in ("id", "display_name")]
        stamps = ("create_uid", "write_uid", "create_date", "write_date")
        self.assertFalse([field.name for field in fields if field.name not in stamps and (field.compute or field.default or field.translate)])
