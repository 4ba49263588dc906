"""What the citizen's page says about one matter; it reads, and only `answer` writes."""

from dataclasses import replace
from functools import cached_property, lru_cache

from babel.dates import format_date

from odoo.addons.jn_org.exceptions import BadInput
from odoo.addons.jn_rules.deadlines import said

from .. import faces
from ..models.jn_citizen_letter import Shape
from ..pictures import PictureError, clean
from .form import MEGA, Form


class Matter:
    """One question on the page: asked, to be confirmed, answered, or over.

    What an open question needs is in its `Question`; records are only read where there is more to tell.
    """

    def __init__(self, env, question):
        self.env, self.question, self.id = env, question, question.id
        self.form, self.problem, self.pictures, self._settings = Form(), None, [], {}

    @cached_property
    def revisit(self):
        return self.env["jn.revisit"].sudo().browse(self.id)  # a citizen has no login; the link is what lets them in

    @cached_property
    def case(self):
        return self.revisit.case_id

    @cached_property
    def title(self):
        return self.question.matter or self.case.matter_id.name

    @cached_property
    def is_repaired(self):
        """Whether there is rectification work about its case."""
        known = self.question.repaired
        return bool(self.case.rectification_ids) if known is None else known

    @cached_property
    def words(self):
        """What stands for the unit: {unit, hall, phone, signature}."""
        return self.env["jn.unit"]._signs(self.question.unit_id)

    @cached_property
    def answers(self):
        return [self._said(answer) for answer in self.revisit.answer_ids.sorted("id")] if self.question.levels else []

    @cached_property
    def refusal(self):
        """Ask the one judge of answers whether one could be given now; his refusal, else None."""
        try:
            self.env["jn.revisit"]._verdict(self.question, self._unit, self.question.levels, level=1)
        except BadInput as error:
            return str(error)
        return None

    @property
    def shape(self):
        """What the page of this question shares with others; None where the page tells more than a question."""
        if self.question.levels or self.is_repaired or self.refusal:
            return None
        shown = {"hall": self.words["hall"] != self.words["signature"], "phone": self.words["phone"], "due": self.due}
        return Shape(self.levels, self.tags, self.may_wish, self.most_words, frozenset(name for name in shown if shown[name]))

    @property
    def own_words(self):
        """What fills the page of its shape in."""
        return {**self.words, "id": str(self.id), "title": self.title, "completed": self.completed, "due": self.due}

    @property
    def is_over(self):
        """True if nothing was said and nothing can be said any more."""
        return bool(self.refusal) and not self.answers

    @property
    def is_repeated(self):
        """True if a confirmed form says what the last answer said: a form sent twice is one answer."""
        last = self.revisit.answer_ids.sorted("id")[-1:] if self.question.levels else self.env["jn.answer"]
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
        due = self.question.answer_due_at
        return self._until(due) if due and not self.question.ended_at else None

    @property
    def completed(self):
        """The local day on which the matter was finished, in words."""
        return self._local_day(self.question.completed_at)

    @property
    def stage(self):
        return self.case.stage_id.name or ""

    @cached_property
    def levels(self):
        """The choices, best first, each a `faces.Level`."""
        most, bad = self._setting("answer.levels"), self._setting("answer.bad_levels")
        return faces.levels(self.env["jn.answer.level"]._choices(most), most, frozenset(bad))

    @property
    def chosen(self):
        """The chosen level as in `levels`, None if it is none of them."""
        return self._level(self.form.level)

    @property
    def tags(self):
        rows = self.env["jn.answer.tag"]._choices(self.question.matter_id)
        return tuple(faces.Tag(code, name, code in self.form.tags) for code, name in rows)

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
        return bool(self.is_repaired and self._follow_ups._askable(self.case))

    @cached_property
    def told_of_repair(self):
        """What the citizen has said of call and repair, oldest first: {at, called, solved} in words."""
        if not self.is_repaired:
            return []
        words, rows = dict(self.yes_no), self.case.follow_up_ids.sorted("id")
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
        return next((level for level in self.levels if level.level == number), None)

    def _caller(self, work):
        """The name of the unit that calls, never of a person."""
        if work.supervisor_asked_at:
            return self.env._("The supervision office of %(unit)s", unit=work.unit_id.county_id.name)
        return work.unit_id.name

    def _until(self, moment):
        """A deadline in words, as the regulation counts."""
        day, time = said(self._in_zone(moment))
        return f"{_day_in_words(day, self.env.lang)} {time}"

    def _local(self, moment):
        """A moment in the unit's time and the reader's language, e.g. 2019年5月27日 10:00."""
        return f"{self._local_day(moment)} {self._in_zone(moment):%H:%M}"

    def _local_day(self, moment):
        return _day_in_words(self._in_zone(moment).date(), self.env.lang)

    def _in_zone(self, moment):
        return self._unit._calendar().local(moment)

    @cached_property
    def _unit(self):
        return self.env["jn.unit"].browse(self.question.unit_id)

    def _setting(self, code):
        if code not in self._settings:
            self._settings[code] = self.env["jn.setting"]._get(code, self._unit)
        return self._settings[code]


@lru_cache(maxsize=1000)
def _day_in_words(day, lang):
    return format_date(day, "long", locale=lang)
