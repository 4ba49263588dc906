"""The computation behind a deadline: one walk through a calendar, with its steps."""

from datetime import date, datetime, timedelta

from . import const

TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


class Reckoning:
    """One computation: it keeps the steps and the years whose working days it asked for."""

    def __init__(self, span, calendar):
        self.span = span
        self.calendar = calendar
        self.steps = []
        self.years = set()

    def say(self, key, **params):
        """Note a step; moments and days are shown in local time."""
        self.steps.append((key, {name: self._shown(value) for name, value in params.items()}))

    def close(self, due):
        """The due moment, the steps, and whether a year's table was missing."""
        missing = sorted(self.years - self.calendar.years)
        if missing:
            self.say("provisional", years=missing)
        return due, tuple(self.steps), bool(missing)

    def add(self, start, follows=False):
        """The moment at which the bare limit ends; one that follows another begins on the day that the other ends."""
        if self.span.unit in const.DAY_UNITS:
            return self._add_days(self._last_day(start) if follows else self.calendar.day_of(start))
        amount = float(self.span.amount) * HOUR
        working = self.span.unit == const.WORKING_HOURS
        due = self._after_working(start, amount) if working else start + amount
        self.say("add", amount=_plain(self.span.amount), unit=self.span.unit, at=due)
        return due

    def roll(self, start, due):
        """That moment, moved off days without work as the span wants it."""
        if self.span.roll == const.ROLL_NEXT_WORKING_DAY:
            return self._roll_next_working_day(due)
        if self.span.roll == const.ROLL_SHORT_HOURS:
            return self._roll_short_hours(start, due, self.span.min_hours * HOUR)
        return due

    def shift(self, due, paused_at, resumed_at):
        """The due moment after a pause, with as much left as there was before it."""
        moved, left = self._shifted(due, paused_at, resumed_at)
        self.say(
            "resumed",
            paused_at=paused_at,
            resumed_at=resumed_at,
            left=_plain(left),
            unit=self.span.unit,
            at=moved,
        )
        return moved

    def extend(self, due):
        """The due moment with the span's amount added to it, rolled like any whole limit."""
        start = due - TICK if self.span.unit in const.DAY_UNITS else due
        said, self.steps = self.steps, []
        longer = self.add(start)
        self.steps = said  # the steps of a limit of its own would tell a second beginning
        self.say("extended", amount=_plain(self.span.amount), unit=self.span.unit, at=longer)
        return self._roll_next_working_day(longer) if self.span.roll == const.ROLL_NEXT_WORKING_DAY else longer

    def roll_again(self, due, paused_at, resumed_at, moved):
        """The moved due moment, rolled as if the limit had begun when it was resumed."""
        if self.span.roll != const.ROLL_SHORT_HOURS:
            return self.roll(resumed_at, moved)
        # Less may be left than the minimum: only working time that the pause cost is given back.
        least = min(self.span.min_hours * HOUR, self._worked(paused_at, due))
        return self._roll_short_hours(resumed_at, moved, least)

    def _add_days(self, first):
        count = int(self.span.amount)
        working = self.span.unit == const.WORKING_DAYS
        last = self._nth_working(first, count) if working else first + count * DAY
        due = self.calendar.end_of(last)
        self.say("day_not_counted", day=first)
        self.say("add", amount=_plain(count), unit=self.span.unit, at=due)
        self.say("end_of_day", day=last)
        return due

    def _roll_next_working_day(self, due):
        last = self._last_day(due)
        # A working hour lies on a working day already.
        if self.span.unit == const.WORKING_HOURS or self._works(last):
            return due
        target = self._next_working(last)
        self.say("not_working", day=last)
        if self.span.unit in const.DAY_UNITS or self.calendar.end_of(last) == due:
            rolled = self.calendar.end_of(target)
            self.say("rolled", at=rolled)
            self.say("end_of_day", day=target)
            return rolled
        rolled = self.calendar.at(target, self.calendar.local(due).time())
        self.say("rolled", at=rolled)
        return rolled

    def _roll_short_hours(self, start, due, least):
        worked = self._worked(start, due)
        key = "few_hours" if worked < least else "enough_hours"
        self.say(key, worked=round(worked / HOUR, 2), min=round(least / HOUR, 2))
        if worked >= least:
            return due
        rolled = self._clock(self._next_working(self.calendar.day_of(start)), self.span.roll_time)
        if rolled < due:
            self.say("not_earlier", at=due)
            return due
        self.say("rolled", at=rolled)
        return rolled

    def _shifted(self, due, paused_at, resumed_at):
        if self.span.unit == const.WORKING_DAYS:
            return self._shift_working_days(due, paused_at, resumed_at)
        if self.span.unit == const.WORKING_HOURS:
            left = self._worked(paused_at, due)
            return max(due, self._after_working(resumed_at, left)), left / HOUR
        left = due - paused_at
        return resumed_at + left, left / (DAY if self.span.unit == const.NATURAL_DAYS else HOUR)

    def _shift_working_days(self, due, paused_at, resumed_at):
        last, day = self._last_day(due), self.calendar.day_of(paused_at)
        left = 0
        while day < last:
            day = self._next_working(day)
            left += day <= last
        target = self._nth_working(self.calendar.day_of(resumed_at), left)
        owed = self._worked(paused_at, due)
        # A pause in the morning that ends in the evening must not cost the day in between.
        while self._worked(resumed_at, self.calendar.end_of(target)) < owed:
            target = self._next_working(target)
        return max(due, self.calendar.end_of(target)), left

    def _after_working(self, start, left):
        day = self.calendar.day_of(start)
        self._look(day, day)
        while True:
            for begin, end in self.calendar.utc_intervals(day):
                begin = max(begin, start)
                if end - begin >= left:
                    return begin + left
                left -= max(end - begin, timedelta())
            day = self._next_working(day)

    def _nth_working(self, day, count):
        for _turn in range(count):
            day = self._next_working(day)
        return day

    def _last_day(self, due):
        return self.calendar.day_of(due - TICK)

    def _clock(self, day, hour):
        if hour == 24:
            return self.calendar.end_of(day)
        return self.calendar.at(day, (datetime.min + hour * HOUR).time())

    def _works(self, day):
        self._look(day, day)
        return self.calendar.is_working(day)

    def _next_working(self, day):
        found = self.calendar.next_working(day)
        self._look(day + DAY, found)
        return found

    def _worked(self, start, end):
        self._look(self.calendar.day_of(start), self._last_day(max(start + TICK, end)))
        return self.calendar.worked(start, end)

    def _look(self, first, last):
        self.years.update(range(first.year, last.year + 1))

    def _shown(self, value):
        if isinstance(value, datetime):
            return self.calendar.local(value).isoformat(timespec="seconds" if value.second else "minutes")
        if isinstance(value, date):
            return value.isoformat()
        return value


def _plain(number):
    return f"{float(round(number, 2)):g}"
