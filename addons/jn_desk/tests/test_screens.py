from lxml import etree

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import RevisitCase

FEW, MANY = 10, 100
CALLS = 12
OVERVIEWS = ("list", "kanban")
SORTS = {"jn.audit.entry": "model_id"}  # whether a record is still there is asked once for each model
BOARDS = ("jn.case", "jn.rectification", "jn.verification")
# whoever has a desk
ROLES = (
    "window_clerk", "liaison", "chief_representative", "supervisor", "business_office", "leader", "city_supervisor",
    "city_leader", "administrator",
)


@tagged("post_install", "-at_install")
class TestQueriesPerScreen(RevisitCase):
    """A screen with a hundred rows asks the database as often as one with ten, whoever looks."""

    def setUp(self):
        super().setUp()
        items = [self.item(phone=f"1380537{number:04}") for number in range(MANY)]
        cases = self.env["jn.case"].browse([result["id"] for result in self.take(*items)])
        self.wait(0.2)
        for case in cases:
            self.citizen(case, 1)
        self.crowded = cases[-1]  # a case with many calls
        for _turn in range(CALLS):
            self.by("liaison", self.crowded.rectification_ids).log_call(False, "nobody answered")
        for work in cases.rectification_ids:
            self.by("liaison", work).log_call(True, "called")
        self.wait(24 * 10)  # nobody reported: everything is with the supervisors now
        self.assertEqual(len(cases.verification_ids), MANY)
        self.cases = cases

    def actions(self):
        """Every window of ours that shows an overview and that an address leads to."""
        windows = self.env["ir.actions.act_window"].search([("res_model", "=like", "jn.%"), ("path", "!=", False)])
        return windows.filtered(lambda window: set(window.view_mode.split(",")) & set(OVERVIEWS))

    def screens(self, role):
        """Every overview with many rows that this person may open: (address, records, kind of view)."""
        for action in self.actions():
            records = self.as_user(role)[action.res_model]
            if records.has_access("read") and records.search_count(self.domain(records), limit=MANY) >= MANY:
                yield from ((action.path, records, kind) for kind in set(action.view_mode.split(",")) & set(OVERVIEWS))

    def domain(self, records):
        """The rows that are compared: where a screen asks once for each sort of them, those of the most frequent sort."""
        if records._name not in SORTS:
            return []
        [(sort, _count)] = records._read_group([], [SORTS[records._name]], ["__count"], order="__count desc", limit=1)
        return [(SORTS[records._name], "=", sort.id)]

    def test_lists_and_boards_ask_as_often_for_many_rows_as_for_few(self):
        for role in ROLES:
            models = set()
            for path, records, kind in self.screens(role):
                models.add(records._name)
                specification = self.specification(records, kind)
                with self.subTest(role=role, screen=path, view=kind):
                    self.assertEqual(*(self.queries(records, specification, limit) for limit in (FEW, MANY)))
            with self.subTest(role=role):
                self.assertIn("jn.case", models, "nothing was measured")

    def test_a_board_by_stages_does_so_too(self):
        for role in ROLES:
            for model in BOARDS:
                records = self.as_user(role)[model]
                if not records.has_access("read") or records.search_count([]) < MANY:
                    continue
                specification = self.specification(records, "kanban")
                with self.subTest(role=role, model=model):
                    self.assertEqual(*(self.board_queries(records, specification, limit) for limit in (FEW, MANY)))

    def test_a_form_with_many_calls_asks_as_often_as_one_with_a_single_call(self):
        for role in ROLES:
            for name in ("self", "rectification_ids", "verification_ids"):
                single, many = (case if name == "self" else case[name] for case in (self.cases[0], self.crowded))
                if not self.by(role, many).has_access("read"):
                    continue
                with self.subTest(role=role, model=many._name):
                    self.assertEqual(*(self.form_queries(self.by(role, record)) for record in (single, many)))

    def specification(self, records, kind):
        """What the browser asks for: the fields of the view, of a linked record its name, of lines their list's fields."""
        arch = etree.fromstring(records.get_view(view_type=kind)["arch"])
        return self.fields_of(records, arch)

    def fields_of(self, records, arch):
        nodes = arch.xpath(".//field[not(ancestor::field)]") if arch.tag != "field" else arch.xpath("./*[1]//field")
        return {node.get("name"): self.part(records, node) for node in nodes if node.get("name") in records._fields}

    def part(self, records, node):
        field = records._fields[node.get("name")]
        if field.type == "many2one":
            return {"fields": {"display_name": {}}}
        if field.type in ("one2many", "many2many"):
            return {"fields": self.fields_of(records.env[field.comodel_name], node) or {"display_name": {}}}
        return {}

    def queries(self, records, specification, limit):
        domain = self.domain(records)
        return self.counted(lambda: len(records.web_search_read(domain, specification, limit=limit)["records"]), limit)

    def form_queries(self, record):
        specification = self.specification(record, "form")
        return self.counted(lambda: len(record.web_read(specification)), 1)

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
