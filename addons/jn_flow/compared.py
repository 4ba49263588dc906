"""Two editions of a process side by side, in plain words: what an administrator reads before approving."""

from odoo.tools.translate import LazyTranslate

from odoo.addons.jn_pack.numerals import article_number
from odoo.addons.jn_rules.comparison import MISSING, is_words, process_changes

from .const import STAGE_KINDS, STAGE_LEVELS, TIMER_ENDS, TIMER_ROLLS

_lt = LazyTranslate(__name__)

PARTS = {"stages": _lt("Stages"), "moves": _lt("Moves"), "timers": _lt("Time limits")}
FIELDS = {
    "name": _lt("Name"),
    "kind": _lt("Kind"),
    "help": _lt("What is done here"),
    "level": _lt("Level"),
    "fold": _lt("Folded in the board"),
    "roles": _lt("Who may"),
    "articles": _lt("Articles"),
    "to": _lt("Leads to"),
    "guard": _lt("Condition"),
    "outcome": _lt("Result"),
    "second_person": _lt("Needs a second person"),
    "note_required": _lt("Needs a reason"),
    "form": _lt("Opens the window"),
    "loop": _lt("Counter"),
    "loop_limit": _lt("Limit of the counter"),
    "overflow": _lt("Leads to when the limit is used up"),
    "effects": _lt("What follows"),
    "event": _lt("Event"),
    "roll": _lt("On days off"),
    "min_hours": _lt("Moves below so many working hours"),
    "roll_time": _lt("Moves to the hour"),
    "warn_hours": _lt("Warns before (hours)"),
    "starts": _lt("Starts in"),
    "spans": _lt("Also runs in"),
    "pauses": _lt("Stands still in"),
    "start_field": _lt("Counts from"),
    "due_field": _lt("Shows its end in"),
    "at_end": _lt("When it is over"),
    "order": _lt("Order"),
}
# What of a new part a reader must know beside its summary.
TOLD_OF_NEW = {"stages": ("roles",), "moves": ("roles", "guard", "effects"), "timers": ("starts", "at_end", "event")}
STAGE_FIELDS = {"to", "overflow", "starts", "spans", "pauses"}
LISTS = {"kind": STAGE_KINDS, "level": STAGE_LEVELS, "at_end": TIMER_ENDS, "roll": TIMER_ROLLS}


class ProcessWords:
    """The differences from one edition of a process to another, both as a pack writes them ({} for none), in the user's language."""

    def __init__(self, env, old, new):
        self.env, self.old, self.new = env, old, new
        self.lang = env.lang or "en_US"

    def groups(self):
        """Return [{"title", "parts": [{"name", "numbers", "articles", "lines": [sentence]}]}], without what stayed the same."""
        found = {part: [] for part in PARTS}
        for change in process_changes(self.old, self.new, self.lang):
            found[change.part].append(self._part(change))
        return [{"title": self.env._(PARTS[part]), "parts": rows} for part, rows in found.items() if rows]

    def sentences(self):
        """Return the differences one sentence each, with article and name before it."""
        return [
            " ".join(filter(None, [part["articles"], part["name"]])) + self.env._(": %(what)s", what=line)
            for group in self.groups() for part in group["parts"] for line in part["lines"]
        ]

    def _part(self, change):
        row = change.new or change.old
        return {
            "name": self._name(change.part, row),
            "numbers": row.get("articles", []),
            "articles": self._articles(row),
            "lines": self._lines(change),
        }

    def _name(self, part, row):
        if part != "moves":
            return self._word(row["name"])
        source = self._stage(row["from"]) if row.get("from") else self.env._("the beginning")
        return self.env._("%(stage)s → %(move)s", stage=source, move=self._word(row["name"]))

    def _articles(self, row):
        return ", ".join(map(article_number, row.get("articles", [])))

    def _lines(self, change):
        if change.old is None:
            told = self.env._("is new: %(what)s", what=self._summary(change.part, change.new))
            return [" · ".join([told, *self._more_of_new(change)])]
        if change.new is None:
            return [self.env._("goes away")]
        lines = self._amount_line(change) if change.part == "timers" else []
        return lines + [
            self._line(found) for found in change.differences
            if change.part != "timers" or found.path[0] not in ("amount", "unit")
        ]

    def _more_of_new(self, change):
        told = [(key, change.new[key]) for key in TOLD_OF_NEW[change.part] if change.new.get(key)]
        return [self.env._("%(field)s: %(value)s", field=self.env._(FIELDS[key]), value=self._shown(key, value)) for key, value in told]

    def _amount_line(self, change):
        old, new = self._limit(change.old), self._limit(change.new)
        return [self.env._("%(old)s → %(new)s", old=old, new=new)] if old != new else []

    def _line(self, found):
        key = found.path[0]
        label = self.env._(FIELDS[key]) if key in FIELDS else key
        old, new = self._shown(key, found.old), self._shown(key, found.new)
        return self.env._("%(field)s: %(old)s → %(new)s", field=label, old=old, new=new)

    def _summary(self, part, row):
        if part == "timers":
            return self._limit(row)
        if part == "moves":
            return self.env._("leads to %(stage)s", stage=self._stage(row["to"]))
        return self._choice("kind", row["kind"])

    def _limit(self, row):
        unit = dict(self.env["jn.flow.timer"]._fields["unit"]._description_selection(self.env))[row["unit"]]
        return self.env._("%(amount)s %(unit)s", amount=f"{row['amount']:g}", unit=unit)

    def _shown(self, key, value):
        if value is MISSING or value in ("", None, []):
            return self._choice(key, {"roll": "none", "level": "unit"}[key]) if key in ("roll", "level") else self.env._("none")
        if value is True:
            return self.env._("yes")
        if key in STAGE_FIELDS:
            return ", ".join(map(self._stage, value)) if isinstance(value, list) else self._stage(value)
        if key in LISTS:
            return self._choice(key, value)
        return self._said(key, value)

    def _said(self, key, value):
        if key == "roles":
            return ", ".join(self._role(role) for role in value)
        if key == "articles":
            return self._articles({"articles": value})
        if key == "effects":
            return " · ".join(self._effect(effect) for effect in value)
        if key == "order":
            return ", ".join(self._word(row["name"]) for row in value)
        return self._word(value)

    def _stage(self, code):
        for edition in (self.new, self.old):
            for row in edition.get("stages", []):
                if row["code"] == code:
                    return self._word(row["name"])
        return code

    def _choice(self, key, value):
        model = {"kind": "jn.flow.stage", "level": "jn.flow.stage"}.get(key, "jn.flow.timer")
        return dict(self.env[model]._fields[key]._description_selection(self.env)).get(value, value)

    def _role(self, role):
        group = self.env.ref(f"jn_org.group_{role}", raise_if_not_found=False)
        return group.sudo().name if group else role  # the name of a role is no secret

    def _effect(self, effect):
        return self.env["ir.actions.server"].sudo()._jn_sentence(self.new["model"], effect)  # effects are no secret

    def _word(self, value):
        return (value.get(self.lang) or next(iter(value.values()))) if is_words(value) else str(value)


class Compared(ProcessWords):
    """The differences from version `old` (may be empty) to `new`."""

    def __init__(self, old, new):
        super().__init__(new.env, self._data(old) if old else {}, self._data(new))

    def _data(self, version):
        # what a pack would write is what a person may know, whoever asks
        return version.env["jn.flow.section"].sudo()._flow_data(version.flow_id.sudo(), version.sudo())
