from copy import deepcopy

from odoo.tests import new_test_user, tagged

from odoo.addons.jn_pack.lines import Scope
from odoo.addons.jn_pack.models.jn_pack_proposal import carried_out

from .common import FlowCase
from .flows import CHECK, PERMIT


@tagged("post_install", "-at_install")
class TestSectionForce(FlowCase):
    """Packs on top bring versions of a regulation's processes, and take them away again (Art. 2)."""

    def setUp(self):
        super().setUp()
        self.top = self.env["jn.pack"].create({"code": "top", "title": "Top", "base_id": self.pack.id, "is_in_force": True})
        self.faster = deepcopy(PERMIT)
        self.faster["timers"][0]["amount"] = 48
        self.base_files = {"flows/permit.yaml": PERMIT, "flows/check.yaml": CHECK}

    def put(self, pack, files, publish=True):
        """What the pack does with a room's section."""
        files = deepcopy(files)
        self.section._section_apply(pack, files, publish)
        self.section._section_carry(pack, files)
        if publish:
            self.section._section_settle(self.scope(pack), files)

    def scope(self, pack):
        return Scope(pack.base_id or pack, pack.unit_id, pack)

    def county_pack(self):
        values = {"code": "county", "title": "County", "base_id": self.pack.id, "unit_id": self.county.id}
        return self.env["jn.pack"].create({**values, "is_in_force": True})

    def amount(self, unit=None):
        version = self.env["jn.flow"]._version_for("jn.flow.test.permit", unit or self.window_a)
        return version.timer_ids[0].amount

    def test_a_pack_on_top_brings_a_version_of_the_same_process(self):
        self.put(self.top, {"flows/permit.yaml": self.faster})
        newest = self.flow.version_ids.sorted("number")[-1]
        self.assertEqual((newest.number, newest.pack_id, newest.state), (2, self.top, "published"))
        self.assertEqual((self.flow.pack_id, self.amount()), (self.pack, 48))

    def test_the_plan_of_a_new_pack_on_top_tells_what_would_change_in_force(self):
        scope = Scope(self.pack, self.env["jn.unit"], self.env["jn.pack"])
        lines = self.section.with_context(lang="zh_CN")._section_running(scope, {"flows/permit.yaml": self.faster})
        self.assertEqual([(line.short, line.articles) for line in lines], [("办理时限：24 自然小时 → 48 自然小时", (7,))])

    def test_export_gives_each_pack_its_own(self):
        for pack, files in ((self.top, {"flows/permit.yaml": self.faster}), (self.pack, self.base_files)) * 2:
            self.put(pack, files)
            self.assertEqual(self.section._section_export(self.top), {"flows/permit.yaml": self.faster})
            self.assertEqual(self.section._section_export(self.pack), self.base_files)

    def test_what_a_proposal_brings_was_written_by_its_author_and_approved_by_who_carries_it_out(self):
        author, approver = (new_test_user(self.env, f"t_{name}", groups="jn_org.group_administrator") for name in ("one", "two"))
        proposal = self.env["jn.pack.proposal"].create({
            "kind": "apply", "title": "Top", "reason": "Faster.", "author_id": author.id, "proposed_at": self.at("2026-11-23 09:00"),
        })
        self.section = self.section.with_user(approver).sudo()
        token = carried_out.set(proposal.id)
        self.addCleanup(carried_out.reset, token)
        self.put(self.top.with_user(approver).sudo(), {"flows/permit.yaml": self.faster})
        newest = self.flow.version_ids.sorted("number")[-1]
        self.assertEqual((newest.author_id, newest.approver_id, newest.reason), (author, approver, "Faster."))
        self.assertFalse(newest.editor_ids)

    def test_the_regulation_comes_back_as_a_new_version_and_nothing_is_edited(self):
        self.put(self.top, {"flows/permit.yaml": self.faster})
        lines = self.section._section_running(self.scope(self.pack), self.base_files)
        self.assertEqual([(line.file, line.articles) for line in lines], [("flows/permit.yaml", ()), ("flows/permit.yaml", (7,))])
        self.assertEqual(lines[1].short, "Work: 48 natural hours → 24 natural hours")
        self.put(self.pack, self.base_files)
        self.assertEqual(sorted(self.flow.version_ids.mapped("number")), [1, 2, 3])
        self.assertEqual(self.amount(), PERMIT["timers"][0]["amount"])
        self.assertEqual(self.section._section_running(self.scope(self.pack), self.base_files), [])

    def test_records_stay_on_the_version_they_began_with(self):
        permit = self.permits()
        self.put(self.top, {"flows/permit.yaml": self.faster})
        self.assertEqual(permit.flow_version_id, self.version)
        self.assertEqual(self.permits().flow_version_id.pack_id, self.top)

    def test_drafts_wait_and_are_made_once(self):
        for _again in range(2):
            self.put(self.top, {"flows/permit.yaml": self.faster}, publish=False)
        drafts = self.flow.version_ids.filtered(lambda version: version.state == "draft")
        self.assertEqual((len(drafts), self.amount()), (1, PERMIT["timers"][0]["amount"]))

    def test_a_process_that_the_pack_drops_goes_back(self):
        self.put(self.top, {"flows/permit.yaml": self.faster})
        self.assertEqual(len(self.section._section_running(self.scope(self.top), {})), 1)
        self.put(self.top, {})
        self.assertEqual(self.amount(), PERMIT["timers"][0]["amount"])
        self.assertEqual(self.section._section_export(self.top), {})

    def test_a_dropped_draft_goes(self):
        self.put(self.top, {"flows/permit.yaml": self.faster}, publish=False)
        self.put(self.top, {}, publish=False)
        self.assertEqual(self.flow.version_ids, self.version)

    def test_a_new_process_of_a_pack_on_top_ends_with_it(self):
        own = {**deepcopy(CHECK), "code": "own_check"}
        self.put(self.top, {"flows/own_check.yaml": own})
        flow = self.env["jn.flow"].search([("code", "=", "own_check")])
        self.assertEqual(flow.current_version_id.pack_id, self.top)
        self.put(self.top, {})
        self.assertFalse(flow.current_version_id)

    def test_a_county_has_its_own_version_and_loses_it_with_its_pack(self):
        pack = self.county_pack()
        self.put(pack, {"flows/permit.yaml": self.faster})
        self.assertEqual((self.amount(), self.amount(self.city)), (48, PERMIT["timers"][0]["amount"]))
        self.assertEqual(self.section._section_export(pack), {"flows/permit.yaml": self.faster})
        self.put(self.pack, self.base_files)
        self.assertEqual(self.amount(), 48)
        self.section._section_settle(self.scope(pack), {})
        self.assertEqual(self.amount(), PERMIT["timers"][0]["amount"])
        self.put(pack, {"flows/permit.yaml": self.faster})
        self.assertEqual(self.amount(), 48)

    def test_a_countys_process_stands_in_the_matrix(self):
        self.put(self.county_pack(), {"flows/permit.yaml": self.faster})
        [row] = [row for row in self.section._section_local() if row.code == "permit"]
        self.assertEqual((row.unit_id, row.row_id, row.city), (self.county.id, self.flow.id, "version 1"))

    def test_what_runs_stands_behind_its_articles(self):
        covered = self.section._section_covered()
        stages = [record for kind, note, records in covered if (kind, note) == ("Stages", "Permit") for record in records]
        self.assertEqual(set(stages), set(self.version.stage_ids))

    def test_an_article_that_no_pack_has_is_told(self):
        moves = deepcopy(PERMIT["moves"])
        moves[2]["articles"] = [6, 99]
        everything = {"pack.yaml": {"articles": [{"number": 6}, {"number": 7}]}}
        found = self.section._section_problems({"flows/permit.yaml": {**deepcopy(PERMIT), "moves": moves}}, everything)
        self.assertEqual(found, [("flows/permit.yaml", ("moves", 2, "articles", 1), "there is no article 99")])

    def test_a_units_pack_holds_for_that_unit_only(self):
        everything = {"pack.yaml": {"articles": [{"number": 6}, {"number": 7}], "unit": "T-a"}}
        found = self.section._section_problems({"flows/permit.yaml": {**deepcopy(PERMIT), "unit": "T-b"}}, everything)
        self.assertEqual([keys for _path, keys, _text in found], [("unit",)])
