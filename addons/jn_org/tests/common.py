"""The small world in which the tests of all rooms take place."""

from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

from odoo import Command
from odoo.tests.common import TransactionCase

LOCAL = ZoneInfo("Asia/Shanghai")
WORKING_HOURS = [(9.0, 12.0), (13.0, 17.0)]
# person -> (role, attribute of the unit they work for)
PEOPLE = {
    "window_clerk": ("window_clerk", "window_a"),
    "liaison": ("liaison", "window_a"),
    "chief_representative": ("chief_representative", "window_a"),
    "supervisor": ("supervisor", "county"),
    "business_office": ("business_office", "county"),
    "leader": ("leader", "county"),
    "intake": ("intake", "city"),
    "administrator": ("administrator", "city"),
}


def at(local):
    """Naive UTC for a moment in local words, e.g. at("2026-11-23 10:00") is 02:00 UTC."""
    return datetime.fromisoformat(local).replace(tzinfo=LOCAL).astimezone(UTC).replace(tzinfo=None)


class OrgCase(TransactionCase):
    """A city with a county, a hall in it, two windows there, a matter, the year 2026 and one user per role.

    `self.users[person]` has that role only; `self.at(words)` and `self.freeze(moment)` deal with time.
    """

    cast = PEOPLE

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
        rows = [cls._prepare_user(role, getattr(cls, place), f"test_{who}") for who, (role, place) in cls.cast.items()]
        cls.users = dict(zip(cls.cast, cls.env["res.users"].create(rows), strict=True))  # at once: one by one takes a second

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
        return cls.env["res.users"].create(cls._prepare_user(role, units, login or f"test_{role}", **values))

    @classmethod
    def _prepare_user(cls, role, units, login, **values):
        return {
            "login": login,
            "password": login,
            "email": f"{login}@example.com",
            "group_ids": [Command.set(cls.env.ref(f"jn_org.group_{role}").ids)],
            "name": login.removeprefix("test_").replace("_", " ").capitalize(),
            "unit_ids": [Command.set(units.ids)],
            "staff_code": login,
            **values,
        }

    def at(self, local):
        """Naive UTC for a moment in local words: self.at("2026-11-23 10:00")."""
        return at(local)

    def freeze(self, moment):
        """Let the clock stand at `moment` (naive UTC, or local words) until the test ends or freezes again."""
        moment = at(moment) if isinstance(moment, str) else moment
        self.enterContext(self.env["jn.clock"]._frozen(moment))
        return moment

    def conditions(self, model, user):
        """The conditions of the statement by which a person looks for all rows of a model."""
        return str(self.env[model].with_user(user)._search([]).where_clause.code)

    @contextmanager
    def statements_about(self, words):
        """A list of the statements with these words in them while the block runs."""
        self.env.flush_all()
        seen, execute = [], self.env.cr.execute

        def noted(query, *args, **kwargs):
            if words in str(getattr(query, "code", query)):
                seen.append(query)
            return execute(query, *args, **kwargs)

        with patch.object(self.env.cr, "execute", noted):
            yield seen

    def whole_city(self):
        """A supervisor who works for every unit there is."""
        top = self.env["jn.unit"].search([("parent_id", "=", False)])
        return self._make_user("supervisor", top, "test_whole_city")

    def assert_sight_without_a_list(self, model, person):
        """Whoever sees every unit asks for a model's rows without naming one, and finds them all; others name theirs."""
        self.assertNotIn("unit_id", self.conditions(model, person))
        self.assertIn("unit_id", self.conditions(model, self.users["supervisor"]))
        found = self.env[model].with_user(person).search([])
        self.assertTrue(found)
        self.assertEqual(found.ids, self.env[model].search([]).ids)
