from odoo import api, models

from odoo.addons.jn_org.exceptions import NotPossible

from ..process_map import ProcessMap


class JnFlowVersion(models.Model):
    """The process map of a version: drawn from its records, with what stands and what is overdue."""

    _inherit = "jn.flow.version"

    def flow_map(self, record_model=None, record_id=None):
        """Return what the map draws (see `ProcessMap`); with a record, its way so far as well."""
        self.ensure_one()
        self.check_access("read")
        return ProcessMap(self, self._map_record(record_model, record_id)).told()

    def _map_record(self, model, record_id):
        """Return the record whose way is asked for, or None; refuse what does not run on this version."""
        if not model:
            return None
        record = self._map_records(model).browse(record_id).exists()
        record.check_access("read")
        if record.flow_version_id != self:
            raise NotPossible(self.env._("This record does not run on this version. Open the map from the record itself."))
        return record

    @api.model
    def _map_records(self, model):
        records = self.env.get(model)
        if records is None or not hasattr(records, "_flow_passages"):
            raise NotPossible(self.env._("Only records with a process have a map."))
        return records

    def action_flow_map(self):
        """Open the map of this version."""
        self.ensure_one()
        self.check_access("read")
        return self._map_action()

    def _map_action(self, **params):
        return {
            "type": "ir.actions.client",
            "tag": "jn_flow.map",
            "name": self.env._("Process map: %(version)s", version=self.sudo().display_name),  # the name is no secret
            "params": {"version_id": self.id, **params},
        }
