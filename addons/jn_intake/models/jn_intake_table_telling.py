from datetime import timedelta

from odoo import api, fields, models


class JnIntakeTable(models.Model):
    """What people are told of an exchange table: trouble, and what of it is never read."""

    _inherit = "jn.intake.table"

    blank_words = fields.Text(compute="_compute_blank_words", string="What cannot be read")

    @api.depends("blank_count", "relation", "moment_column", "key_column")
    @api.depends_context("lang")
    def _compute_blank_words(self):
        for table in self:
            table.blank_words = table._blank() if table.blank_count else False

    def _blank(self):
        return self.env._(
            "%(count)s rows of %(table)s are not read, because %(moment)s or %(key)s is empty there. Have the other system fill them, for"
            " instance with UPDATE %(table)s SET %(moment)s = now() WHERE %(moment)s IS NULL; the next pull then reads them.",
            count=self.blank_count, table=self.relation, moment=self.moment_column, key=self.key_column,
        )

    def _note(self, page):
        """Keep what a look beyond the rows has seen."""
        if page.blank is not None:
            self.blank_count = page.blank

    def _unreadable(self, error):
        return self.env._(
            "The exchange table %(table)s on %(host)s cannot be read: %(reason)s",
            table=self.relation, host=self.host, reason=error,
        )

    def _changed(self, error):
        return self.env._(
            "The exchange table %(table)s on %(host)s is not what it was: %(reason)s. Reading is paused and goes on where it"
            " stopped, so nothing is skipped. Correct the columns below and press “Pull soon”.",
            table=self.relation, host=self.host, reason=error,
        )

    def _tell(self, sentence, paused=False):
        """Say on the row what is wrong, count it once for the health page and the administrators' desk; try again later, or not."""
        now = self.env["jn.clock"]._now()
        if not self.trouble:
            self.env["jn.flow.failure"].create({
                "res_model": self._name, "res_ids": self.ids, "what": self.source_id.name, "error": sentence, "at": now,
            })
        self.write({"trouble": sentence, "next_at": not paused and now + timedelta(minutes=self.minutes)})

    def _settle(self):
        """The trouble is over: the health page need not count it any more."""
        if self.trouble:
            self.env["jn.flow.failure"].search([
                ("res_model", "=", self._name), ("error", "=", self.trouble), ("solved", "=", False),
            ]).solved = True
