from lxml import etree

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import RevisitCase

FEW, MANY = 10, 100
OVERVIEWS = ("list", "kanban")


class ScreenCase(RevisitCase):
    def actions(self):
        """Every window of ours that shows an overview and that a menu or an address leads to."""
        windows = self.env["ir.actions.act_window"].search([("res_model", "=like", "jn.%"), ("path", "!=", False)])
        return windows.filtered(lambda window: set(window.view_mode.split(",")) & set(OVERVIEWS))


@tagged("post_install", "-at_install")
class TestQueriesPerScreen(ScreenCase):
    """A screen with a hundred rows asks the database as often as one with ten."""

    def setUp(self):
        super().setUp()
        items = [self.item(phone=f"1380537{number:04}") for number in range(MANY)]
        cases = self.env["jn.case"].browse([result["id"] for result in self.take(*items)])
        self.wait(0.2)
        for case in cases:
            self.citizen(case, 1)
        for work in cases.rectification_ids:
            self.by("liaison", work).log_call(True, "called")
        self.wait(24 * 10)  # nobody reported: everything is with the supervisors now
        self.assertEqual(len(cases.verification_ids), MANY)

    def test_lists_and_boards_ask_as_often_for_many_rows_as_for_few(self):
        crowded = 0
        for action in self.actions():
            records = self.as_user("supervisor")[action.res_model]
            if not records.has_access("read") or records.search_count([], limit=MANY) < MANY:
                continue
            crowded += 1
            for kind in set(action.view_mode.split(",")) & set(OVERVIEWS):
                specification = self.specification(records, kind)
                with self.subTest(screen=action.path, view=kind):
                    self.assertEqual(*(self.queries(records, specification, limit) for limit in (FEW, MANY)))
        self.assertGreater(crowded, 8)

    def test_a_board_by_stages_does_so_too(self):
        for model in ("jn.case", "jn.rectification", "jn.verification"):
            records = self.as_user("supervisor")[model]
            specification = self.specification(records, "kanban")
            with self.subTest(model=model):
                self.assertEqual(*(self.board_queries(records, specification, limit) for limit in (FEW, MANY)))

    def specification(self, records, kind):
        """What the browser asks for: the fields of the view, of a linked record its name."""
        arch = etree.fromstring(records.get_view(view_type=kind)["arch"])
        names = {node.get("name") for node in arch.xpath("//field[not(ancestor::field)]")}
        linked = {"fields": {"display_name": {}}}
        return {name: linked if records._fields[name].type == "many2one" else {} for name in names}

    def queries(self, records, specification, limit):
        return self.counted(lambda: len(records.web_search_read([], specification, limit=limit)["records"]), limit)

    def board_queries(self, records, specification, limit):
        def board():
            groups = records.web_read_group(
                [], ["stage_code"], ["__count"], auto_unfold=True, unfold_read_specification=specification,
                unfold_read_default_limit=limit,
            )["groups"]
            return max(len(group.get("__records", ())) for group in groups)

        return self.counted(board, limit)

    def counted(self, ask, limit):
        """How many queries it takes once everything that is remembered between requests is warm."""
        for _turn in range(2):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.assertEqual(ask(), limit)
        return self.cr.sql_log_count - before
