"""What those who watch the machine are told, and what they are not."""

import os
from datetime import timedelta
from unittest.mock import patch

from prometheus_client.parser import text_string_to_metric_families
from psycopg2 import OperationalError

from odoo.tests import HttpCase, tagged

from odoo.addons.jn_org.tests.common import at

from ..controllers import health
from .common import MONDAY, RevisitCase

FIGURES = {"sweep_lag_seconds", "queue_length", "inbox_length", "unsolved_failures"}


@tagged("post_install", "-at_install")
class TestHealth(HttpCase, RevisitCase):
    def setUp(self):
        super().setUp()
        self.env["jn.flow.failure"].search([]).solved = True
        self.env.cr.execute("UPDATE jn_flow_deadline SET state = 'cancelled' WHERE state = 'running'")
        self.env.cr.execute("UPDATE jn_message SET state = 'read' WHERE state IN ('queued', 'received')")
        self.env["jn.clock"]._stand_at(at(MONDAY))

    def health(self):
        self.env.flush_all()
        return self.url_open("/jn/health")

    def metrics(self, **headers):
        self.env.flush_all()
        return self.url_open("/jn/metrics", headers=headers)

    def fail_once(self):
        now = self.env["jn.clock"]._now()
        return self.env["jn.flow.failure"].create({"what": "send", "error": "no route", "at": now})

    # Health

    def test_a_quiet_system_is_ok(self):
        response = self.health()
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.json(), {"status": "ok", "database": "ok", **dict.fromkeys(FIGURES, 0)})

    def test_the_answer_is_not_cached_and_sets_no_cookie(self):
        response = self.health()
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertNotIn("Set-Cookie", response.headers)

    def test_a_time_limit_that_nobody_swept_degrades_it(self):
        self.asked()
        due = self.env["jn.clock"]._now() - timedelta(minutes=30)
        self.env.cr.execute("UPDATE jn_flow_deadline SET due_at = %s WHERE state = 'running'", [due])
        answer = self.health().json()
        self.assertEqual(answer["status"], "degraded")
        self.assertAlmostEqual(answer["sweep_lag_seconds"], 30 * 60, delta=60)

    def test_a_time_limit_in_the_future_is_no_lag(self):
        self.asked()
        self.assertEqual(self.health().json()["sweep_lag_seconds"], 0)

    def test_messages_to_send_and_to_read_are_counted(self):
        self.ingest()
        now = self.env["jn.clock"]._now()
        text = {"channel": "demo", "sender": "10086", "text": "?", "external_id": "x", "at": now}
        self.env["jn.message"]._receive([text])
        answer = self.health().json()
        self.assertEqual((answer["queue_length"], answer["inbox_length"]), (1, 1))
        self.assertEqual(answer["status"], "ok")

    def test_messages_that_wait_for_the_morning_are_not_a_queue(self):
        self.freeze("2026-11-16 22:00")
        self.ingest()
        self.assertEqual(self.health().json()["queue_length"], 0)

    def test_a_failure_degrades_it_until_somebody_has_solved_it(self):
        failure = self.fail_once()
        answer = self.health().json()
        self.assertEqual((answer["status"], answer["unsolved_failures"]), ("degraded", 1))
        failure.solved = True
        self.assertEqual(self.health().json()["status"], "ok")

    def test_without_its_tables_it_says_that_it_is_down(self):
        with patch.object(health, "_figures", side_effect=OperationalError("password=geheim")):
            response = self.health()
        self.assertEqual(response.status_code, 503)
        self.assertEqual(response.json(), {"status": "down"})

    def test_nothing_about_a_citizen_or_a_case_is_told(self):
        case = self.asked()
        self.fail_once()
        for page in (self.health().text, self.metrics().text):
            for words in (case.ref, "13805370001", "王小明", "no route", "Window A"):
                self.assertNotIn(words, page)

    def test_it_says_the_same_as_the_page(self):
        self.fail_once()
        self.env["ir.cron"].search([("model_id.model", "=like", "jn.%")])[:1].active = False
        answer = self.health().json()
        rows = {row.code: row.colour for row in self.env["jn.health"]._rows()}
        self.assertEqual(answer["checks"], {"flow.failures": "red", "crons": "red"})
        self.assertEqual({code: rows[code] for code in answer["checks"]}, answer["checks"])

    def test_what_people_owe_does_not_make_the_machine_unwell(self):
        self.assertIn("red", [row.colour for row in self.env["jn.health"]._rows() if row.duty])  # a window has no liaison
        self.assertEqual(self.health().json()["status"], "ok")

    def test_a_rejected_case_stands_on_the_page_until_it_is_taken(self):
        self.take({"source": "test", "ref": "bad"})
        page = self.as_user("administrator")["jn.health"].page()
        [row] = [row for row in page["rows"] if row["code"] == "intake.rejected"]
        self.assertEqual((row["colour"], row["action"]["res_model"]), ("yellow", "jn.intake.reject"))

    def test_no_case_of_the_shipped_process_is_stuck(self):
        self.asked()
        stuck = [row for row in self.env["jn.health.flow"]._stuck_rows() if row.count]
        self.assertEqual([self.env[row.action["res_model"]].search(row.action["domain"] + [("unit_id", "=", self.window_a.id)])
                          for row in stuck if "unit_id" in self.env[row.action["res_model"]]._fields], [])

    # Metrics

    def test_metrics_are_the_same_figures_in_the_format_of_prometheus(self):
        self.fail_once()
        response = self.metrics()
        self.assertTrue(response.headers["Content-Type"].startswith("text/plain"))
        families = {family.name: family for family in text_string_to_metric_families(response.text)}
        self.assertEqual(set(families), {f"jn_{name}" for name in FIGURES} | {"jn_check"})
        [sample] = families["jn_unsolved_failures"].samples
        self.assertEqual(sample.value, 1)
        checks = {sample.labels["check"]: sample.value for sample in families["jn_check"].samples}
        self.assertEqual((checks["flow.failures"], checks["sweep.jn.flow.sweep"]), (2, 0))

    def test_without_a_token_only_this_machine_may_measure(self):
        self.assertEqual(self.metrics().status_code, 200)
        response = self.metrics(**{"X-Forwarded-For": "203.0.113.9"})
        self.assertEqual(response.status_code, 403, "a proxy of this machine passes on calls from elsewhere")

    def test_with_a_token_only_its_holder_may_measure(self):
        with patch.dict(os.environ, {"JN_METRICS_TOKEN": "a long word"}):
            self.assertEqual(self.metrics().status_code, 403)
            self.assertEqual(self.metrics(Authorization="Bearer another word").status_code, 403)
            self.assertEqual(self.metrics(Authorization="Bearer a long word").status_code, 200)

    def test_only_addresses_of_this_machine_are_loopback(self):
        class Call:
            headers = {}

            def __init__(self, address):
                self.remote_addr = address

        for address in ("127.0.0.1", "::1"):
            self.assertTrue(health._is_loopback(Call(address)), address)
        for address in ("10.0.0.8", "203.0.113.9", None):
            self.assertFalse(health._is_loopback(Call(address)), address)
