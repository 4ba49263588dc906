"""When the acts of a course happen: drawn for each case, with the time limits between them as `jn_rules` reckons them."""

from datetime import timedelta

HOUR = timedelta(hours=1)
TRIES = 25


def moment(act, previous, rng, hours, part=None):
    """When an act happens that waits for `previous` (naive UTC).

    Never on a whole minute, so that it is told from the end of a day; in a play the part of the wait is given.
    """
    low, high = act.wait
    drawn = previous + (low + (high - low) * (rng.random() if part is None else part)) * HOUR
    found = hours.office(drawn, rng) if act.office else hours.day(drawn, rng)
    return found.replace(second=rng.randint(1, 59) if part is None else 0, microsecond=0)


class Hours:
    """When people do things: staff while offices are open, citizens while messages may be sent."""

    def __init__(self, calendar, awake):
        """`awake(moment)`: that moment, or the end of the quiet hours that it lies in."""
        self.calendar, self.awake = calendar, awake
        self.worked = {}

    def day(self, moment, rng):
        """That moment, or one in the morning after the night that it lies in."""
        woken = self.awake(moment)
        return moment if woken == moment else woken + rng.uniform(0.1, 3) * HOUR

    def office(self, moment, rng):
        """That moment, or one in the next hours of work.

        >>> import random
        >>> from datetime import datetime, time
        >>> from jn_rules.calendars import WorkCalendar
        >>> days = dict.fromkeys(range(5), ((time(9), time(12)), (time(13), time(17))))
        >>> hours = Hours(WorkCalendar("city", "Asia/Shanghai", days), None)
        >>> hours.office(datetime(2026, 3, 9, 2), random.Random(1))
        datetime.datetime(2026, 3, 9, 2, 0)
        >>> hours.office(datetime(2026, 3, 7, 2), random.Random(1)).date()
        datetime.date(2026, 3, 9)
        """
        day = self.calendar.day_of(moment)
        while True:
            for begin, end in self._intervals(day):
                if begin <= moment < end:
                    return moment
                if moment < begin:
                    return begin + rng.uniform(0.1, 2.4) * HOUR
            day = self.calendar.next_working(day)

    def _intervals(self, day):
        """The hours of work of a day, in UTC; looked up once."""
        if day not in self.worked:
            self.worked[day] = self.calendar.utc_intervals(day) if self.calendar.is_working(day) else ()
        return self.worked[day]


class Drawer:
    """Draws the moments of one course's cases such that everything happens in the order of the play."""

    def __init__(self, shape, reckon, hours):
        """`reckon(due, start)` → (moment, steps as JSON) of a time limit."""
        self.shape, self.reckon, self.hours = shape, reckon, hours

    def draw(self, beginning, rng, tries=TRIES):
        """Return ([moment of each anchor], [steps of each reckoned limit]) for a case that began so.

        None where the calendar leaves no way: before a weekend nobody can call later than the objection's end, yet in time.
        """
        return next(filter(None, (self._once(beginning, rng) for _turn in range(tries))), None)

    def _once(self, beginning, rng):
        moments, steps = dict(enumerate(beginning)), {}
        self._reckon(moments, steps)
        for number, act in enumerate(self.shape.acts):
            place = len(beginning) + number
            moments[place] = moment(act, self._at(moments, self.shape.since[number]), rng, self.hours)
            self._reckon(moments, steps)
            if not self._fits(moments):
                return None
        return [moments[place] for place in sorted(moments)], [steps[place] for place in sorted(steps)]

    def _at(self, moments, one):
        """The moment (anchor, seconds) of a case, None if it is not known yet."""
        anchor, seconds = one
        return moments[anchor] + timedelta(seconds=seconds) if anchor in moments else None

    def _reckon(self, moments, steps):
        for due in self.shape.dues:
            if due.place not in moments and (start := self._at(moments, due.start)):
                moments[due.place], steps[due.place] = self.reckon(due, start)

    def _fits(self, moments):
        """Whether all that is known happens in the order of the play, and what was met there is met here."""
        at = [moment for one in self.shape.timeline if (moment := self._at(moments, one))]
        in_order = all(earlier < later for earlier, later in zip(at, at[1:], strict=False))
        return in_order and all(self._is_met(self._at(moments, due), self._at(moments, end)) for due, end in self.shape.met)

    def _is_met(self, due, end):
        return not due or not end or end < due
