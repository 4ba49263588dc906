from odoo.tests import tagged

from odoo.addons.jn_org.tests.common import OrgCase


@tagged("post_install", "-at_install")
class TestHealth(OrgCase):
    def setUp(self):
        super().setUp()
        self.env["jn.message"].search([]).write({"state": "read"})
        self.freeze("2026-11-23 10:00")

    def rows(self, role="administrator"):
        return {row.code: row for row in self.env["jn.health.message"].with_user(self.users[role])._health_rows()}

    def message(self, state, at, **values):
        moment = self.at(at)
        times = {"queued_at": moment, "not_before": moment, "received_at": moment}
        return self.env["jn.message"].create(
            {"direction": "out", "state": state, "text": "?", "unit_id": self.window_a.id, **times, **values}
        )

    def test_a_quiet_system_is_green(self):
        self.assertEqual({row.colour for row in self.rows().values()}, {"green"})

    def test_a_message_that_waits_too_long_is_red_and_opened(self):
        self.message("queued", "2026-11-23 09:51")
        self.assertEqual(self.rows()["message.late"].colour, "green")
        late = self.message("queued", "2026-11-23 09:40")
        row = self.rows()["message.late"]
        self.assertEqual((row.colour, row.count, row.oldest), ("red", 1, late.not_before))
        self.assertEqual(late.search(row.action["domain"]), late)

    def test_how_late_is_late_is_the_citys_target(self):
        self.message("queued", "2026-11-23 09:40")
        self.env["jn.setting"].search([("code", "=", "message.send_target_minutes")]).default_value = "30"
        self.assertEqual(self.rows()["message.late"].colour, "green")

    def test_a_message_for_the_morning_is_not_late(self):
        self.message("queued", "2026-11-24 08:00")
        self.assertEqual(self.rows()["message.late"].colour, "green")

    def test_sending_that_was_cut_off_is_red(self):
        self.message("sending", "2026-11-23 09:00")
        self.assertEqual(self.rows()["message.cut_off"].colour, "red")

    def test_replies_that_nobody_reads_are_red(self):
        self.message("received", "2026-11-23 09:00", direction="in")
        self.assertEqual(self.rows()["message.unread"].colour, "red")

    def test_what_failed_on_every_channel_this_week_wants_attention(self):
        last = self.message("failed", "2026-11-22 09:00")
        self.message("failed", "2026-11-22 08:00", next_id=last.id)
        self.message("failed", "2026-11-10 09:00")
        row = self.rows()["message.failed"]
        self.assertEqual((row.colour, row.count), ("yellow", 1))
        last.with_user(self.users["administrator"]).mark_unreachable("moved abroad")
        self.assertEqual(self.rows()["message.failed"].colour, "green")

    def test_what_was_not_understood_wants_attention_and_opens_as_replies(self):
        self.message("unmatched", "2026-11-23 09:00", direction="in")
        row = self.rows()["message.unmatched"]
        self.assertEqual(
            (row.colour, row.action["context"]["list_view_ref"]), ("yellow", "jn_message.jn_message_view_list_in")
        )

    def test_a_supervisor_counts_their_own_units(self):
        far = self._make_unit("window", "Far away", parent_id=self.city.id)
        self.message("failed", "2026-11-22 09:00", unit_id=far.id)
        self.assertEqual(self.rows("supervisor")["message.failed"].count, 0)
        self.assertEqual(self.rows()["message.failed"].count, 1)
