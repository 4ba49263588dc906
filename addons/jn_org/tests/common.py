"""The small world in which the tests of all rooms take place."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from odoo import Command
from odoo.tests.common import TransactionCase, new_test_user

from ..const import ROLES

LOCAL = ZoneInfo("Asia/Shanghai")
WORKING_HOURS = [(9.0, 12.0), (13.0, 17.0)]
# role -> attribute of the unit its test user works for
PLACES = {
    "window_clerk": "window_a",
    "liaison": "window_a",
    "chief_representative": "window_a",
    "supervisor": "county",
    "business_office": "county",
    "leader": "county",
    "intake": "city",
    "administrator": "city",
}


def at(local):
    """Naive UTC for a moment in local words, e.g. at("2026-11-23 10:00") is 02:00 UTC."""
    return datetime.fromisoformat(local).replace(tzinfo=LOCAL).astimezone(UTC).replace(tzinfo=None)


class OrgCase(TransactionCase):
    """A city with a county, a hall in it, two windows there, a matter, the year 2026 and one user per role.

    `self.users[role]` has that role only; `self.at(words)` and `self.freeze(moment)` deal with time.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, no_reset_password=True, tracking_disable=True))
        cls.calendar = cls._make_calendar()
        cls.department = cls._make_unit("department", "Department of Justice")
        cls.city = cls._make_unit("city", "Test City", calendar_id=cls.calendar.id)
        cls.county = cls._make_unit("county", "Test County", parent_id=cls.city.id)
        cls.hall = cls._make_unit("hall", "Test Hall", parent_id=cls.county.id)
        window = {"parent_id": cls.hall.id, "department_id": cls.department.id}
        cls.window_a = cls._make_unit("window", "Window A", **window)
        cls.window_b = cls._make_unit("window", "Window B", **window)
        cls.matter = cls.env["jn.matter"].create(
            {"code": "TEST-M1", "name": "Test matter", "department_id": cls.department.id}
        )
        cls.users = {role: cls._make_user(role, getattr(cls, PLACES[role])) for role, _label in ROLES}

    @classmethod
    def _make_calendar(cls):
        """Weekdays 9–12 and 13–17; 2026 loaded with National Day off and one Saturday made up for."""
        return cls.env["jn.calendar"].create(
            {
                "code": "test",
                "name": "Test calendar",
                "tz": LOCAL.key,
                "hour_ids": [
                    Command.create({"weekday": str(weekday), "hour_from": start, "hour_to": end})
                    for weekday in range(5)
                    for start, end in WORKING_HOURS
                ],
                "day_ids": [
                    Command.create({"date": "2026-10-01", "kind": "off", "name": "National Day"}),
                    Command.create({"date": "2026-10-10", "kind": "on", "name": "Make-up day"}),
                ],
                "year_ids": [Command.create({"year": 2026})],
            }
        )

    @classmethod
    def _make_unit(cls, kind, name, **values):
        """A unit whose code is TEST-<name>, live from the beginning."""
        code = f"TEST-{name.upper().replace(' ', '-')}"
        return cls.env["jn.unit"].create({"kind": kind, "name": name, "code": code, **values})

    @classmethod
    def _make_user(cls, role, units, login=None, **values):
        """A user with exactly that role, working for `units`; its staff code is its login."""
        login = login or f"test_{role}"
        user = new_test_user(
            cls.env,
            login=login,
            groups=f"jn_org.group_{role}",
            name=login.removeprefix("test_").replace("_", " ").capitalize(),
            unit_ids=[Command.set(units.ids)],
            staff_code=login,
            **values,
        )
        return user

    def at(self, local):
        """Naive UTC for a moment in local words: self.at("2026-11-23 10:00")."""
        return at(local)

    def freeze(self, moment):
        """Let the clock stand at `moment` (naive UTC, or local words) until the test ends or freezes again."""
        moment = at(moment) if isinstance(moment, str) else moment
        self.enterContext(self.env["jn.clock"]._frozen(moment))
        return moment
