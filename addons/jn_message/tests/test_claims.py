from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.jn_org.tests.rows import put_copies, rows_read

from .common import MORNING, MessageCase

HISTORY, HELD, DUE, LIMIT = 20_000, 5000, 40, 20
HOUR = timedelta(hours=1)


@tagged("post_install", "-at_install")
class TestClaims(MessageCase):
    """A claim reads what it claims, however much has been sent before and however much waits for the morning."""

    def setUp(self):
        super().setUp()
        self.message = self.ask(self.subject()).sudo()
        self.put(HISTORY, state="delivered")
        self.put(HELD, state="queued", not_before=MORNING + HOUR)

    def put(self, count, **values):
        put_copies(self.message, count, unlike=["key"], **values)

    def count_claims(self):
        """A list to which each claim from now on adds how many messages it found, and how many rows were read for that."""
        told, model = [], self.env.registry["jn.message"]
        claim = model._claimed

        def counted(messages, *words):
            before = rows_read(self.env, "jn_message")
            found = claim(messages, *words)
            told.append((len(found), rows_read(self.env, "jn_message") - before))
            return found

        self.patch(model, "_claimed", counted)
        return told

    def assertReadsFew(self, sweep, **values):
        """Let a sweep work off a batch of messages that have these values."""
        self.put(DUE, **values)
        self.env.cr.execute("ANALYZE jn_message")
        told = self.count_claims()
        self.assertEqual(self.env[sweep]._sweep_batch(LIMIT), LIMIT)
        self.assertEqual(max(found for found, _read in told), LIMIT)
        self.assertLessEqual(max(read for _found, read in told), 4 * DUE)

    def test_what_is_due(self):
        self.assertReadsFew("jn.message.outbox", state="queued", not_before=MORNING - HOUR)

    def test_what_this_process_is_sending(self):
        me = self.env["jn.message.outbox"]._me()
        self.assertReadsFew("jn.message.outbox", state="sending", claimant=me, claimed_at=MORNING)

    def test_what_has_to_be_asked_for(self):
        self.assertReadsFew("jn.message.asking", state="sending", ask_at=MORNING - HOUR)

    def test_what_waits_for_a_receipt(self):
        self.assertReadsFew("jn.message.overdue", state="sent", receipt_due_at=MORNING - HOUR)

    def test_what_is_news(self):
        self.assertReadsFew("jn.message.news", state="delivered", news=True)

    def test_what_came_in(self):
        self.assertReadsFew("jn.message.inbox", state="received")

    def test_who_has_waited_longest_goes_first(self):
        later, first = (self.ask(self.subject(number=number)).sudo() for number in ("+8613805370021", "+8613805370022"))
        later.not_before, first.not_before = MORNING - HOUR, MORNING - 2 * HOUR
        self.env["jn.message.outbox"]._claim(2)
        self.assertEqual([message.state for message in (first, later, self.message)], ["sending", "sending", "queued"])
