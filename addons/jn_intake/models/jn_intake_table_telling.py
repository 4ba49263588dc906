import re
from datetime import timedelta

from odoo import api, fields, models

READER = """\
CREATE ROLE jn_reader LOGIN PASSWORD '…';
GRANT CONNECT ON DATABASE {database} TO jn_reader;
GRANT USAGE ON SCHEMA {schema} TO jn_reader;
GRANT SELECT ON {table} TO jn_reader;"""


class JnIntakeTable(models.Model):
    """What people are told of an exchange table: trouble, and what of it is never read."""

    _inherit = "jn.intake.table"

    blank_count = fields.Integer(
        readonly=True, copy=False, string="Rows that cannot be read", help="Rows with nothing in one of the two columns that put rows in order."
    )
    rights = fields.Char(readonly=True, copy=False, string="Rights beyond reading", help="What its login may do there and need not.")
    blank_words = fields.Text(compute="_compute_blank_words", string="What cannot be read")
    rights_words = fields.Text(compute="_compute_rights_words", string="What its login should not be able to do")
    rights_lines = fields.Text(compute="_compute_rights_words", string="Lines for whoever runs that database")

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

    @api.depends("rights", "login", "database", "relation")
    @api.depends_context("lang")
    def _compute_rights_words(self):
        for table in self:
            table.rights_words = table._needless() if table.rights else False
            table.rights_lines = table._reader_lines() if table.rights else False

    def _needless(self):
        return self.env._(
            "The login %(login)s may not only read %(table)s, but also: %(rights)s. We never write there, yet whoever gets hold of the"
            " password could. Ask who runs that database for a login that may only read, then enter it in the form of the exchange table.",
            login=self.login, table=self.relation, rights=self.rights,
        )

    def _reader_lines(self):
        """Lines of SQL that make a login which may only read this table."""
        *schema, name = map(_quoted, self.relation.split("."))
        return READER.format(database=_quoted(self.database), schema=".".join(schema) or "public", table=".".join([*schema, name]))

    def _note(self, page):
        """Keep what was seen beside the rows."""
        if page.look:
            self.write({"blank_count": page.look.blank, "rights": ", ".join(page.look.rights) or False})

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
        failures = self._failures()
        if failures:
            failures.error = sentence
        else:
            failures.create({"res_model": self._name, "res_ids": self.ids, "what": self.source_id.name, "error": sentence, "at": now})
        self.write({"trouble": sentence, "next_at": not paused and now + timedelta(minutes=self.minutes)})
        if paused and not self._calls():
            self._call()

    def _settle(self):
        """The trouble is over: neither health page nor activities need tell of it any more."""
        if self.trouble:
            self._failures().solved = True
            self._calls().unlink()

    def _failures(self):
        """What the health page counts of this table."""
        domain = [("res_model", "=", self._name), ("solved", "=", False)]
        return self.env["jn.flow.failure"].search(domain).filtered(lambda failure: failure.res_ids == self.ids)

    def _calls(self):
        """The activities that call for this table; what people have planned for it themselves is theirs."""
        return self.activity_ids.filtered("automated")

    def _call(self):
        """Put a paused table among the activities of every administrator and into their inboxes: only people can resume it."""
        administrators = self.env.ref("jn_org.group_administrator").all_user_ids
        for person in administrators:
            table = self.with_context(lang=person.lang)
            title = table.env._("Reading is paused: exchange table %(table)s of %(system)s", table=self.relation, system=self.source_id.name)
            table._plan(person, title)
            table.message_notify(
                partner_ids=person.partner_id.ids, subject=title, body=self.trouble, model_description=table.env._("Exchange table"),
                author_id=self.env.ref("base.partner_root").id,
            )

    def _plan(self, person, title):
        # The list of those who work tells them, no e-mail.
        self.env["mail.activity"].with_context(mail_activity_quick_update=True).create({
            "res_model_id": self.env["ir.model"]._get_id(self._name), "res_id": self.id, "user_id": person.id, "summary": title,
            "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id, "automated": True,
            "date_deadline": self.env["jn.intake"]._today(),
        })


def _quoted(name):
    """An identifier as PostgreSQL reads it: between quotes where it is more than small letters, digits and lines."""
    return name if re.fullmatch(r"[a-z_][a-z0-9_]*", name) else '"' + name.replace('"', '""') + '"'
