"""The world of a case: the small city, the regulation's pack, and people who do their part."""

import json
import os
from pathlib import Path
from unittest.mock import patch

from odoo.addons.jn_org.journey import Journey
from odoo.addons.jn_org.tests.common import PEOPLE, OrgCase

PACK = Path(__file__).parents[3] / "config" / "packs" / "jining_2019"
MONDAY = "2026-11-16 10:00"


def pack_files(env):
    """The files of the regulation's pack that an installed room reads, {relative path: bytes}."""
    paths = {path.relative_to(PACK).as_posix(): path for path in sorted(PACK.rglob("*.yaml"))}
    sections = env["jn.pack"]._sections()
    return {name: path.read_bytes() for name, path in paths.items() if any(s._section_claims(name) for s in sections)}


def latest(records):
    """The newest of these records; a one2many in memory is not in order."""
    return records.sorted("id")[-1:]


class RevisitCase(OrgCase):
    """A rehearsal city under the regulation, on a Monday morning; messages go to demo phones.

    `self.ingest()` brings a completed case, `self.wait(hours)` lets time pass with all that falls due,
    `self.citizen(case, level)` answers, the other helpers each take one person's step.
    """

    cast = {
        **PEOPLE, "second": ("supervisor", "county"), "city_supervisor": ("supervisor", "city"), "city_leader": ("leader", "city"),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterClassContext(patch.dict(os.environ, {"JN_LINK_KEY": "key of the tests"}))
        if not cls.env["jn.clock"]._is_rehearsal():
            cls.env["jn.clock"]._make_rehearsal()
        if not cls.env["jn.pack"].search([("code", "=", "jining_2019")]):
            cls.env["jn.pack"]._apply(pack_files(cls.env), publish=True)
        cls.matter.office_id = cls.county  # the business office's field

    def setUp(self):
        super().setUp()
        self.begin_monday()

    def begin_monday(self):
        """Let it be Monday morning, and nothing have come yet."""
        self.freeze(MONDAY)
        self.refs = iter(f"R{number:04}" for number in range(1, 9999))

    def item(self, **values):
        """A case as a business system sends it: completed an hour ago, reachable."""
        return {
            "source": "test", "ref": next(self.refs), "unit": self.window_a.code, "matter": self.matter.code,
            "handler": "test_window_clerk", "applicant_name": "王小明", "phone": "13805370001",
            "accepted_at": self.iso(-3), "completed_at": self.iso(-1), **values,
        }

    def iso(self, hours):
        """The clock's moment plus `hours`, as a business system writes it."""
        moment = self.env["jn.clock"]._now().timestamp() + hours * 3600
        return self.env["jn.clock"]._iso(type(self.env["jn.clock"]._now()).fromtimestamp(moment))

    def take(self, *items):
        """Send items with the intake role; returns the results."""
        return self.as_user("intake")["jn.case"].ingest(list(items))

    def ingest(self, **values):
        """Bring one case and return it."""
        [result] = self.take(self.item(**values))
        self.assertEqual(result["status"], "created", result["error"])
        return self.env["jn.case"].browse(result["id"])

    def interpret(self, code, value):
        """The city decides otherwise than the pack."""
        self.env["jn.setting"].search([("code", "=", code)]).default_value = json.dumps(value)

    def as_user(self, role):
        """An environment of the person with this role."""
        return self.env(user=self.users[role])

    def by(self, role, record):
        """The record as the person with this role sees it."""
        return record.with_user(self.users[role])

    def wait(self, hours):
        """Let time pass; everything that falls due on the way happens at its moment."""
        self.freeze(Journey(self.env).go(hours))
        self.env.invalidate_all()

    def asked(self, **values):
        """A case whose citizen has the question on the phone."""
        case = self.ingest(**values)
        self.wait(0.2)
        self.assertEqual(case.revisit_ids.stage_code, "awaiting_answer")
        return case

    def citizen(self, case, level, **values):
        """The citizen answers the latest revisit."""
        return latest(case.revisit_ids).sudo()._answer(level, **values)

    def dissatisfied(self, **values):
        """A case in the window's hands."""
        case = self.asked(**values)
        self.citizen(case, 1)
        return case

    def call(self, case, reached=True):
        self.by("liaison", latest(case.rectification_ids)).log_call(reached=reached, note="called")

    def report(self, case):
        self.by("liaison", latest(case.rectification_ids)).submit_report("cause", "measures", "result")

    def confirm(self, case, ok=True, note=None):
        self.by("chief_representative", latest(case.rectification_ids)).confirm(ok=ok, note=note)

    def repair(self, case):
        """The window calls, reports, confirms."""
        self.call(case)
        self.report(case)
        self.confirm(case)

    def conclude(self, case, finding, role="supervisor", **values):
        self.by(role, latest(case.verification_ids)).conclude(finding, **{"method": "phone", "note": "found so", **values})

    def verifying(self, **values):
        """A case whose citizen was dissatisfied twice."""
        case = self.dissatisfied(**values)
        self.repair(case)
        self.wait(0.2)
        self.citizen(case, 1)
        return case

    def form(self, role, model, record, event=None, **values):
        """A wizard as this person opens it from a record by a button of the process."""
        context = {"active_id": record.id, "active_model": record._name}
        if event:
            context["default_event"] = event
        return self.as_user(role)[model].with_context(**context).create(values)

    def assertStage(self, case, stage, reason=False):
        self.assertEqual((case.stage_code, case.close_reason or False), (stage, reason))
