"""The world of the pure tests: an office in Jining in the spring of 2019."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st

from ..calendars import WorkCalendar

TZ = "Asia/Shanghai"
OFFICE = ((time(9), time(12)), (time(13), time(17)))
HOUR = timedelta(hours=1)
# One of each kind of character that has ever hurt: the whole of Unicode is slow to load.
SIGNS = "aZ09 ,.满意①５½éß€😀٠\u0301\u2028\x85\ufeff\x00\t\r\n{}[]<>-–:#'\"\\|&*!%@`~"

quick = settings(max_examples=25, deadline=None, derandomize=True, database=None)


def calendar(**changes):
    """Weekdays nine to five with a lunch hour; Labour Day 2019 with its make-up days."""
    values = {
        "name": "Jining",
        "tz": TZ,
        "hours": dict.fromkeys(range(5), OFFICE),
        "off": frozenset(date(2019, 5, day) for day in (1, 2, 3)),
        "on": frozenset({date(2019, 4, 28), date(2019, 5, 5)}),
        "years": frozenset({2019}),
    }
    return WorkCalendar(**{**values, **changes})


def at(text):
    """The naive UTC moment at which a clock in Jining shows `text` (ISO)."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(TZ))
    return local.astimezone(UTC).replace(tzinfo=None)


days = st.dates(date(2018, 12, 1), date(2020, 2, 1))
moments = st.datetimes(datetime(2018, 12, 1), datetime(2020, 2, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
weekly_hours = st.dictionaries(
    st.integers(0, 6), st.sampled_from([OFFICE, ((time(22), time.min),), OFFICE[:1]]), min_size=1
)
calendars = st.builds(
    WorkCalendar,
    name=st.just("any"),
    tz=st.sampled_from([TZ, "Europe/Berlin", "America/New_York"]),
    hours=weekly_hours,
    off=st.frozensets(days, max_size=20),
    on=st.frozensets(days, max_size=20),
    years=st.frozensets(st.sampled_from([2018, 2019, 2020])),
)
