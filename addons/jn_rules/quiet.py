"""Quiet hours: when a message may reach a citizen's phone (decision B1)."""

from datetime import UTC, datetime, time, timedelta

from .calendars import CalendarError, zone


def awake(moment: datetime, quiet_from: time, quiet_to: time, tz: str) -> datetime:
    """The first moment from `moment` on that lies outside the quiet hours; both naive UTC.

    The quiet hours begin at `quiet_from` and have ended at `quiet_to`, on the local clock of
    `tz`; they may pass midnight, and there are none if both are the same.

    >>> night = (time(21), time(8), "Asia/Shanghai")
    >>> awake(datetime(2019, 5, 22, 14), *night)
    datetime.datetime(2019, 5, 23, 0, 0)
    >>> awake(datetime(2019, 5, 22, 4), *night)
    datetime.datetime(2019, 5, 22, 4, 0)
    """
    if moment.tzinfo is not None:
        raise CalendarError("aware", moment=moment.isoformat())
    local = moment.replace(tzinfo=UTC).astimezone(zone(tz))
    if not is_quiet(local.time(), quiet_from, quiet_to):
        return moment
    day = local.date() + timedelta(days=1 if quiet_to <= local.time() else 0)
    end = datetime.combine(day, quiet_to, tzinfo=local.tzinfo)
    # Where clocks are put back, the end may seem to lie behind: then it is over already.
    return max(end.astimezone(UTC).replace(tzinfo=None), moment)


def is_quiet(clock: time, quiet_from: time, quiet_to: time) -> bool:
    """Whether a time of day lies in the quiet hours.

    >>> is_quiet(time(23), time(21), time(8)), is_quiet(time(8), time(21), time(8))
    (True, False)
    >>> is_quiet(time(13), time(12), time(14)), is_quiet(time(9), time(9), time(9))
    (True, False)
    """
    if quiet_from <= quiet_to:
        return quiet_from <= clock < quiet_to
    return clock >= quiet_from or clock < quiet_to
