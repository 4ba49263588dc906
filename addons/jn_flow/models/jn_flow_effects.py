from odoo import api, models


class JnFlowEffects(models.AbstractModel):
    """What effects of our own do: one verb for each kind, on the whole set that moved; `words` are the effect's as a pack writes them."""

    _name = "jn.flow.effects"
    _description = "Effects of moves"

    @api.model
    def _follow(self, records, effect):
        """Carry out one effect, a `compiled.Effect`, on records that its move has led on."""
        # effects belong to the process, not to who moved the records
        getattr(self, f"_follow_{effect.kind}")(records.sudo(), effect)

    def _follow_raise(self, records, effect):
        records.mapped(effect.words["on"])._flow_fire(effect.words["raise"])

    def _follow_open(self, records, effect):
        field, values = records._fields[effect.words["open"]], effect.words.get("values", {})
        children = records.env[field.comodel_name].create([{field.inverse_name: record.id, **values} for record in records])
        children._flow_start()

    def _follow_set(self, records, effect):
        records.write(dict(effect.words["set"]))

    def _follow_stamp(self, records, effect):
        records.write({effect.words["stamp"]: self.env["jn.clock"]._now()})

    def _follow_do(self, records, effect):
        getattr(records, f"_effect_{effect.words['do']}")()

    def _follow_activity(self, records, effect):
        summary = effect.words.get("activity") or self.env["ir.actions.server"].sudo().browse(effect.id).name  # its name is no secret
        records._flow_plan(effect.words.get("kind", "todo"), summary)
