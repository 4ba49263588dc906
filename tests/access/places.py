"""Two counties in each of which everything happens once, by their own people: rows that a stranger must not find."""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.addons.jn_org.tests.common import at
from odoo.addons.jn_revisit.tests.common import RevisitCase, latest
from odoo.addons.jn_rules import periods
from odoo.addons.jn_rules.alarms import Figure

NAME, NUMBER = "王小明", "13805370001"
FAR = {"liaison": "window_a", "chief_representative": "window_a", "supervisor": "county", "leader": "county"}
IN_QUARTER = at("2026-08-10 10:00")
QUARTER = periods.quarter_of(IN_QUARTER.date())


class Places(RevisitCase):
    """`fill_here` fills the county that `self.county` is; within `self.elsewhere()` that is the other one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        county = cls._make_unit("county", "Far County", parent_id=cls.city.id)
        hall = cls._make_unit("hall", "Far Hall", parent_id=county.id)
        window_a, window_b = (cls._make_unit("window", f"Far Window {one}", parent_id=hall.id) for one in "AB")
        matter = cls.env["jn.matter"].create({"code": "TEST-FAR", "name": "Far matter", "office_id": county.id})
        cls.far = {"county": county, "hall": hall, "window_a": window_a, "window_b": window_b, "matter": matter}
        cls.far_people = {role: cls._make_user(role, cls.far[place], f"test_far_{role}") for role, place in FAR.items()}
        cls.survey = cls.env["survey.survey"].create({
            "title": "Queueing", "access_mode": "token", "questions_layout": "one_page", "scoring_type": "no_scoring",
            "question_and_page_ids": [(0, 0, {"title": "What else?", "question_type": "text_box"})],
        })

    @contextmanager
    def elsewhere(self):
        """Let all be done in the other county, by the people there."""
        with patch.multiple(self, **self.far, users={**self.users, **self.far_people}):
            yield

    def fill_here(self):
        """Two cases on their way, one checked and returned with accountability, one urged at the other window; and what else there is."""
        case = self.verifying(applicant_name=NAME, phone=NUMBER)
        self.conclude(case, "violation", points=["say sorry"])
        self.call(case)
        self.env["jn.follow.up"].sudo()._keep(latest(case.rectification_ids), "yes", "no")
        other = self.dissatisfied(unit=self.window_b.code, applicant_name=NAME, phone=NUMBER)
        work = latest(other.rectification_ids)
        self.by("supervisor", work).urge("please")
        self.by("supervisor", case).reveal_phone("to call")
        self.by("supervisor", case).action_follow()
        self.as_user("supervisor")["jn.case"].search([("phone", "=", NUMBER)])
        for fill in (self.fill_facts, self.fill_lists, self.fill_checks, self.fill_assessment, self.fill_campaign):
            fill(case, work)

    def fill_facts(self, case, work):
        """What people and machines noted about these cases, as the system keeps it."""
        me, now = self.users["supervisor"].id, self.env["jn.clock"]._now()
        here, about = {"unit_id": self.window_a.id}, {"user_id": me, "at": now}
        deadline = self.env["jn.flow.deadline"].search([("res_model", "=", work._name), ("res_id", "=", work.id)], limit=1)
        message = self.env["jn.message"].search([("unit_id", "=", self.window_a.id)], limit=1)
        rows = {
            "jn.case.move": {**here, **about, "case_id": case.id, "new_unit_id": self.window_b.id},
            "jn.revisit.attempt": {**here, **about, "revisit_id": case.revisit_ids[0].id, "result": "not_reached"},
            "jn.flow.extension": {
                **here, "res_model": work._name, "res_id": work.id, "timer_id": deadline.timer_id.id, "deadline_id": deadline.id,
                "amount": 1, "reason": "more time", "asked_by_id": me, "asked_at": now,
            },
            "jn.message.repair": {**here, **about, "message_id": message.id, "kind": "again"},
            "jn.message.stop": {**here, "number": f"+86138{self.county.id:08}", "since": now},
            "jn.number.test": {**here, **about, "phone_e164": "+8613805370009", "token": f"token {self.county.id}"},
            "jn.paper.made": {
                **here, **about, "paper_id": self.env["jn.paper"].search([], limit=1).id, "res_model": work._name, "res_id": work.id,
            },
            "jn.intake.total": {**here, **about, "source": "test", "day": now.date(), "completed": 2},
        }
        for name, row in rows.items():
            self.env[name].sudo().create(row)

    def fill_lists(self, case, work):
        """Who holds a role, what the county decided for itself, and the account that its messages go by."""
        holder = {"unit_id": self.window_b.id, "role": "liaison", "user_id": self.users["liaison"].id, "start_on": "2026-01-01"}
        self.env["jn.role.holder"].create(holder)
        self.env["jn.message.account"].create({"name": self.county.name, "channel": "demo", "unit_id": self.county.id})
        setting = self.env["jn.setting"].search([("code", "=", "call.attempts")])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "unit_id": self.county.id, "value": "3", "why": "a test"})

    def fill_checks(self, case, work):
        """A draw, and a check of a case outside it that was found untrue."""
        self.interpret("spot_check.deduct_dynamic", True)
        self.as_user("city_supervisor")["jn.spot.draw"].draw(IN_QUARTER.date(), self.county.ids)
        check = self.env["jn.spot.check"].create({"case_id": case.id})
        self.by("city_supervisor", check).record_result("false", "nobody called")

    def fill_assessment(self, case, work):
        """A deduction, a warning, the report of the quarter, an analysis and a suggestion."""
        self.env["jn.deduction"]._propose([{
            "kind_id": self.env["jn.deduction.kind"].search([], limit=1).id, "unit_id": self.window_a.id,
            "period_start": "2026-10-01", "period_end": "2026-12-31", "reason": "late",
        }])
        rule = self.env["jn.warning.rule"].search([("code", "=", "window_burst")])
        self.env["jn.warning"]._open(rule, self.env["jn.clock"]._now().date(), {self.window_a.id: Figure(1, 1, 1)})
        self.env["jn.quarterly.report"]._open(self.county, QUARTER)
        self.env.flush_all()
        self.as_user("supervisor")["jn.analysis.report"].make()
        self.as_user("supervisor")["jn.suggestion"].create({
            "name": "Queues", "problem": "People wait.", "proposal": "A second window.", "unit_id": self.window_a.id,
            "owner_id": self.users["chief_representative"].id, "scope_unit_id": self.county.id,
        })

    def fill_campaign(self, case, work):
        """A questionnaire that one citizen answered, the same in both counties; and the draft of another."""
        self.interpret("campaign.rest_days", 0)
        row = {"name": "Queueing", "survey_id": self.survey.id, "domain": f"[('id', '=', {case.id})]"}
        campaign, _draft = self.as_user("supervisor")["jn.campaign"].create([row, row])
        campaign.action_start()
        form = campaign.call_ids.sudo().input_id
        form._save_lines(self.survey.question_ids, "long")
        form._mark_done()

    def fill_sheets(self):
        """A published sheet about a case of each county, the bulletin about it, objections of both; and drafts of the next ones."""
        near = (self.window_a, self.matter)
        cases = self.env["jn.case"].create([self.fact(*place) for place in (near, (self.far["window_a"], self.far["matter"]))])
        over = {"kind": "auto", "outcome": "satisfied", "ended_at": at("2026-08-13 10:00")}
        self.env["jn.revisit"].create([{**over, "case_id": one.id} for one in cases])
        scheme = {"scheme_id": self.env["jn.scheme"].search([("code", "=", "county")]).id}
        now = periods.quarter_of(self.env["jn.clock"]._now().date())
        sheet, _draft = self.env["jn.sheet"].create([
            {**scheme, "period_start": period.start, "period_end": period.end} for period in (QUARTER, now)
        ])
        sheet.compute()
        self.by("city_supervisor", sheet).publish()
        bulletin, _draft = self.as_user("city_supervisor")["jn.bulletin"].create([{"sheet_ids": sheet.ids}] * 2)
        self.by("city_leader", bulletin).issue()
        self.env["jn.objection"].create([
            {"sheet_id": sheet.id, "unit_id": one.unit_id.county_id.id, "case_id": one.id, "reason": "not ours"} for one in cases
        ])
        self.fill_late(sheet, cases)

    def fill_late(self, sheet, cases):
        """A drafted correction for what was heard late about each of these cases."""
        now = self.env["jn.clock"]._now()
        said = {"level": 1, "kind": "late", "channel": "page", "answered_at": now}
        for case in cases:
            row = {**said, "revisit_id": case.revisit_ids.id, "case_id": case.id, "unit_id": case.unit_id.id}
            self.env["jn.late.correction"].create({
                "sheet_id": sheet.id, "unit_id": case.unit_id.county_id.id, "case_id": case.id, "reason": "heard late",
                "answer_id": self.env["jn.answer"].create(row).id, "changes": {}, "drafted_by_id": self.env.uid, "drafted_at": now,
            })

    def fact(self, window, matter):
        """A case of the last quarter."""
        moments = {"completed_at": IN_QUARTER, "arrived_at": IN_QUARTER}
        return {"source": "facts", "ref": f"F{window.id}", "unit_id": window.id, "matter_id": matter.id, **moments}
