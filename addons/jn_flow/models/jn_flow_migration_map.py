from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import BadInput, NotPossible


class JnFlowMigrationMap(models.Model):
    """Where the records of one stage of an old version go."""

    _name = "jn.flow.migration.map"
    _description = "Stage of a passage"
    _order = "migration_id, id"

    migration_id = fields.Many2one("jn.flow.migration", required=True, ondelete="cascade", index=True)
    version_id = fields.Many2one(related="migration_id.version_id")
    from_stage_id = fields.Many2one("jn.flow.stage", required=True, readonly=True, ondelete="cascade", string="Stands in")
    from_version_id = fields.Many2one(related="from_stage_id.version_id", string="Of version")
    to_stage_id = fields.Many2one(
        "jn.flow.stage", ondelete="cascade", string="Goes to",
        domain="[('version_id', '=', version_id), ('kind', '!=', 'end')]",
    )
    count = fields.Integer(readonly=True, string="Records")

    _stage_unique = models.Constraint("UNIQUE(migration_id, from_stage_id)", "A passage maps each stage once. Change the row that there is.")

    @api.constrains("to_stage_id", "from_stage_id", "migration_id")
    def _check_stages(self):
        for row in self:
            target, source = row.to_stage_id, row.from_stage_id
            if source.version_id.flow_id != row.migration_id.flow_id:
                raise BadInput(self.env._("%(stage)s is a stage of another process. Remove this row.", stage=source.name))
            if target and (target.version_id != row.migration_id.version_id or target.kind == "end"):
                raise BadInput(self.env._(
                    "Records of %(stage)s cannot go to %(target)s. Choose an open stage of %(version)s.",
                    stage=source.name, target=target.name, version=row.migration_id.version_id.display_name,
                ))

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._check_preparing()
        return rows

    def write(self, vals):
        self._check_preparing()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_in_preparation(self):
        self._check_preparing()

    def _check_preparing(self):
        if any(row.migration_id.state != "draft" for row in self):
            raise NotPossible(self.env._("The map of a passage that has begun stays as it is: it tells what was done."))
