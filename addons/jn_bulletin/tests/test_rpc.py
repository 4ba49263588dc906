"""Reports and bulletins from outside (JSON-2): each verb checks who asks, and says what is wrong in a sentence."""

import json
from datetime import datetime, timedelta

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import ReportCase
from .test_bulletins import BulletinCase

QUIET = ("odoo.http", "odoo.addons.rpc.controllers.json2", "odoo.addons.base.models.ir_rule", "odoo.models")


class RpcCase(HttpCase):
    """`post(role, model, method, …)` calls as that role's program would; `refused` expects a status."""

    def post(self, role, model, method, **arguments):
        self.env.flush_all()
        tomorrow = datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(self.users[role])._generate("rpc", "test", tomorrow)
        headers = {"Authorization": f"bearer {key}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{model}/{method}", data=json.dumps(arguments), headers=headers)

    def assertRefused(self, statuses, *call, **arguments):
        with self.subTest(call=call), mute_logger(*QUIET):
            answer = self.post(*call, **arguments)
            self.assertIn(answer.status_code, statuses, answer.text)
            self.env.invalidate_all()
            return answer.json().get("message", "")


@tagged("post_install", "-at_install")
class TestReportRpc(ReportCase, RpcCase):
    def test_who_may_not_is_refused_and_nothing_changes(self):
        report = self.opened()
        ids = {"ids": report.ids}
        for role, method, arguments in (
            ("supervisor", "submit", {}),
            ("city_leader", "submit", {}),
            ("other_leader", "submit", {}),
            ("liaison", "submit", {}),
            ("leader", "grade_it", {"good": True, "note": "x"}),
            ("other_leader", "action_draft", {}),
            ("city_supervisor", "action_draft", {}),
            ("leader", "write", {"vals": {"grade": "good"}}),
            ("administrator", "write", {"vals": {"basic": "x"}}),
            ("window_clerk", "action_open_figure", {"code": "effective", "part": "numerator"}),
        ):
            self.assertRefused((403, 422), role, report._name, method, **ids, **arguments)
        self.assertEqual((report.stage_code, report.grade, len(report.version_ids)), ("drafted", False, 1))

    def test_private_verbs_are_no_door(self):
        report = self.opened()
        for method in ("_draft", "_open", "_effect_propose_poor", "_put"):
            self.assertRefused((403, 404, 422), "administrator", report._name, method, ids=report.ids)
        self.assertRefused((403, 404, 422), "administrator", "jn.quarterly.version", "create", vals_list=[{"report_id": report.id}])

    def test_it_is_handed_in_and_graded_with_a_reason(self):
        report = self.opened()
        self.assertEqual(self.post("leader", report._name, "submit", ids=report.ids).status_code, 200)
        self.assertRefused((422,), "city_supervisor", report._name, "grade_it", ids=report.ids, good=False)
        answer = self.post("city_supervisor", report._name, "grade_it", ids=report.ids, good=False, note="没有数据分析")
        self.assertEqual(answer.status_code, 200, answer.text)
        self.env.invalidate_all()
        self.assertEqual((report.grade, report.grade_note, len(report.deduction_ids)), ("poor", "没有数据分析", 1))

    def test_a_figure_opens_over_the_wire_what_it_counted(self):
        self.first(4, "satisfied")
        lost = self.first(2, "dissatisfied")
        report = self.opened()
        figures = report.figures["now"]["first_satisfied"]
        for part in ("numerator", "denominator"):
            window = self.post("leader", report._name, "action_open_figure", ids=report.ids, code="first_satisfied", part=part).json()
            found = self.post("leader", window["res_model"], "search_read", domain=window["domain"], fields=["case_id"]).json()
            self.assertEqual(len(found), figures[part], part)
        self.assertLess(figures["numerator"], figures["denominator"])
        self.assertLessEqual(set(lost.ids), {row["case_id"][0] for row in found})

    def test_a_figure_that_is_none_is_refused_in_a_sentence(self):
        report = self.opened()
        for code, part in (("gone", "numerator"), ("effective", "all"), (None, "numerator"), (3, 4)):
            words = self.assertRefused((422,), "leader", report._name, "action_open_figure", ids=report.ids, code=code, part=part)
            self.assertIn("本报告没有该项数据", words)


@tagged("post_install", "-at_install")
class TestBulletinRpc(BulletinCase, RpcCase):
    def test_who_may_not_is_refused_and_nothing_is_sent(self):
        bulletin = self.bulletin()
        for role, method, arguments in (
            ("leader", "issue", {}),
            ("supervisor", "action_draft", {}),
            ("chief_representative", "write", {"vals": {"overview": "x"}}),
            ("leader", "unlink", {}),
            ("city_supervisor", "write", {"vals": {"state": "issued"}}),
        ):
            self.assertRefused((403, 422), role, bulletin._name, method, ids=bulletin.ids, **arguments)
        self.assertEqual((bulletin.state, len(bulletin.notice_ids)), ("draft", 0))

    def test_once_issued_nothing_of_it_is_changed(self):
        bulletin = self.issued()
        for method, arguments in (("write", {"vals": {"overview": "x"}}), ("unlink", {}), ("issue", {}), ("action_draft", {})):
            self.assertRefused((403, 422), "city_leader", bulletin._name, method, ids=bulletin.ids, **arguments)
        self.assertRefused((403, 404, 422), "administrator", "jn.bulletin.notice", "unlink", ids=bulletin.notice_ids.ids)
        self.assertEqual(bulletin.digest, bulletin._digest())

    def test_a_unit_acknowledges_for_itself_alone(self):
        notices = self.issued().notice_ids
        mine = notices.filtered(lambda notice: notice.unit_id == self.county)
        self.assertRefused((403, 422), "other_leader", mine._name, "acknowledge", ids=mine.ids)
        self.assertRefused((403, 422), "city_leader", mine._name, "acknowledge", ids=mine.ids)
        self.assertEqual(self.post("leader", mine._name, "acknowledge", ids=mine.ids).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual((mine.acknowledged_by_id, bool(mine.acknowledged_at)), (self.users["leader"], True))
