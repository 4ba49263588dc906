from datetime import timedelta

from odoo import api, models
from odoo.tools import SQL

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import periods
from odoo.addons.jn_rules.intake import IntakeError, read_item

MOST_ITEMS = 5000
LATE = (("is_late", "intake.late_hours", "hours"), ("is_too_late", "intake.too_late_days", "days"))


class JnIntake(models.AbstractModel):
    """Takes cases from other systems, in sets: nothing is dropped, nothing doubles (Art. 6, 13)."""

    _name = "jn.intake"
    _description = "Intake of cases"

    @api.model
    def _take(self, items):
        """Take a batch and return its results in order; a bad row is kept as a reject and the others are taken.

        Each result is {"ref", "status", "id", "error", "reject"}, where reject is the id of the row that was kept.
        """
        if not isinstance(items, list) or len(items) > MOST_ITEMS:
            raise BadInput(self.env._("Send the cases as a list called items, at most %(most)s at a time.", most=MOST_ITEMS))
        results = [None] * len(items)
        rows = {}
        for place, item in enumerate(items):
            try:
                rows[place] = read_item(item)
            except IntakeError as error:
                results[place] = self._reject(item, self._sentence(error))
        for turn in self._turns(rows):
            for place, result in self.sudo()._take_rows(turn, items).items():  # the caller's role was checked
                results[place] = result
        taken = {(row["source"], row["ref"]) for place, row in rows.items() if results[place]["id"]}
        # Those of this very batch stay: they may be a later word about the same case.
        kept = [result["reject"] for result in results if result["reject"]]
        self.env["jn.intake.reject"].sudo()._settle(taken, kept)  # rejects are written by the system
        return results

    @api.model
    def _turns(self, rows):
        """Yield {place: row} such that a case stands at most once in each, in the order it was sent."""
        while rows:
            seen, turn = set(), {}
            for place, row in rows.items():
                key = (row["source"], row["ref"])
                if key not in seen:
                    seen.add(key)
                    turn[place] = row
            rows = {place: row for place, row in rows.items() if place not in turn}
            yield turn

    def _take_rows(self, rows, items):
        book = self._book()
        results, fresh, cases = {}, {}, self._known_cases(rows.values())
        for place, row in rows.items():
            try:
                values = self._prepare_case_values(row, book)
                case = cases.get((row["source"], row["ref"]))
                if case:
                    results[place] = self._update(case, values)
                else:
                    fresh[place] = values
            except BadInput as error:
                results[place] = self._reject(items[place], str(error))
        return results | self._create(fresh)

    def _book(self):
        """Where the units, matters and people that rows name are looked up: ids, remembered between batches."""
        return {
            "units": self.env["jn.unit"]._ids_by_code(),
            "matters": self.env["jn.matter"]._ids_by_code(),
            "people": self.env["res.users"]._ids_by_staff_code(),
            "sends_for": self._sends_for(),
        }

    def _sends_for(self):
        """Tell of a unit's id whether the caller may send its cases; a machine that names no unit serves the whole city."""
        seen = set(self.env.user._sight_ids())
        return lambda unit: not seen or unit in seen

    def _known_cases(self, rows):
        cases, (refs, sources) = self.env["jn.case"], ({row[name] for row in rows} for name in ("ref", "source"))
        cases.flush_model(["ref", "source"])
        found = self.env.execute_query(SQL(
            "SELECT id, source, ref FROM jn_case WHERE ref IN %s AND source IN %s", tuple(refs), tuple(sources),
        ))
        known = cases.browse([case_id for case_id, *_key in found])
        return {tuple(key): case for case, (_id, *key) in zip(known, found, strict=True)}

    def _prepare_case_values(self, row, book):
        unit, matter = book["units"].get(row["unit"]), book["matters"].get(row["matter"])
        if not unit or not book["sends_for"](unit):
            raise BadInput(self.env._("Unknown unit “%(code)s”: ask the administrator to add it, then send the case again.", code=row["unit"]))
        if not matter:
            raise BadInput(self.env._("Unknown matter “%(code)s”: ask the administrator to add it, then send the case again.", code=row["matter"]))
        return {
            **{name: row[name] or False for name in ("source", "ref", "handler", "result")},
            "applicant": row["applicant_name"] or False,
            **{name: row[name] or False for name in ("accepted_at", "completed_at")},
            **self.env["jn.case"]._prepare_phone_values(row["phone"]),
            "unit_id": unit,
            "matter_id": matter,
            "handler_id": book["people"].get((row["handler"], unit), False),
        }

    def _create(self, fresh):
        if not fresh:
            return {}
        now = self.env["jn.clock"]._now()
        rows = [{**values, "arrived_at": now} for values in fresh.values()]
        cases = self.env["jn.case"].create(rows)
        cases._flow_start()
        self._complete(cases.filtered("completed_at"))
        return {
            place: self._taken(case, "created")
            for place, case in zip(fresh, cases, strict=True)
        }

    def _update(self, case, values):
        """Bring a known case up to date; what its revisit rests on cannot change any more once that has begun."""
        changed = {name: value for name, value in values.items() if self._plain(case, name) != value}
        if not changed:
            return self._taken(case, "unchanged")
        frozen = {"unit_id", "completed_at"} & set(changed)
        if frozen and case.revisit_ids:
            raise BadInput(self.env._("The revisit of case %(ref)s has begun; its unit and time of completion stay as they were.", ref=case.ref))
        number = values["phone_number"] if "phone_number" in changed else None
        case.write({name: value for name, value in changed.items() if not name.startswith("phone")})
        if number is not None:
            case._take_phone(number)
        if "completed_at" in changed:
            case.arrived_at = self.env["jn.clock"]._now()  # in time or late is the news of the completion
            self._complete(case)
        return self._taken(case, "updated")

    def _taken(self, case, status):
        return {"ref": case.ref, "status": status, "id": case.id, "error": False, "reject": False}

    def _plain(self, case, name):
        value = case[name]
        return value.id if isinstance(value, models.BaseModel) else value

    def _complete(self, cases):
        """Begin the revisit of completed cases; those that are not to be asked about are only kept (decision B8)."""
        unasked = cases.filtered(lambda case: self._before_go_live(case) or self._is_left_out(case))
        unasked.write({"scored": False})
        live = cases - unasked
        for name, code, unit_of_time in LATE:
            limits = {unit: timedelta(**{unit_of_time: self._setting(code, unit)}) for unit in live.unit_id}
            for limit, some in live.grouped(lambda case, limits=limits: limits[case.unit_id]).items():
                self._mark_late(some, name, limit)
        live._flow_fire("completed")

    def _mark_late(self, cases, name, limit):
        """Tell which cases arrived later than `limit` after their completion; only what changes is written."""
        late = cases.filtered(lambda case: case.arrived_at - case.completed_at > limit)
        late.filtered(lambda case: not case[name]).write({name: True})
        (cases - late).filtered(name).write({name: False})

    def _before_go_live(self, case):
        start = case.unit_id._go_live_days().get(case.unit_id.id)
        return bool(start) and periods.day_of(case.completed_at, case.unit_id._calendar().tz) < start

    def _is_left_out(self, case):
        """Whether nobody is asked because the matter was withdrawn or refused."""
        if not case.result:
            return False
        ended_early = case.result in self._setting("intake.withdrawn_words", case.unit_id)
        return ended_early and not self._setting("intake.ask_withdrawn", case.unit_id)

    def _setting(self, code, unit=None):
        """The value of a setting, for a unit or for the whole city."""
        return self.env["jn.setting"]._get(code, unit)

    def _reject(self, item, sentence):
        kept = self.env["jn.intake.reject"].sudo()._keep(item, sentence)  # rejects are written by the system
        return {"ref": kept.ref or False, "status": "rejected", "id": False, "error": sentence, "reject": kept.id}

    def _sentence(self, error):
        """Return a reader's error in the caller's language."""
        given = error.params
        return {
            "not_a_row": lambda: self.env._("A case is an object with named fields."),
            "missing": lambda: self.env._("The field %(field)s is missing. Fill it in and send the case again.", **given),
            "not_text": lambda: self.env._("The field %(field)s must be text.", **given),
            "not_moment": lambda: self.env._("%(field)s “%(found)s” is no moment; write it like 2019-05-27T10:00:00+08:00.", **given),
            "no_offset": lambda: self.env._("%(field)s “%(found)s” has no offset from UTC; write it like 2019-05-27T10:00:00+08:00.", **given),
            "order": lambda: self.env._(
                "The matter was completed (%(completed_at)s) before it was accepted (%(accepted_at)s). Check both times.",
                **given,
            ),
        }[error.code]()
