"""Who runs campaigns and who reads them; over the ORM and over JSON-2."""

import json
from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import CampaignCase

READERS = {"supervisor", "leader", "administrator"}
ROLES = READERS | {"window_clerk", "liaison", "chief_representative", "business_office", "intake"}


@tagged("post_install", "-at_install")
class TestAccess(HttpCase, CampaignCase):
    def test_each_role_reads_what_is_its_business(self):
        for model in ("jn.campaign", "jn.campaign.call", "jn.campaign.result", "survey.survey"):
            for role in ROLES:
                with self.subTest(model=model, role=role):
                    self.assertEqual(self.as_user(role)[model].has_access("read"), role in READERS)

    def test_answers_and_links_are_read_by_no_role(self):
        for model in ("survey.user_input", "survey.user_input.line"):
            for role in ROLES:
                self.assertFalse(self.as_user(role)[model].has_access("read"), (model, role))
        call = self.started(self.closed()).call_ids
        for name in ("input_id", "number"):
            with self.assertRaises(AccessError):
                self.by("administrator", call).read([name])

    def test_a_county_does_not_see_the_citys_campaigns_and_asks_its_own_only(self):
        citys = self.started(self.closed())
        self.assertFalse(self.as_user("supervisor")["jn.campaign"].search([]) & citys)
        self.assertFalse(self.as_user("supervisor")["jn.campaign.call"].search([]))
        elsewhere = self.env["jn.case"].create({
            "source": "x", "ref": "x", "unit_id": self.city.id, "matter_id": self.matter.id, "phone_e164": "+8613905370001",
            "completed_at": self.at("2026-11-01 10:00"), "arrived_at": self.at("2026-11-01 10:00"),
        })
        own = self.closed()
        campaign = self.started(own | elsewhere, role="supervisor")
        self.assertEqual(campaign.call_ids.case_id, own)

    def test_states_are_written_by_the_verbs_only(self):
        campaign = self.campaign(self.closed())
        for values in ({"state": "running"}, {"started_at": "2026-01-01"}, {"unit_id": self.county.id}):
            with self.assertRaises(AccessError):
                campaign.write(values)
        with self.assertRaises(AccessError):
            self.campaign(self.closed(), state="running")
        campaign.action_start()
        for role in ("city_supervisor", "administrator"):
            with self.assertRaises(AccessError):
                self.by(role, campaign.call_ids).write({"state": "answered"})
            with self.assertRaises(AccessError):
                self.by(role, campaign.call_ids).unlink()
            with self.assertRaises(AccessError):
                self.by(role, campaign).unlink()

    def test_leaders_and_administrators_look_and_do_not_run(self):
        campaign = self.campaign(self.closed())
        for role in ("city_leader", "administrator"):
            with self.assertRaises(AccessError):
                self.by(role, campaign).action_start()

    @mute_logger("odoo.http")
    def test_over_json_2_it_is_the_same(self):
        campaign = self.campaign(self.closed())
        for role in ("liaison", "supervisor", "administrator"):
            self.assertGreaterEqual(self.rpc(role, "action_start", campaign).status_code, 403, role)
        self.assertEqual(self.rpc("city_supervisor", "action_start", campaign).status_code, 200)
        self.assertGreaterEqual(self.rpc("supervisor", "log_unreached", campaign.call_ids).status_code, 403)

    def rpc(self, role, method, records):
        until = fields.Datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(self.users[role]).sudo()._generate("rpc", "test", until)
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{records._name}/{method}", data=json.dumps({"ids": records.ids}), headers=headers)

    def test_a_supervisor_writes_a_questionnaire_in_our_own_form(self):
        action = self.env.ref("jn_campaign.survey_survey_action")
        view = self.env.ref("jn_campaign.survey_survey_view_form")
        surveys = self.as_user("supervisor")["survey.survey"].with_context(default_access_mode="token")
        self.assertIn("question_and_page_ids", surveys.get_view(view.id, "form")["arch"])
        made = surveys.create({"title": "Ours", "question_and_page_ids": [(0, 0, {"title": "Well?", "question_type": "text_box"})]})
        self.assertTrue(made._is_askable())
        self.assertIn("token", action.context)
        made.web_read({"title": {}, "question_count": {}, "question_and_page_ids": {"fields": {"title": {}, "question_type": {}}}})

    def test_the_questionnaire_opens_without_a_login(self):
        call = self.started(self.closed()).call_ids.sudo()
        page = self.url_open(call.input_id.get_start_url())
        self.assertEqual(page.status_code, 200)
        self.assertIn("Queueing", page.text)
        self.assertEqual(self.url_open(f"/survey/start/{self.survey.access_token}", allow_redirects=False).status_code // 100, 3)
