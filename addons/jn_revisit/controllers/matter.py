"""What the citizen's page says about one matter; it reads, and only `answer` writes."""

from dataclasses import replace
from datetime import timedelta
from functools import cached_property, lru_cache

from babel.dates import format_date

from odoo import fields
from odoo.fields import Domain

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules import periods

from ..pictures import PictureError, clean
from .form import MEGA, Form

MOODS = 5  # faces that the style sheet has colours for


class Matter:
    """One question on the page: asked, to be confirmed, answered, or over."""

    def __init__(self, revisit):
        self.revisit, self.case, self.env = revisit, revisit.case_id, revisit.env
        self.id = revisit.id
        self.form, self.problem, self.pictures = Form(), None, []
        self.words = revisit._placeholders()
        self.title = self.words["matter"]
        self.answers = [self._said(answer) for answer in revisit.answer_ids.sorted("id")]
        self.refusal = self._find_refusal()

    @property
    def is_over(self):
        """True if nothing was said and nothing can be said any more."""
        return bool(self.refusal) and not self.answers

    @property
    def is_repeated(self):
        """True if a confirmed form says what the last answer said: a form sent twice is one answer."""
        last = self.revisit.answer_ids.sorted("id")[-1:]
        said = ("confirm", last.level, set(last.tag_ids.mapped("code")), last.comment or "", last.channel)
        same = said == (self.form.step, self.form.level, set(self.form.tags), self.form.comment, "page")
        return same and (bool(last.picture_ids) or not self.form.pictures)

    @property
    def most_words(self):
        return self._setting("page.comment_most")

    @property
    def most_pictures(self):
        return self._setting("page.pictures_most")

    @property
    def most_megabytes(self):
        return self._setting("page.picture_megabytes")

    @property
    def picture_hint(self):
        return self.env._(
            "Up to %(most)s, each at most %(megabytes)s MB: JPEG, PNG or WebP.",
            most=self.most_pictures, megabytes=self.most_megabytes,
        )

    @property
    def may_wish(self):
        """Whether the citizen may ask to be called by the supervisors (decision D13)."""
        return self._setting("call.supervisor_on_request")

    @cached_property
    def due(self):
        """Until when an answer is asked for, in words; None if that is not yet known or has passed."""
        due = self.revisit.answer_due_at
        return self._until(due) if due and not self.revisit.ended_at else None

    @property
    def completed(self):
        """The local day on which the matter was finished, in words."""
        return self._local_day(self.revisit.completed_at)

    @property
    def stage(self):
        return self.case.stage_id.name or ""

    @cached_property
    def levels(self):
        """The choices, best first: {level, name, bad, mood, mouth}."""
        most, bad = self._setting("answer.levels"), self._setting("answer.bad_levels")
        rows = self.env["jn.answer.level"]._choices(most)
        return [_level(level, name, most, level in bad) for level, name in rows]

    @property
    def chosen(self):
        """The chosen level as in `levels`, None if it is none of them."""
        return self._level(self.form.level)

    @property
    def tags(self):
        rows = self.env["jn.answer.tag"]._choices(self.case.matter_id.id)
        return [{"code": code, "name": name, "ticked": code in self.form.tags} for code, name in rows]

    @property
    def next_step(self):
        """Who does what by when after a bad answer, in a sentence; None if nobody has to (Art. 7; decision D13)."""
        work = self.case.rectification_ids.filtered(lambda each: not each.ended_at)[:1]
        who = self._caller(work)
        if work.call_due_at and not any(work._calls_that_count().mapped("reached")):
            return self.env._("%(who)s will call you by %(when)s.", who=who, when=self._until(work.call_due_at))
        if work.report_due_at:
            when = self._until(work.report_due_at)
            return self.env._("%(unit)s will report by %(when)s what was done.", unit=work.unit_id.name, when=when)
        return self._next_check()

    def _next_check(self):
        check = self.case.verification_ids.filtered(lambda each: not each.concluded_at)[:1]
        if not check.due_at:
            return None
        who = check._flow_actor_unit().county_id.name
        return self.env._("The supervision office of %(unit)s will check with you by %(when)s.", unit=who, when=self._until(check.due_at))

    @property
    def result(self):
        """How a complaint ended, in the sentence that its message has; None while it goes on, and for others."""
        return self.case._result_words(self.env.lang) if self.case.closed_at and self.case.is_complained else None

    def fill(self, form):
        """Keep what was typed; reasons belong to a bad answer only."""
        if form.level not in self._setting("answer.bad_levels"):
            form = replace(form, tags=(), wants_supervisor=False)
        self.form, self.problem = form, None

    def find_problem(self):
        """Say in a sentence what is missing before the form can be taken; None if nothing is."""
        form, bad = self.form, self.form.level in self._setting("answer.bad_levels")
        if form.level is None:
            return self.env._("Please choose how satisfied you were.")
        if not self.chosen:
            return self.env._("An answer is one of the levels shown. Please choose one.")
        if bad and not form.tags and self._setting("bad_answer.reason_required"):
            return self.env._("Please tick at least one reason, so that we can put it right.")
        if bad and not form.comment and self._setting("bad_answer.comment_required"):
            return self.env._("Please say in a few words what went wrong.")
        if len(form.comment) > self.most_words:
            return self.env._("Please shorten your words to %(most)s characters.", most=self.most_words)
        return None

    def clean_pictures(self):
        """Draw the pictures anew; say in a sentence which of them cannot be taken, None if all can."""
        if len(self.form.pictures) > self.most_pictures:
            return self.env._("Please choose at most %(most)s pictures.", most=self.most_pictures)
        pixels, side = self._setting("page.picture_megapixels") * 10**6, self._setting("page.picture_side")
        for number, data in enumerate(self.form.pictures, start=1):
            if len(data) > self.most_megabytes * MEGA:
                return self._picture_problem("too_large", number)
            try:
                self.pictures.append(clean(data, pixels, side))
            except PictureError as error:
                return self._picture_problem(str(error), number)
        return None

    def answer(self):
        """Store the confirmed answer. Raises BadInput."""
        form = self.form
        wish = form.wants_supervisor and self.may_wish
        self.revisit._answer(form.level, form.tags, form.comment, "page", wants_supervisor=wish, pictures=self.pictures)

    @property
    def asks_about_repair(self):
        """Whether the citizen is asked: did they call, was it solved?"""
        return bool(self.case.rectification_ids and self._follow_ups._askable(self.case))

    @cached_property
    def told_of_repair(self):
        """What the citizen has said of call and repair, oldest first: {at, called, solved} in words."""
        words = dict(self._follow_ups._fields["called"]._description_selection(self.env))
        rows = self.case.rectification_ids and self.case.follow_up_ids.sorted("id")  # no repair, no word about it
        return [{"at": self._local(row.at), "called": words[row.called], "solved": words[row.solved]} for row in rows]

    @property
    def yes_no(self):
        return self._follow_ups._fields["called"]._description_selection(self.env)

    def tell_of_repair(self):
        """Append what the citizen says of call and repair; the same said twice is said once. Raises BadInput."""
        last = self.case.follow_up_ids.sorted("id")[-1:]
        work = self._follow_ups._askable(self.case)
        if work or (last.called, last.solved) != (self.form.called, self.form.solved):
            self._follow_ups._keep(work or last.rectification_id, self.form.called, self.form.solved)

    @property
    def _follow_ups(self):
        return self.env["jn.follow.up"].sudo()  # a citizen has no login

    def _picture_problem(self, code, number):
        return {
            "no_picture": self.env._(
                "File %(number)s is no picture that we can read. Please choose JPEG, PNG or WebP.", number=number
            ),
            "too_large": self.env._(
                "Picture %(number)s is too large. Please choose one of at most %(most)s MB.",
                number=number, most=self.most_megabytes,
            ),
        }[code]

    def _find_refusal(self):
        """Ask the one judge of answers whether one could be given now; return its refusal."""
        try:
            self.revisit._judge(1)
        except BadInput as error:
            return str(error)
        return None

    def _said(self, answer):
        return {
            "level": self._level(answer.level),
            "at": self._local(answer.answered_at),
            "reasons": [tag.name for tag in answer.tag_ids],
            "comment": answer.comment or "",
            "pictures": len(answer.picture_ids),
        }

    def _level(self, number):
        """The choice with this number as in `levels`, None if there is none."""
        return next((level for level in self.levels if level["level"] == number), None)

    def _caller(self, work):
        """The name of the unit that calls, never of a person."""
        if work.supervisor_asked_at:
            return self.env._("The supervision office of %(unit)s", unit=work.unit_id.county_id.name)
        return work.unit_id.name

    def _until(self, moment):
        """A deadline in words; midnight is the 24:00 of the day that it ends, as the regulation counts."""
        if self._in_zone(moment).strftime("%H:%M") == "00:00":
            return f"{self._local_day(moment - timedelta(days=1))} 24:00"
        return self._local(moment)

    def _local(self, moment):
        """A moment in the unit's time and the reader's language, e.g. 2019年5月27日 10:00."""
        return f"{self._local_day(moment)} {self._in_zone(moment):%H:%M}"

    def _local_day(self, moment):
        return _day_in_words(self._in_zone(moment).date(), self.env.lang)

    def _in_zone(self, moment):
        zone = self.revisit.with_context(tz=self.revisit.unit_id._calendar().tz)
        return fields.Datetime.context_timestamp(zone, moment)

    def _setting(self, code):
        return self.revisit._setting(code, self.revisit)


def matters_of(revisit):
    """The question of a link and, after it, those about the same number's other matters of that day or message (decision D8)."""
    return [Matter(each) for each in (revisit, *_siblings(revisit))]


def _siblings(revisit):
    """Of each other case of the same number, completed on the same local day or asked about in the same message, the latest question."""
    number = revisit.case_id.phone_e164
    if not number or not revisit.completed_at:
        return revisit.browse()
    zone = revisit.unit_id._calendar().tz
    day = periods.day_of(revisit.completed_at, zone)
    since, until = periods.utc_bounds(periods.Period(day, day), zone)
    together = Domain("completed_at", ">=", since) & Domain("completed_at", "<", until)
    if revisit.asked_in_id:
        together |= Domain("asked_in_id", "=", revisit.asked_in_id.id)
    others = Domain("case_id", "!=", revisit.case_id.id) & Domain("case_id.phone_e164", "=", number)
    found = revisit.search(others & together & Domain("blocked_reason", "=", False), order="id")
    return found.browse({each.case_id: each.id for each in found}.values())


@lru_cache(maxsize=1000)
def _day_in_words(day, lang):
    return format_date(day, "long", locale=lang)


def _level(level, name, most, bad):
    share = (level - 1) / max(most - 1, 1)
    mood = 1 + round(share * (MOODS - 1))
    return {"level": level, "name": name, "bad": bad, "mood": mood, "mouth": _mouth(share)}


def _mouth(share):
    """The path of a mouth in a 32 × 32 face: `share` 0 is sad, 1 is glad.

    >>> _mouth(0), _mouth(0.5), _mouth(1)
    ('M10 23Q16 16 22 23', 'M10 21Q16 21 22 21', 'M10 19Q16 26 22 19')
    """
    bend = 2 * share - 1
    ends = 21 - 2 * bend
    return f"M10 {ends:g}Q16 {21 + 5 * bend:g} 22 {ends:g}"
