from odoo import api, fields, models, tools

from odoo.addons.jn_org.exceptions import NotPossible


class JnFlow(models.Model):
    """A process over one model; its versions say how it runs (Art. 5, 6)."""

    _name = "jn.flow"
    _inherit = ["jn.audited"]
    _description = "Process"
    _order = "model, code"

    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    model = fields.Char(required=True, help="Technical name of the model whose records this process moves.")
    unit_id = fields.Many2one("jn.unit", string="Holds for", help="Empty: the whole city. A county may have its own (Art. 2).")
    pack_id = fields.Many2one("jn.pack", ondelete="restrict", index="btree_not_null")
    version_ids = fields.One2many("jn.flow.version", "flow_id")
    current_version_id = fields.Many2one("jn.flow.version", compute="_compute_current_version_id")

    _code_unique = models.UniqueIndex(
        "(code, COALESCE(unit_id, 0))",
        "There is already a process with this code for this unit. Open that one and make a new draft of it.",
    )

    def write(self, vals):
        if "model" in vals:
            self.version_ids._check_draft({"model"})
        written = super().write(vals)
        if {"model", "unit_id"} & set(vals):
            self._forget_editions()
        return written

    @api.ondelete(at_uninstall=False)
    def _unlink_only_of_drafts(self):
        self.version_ids._check_draft({"unlink"})  # the database would take the versions along unasked

    @api.depends("name", "unit_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        """A unit's own process is told from the city's."""
        for flow in self:
            unit = flow.sudo().unit_id  # whose process it is stands beside what it governs, for whoever reads that
            flow.display_name = self.env._("%(flow)s (%(unit)s)", flow=flow.name, unit=unit.name) if unit else flow.name

    @api.depends("version_ids.state", "version_ids.effective_from")
    def _compute_current_version_id(self):
        now = self.env["jn.clock"]._now()
        for flow in self:
            flow.current_version_id = flow.version_ids._in_force(now)

    def action_new_draft(self):
        """Open a new draft that begins as a copy of the version in force, or of the newest where none is."""
        self.ensure_one()
        source = self.current_version_id or self.version_ids[:1]
        return source.action_new_draft() if source else self._first_draft()

    def _first_draft(self):
        return self.env["jn.flow.version"].create({"flow_id": self.id})._shown()

    def _retire_idle(self):
        """Retire what a newer version has replaced and no record stands on any more."""
        now = self.env["jn.clock"]._now()
        replaced = self.browse().version_ids
        for flow in self:
            live = flow.version_ids.filtered(lambda v: v.state == "published" and v.effective_from <= now)
            replaced |= live - live._in_force(now)
        (replaced - replaced._standing_on())._retire()

    @api.model
    def _cron_retire(self):
        """Retire, once a day, the versions of all processes that nobody needs any more."""
        self.search([])._retire_idle()

    @api.model
    def _stages_of(self, model):
        """Return [(code, name)] of every stage that a record of `model` may stand in, those in force first."""
        flows = self.sudo().search([("model", "=", model)])  # configuration is read for everybody
        current = flows.current_version_id
        versions = flows.version_ids.sorted(lambda v: (v not in current, v.state == "draft", bool(v.flow_id.unit_id), -v.number))
        names = {}
        for stage in (stage for version in versions for stage in version.stage_ids):
            names.setdefault(stage.code, stage.name)
        return list(names.items())

    @api.model
    def _codes_in_force(self, model):
        """Return the codes of the stages of the versions in force, the whole city's process first."""
        flows = self.sudo().search([("model", "=", model)])  # configuration is read for everybody
        versions = flows.sorted(lambda flow: bool(flow.unit_id)).current_version_id
        return list(dict.fromkeys(stage.code for version in versions for stage in version.stage_ids))

    @api.model
    def _codes_folded(self, model):
        """Return the codes of the stages that a version in force folds in the board."""
        flows = self.sudo().search([("model", "=", model)])  # configuration is read for everybody
        return set(flows.current_version_id.stage_ids.filtered("fold").mapped("code"))

    def action_flow_map(self):
        """Open the map of the version in force, of the newest one while none is."""
        self.ensure_one()
        version = self.current_version_id or self.version_ids.sorted("number")[-1:]
        if not version:
            raise NotPossible(self.env._("This process has no version yet. Add one, then draw it."))
        return version.action_flow_map()

    @api.model
    def _version_for(self, model, unit):
        """Return the version in force for records of `model` in `unit`: the nearest unit up the tree wins."""
        now, editions = self.env["jn.clock"]._now(), self._editions(model)
        above = reversed(self.env["jn.unit"]._ancestors_and_self(unit.id))
        for place in (*above, False):  # a process without a unit is the whole city's
            for process in editions.get(place, ()):
                live = [edition for edition in process if edition[0] <= now]
                if live:
                    return self.env["jn.flow.version"].browse(max(live)[-1])
        return self.env["jn.flow.version"]

    @api.model
    @tools.ormcache("model")
    def _editions(self, model):
        """Return {unit id or False: [of each process its published versions [(from, number, id), …], …]} over a model."""
        flows = self.sudo().search([("model", "=", model)])  # configuration is read for everybody
        return {
            unit: [
                [(version.effective_from, version.number, version.id) for version in flow.version_ids if version.state == "published"]
                for flow in group
            ]
            for unit, group in flows.grouped(lambda flow: flow.unit_id.id).items()
        }

    @api.model
    def _forget_editions(self):
        """Which version holds has changed: empty the caches now and, for what another thread fills in meanwhile, after the commit."""
        self.env.registry.clear_cache()
        self.env.cr.postcommit.add(self.env.registry.clear_cache)
