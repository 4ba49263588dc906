from odoo import api, models, tools


class JnCached(models.AbstractModel):
    """Records from which ormcached answers are made: any change forgets those answers."""

    _name = "jn.cached"
    _description = "Cached configuration"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self._forget_answers()
        return records

    def write(self, vals):
        result = super().write(vals)
        self._forget_answers()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget_answers()
        return result

    @api.model
    @tools.ormcache("self._name")
    def _ids_by_code(self):
        """{code: id} of the active records of a model that has unique codes."""
        records = self.sudo().with_context(active_test=True).search_fetch([], ["code"])  # codes are no secret
        return tools.frozendict({record.code: record.id for record in records})

    @api.model
    def _forget_answers(self):
        """Empty the caches now and again after the commit.

        Between the two another thread of this process may refill them with the old rows.
        """
        self.env.registry.clear_cache()
        self.env.cr.postcommit.add(self.env.registry.clear_cache)
