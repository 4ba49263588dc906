from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from ..const import IMPORT_STATES
from ..models.jn_pack import MAIN_FILE
from ..models.jn_pack_upload import YAML


class JnPackImport(models.TransientModel):
    """A pack's zip file, or one of its files: first what it would change, then the change."""

    _name = "jn.pack.import"
    _description = "Import of a Regulation Pack"

    file = fields.Binary(string="Zip or YAML file", required=True, attachment=False)
    filename = fields.Char()
    is_single = fields.Boolean(compute="_compute_is_single")
    pack_id = fields.Many2one(
        "jn.pack", string="File of the pack", ondelete="cascade",
        help="For a single YAML file: the pack in which it takes the place of the file of the same name.",
    )
    publish = fields.Boolean(
        string="Publish at once", help="Otherwise what arrives waits as drafts and nothing running changes."
    )
    state = fields.Selection(IMPORT_STATES, required=True, readonly=True, default="choose")
    plan = fields.Json(string="What would change", readonly=True)
    problems = fields.Text(readonly=True)
    needs_approval = fields.Boolean(readonly=True)
    reason = fields.Text(string="Why", help="Whoever approves it reads this, and the new versions keep it.")
    proposal_id = fields.Many2one("jn.pack.proposal", readonly=True, ondelete="cascade")
    result_id = fields.Many2one("jn.pack", string="Applied pack", readonly=True, ondelete="cascade")

    @api.depends("filename")
    def _compute_is_single(self):
        """A whole pack names itself; a file of one needs to be told where it belongs. A pack.yaml may be a new pack."""
        for wizard in self:
            name = (wizard.filename or "").lower()
            wizard.is_single = name.endswith(YAML) and name != MAIN_FILE

    def action_plan(self):
        """Show what the file would change, or what is wrong in it."""
        self.ensure_one()
        self.env["jn.pack"]._check_administrator()
        try:
            files = self._files()
            plan = self.env["jn.pack"]._plan_groups(files)
            needs = self.env["jn.pack"]._needs_approval(files, self.publish)
            self.write({"state": "planned" if plan else "nothing", "plan": plan, "problems": False, "needs_approval": needs})
        except BadInput as error:
            self.write({"state": "bad", "plan": False, "problems": str(error)})
        return self._again()

    def action_apply(self):
        """Apply the file and show what was done; refused where another administrator must approve it first."""
        self.ensure_one()
        files = self._files()
        if self.env["jn.pack"]._needs_approval(files, self.publish):
            raise NotPossible(self.env._(
                "A regulation is in force: a pack that changes it is submitted, and another administrator approves it. "
                "Press Submit for approval."
            ))
        pack = self.env["jn.pack"]._apply(files, publish=self.publish)
        self.write({"state": "done", "result_id": pack.id})
        return self._again()

    def action_propose(self):
        """Hand the file to another administrator, who approves it."""
        self.ensure_one()
        proposal = self.env["jn.pack.proposal"]._propose_files(self._files(), self.publish, self.reason)
        self.write({"state": "proposed", "proposal_id": proposal.id})
        return self._again()

    def action_back(self):
        """Choose another file."""
        self.ensure_one()
        self.write({"state": "choose", "plan": False, "problems": False})
        return self._again()

    def action_open(self):
        """Open the pack that was applied, or the proposal."""
        self.ensure_one()
        if self.proposal_id:
            return self.proposal_id._shown()
        return {
            "type": "ir.actions.act_window",
            "res_model": "jn.pack",
            "res_id": self.result_id.id,
            "views": [(False, "form")],
        }

    def _again(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import a pack"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _files(self):
        """{path: bytes} of what was uploaded."""
        return self.env["jn.pack"]._uploaded(self.with_context(bin_size=False).file, self.filename, self.pack_id)
