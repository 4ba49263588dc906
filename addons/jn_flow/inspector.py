"""Looks a version over before it is published: gathers what `jn_rules.validation` asks."""

from datetime import timedelta

from odoo.fields import Domain
from odoo.tools import groupby
from odoo.tools.safe_eval import safe_eval

from odoo.addons.jn_rules import conditions, const, validation
from odoo.addons.jn_rules.validation import Finding, Raised

from .const import STARTED
from .effects_inspector import EffectsInspector
from .paths import field_at, single

AHEAD = timedelta(days=60)  # decision B4: so long before a year begins its holidays should be loaded


class Inspector:
    """The findings of one version."""

    def __init__(self, version):
        self.env, self.version, self.flow = version.env, version, version.flow_id
        self.moves, self.timers = version.move_ids, version.timer_ids
        self.effects = EffectsInspector(version)

    def findings(self):
        """Return the defects as `validation.Finding`s, what blocks publishing first."""
        if not self._is_process():
            return [Finding("no_model", "flow", self.flow.id, self.flow.name, self.flow.model)]
        found = [
            *self._of_the_graph(),
            *self._of_the_conditions(),
            *self._of_the_timers(),
            *self.effects.findings(),
            *self._of_the_outcomes(),
            *self._of_the_hands(),
            *self._of_the_calendars(),
            *self._of_the_schedule(),
        ]
        return sorted(found, key=lambda finding: not finding.blocks)

    def _is_process(self):
        return self.flow.model in self.env and hasattr(self.env[self.flow.model], "_flow_fire")

    @property
    def model(self):
        return self.env[self.flow.model]

    def _of_the_graph(self):
        pure = self.version._pure_moves()
        stages = [validation.Stage(s.id, f"{s.name} ({s.code})", s.kind) for s in self.version.stage_ids]
        idle = [(timer.id, timer.name) for timer in self.timers if timer.at_end == "event" and not timer.event]
        ends = {timer.event for timer in self.timers if timer.at_end == "event"}
        by_id = {move.id: move for move in self.moves}
        driven = [move for move in pure if by_id[move.id].group_ids or move.event in ends]
        found = [
            *validation.findings(stages, pure, idle),
            *validation.timer_findings([(timer._pure(), timer.name) for timer in self.timers]),
            *validation.event_findings(self._ends(), pure, {stage.id: stage.name for stage in self.version.stage_ids}),
            *validation.endless(stages, driven),
        ]
        # people know a move by its name
        return [f._replace(name=by_id[f.id].name) if f.kind == "move" else f for f in found]

    def _ends(self):
        """The events of the timers, with the stages in which their time can run out."""
        for timer in self.timers.filtered(lambda timer: timer.at_end == "event" and timer.event):
            pure = timer._pure()
            yield Raised("timer", timer.id, timer.name, timer.event, pure.spans - pure.pauses)

    def _of_the_conditions(self):
        parts = [("move", part.id, part.name, part.guard) for part in self.moves]
        parts += [("timer", part.id, part.name, part.guard) for part in self.timers]
        parts += [("effect", act.id, act.jn_move_id.name, act.jn_when) for act in self.moves.effect_ids]
        return [found for kind, key, name, text in parts if text and (found := self._condition(kind, key, name, text))]

    def _condition(self, kind, key, name, text):
        try:
            domain = Domain(safe_eval(text))
            domain.validate(self.model)
        except Exception:  # whatever a person typed: it becomes a sentence in the list of findings
            return Finding("bad_guard", kind, key, name, text)
        leaves = [(leaf.field_expr, leaf.operator, leaf.value) for leaf in domain.iter_conditions()]
        wrong = conditions.unknown(leaves, self._choices(leaves))
        if wrong:
            return Finding("unknown_value", kind, key, name, ", ".join(map(str, wrong)))
        together = [leaf for leaf in conditions.conjunction(list(domain)) if single(self.model, leaf[0])]
        never = conditions.contradiction(together)
        return Finding("never_true", kind, key, name, text) if never or domain.is_false() else None

    def _choices(self, leaves):
        """{field: its choices} for the selections among the fields that the leaves name."""
        fields = {path: field_at(self.model, path) for path, _operator, _value in leaves}
        return {path: set(f.get_values(self.env)) for path, f in fields.items() if f is not None and f.type == "selection"}

    def _of_the_timers(self):
        for timer in self.timers:
            for name in filter(None, (timer.start_field, timer.due_field)):
                field = self.model._fields.get(name)
                if field is None or field.type != "datetime":
                    yield Finding("bad_moment", "timer", timer.id, timer.name, name)
            if timer.at_end == "right" and not timer.due_field:
                yield Finding("silent_right", "timer", timer.id, timer.name)

    def _of_the_outcomes(self):
        """Events that other processes or the model's own code raise here, and that lead nowhere."""
        raised = (self.effects.aimed_here() | self._code_events()) - {STARTED}
        by_code = {stage.code: stage.id for stage in self.version.stage_ids}
        former = self.flow.current_version_id - self.version or self.version.based_on_id
        before = [(by_code.get(move.from_stage_id.code), move.event) for move in former.move_ids if move.from_stage_id]
        stages = [validation.Stage(stage.id, stage.name, stage.kind) for stage in self.version.stage_ids]
        return validation.outcome_findings(raised, stages, self.version._pure_moves(), dict.fromkeys(before))

    def _of_the_hands(self):
        """Moves that nobody makes, and groups that may and have nobody in them."""
        pure = {move.id: move for move in self.version._pure_moves()}
        hands = [(pure[move.id], move.name, bool(move.group_ids)) for move in self.moves]
        ends = {timer.event for timer in self.timers if timer.at_end == "event"}
        yield from validation.hand_findings(hands, ends | self.effects.aimed_here() | self._code_events())
        for move in self.moves.filtered("form"):
            if not self.env.ref(move.form, raise_if_not_found=False):
                yield Finding("bad_form", "move", move.id, move.name, move.form)
        for group in self.moves.group_ids:
            if not group.sudo().all_user_ids.filtered("active"):  # nobody may list another group's people
                waiting = self.moves.filtered(lambda move, group=group: group in move.group_ids)
                yield Finding("nobody_there", "group", group.id, group.name, ", ".join(sorted(set(waiting.mapped("name")))))

    def _code_events(self):
        return {STARTED, *self.model._flow_events}

    def _of_the_calendars(self):
        working = [timer for timer in self.timers if timer.unit.startswith("working") or timer.roll != const.ROLL_NONE]
        if not working:
            return
        now = self.env["jn.clock"]._now()
        for calendar, units in groupby(self._units(), lambda unit: unit._calendar().name):
            rules = units[0]._calendar()
            this, ahead = rules.day_of(now).year, rules.day_of(now + AHEAD).year
            missing = [year for year in sorted({this, ahead}) if year not in rules.years]
            for year in missing:
                code = "year_not_loaded" if year == this else "year_ahead_not_loaded"
                row = self.env["jn.calendar"].sudo().search([("code", "=", calendar)], limit=1)  # as in _units
                yield Finding(code, "calendar", row.id, row.name or calendar, str(year))

    def _units(self):
        """Units one of which stands for each calendar by which records of this process may run."""
        Unit = self.env["jn.unit"].sudo()  # configuration is read for everybody
        scope = Domain("id", "child_of", self.flow.unit_id.id) if self.flow.unit_id else Domain.TRUE
        tops = self.flow.unit_id.sudo() or Unit.search([("kind", "=", "city")])  # configuration is read for everybody
        return tops | Unit.search(scope & Domain("calendar_id", "!=", False))

    def _of_the_schedule(self):
        now = self.env["jn.clock"]._now()
        for other in self.flow.version_ids - self.version:
            if other.state == "published" and other.effective_from > now:
                yield Finding("scheduled_after", "version", other.id, other.display_name, str(other.number))
