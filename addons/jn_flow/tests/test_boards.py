from odoo.tests import tagged

from .versions import VersionCase


@tagged("post_install", "-at_install")
class TestBoards(VersionCase):
    """Boards and panels go by the stage's code: each stage once, whatever versions records stand on."""

    def board(self, **context):
        """The columns of the board, as the browser asks for them: {code: row}."""
        permits = self.env["jn.flow.test.permit"].with_context(read_group_expand=True, **context)
        rows = permits.formatted_read_group([("id", "in", self.mine.ids)], ["stage_code"], ["__count"])
        return {row["stage_code"]: row for row in rows}

    def setUp(self):
        super().setUp()
        self.mine = self.permits(2, stage="working")

    def test_every_stage_of_the_version_in_force_has_its_column_in_order(self):
        board = self.board()
        self.assertEqual(list(board), self.version.stage_ids.mapped("code"))
        self.assertEqual([row["__count"] for row in board.values()], [0, 0, 2, 0, 0, 0, 0])

    def test_a_stage_that_its_version_folds_is_folded(self):
        board = self.board()
        self.assertTrue(board["done"]["__fold"])
        self.assertFalse(board["working"]["__fold"])

    def test_records_of_two_versions_stand_in_one_column(self):
        self.published()
        self.mine |= self.permits(stage="working")
        self.assertEqual(set(self.mine.flow_version_id.mapped("number")), {1, 2})
        self.assertEqual(self.board()["working"]["__count"], 3)

    def test_a_stage_that_only_an_old_version_has_is_shown_while_records_stand_there(self):
        draft = self.draft()
        self.stage(draft, "parked").code = "resting"
        self.mine[0]._flow_fire("parked")
        self.approve(self.walk(draft))
        board = self.board()
        self.assertIn("resting", board)
        self.assertEqual(board["parked"]["__count"], 1)

    def test_the_panel_offers_each_stage_once_under_its_newest_name(self):
        draft = self.draft()
        self.stage(draft, "working").with_context(lang="zh_CN").name = "正在办理"
        self.approve(self.walk(draft))
        panel = self.env["jn.flow.test.permit"].with_context(lang="zh_CN").search_panel_select_range("stage_code")
        names = [(row["id"], row["display_name"]) for row in panel["values"]]
        self.assertEqual(len(names), len(set(names)), names)
        self.assertEqual(names.count(("working", "正在办理")), 1)

    def test_the_code_is_told_by_the_name_of_its_stage_in_the_users_language(self):
        field = self.env["jn.flow.test.permit"].with_context(lang="zh_CN").fields_get(["stage_code"])["stage_code"]
        self.assertEqual(dict(field["selection"])["new"], "新建")

    def test_a_draft_takes_no_part_in_the_board(self):
        draft = self.draft()
        draft.stage_ids.create({"version_id": draft.id, "code": "planned", "name": "Planned"})
        self.assertNotIn("planned", self.board())

    def test_what_waits_for_a_group_is_found_by_its_stages(self):
        clerks, others = self.env["res.groups"].create([{"name": "Clerks of the board"}, {"name": "Others of the board"}])
        draft = self.draft()
        self.stage(draft, "working").group_ids = clerks
        self.approve(self.walk(draft))
        waiting = self.permits(2, stage="working")
        permits = self.env["jn.flow.test.permit"]
        mine = [("id", "in", (self.mine | waiting).ids)]  # those of the version before wait for nobody in particular
        self.assertEqual((waiting.stage_group_ids, self.mine.stage_group_ids & clerks), (clerks, clerks.browse()))
        self.assertEqual(permits.search([*mine, ("stage_group_ids", "in", clerks.ids)]), waiting)
        self.assertFalse(permits.search([*mine, ("stage_group_ids", "in", others.ids)]))
        query = permits._search([("stage_group_ids", "in", clerks.ids)]).select()
        self.assertIn("stage_code", query.code)  # which boards' indexes know
