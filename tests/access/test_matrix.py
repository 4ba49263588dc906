"""Who may read, write, create and delete what: every model, every role, against the matrix; by the ORM and over JSON-2."""

import json
from datetime import datetime, timedelta
from unittest.mock import patch

from passlib.context import CryptContext

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.jn_org.exceptions import NotPossible

from .world import CITY, ROLES, World, matrix

# unit: those of one's units and below; open: everybody's, as the regulation wants it or because all work by them
SIGHTS = ("unit", "open")
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}
REFUSED = (403, 404, 422)  # not yours, not there, not possible
QUIET = ("odoo.sql_db", "odoo.addons.base.models.ir_rule", "odoo.models", "odoo.http", "odoo.addons.rpc.controllers.json2")


class Undo(Exception):
    """What was tried went through; nothing of it shall stay."""


@tagged("post_install", "-at_install")
class TestMatrix(World):
    def test_every_model_stands_in_the_matrix_and_nothing_else_does(self):
        self.assertEqual(sorted(matrix()), sorted(self.models))

    @mute_logger(*QUIET)
    def test_each_role_does_what_the_matrix_says_and_no_more(self):
        for name, row in matrix().items():
            if name not in self.models:
                continue
            for role in ROLES:
                with self.subTest(model=name, role=role):
                    self.assertEqual(self.rights(role, name), row[role], "who may do what has changed: see the matrix")

    def test_both_counties_have_rows_of_every_model_in_which_units_matter(self):
        counties = {"near": self.county, "far": self.far["county"]}
        for name, row in matrix().items():
            if row["sight"] == "unit" and name in self.models:
                with self.subTest(model=name):
                    there = self.units_of(name).county_id
                    self.assertEqual([place for place, county in counties.items() if county not in there], [])

    def test_nobody_finds_a_row_of_a_unit_that_they_do_not_see(self):
        for name, row in matrix().items():
            if row["sight"] != "unit" or name not in self.models:
                continue
            for role in ROLES:
                if "r" in row[role]:
                    with self.subTest(model=name, role=role):
                        self.assertLessEqual(self.of(role, name).search([]).unit_id, self.people[role].sight_unit_ids)

    def test_the_city_s_people_find_the_rows_of_both_counties(self):
        counties = self.county | self.far["county"]
        for name, row in matrix().items():
            if row["sight"] == "unit" and name in self.models:
                for role in (*CITY, "administrator"):
                    if "r" in row[role]:
                        with self.subTest(model=name, role=role):
                            self.assertLessEqual(counties, self.of(role, name).search([]).unit_id.county_id)

    def test_the_matrix_says_of_every_model_with_a_unit_who_finds_which_rows(self):
        words = {name: row["sight"] for name, row in matrix().items()}
        for name, model in self.models.items():
            if not model._transient and "unit_id" in model._fields:
                with self.subTest(model=name):
                    self.assertIn(words[name], SIGHTS)

    def rights(self, role, name):
        """The letters of what this role really can do."""
        records = self.of(role, name)
        return "".join(letter for letter, operation in OPERATIONS.items() if self.can(records, operation)) or "-"

    def can(self, records, operation):
        """Whether access rows allow it and nothing else refuses it on a row that the person finds."""
        allowed = records.has_access(operation)
        outcome = self.outcome(self.attempt(records, operation, allowed))
        self.assertFalse(outcome == "done" and not allowed, f"{operation} of {records._name} went through without a right to it")
        return allowed and outcome != "refused"

    def attempt(self, records, operation, allowed):
        """The call by which a person would do it."""
        if operation == "read":
            return lambda: records.search_read([], ["display_name"], limit=3)
        if operation == "create":
            return lambda: records.create([{}])
        seen = records.search([], limit=1) if records.has_access("read") else records
        one = seen if allowed else records.browse(records.sudo().search([], limit=1).ids or [1])
        return lambda: one.write({}) if operation == "write" else one.unlink()

    def outcome(self, attempt):
        """done, refused, or broken: past everything that keeps people out, and stopped by what was asked for; all is undone."""
        try:
            with self.env.cr.savepoint(flush=False):
                attempt()
                raise Undo
        except Undo:
            return "done"
        except (AccessError, NotPossible):
            return "refused"
        except Exception:
            return "broken"
        finally:
            self.env.transaction.clear()  # what was refused half-way is not to be written later


@tagged("post_install", "-at_install")
class TestMatrixOverRpc(World, HttpCase):
    """The same door from outside: what the matrix does not allow is a 403, whatever is asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cheap = CryptContext(["pbkdf2_sha512"], pbkdf2_sha512__rounds=1)  # a quarter of each of thousands of calls, else
        cls.startClassPatcher(patch("odoo.addons.base.models.res_users.KEY_CRYPT_CONTEXT", cheap))

    def post(self, key, model, method, **arguments):
        headers = {"Authorization": f"bearer {key}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{model}/{method}", data=json.dumps(arguments), headers=headers)

    @mute_logger(*QUIET)
    def test_what_the_matrix_lets_read_is_read_and_what_it_does_not_allow_is_refused(self):
        keys = {role: self.key(role) for role in ROLES}
        for name, row in matrix().items():
            if name in self.models:
                model = self.models[name].sudo().with_context(active_test=False)
                before = model.search([]).ids
                one = {"ids": before[:1] or [1]}
                given = {"write": {**one, "vals": {}}, "create": {"vals_list": [self.needed(model)]}, "unlink": one}
                for role, key in keys.items():
                    with self.subTest(model=name, role=role):
                        self.check(key, name, row[role], given)
                self.env.invalidate_all()
                self.assertEqual(model.search([]).ids, before, name)

    def key(self, role):
        tomorrow = datetime.now() + timedelta(days=1)
        return self.env["res.users.apikeys"].with_user(self.people[role])._generate("rpc", "test", tomorrow)

    def check(self, key, name, letters, given):
        status = self.post(key, name, "search_read", domain=[], fields=["id"], limit=1).status_code
        self.assertEqual(status, 200 if "r" in letters else 403)
        for letter, operation in OPERATIONS.items():
            if letter not in letters and operation in given:
                self.assertIn(self.post(key, name, operation, **given[operation]).status_code, REFUSED, operation)

    def test_the_rows_that_come_back_are_those_of_units_that_the_person_sees(self):
        for role in ROLES:
            key, sight = self.key(role), self.people[role].sight_unit_ids
            for name, row in matrix().items():
                if row["sight"] == "unit" and "r" in row[role] and name in self.models:
                    with self.subTest(model=name, role=role):
                        given = self.post(key, name, "search_read", domain=[], fields=["unit_id"], context={"active_test": False}).json()
                        self.assertLessEqual({one["unit_id"][0] for one in given if one["unit_id"]}, set(sight.ids))
                        self.assertEqual({one["id"] for one in given}, set(self.of(role, name).search([]).ids))

    def needed(self, model):
        """A link to some record for every link that a new row must have."""
        links = {name: field for name, field in model._fields.items() if field.required and field.type == "many2one" and field.store}
        return {name: self.env[field.comodel_name].sudo().search([], limit=1).id for name, field in links.items()}
