from odoo import fields, models


class JnBenchCase(models.Model):
    """The columns and indexes of a case without its process, and one plain field for a rule to write."""

    _name = "jn.bench.case"
    _description = "Bare case"
    _rec_name = "ref"

    mark = fields.Char()
    flow_version_id = fields.Many2one("jn.flow.version", ondelete="restrict")
    stage_id = fields.Many2one("jn.flow.stage", index=True, ondelete="restrict")
    stage_code = fields.Char(index=True)
    own_due_at = fields.Datetime()
    own_light_at = fields.Datetime()
    next_due_at = fields.Datetime()
    light_at = fields.Datetime()
    source = fields.Char(required=True)
    ref = fields.Char(required=True)
    unit_id = fields.Many2one("jn.unit", required=True, ondelete="restrict")
    matter_id = fields.Many2one("jn.matter", required=True, index=True, ondelete="restrict")
    handler = fields.Char()
    handler_id = fields.Many2one("res.users")
    applicant = fields.Char()
    phone_number = fields.Char()
    phone_e164 = fields.Char(index="btree_not_null")
    phone_problem = fields.Char()
    accepted_at = fields.Datetime()
    completed_at = fields.Datetime(index=True)
    arrived_at = fields.Datetime(required=True)
    is_late = fields.Boolean()
    is_too_late = fields.Boolean()
    scored = fields.Boolean()
    closed_at = fields.Datetime()
    close_reason = fields.Char()

    _ref_unique = models.Constraint("UNIQUE(source, ref)", "This source has sent a case with this number already.")
    _unit_index = models.Index("(unit_id, id)")
    _open_index = models.Index("(unit_id, next_due_at) WHERE closed_at IS NULL")
