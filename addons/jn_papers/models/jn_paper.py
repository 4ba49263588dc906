import base64
import functools

import yaml

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .. import builder, filling
from ..const import KINDS, LANGUAGE
from ..exceptions import BadPaper

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@functools.cache
def default_file(folder, code):
    """The Word file built from the outline of this code in a room's folder, or nothing where there is no outline."""
    outline = folder / f"{code}.yaml"
    return builder.build(yaml.safe_load(outline.read_text(encoding="utf-8"))) if outline.is_file() else b""


class JnPaper(models.Model):
    """A kind of paper: what it is about, who makes it, and the Word file that is filled (Art. 6, 8, 9)."""

    _name = "jn.paper"
    _inherit = ["jn.audited"]
    _description = "Kind of paper"
    _order = "sequence, id"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    model = fields.Selection(KINDS, required=True, string="About")
    domain = fields.Char(string="Only for", help="A domain on the record; empty: always.")
    group_ids = fields.Many2many("res.groups", string="Who makes it")
    asks_demand = fields.Boolean(string="Asks for a demand", help="Whoever makes it writes what it asks for.")
    shows_number = fields.Boolean(string="May show the number", help="In full only to who says why; that is kept.")
    file = fields.Binary(string="Own Word file", help="In place of the one that comes with the system.")
    file_name = fields.Char(string="Name of the file")
    placeholders = fields.Text(compute="_compute_placeholders")

    _code_unique = models.Constraint("UNIQUE(code)", "There is already a paper with this code. Choose another code.")

    @api.depends("model")
    def _compute_placeholders(self):
        for paper in self:
            subject = paper._subject()
            rows = subject._paper_rows() if paper.model else {}
            paper.placeholders = "\n".join(
                f"{{%p for row in {name} %}} " + " ".join(f"{{{{ row.{word} }}}}" for word in rows[name]) + " {%p endfor %}"
                if name in rows else f"{{{{ {name} }}}}"
                for name in (subject._paper_placeholders() if paper.model else ())
            )

    @api.constrains("file", "model")
    def _check_file(self):
        """A file is tried before it is kept: what it names must be known, and it must fill."""
        for paper in self.filtered("file"):
            try:
                filling.check(base64.b64decode(paper.file), self.env[paper.model]._paper_sample())
            except filling.FillError as error:
                raise BadPaper(paper._fault_words(error)) from error

    @api.constrains("domain", "model")
    def _check_domain(self):
        for paper in self.filtered("domain"):
            try:
                self.env[paper.model].browse().filtered_domain(paper._domain())
                self.env[paper.model]._search(paper._domain())
            except Exception as error:  # whatever is wrong with it is said in the same sentence
                raise BadPaper(self.env._("“%(domain)s” is no condition on this record.", domain=paper.domain)) from error

    def action_download(self):
        """Download the Word file as it is, placeholders and all, to change it."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": f"/jn/paper/{self.id}", "target": "download"}

    def action_reset(self):
        """Go back to the file that comes with the system."""
        if any(not paper._default_file() for paper in self):
            raise NotPossible(self.env._("No file for this paper comes with the system."))
        self.write({"file": False, "file_name": False})

    @api.model
    def _offered(self, record):
        """The papers that this person may make of a record as it stands."""
        papers = self.search([("model", "=", record._name)])
        return papers.filtered(lambda paper: paper._is_for(self.env.user) and record.filtered_domain(paper._domain()))

    def _make(self, record, demand=None, number=None):
        """Fill the paper from a record that this person sees; returns (file name, bytes)."""
        self.ensure_one()
        record.check_access("read")
        if not self._is_for(self.env.user):
            raise NotAllowed(self.env._("Your role does not make this paper."))
        if not record.filtered_domain(self._domain()):
            raise NotPossible(self.env._("%(record)s is not ready for this paper.", record=record.display_name))
        try:
            data = filling.fill(self._template(), record._paper_values(demand, number))
        except filling.FillError as error:
            raise BadPaper(self._fault_words(error)) from error
        return f"{self.with_context(lang=LANGUAGE).name}-{record._paper_ref()}.docx", data

    def _template(self):
        """The Word file that is filled: the administrator's own, else the one built from the outline."""
        own = base64.b64decode(self.file) if self.file else self._default_file()
        if not own:
            raise NotPossible(self.env._("This paper has no file yet. Upload one under System management, Papers."))
        return own

    def _default_file(self):
        """The Word file that comes with the room whose records this paper is about."""
        return default_file(self._subject()._paper_forms, self.code)

    def _subject(self):
        """The kind of record that this paper is about, as an empty recordset."""
        return self.env[self.model or "jn.paper.subject"]

    @api.model
    def _kinds(self):
        """The models that papers may be about."""
        return self._fields["model"].get_values(self.env)

    def _is_for(self, user):
        return bool(self.sudo().group_ids & user.all_group_ids)  # which roles make a paper is no secret

    def _domain(self):
        return Domain(safe_eval(self.domain or "[]"))

    def _fault_words(self, error):
        """What is wrong with a file, and what to do."""
        detail = {"detail": error.detail, "known": ", ".join(self._subject()._paper_placeholders())}
        sentences = {
            "file": self.env._("This is no Word file. Save it as .docx and upload that."),
            "size": self.env._("This file is too large. Take the pictures out and upload it again."),
            "syntax": self.env._("A placeholder in the file is not complete: %(detail)s. Look for a missing brace or end.", **detail),
            "unknown": self.env._("The file asks for what is not known: %(detail)s. Known are: %(known)s.", **detail),
            "broken": self.env._("The file cannot be filled: %(detail)s. Use the placeholders of the list as they are.", **detail),
        }
        return sentences[error.code]
