"""What no screen and no call shows: a citizen's link, a whole number, the person to whom they criticised; and facts stay."""

import json
import re

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .world import NAME, NUMBER, ROLES, World, matrix

# The citizens' own phones, which stand on the screen in rehearsals only.
PHONES = ("jn.demo.",)
MOST = 20
LINK = re.compile(r"/jn/r/\d+\.(?!A{22})\S{22}")  # a preview shows how long a link is, by one that leads nowhere
LOG = {"create_date", "write_date"}
WORDS = {"datetime": "2020-01-01 00:00:00", "char": "other", "text": "other", "float": "1.5", "integer": "1"}


@tagged("post_install", "-at_install")
class TestSecrets(World):
    def told(self, role):
        """Yield (model, all that this role reads of up to some rows of it, as one text)."""
        for name, row in matrix().items():
            if name in self.models and "r" in row[role] and not name.startswith(PHONES):
                records = self.of(role, name).search([], limit=MOST)
                yield name, json.dumps(records.read(self.readable(records)), default=str, ensure_ascii=False)

    def test_nobody_reads_a_citizen_s_link(self):
        self.patch(type(self.env["jn.clock"]), "_is_rehearsal", lambda clock: False)
        for role in ROLES:
            for name, text in self.told(role):
                with self.subTest(model=name, role=role):
                    self.assertEqual(LINK.findall(text), [])

    def test_nobody_reads_a_whole_number_unasked(self):
        self.patch(type(self.env["jn.clock"]), "_is_rehearsal", lambda clock: False)
        for role in ROLES:
            for name, text in self.told(role):
                with self.subTest(model=name, role=role):
                    self.assertFalse(NUMBER in text)

    def test_the_criticised_clerk_reads_the_name_nowhere(self):
        for name, text in self.told("window_clerk"):
            with self.subTest(model=name):
                self.assertFalse(NAME in text)


@tagged("post_install", "-at_install")
class TestFacts(World):
    def facts(self):
        """Every model of facts, with a row of it where the world has one."""
        names = self.env.registry.descendants(["jn.append.only"], "_inherit")
        return {name: self.env[name].sudo().search([], limit=1) for name in sorted(names) if not self.env[name]._abstract}

    def test_there_are_facts_of_every_kind(self):
        self.assertLessEqual({"jn.answer", "jn.call", "jn.finding", "jn.urging", "jn.unmasking", "jn.number.search"}, set(self.facts()))

    @mute_logger("odoo.models", "odoo.addons.base.models.ir_rule")
    def test_nobody_changes_a_fact_neither_by_form_nor_by_import(self):
        people = [*self.people.values(), self.env.ref("base.user_admin")]
        for name, fact in self.facts().items():
            for user in people:
                with self.subTest(model=name, user=user.login):
                    record = fact.with_user(user)
                    self.assertRaises(AccessError, record.write, {})
                    self.assertRaises(AccessError, record.unlink)
                    self.assertRaises(AccessError, record.create, [{}])
                    outcome = self.imported(record)
                    self.assertFalse(outcome["ids"], outcome)

    def imported(self, record):
        """What comes of importing this very row again, with another word or moment in it."""
        own = [field for field in record._fields.values() if field.store and field.name not in LOG]
        name, word = next((field.name, word) for kind, word in WORDS.items() for field in own if field.type == kind)
        try:
            return record.load([".id", name], [[str(record.id or 1), word]])
        except AccessError:
            return {"ids": False}

    @mute_logger("odoo.sql_db")
    def test_not_even_the_system_or_a_database_console_changes_one(self):
        for name, fact in self.facts().items():
            if fact:
                with self.subTest(model=name):
                    self.assertRaises(AccessError, fact.write, {"create_uid": 1})
                    self.assertRaises(AccessError, fact.unlink)
                    for words in ("UPDATE %s SET create_uid = 1 WHERE id = %s", "DELETE FROM %s WHERE id = %s"):
                        with self.assertRaises(psycopg2.errors.RaiseException), self.env.cr.savepoint():
                            self.env.cr.execute(SQL(words, SQL.identifier(fact._table), fact.id))

    @mute_logger("odoo.models", "odoo.addons.base.models.ir_rule")
    def test_what_the_system_keeps_nobody_writes(self):
        names = self.env.registry.descendants(["jn.kept"], "_inherit")
        for name in sorted(names):
            if not self.env[name]._abstract:
                row = self.env[name].sudo().search([], limit=1)
                for user in [*self.people.values(), self.env.ref("base.user_admin")]:
                    with self.subTest(model=name, user=user.login):
                        self.assertRaises(AccessError, row.with_user(user).write, {})
                        self.assertRaises(AccessError, row.with_user(user).unlink)
                        # a door of its own asks a supervisor for what is missing
                        self.assertRaises(UserError, row.with_user(user).create, [{}])
