from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import SQL

from .common import MORNING, MessageCase

HISTORY, HELD, DUE, LIMIT = 20_000, 5000, 40, 20
HOUR = timedelta(hours=1)
NOW = SQL("%s", MORNING)
READ = SQL("SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'jn_message'")


@tagged("post_install", "-at_install")
class TestClaims(MessageCase):
    """A claim reads what it claims, however much has been sent before and however much waits for the morning."""

    def setUp(self):
        super().setUp()
        self.message = self.ask(self.subject()).sudo()
        self.env.flush_all()
        self.put(HISTORY, state="delivered")
        self.put(HELD, state="queued", not_before=MORNING + HOUR)

    def put(self, count, **values):
        """Put so many copies of a message there, with other values."""
        kept = [name for name, field in self.message._fields.items() if field.store and field.column_type and name not in {"id", "key", *values}]
        names, same, others = (SQL(", ").join(terms) for terms in (
            map(SQL.identifier, [*kept, *values]), map(SQL.identifier, kept), [SQL("%s", value) for value in values.values()],
        ))
        self.env.cr.execute(SQL(
            "INSERT INTO jn_message (%s) SELECT %s, %s FROM jn_message, generate_series(1, %s) WHERE jn_message.id = %s",
            names, same, others, count, self.message.id,
        ))

    def claimed(self, condition, order):
        """Claim; return the messages, and how many rows were read for that."""
        self.env.cr.execute("ANALYZE jn_message")
        [[before]] = self.env.execute_query(READ)
        found = self.env["jn.message"]._claimed(condition, LIMIT, order)
        [[after]] = self.env.execute_query(READ)
        return found, after - before

    def assertReadsFew(self, order, condition, **values):
        self.put(DUE, **values)
        found, read = self.claimed(condition, order)
        self.assertEqual(len(found), LIMIT)
        self.assertLessEqual(read, 4 * DUE)

    def test_what_is_due(self):
        due = SQL("state = 'queued' AND not_before <= %s", NOW)
        self.assertReadsFew(SQL("not_before"), due, state="queued", not_before=MORNING - HOUR)

    def test_what_this_process_is_sending(self):
        mine = SQL("state = 'sending' AND claimant = 'me'")
        self.assertReadsFew(SQL("claimed_at"), mine, state="sending", claimant="me", claimed_at=MORNING)

    def test_what_waits_for_a_receipt_or_has_to_be_asked_for(self):
        late = SQL("state = 'sent' AND receipt_due_at <= %s", NOW)
        self.assertReadsFew(SQL("receipt_due_at"), late, state="sent", receipt_due_at=MORNING - HOUR)
        self.assertReadsFew(SQL("ask_at"), SQL("ask_at <= %s", NOW), state="sending", ask_at=MORNING - HOUR)

    def test_what_came_in_and_what_is_news(self):
        self.assertReadsFew(SQL("id"), SQL("state = 'received'"), state="received")
        self.assertReadsFew(SQL("id"), SQL("news"), state="delivered", news=True)

    def test_who_has_waited_longest_goes_first(self):
        later, first = (self.ask(self.subject(number=number)).sudo() for number in ("+8613805370021", "+8613805370022"))
        later.not_before, first.not_before = MORNING - HOUR, MORNING - 2 * HOUR
        found, _read = self.claimed(SQL("state = 'queued' AND not_before <= %s", NOW), SQL("not_before"))
        self.assertEqual(list(found), [first, later, self.message])
