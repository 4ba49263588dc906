"""Makes a new draft out of a version: its stages, moves, time limits and effects, their words and articles."""

from odoo.fields import Command


class Copier:
    """Copies the parts of `version`, set by set, and ties the copies to each other as the originals are.

    The copy is the next draft of the same process, or of `flow`.
    """

    def __init__(self, version, flow=None):
        self.env, self.version, self.flow = version.env, version, flow or version.flow_id

    def draft(self):
        """Return the new draft."""
        number = max(self.flow.version_ids.mapped("number"), default=0) + 1
        draft = self.env["jn.flow.version"].create(
            {"flow_id": self.flow.id, "number": number, "based_on_id": self.version.id}
        )
        stages = self._copies(self.version.stage_ids, draft)
        moves = self._copies(self.version.move_ids, draft)
        self._copies(self.version.timer_ids, draft)
        self._tie(draft, stages)
        self._effects(moves)
        return draft

    def _copies(self, parts, draft):
        """Copy rows with their words in every language; return {original: copy}."""
        return dict(zip(parts, parts.copy({"version_id": draft.id}), strict=True))

    def _tie(self, draft, stages):
        """Let what points to a stage of the original point to its copy."""
        for part in (*draft.move_ids, *draft.timer_ids):
            part.write({
                name: self._twins(field, part[name], stages)
                for name, field in part._fields.items()
                if field.comodel_name == "jn.flow.stage" and field.store
            })

    def _twins(self, field, pointed, stages):
        twins = [stages[stage].id for stage in pointed]
        return [Command.set(twins)] if field.type == "many2many" else twins[0] if twins else False

    def _effects(self, moves):
        for move, twin in moves.items():
            for action in move.sudo().effect_ids:  # administrators of ours need not be Odoo's own
                action.copy({"jn_move_id": twin.id, "name": action.name})
