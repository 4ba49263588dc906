from odoo import api, fields, models

from odoo.addons.jn_pack.exceptions import BadPack
from odoo.addons.jn_pack.schemas import load_schema

from ..canonical import PARTS, canonical

PURE_STAGE = ["code", "kind", "fold", "level"]
PURE_TIMER = [
    "start_field", "due_field", "unit", "roll", "min_hours", "roll_time", "warn_hours", "guard", "at_end", "event",
    "extend_limit", "extend_most",
]
PURE_MOVE = ["event", "guard", "outcome", "second_person", "note_required", "form", "loop", "loop_limit"]


class JnFlowSection(models.AbstractModel):
    """Reads and writes `flows/*.yaml` of a pack: one process a file, its lists in their order."""

    _name = "jn.flow.section"
    _inherit = ["jn.pack.section"]
    _description = "Pack section: processes"
    _section_sequence = 40
    _section_pattern = "flows/*.yaml"
    _section_schema = load_schema(__file__, "flow")
    _section_on_top = True

    @api.model
    def _section_apply(self, pack, files, publish):
        for data in files.values():
            flow = self._apply_flow(pack, data, publish)
            if flow not in pack.flow_ids:
                pack.flow_ids |= flow

    @api.model
    def _section_export(self, pack):
        return {f"flows/{flow.code}.yaml": self._flow_data(flow, self._shown(flow, pack)) for flow in pack.flow_ids}

    @api.model
    def _section_canonical(self, files):
        return {path: canonical(data) for path, data in files.items()}

    @api.model
    def _section_problems(self, files, everything):
        articles = self._known_articles(everything) if everything else None
        unit = everything.get("pack.yaml", {}).get("unit")
        return [
            (path, keys, text)
            for path, data in files.items()
            for keys, text in [
                *self._flow_problems(data),
                *self._article_problems(data, articles),
                *self._unit_problems(data, unit),
            ]
        ]

    def _article_problems(self, data, articles):
        """Every mention of an article that the pack does not know; `articles` None: not to be checked."""
        for part in PARTS if articles is not None else ():
            for place, row in enumerate(data.get(part, [])):
                for index, number in enumerate(row.get("articles", [])):
                    if number not in articles:
                        yield (part, place, "articles", index), self.env._("there is no article %(number)s", number=number)

    def _unit_problems(self, data, unit):
        """A unit's pack holds for that unit only."""
        if unit and data.get("unit", unit) != unit:
            yield ("unit",), self.env._("this pack holds for %(unit)s; leave out the unit here", unit=unit)

    def _flow_problems(self, data):
        """What is wrong in one process: pairs of (keys, sentence)."""
        codes = [row["code"] for row in data["stages"]]
        if data["model"] not in self.env:
            yield ("model",), self.env._("there is no model %(model)s", model=data["model"])
        if len(codes) > len(set(codes)):
            yield ("stages",), self.env._("a stage code is there twice")
        for keys, code in self._stage_names(data):
            if code not in codes:
                yield keys, self.env._("there is no stage %(code)s", code=code)
        kinds = self.env["ir.actions.server"]._jn_kinds()
        for place, row in enumerate(data["moves"]):
            for index, effect in enumerate(row.get("effects", [])):
                if not kinds.keys() & effect.keys():
                    known = ", ".join(kinds)
                    yield ("moves", place, "effects", index), self.env._("no such effect; known are %(kinds)s", kinds=known)

    def _stage_names(self, data):
        """Yield every mention of a stage: (keys, code)."""
        for place, row in enumerate(data["moves"]):
            yield from ((("moves", place, key), row[key]) for key in ("from", "to", "overflow") if key in row)
        for place, row in enumerate(data.get("timers", [])):
            for key in ("starts", "spans", "pauses"):
                yield from ((("timers", place, key), code) for code in row.get(key, []))

    def _shown(self, flow, pack):
        """Return the version by which `pack` stands in this process: its newest; one in use goes before a retired one."""
        mine = flow.version_ids.filtered(lambda version: pack and version.pack_id == pack)
        return mine.sorted(lambda version: (version.state != "retired", version.number))[-1:]

    def _last_published(self, flow):
        """Return the version that holds, or will once its day has come."""
        live = flow.version_ids.filtered(lambda version: version.state == "published")
        return live.sorted(lambda version: (version.effective_from, version.number))[-1:]

    def _apply_flow(self, pack, data, publish):
        flow = self._flow(pack, data)
        newest = self._shown(flow, pack)
        if not self._stands(flow, newest, data):
            newest = self._new_version(pack, flow, data)
        if publish and newest.state == "draft":
            first = len(flow.version_ids) == 1
            newest._publish(self._first_day(pack) if first else self.env["jn.clock"]._now(), self._section_proposal().reason)
        return flow

    def _stands(self, flow, version, data):
        """Whether a version says what `data` says, and waits as a draft or is the last one published."""
        if not version or self._flow_data(flow, version) != canonical(data):
            return False
        return version.state == "draft" or version == self._last_published(flow)

    def _first_day(self, pack):
        """A regulation holds from the day it is issued (Art. 18), so its first processes do too."""
        return fields.Datetime.to_datetime(pack.issued_on) or self.env["jn.clock"]._now()

    def _flow(self, pack, data):
        Flow = self.env["jn.flow"]
        unit = self.env["jn.unit"].search([("code", "=", data["unit"])]) if data.get("unit") else pack.unit_id
        if data.get("unit") and not unit:  # else it would hold for the whole city
            raise BadPack(self.env._("There is no unit %(code)s for the process %(flow)s.", code=data["unit"], flow=data["code"]))
        flow = Flow.search([("code", "=", data["code"]), ("unit_id", "=", unit.id)])
        owner = flow.pack_id if pack.base_id and flow.pack_id else pack
        values = {"code": data["code"], "model": data["model"], "unit_id": unit, "name": data["name"], "pack_id": owner}
        return self._upsert(flow, "jn.flow", values)

    def _new_version(self, pack, flow, data):
        number = max(flow.version_ids.mapped("number"), default=0) + 1
        author = self._section_proposal().author_id or self.env.user
        version = self.env["jn.flow.version"].create(
            {"flow_id": flow.id, "number": number, "pack_id": pack.id, "author_id": author.id}
        )
        stages = {None: self.env["jn.flow.stage"]}
        for place, row in enumerate(data["stages"]):
            stages[row["code"]] = self._add_stage(version, row, place)
        for place, row in enumerate(data["moves"]):
            self._add_move(version, row, stages, place)
        for place, row in enumerate(data.get("timers", [])):
            self._add_timer(version, row, stages, place)
        return version

    def _add_stage(self, version, row, place):
        return self._add("jn.flow.stage", version, row, place, {
            **{key: row[key] for key in PURE_STAGE if key in row},
            "help_text": row.get("help", ""),
            "group_ids": self._groups(row),
        })

    def _add_move(self, version, row, stages, place):
        move = self._add("jn.flow.move", version, row, place, {
            **{key: row[key] for key in PURE_MOVE if key in row},
            "from_stage_id": stages[row.get("from")],
            "to_stage_id": stages[row["to"]],
            "overflow_stage_id": stages[row.get("overflow")],
            "group_ids": self._groups(row),
        })
        self.env["ir.actions.server"]._jn_add_effects(move, row.get("effects", []))

    def _add_timer(self, version, row, stages, place):
        def linked(key):
            return self.env["jn.flow.stage"].concat(*(stages[code] for code in row.get(key, [])))

        self._add("jn.flow.timer", version, row, place, {
            **{key: row[key] for key in PURE_TIMER if key in row},
            "code": row["code"],
            "amount": row["amount"],
            "start_stage_ids": linked("starts"),
            "span_stage_ids": linked("spans"),
            "pause_stage_ids": linked("pauses"),
            "extend_group_ids": self._groups(row, "extend_roles"),
        })

    def _add(self, model, version, row, place, values):
        articles = self._articles(version.pack_id, row.get("articles", []))
        always = {"name": row["name"], "version_id": version, "sequence": place, "article_ids": articles}
        return self._create(model, {**values, **always})

    def _groups(self, row, key="roles"):
        xmlids = [f"jn_org.group_{role}" for role in row.get(key, [])]
        return self.env["res.groups"].concat(*(self.env.ref(xmlid) for xmlid in xmlids))

    def _flow_data(self, flow, version):
        return canonical({
            "code": flow.code,
            "model": flow.model,
            "name": self._words_of(flow, "name"),
            "unit": (flow.unit_id - version.pack_id.unit_id).code,
            "stages": [self._stage_data(stage) for stage in version.stage_ids],
            "moves": [self._move_data(move) for move in version.move_ids],
            "timers": [self._timer_data(timer) for timer in version.timer_ids],
        })

    def _stage_data(self, stage):
        return self._part_data(stage, {
            **{key: stage[key] for key in PURE_STAGE},
            "help": self._words_of(stage, "help_text"),
            "roles": self._roles(stage.group_ids),
        })

    def _move_data(self, move):
        return self._part_data(move, {
            **{key: move[key] for key in PURE_MOVE},
            "from": move.from_stage_id.code,
            "to": move.to_stage_id.code,
            "overflow": move.overflow_stage_id.code,
            "roles": self._roles(move.group_ids),
            "effects": [action._jn_effect_data() for action in move.effect_ids],
        })

    def _timer_data(self, timer):
        return self._part_data(timer, {
            **{key: timer[key] for key in PURE_TIMER},
            "code": timer.code,
            "amount": timer.amount,
            "starts": timer.start_stage_ids.mapped("code"),
            "spans": timer.span_stage_ids.mapped("code"),
            "pauses": timer.pause_stage_ids.mapped("code"),
            "extend_roles": self._roles(timer.extend_group_ids),
        })

    def _part_data(self, part, values):
        return {**values, "name": self._words_of(part, "name"), "articles": part.article_ids.mapped("number")}

    def _roles(self, groups):
        return [name.removeprefix("jn_org.group_") for name in groups.get_external_id().values()]
