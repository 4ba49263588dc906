from odoo import api, models

from odoo.addons.jn_pack.lines import Line, Local


class JnFlowSection(models.AbstractModel):
    """What holds when packs come and go: each change of a running process is a version of its own."""

    _inherit = "jn.flow.section"

    @api.model
    def _section_running(self, scope, files):
        flows = [(path, self._found(scope, data), data) for path, data in files.items()]
        again = [self._again_line(path, flow) for path, flow, data in flows if self._comes_back(flow, scope.pack, data)]
        told = [line for path, flow, data in flows for line in self._live_lines(path, data, self._live(scope, flow, data))]
        return [*again, *told, *(self._leaving_line(flow) for flow in self._leaving(scope, files))]

    @api.model
    def _section_settle(self, scope, files):
        """Processes of other packs on top go back to the regulation's version, or end if it has none."""
        super()._section_settle(scope, files)
        for flow in self._leaving(scope, files):
            origin = self._shown(flow, scope.base)
            if origin and not flow.unit_id:
                version = self._new_version(scope.base, flow, self._flow_data(flow, origin))
                version._publish(self.env["jn.clock"]._now(), self._section_proposal().reason)
            else:
                flow.version_ids.filtered(lambda version: version.state == "published")._retire()

    @api.model
    def _leaving(self, scope, files):
        """The processes in this scope whose version in force came with a pack on top that these files do not renew."""
        if not scope.base:
            return self.env["jn.flow"]
        carried = {data["code"] for data in files.values()}
        flows = self.env["jn.flow"].search([("unit_id", "=", scope.unit.id)])
        return flows.filtered(lambda flow: flow.code not in carried and self._is_foreign(flow, scope))

    def _is_foreign(self, flow, scope):
        origin = self._last_published(flow).pack_id
        return origin != scope.base and origin.base_id == scope.base and origin.unit_id == scope.unit

    @api.model
    def _section_carry(self, pack, files):
        """The pack lets go of the processes that its files no longer name, and of its drafts of them."""
        super()._section_carry(pack, files)
        carried = {data["code"] for data in files.values()}
        gone = pack.flow_ids.filtered(lambda flow: flow.code not in carried)
        drafts = gone.version_ids.filtered(lambda version: version.state == "draft" and version.pack_id == pack)
        drafts.unlink()
        if gone:
            pack.flow_ids -= gone

    def _live(self, scope, flow, data):
        """The version in force that is not what the pack itself last said: what a reader of the plan compares with."""
        live = self._last_published(flow)
        if scope.unit and not live:
            live = self.env["jn.flow"]._version_for(data["model"], scope.unit)
        return live if live != self._shown(flow, scope.pack) else live.browse()

    def _found(self, scope, data):
        unit = self.env["jn.unit"].search([("code", "=", data["unit"])]) if data.get("unit") else scope.unit
        return self.env["jn.flow"].search([("code", "=", data["code"]), ("unit_id", "=", unit.id)])

    def _comes_back(self, flow, pack, data):
        """Whether the files say what the pack always said, and another version holds meanwhile."""
        mine = self._shown(flow, pack)
        is_same = pack and mine and self._section_canonical({"": data})[""] == self._flow_data(flow, mine)
        return is_same and mine != self._last_published(flow)

    def _again_line(self, path, flow):
        return Line(path, (), self.env._("%(flow)s: this pack's version takes effect as a new version", flow=flow.name))

    def _leaving_line(self, flow):
        pack = self._last_published(flow).pack_id.title
        sentence = self.env._("%(flow)s: the version of “%(pack)s” goes out of use", flow=flow.name, pack=pack)
        return Line(f"flows/{flow.code}.yaml", (), sentence)

    @api.model
    def _section_covered(self):
        live = self.env["jn.flow"].search([]).current_version_id
        return [
            covered
            for version in live
            for covered in (
                (self.env._("Stages"), version.flow_id.name, version.stage_ids),
                (self.env._("Moves"), version.flow_id.name, version.move_ids),
                (self.env._("Time limits"), version.flow_id.name, version.timer_ids),
            )
        ]

    @api.model
    def _section_local(self):
        flows = self.env["jn.flow"].search([("unit_id", "!=", False)])
        return [self._local_row(flow) for flow in flows if flow.current_version_id]

    def _local_row(self, flow):
        shared = self.env["jn.flow"].search([("code", "=", flow.code), ("unit_id", "=", False)])
        version = flow.current_version_id
        words = self.env._("own version %(number)s", number=version.number)
        city = shared.current_version_id
        return Local(
            self.env._("Processes"), flow.code, flow.name,
            self.env._("version %(number)s", number=city.number) if city else self.env._("none"),
            flow.unit_id.id, words, version.effective_from, version.reason or version.pack_id.title or "",
            flow._name, flow.id, flow._name, (shared or flow).id,
        )
