from datetime import datetime
from pathlib import Path

from babel.dates import format_date, format_interval, format_skeleton

from odoo import fields, models

from odoo.addons.jn_rules import periods
from odoo.addons.jn_rules.deadlines import said

from ..const import JOIN, LANGUAGE, PLACEHOLDERS, ROWS

WHOLE = {"yMMM": periods.month_of, "yQQQQ": periods.quarter_of, "y": periods.year_of}  # how a whole month, quarter or year is written


class JnPaperSubject(models.AbstractModel):
    """A record that papers are about: the words it gives them, by the rights of whoever makes the paper.

    A number stays masked, a name stays hidden, wherever the screen would mask or hide it (decision D12).
    """

    _name = "jn.paper.subject"
    _description = "Subject of papers"

    # the folder of the room in which the outlines of these papers lie
    _paper_forms = Path(__file__).parents[1] / "forms"

    def _paper_placeholders(self):
        """The words that papers about this kind of record may use."""
        return PLACEHOLDERS.get(self._name, ())

    def _paper_rows(self):
        """{list: the words of its rows}."""
        return ROWS

    def _paper_case(self):
        """The case that the paper is about, perhaps none."""
        return self.case_id

    def _paper_ref(self):
        """What names this record in the name of a file."""
        return self._paper_case().ref

    def _paper_values(self, demand=None, number=None):
        """Return {placeholder: words} for a paper about this one record.

        :param demand: what the paper asks for, in the words of who makes it
        :param number: the full number, where it was shown for a reason
        """
        self.ensure_one()
        record = self.with_context(lang=LANGUAGE)
        values = {**record._paper_common(), **record._paper_own(), "demand": demand or "", "phone": number or record.case_id.phone or ""}
        return {name: values[name] for name in self._paper_placeholders()}

    def _paper_common(self):
        """The words that every paper may use: whose matter it is, what the citizen said, who writes it when."""
        case, unit = self.case_id, self.unit_id
        today = self._paper_day(self.env["jn.clock"]._now())
        return {
            "case": case.ref, "matter": case.matter_id.name, "applicant": case.applicant_name or "",
            "completed_on": self._paper_day(case.completed_at), "unit": unit.name, "hall": (unit.hall_id or unit).name,
            "county": unit.county_id.name or "", "city": unit._city().name or "", "office": self.env.user.unit_ids[:1].name or "",
            "place": self._paper_place(),
            "regulation": self._paper_regulation(), "author": self.env.user.name, "today": today, "year": today[:4],
            "answers": [self._paper_answer(answer) for answer in case.answer_ids.sorted("id")],
            "follow_ups": [
                {"at": self._paper_moment(said.at), "called": self._paper_word(said, "called"), "solved": self._paper_word(said, "solved")}
                for said in case.follow_up_ids.sorted("id")
            ],
            "reports": [work._paper_report() for work in case.rectification_ids.filtered("submitted_at").sorted("id")],
            "calls": [self._paper_call(call) for call in self._paper_calls().sorted("id")],
            "points": [
                {"text": point.text, "done": self.env._("Done") if point.done_at else self.env._("Open")} for point in self._paper_points()
            ],
        }

    def _paper_place(self):
        """The county or city for whose authority this person writes."""
        unit = self.env.user.unit_ids[:1]
        return (unit.county_id or unit._city() or self.unit_id._city()).name or ""

    def _paper_regulation(self):
        """The name of the regulation on which the paper stands: that of the pack applied first."""
        packs = self.env["jn.pack"].sudo().with_context(lang=LANGUAGE)  # the regulation is public
        return packs.search([("base_id", "=", False)], order="id", limit=1).title or ""

    def _paper_own(self):
        """The words that papers about this kind of record may use besides."""
        raise NotImplementedError

    def _paper_calls(self):
        """The calls that belong to this record."""
        raise NotImplementedError

    def _paper_points(self):
        """The points to redo that belong to this record."""
        raise NotImplementedError

    def _paper_answer(self, answer):
        return {
            "at": self._paper_moment(answer.answered_at), "level": answer.level_name or "", "comment": answer.comment or "",
            "reasons": JOIN.join(answer.tag_ids.mapped("name")),
        }

    def _paper_call(self, call):
        return {
            "at": self._paper_moment(call.at), "by": call.user_id.sudo().name,  # colleagues' names are no secret on a paper
            "method": self._paper_word(call, "method"), "note": call.note or "",
            "reached": self.env._("Reached") if call.reached else self.env._("Not reached"),
        }

    def _paper_word(self, record, name):
        """The label of a selection, empty where nothing was chosen."""
        return dict(record._fields[name]._description_selection(record.env)).get(record[name]) or ""

    def _paper_local(self, moment: datetime):
        zone = self.with_context(tz=self.unit_id._calendar().tz)
        return fields.Datetime.context_timestamp(zone, moment)

    def _paper_day(self, moment):
        """A day as documents write it, empty where there is none."""
        return self._paper_date(self._paper_local(moment)) if moment else ""

    def _paper_date(self, day):
        """A local day as documents write it, empty where there is none."""
        return format_date(day, "long", locale=LANGUAGE) if day else ""

    def _paper_period(self, start, end):
        """A period as documents write it: a whole month, quarter or year by its name."""
        for form, whole in WHOLE.items():
            if whole(start) == periods.Period(start, end):
                return format_skeleton(form, start, locale=LANGUAGE)
        return format_interval(start, end, "yMMMd", locale=LANGUAGE)

    def _paper_moment(self, moment):
        """A day and a time of day as documents write them."""
        return f"{self._paper_day(moment)}{self._paper_local(moment):%H:%M}" if moment else ""

    def _paper_until(self, moment):
        """Until when something is due: midnight is the 24:00 of the day that it ends."""
        if not moment:
            return ""
        day, time = said(self._paper_local(moment))
        return f"{self._paper_date(day)}{time}"

    def _paper_sample(self):
        """Words for a trial: one for each placeholder, one row for each list."""
        rows = self._paper_rows()
        return {name: [dict.fromkeys(rows[name], name)] if name in rows else name for name in self._paper_placeholders()}
