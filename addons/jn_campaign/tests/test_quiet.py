"""What Odoo's own modules do by themselves and no city has asked for does not run."""

from odoo.tests import TransactionCase, tagged

UNASKED = (
    "mail.ir_cron_module_update_notification",
    "digest.ir_cron_digest_scheduler_action",
    "gamification.ir_cron_check_challenge",
    "gamification.ir_cron_consolidate",
)


@tagged("post_install", "-at_install")
class TestQuiet(TransactionCase):
    def test_nobody_is_told_figures_dealt_badges_or_reported_to_the_maker(self):
        running = self.env["ir.cron"].search([]).ids
        for name in UNASKED:
            self.assertNotIn(self.env.ref(name).id, running, name)
