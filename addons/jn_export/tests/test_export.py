"""From the button to the file: batch by batch, told, kept for a while, and on record."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotPossible

from .. import book
from ..models.jn_export_gathering import depot
from .common import REF, ExportCase


@tagged("post_install", "-at_install")
class TestExport(ExportCase):
    def setUp(self):
        super().setUp()
        self.told = []
        self.patch(type(self.env["res.users"]), "_bus_send", lambda user, kind, news, **_more: self.told.append((user, kind, news)))

    def test_a_short_list_is_left_to_odoo(self):
        cases = self.cases(2)
        self.assertFalse(self.as_user("supervisor")["jn.export"].begin("jn.case", [("id", "in", cases.ids)], [REF]))
        self.assertFalse(self.env["jn.export"].search([("user_id", "=", self.users["supervisor"].id)]))

    def test_whether_a_list_is_long_can_be_asked_without_beginning(self):
        cases, exports = self.cases(3), self.as_user("supervisor")["jn.export"]
        self.assertEqual([exports.is_long("jn.case", [("id", "in", cases[:most].ids)]) for most in (2, 3)], [False, True])
        self.assertFalse(exports.search([]))

    def test_a_long_list_opens_as_an_export_that_says_how_far_it_is(self):
        export = self.begun(self.cases(5))
        self.assertEqual(export.progress, {"running": True, "state": "gathering", "total": 5, "done": 0, "busy": False})
        self.assertEqual([export.take_next()["done"] for _step in range(2)], [2, 4])
        self.assertEqual(export.take_next(), {"running": False, "state": "ready", "total": 5, "done": 5, "busy": False})
        self.assertEqual(export.take_next()["state"], "ready")  # harmless when repeated

    def test_the_file_holds_every_row_once_in_the_order_of_their_numbers(self):
        cases = self.cases(5)
        export = self.gathered(self.begun(cases))
        self.assertEqual(self.rows(export), [[ref] for ref in cases.sorted("id").mapped("ref")])
        self.assertEqual(self.book(export)[0].title, "Cases")

    def test_rows_that_come_later_are_not_in_it(self):
        cases = self.cases(4)
        exports = self.as_user("supervisor")["jn.export"]
        export = exports.browse(exports.begin("jn.case", [("ref", "=like", "R%"), ("source", "=", "test")], [REF])["res_id"])
        export.take_next()
        self.cases(1)
        self.gathered(export)
        self.assertEqual([row[0] for row in self.rows(export)], cases.mapped("ref"))

    def test_rows_that_are_no_longer_found_are_left_out_and_the_count_says_so(self):
        cases = self.cases(4)
        exports = self.as_user("supervisor")["jn.export"]
        export = exports.browse(exports.begin("jn.case", [("ref", "in", cases.mapped("ref"))], [REF])["res_id"])
        export.take_next()
        cases[3].sudo().ref = "gone"
        self.gathered(export)
        self.assertEqual((export.row_count, len(self.rows(export))), (3, 3))

    def test_the_sweep_goes_on_when_the_page_was_closed(self):
        export = self.begun(self.cases(5))
        export.take_next()
        while self.env["jn.export.carrier"]._sweep_next():
            self.env["jn.export.carrier"]._sweep_batch(500)
        self.assertEqual((export.state, len(self.rows(export))), ("ready", 5))

    def test_who_asked_is_told_in_their_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.users["supervisor"].lang = "zh_CN"
        self.gathered(self.begun(self.cases(3)))
        [(user, kind, news)] = [told for told in self.told if told[1] == "simple_notification"]
        self.assertEqual((user, kind), (self.users["supervisor"], "simple_notification"))
        self.assertIn("3", news["message"])

    def test_what_one_sheet_cannot_hold_goes_on_in_the_next(self):
        self.patch(book.append, "__defaults__", (3,))
        export = self.gathered(self.begun(self.cases(5)))
        self.assertEqual([sheet.max_row - 1 for sheet in self.book(export)], [3, 2])

    def test_stopping_drops_what_was_gathered(self):
        export = self.begun(self.cases(5))
        export.take_next()
        name = export.sudo().stored
        export.action_stop()
        self.env.cr.postcommit.run()
        self.assertEqual((export.state, name in self.files()), ("stopped", False))
        self.assertFalse(export.take_next()["running"])
        with self.assertRaises(NotPossible):
            export.action_download()

    def test_a_file_is_dropped_when_its_time_is_over_and_not_before(self):
        export = self.gathered(self.begun(self.cases(3)))
        name = export.sudo().stored
        self.env["jn.export"]._gc_files()
        self.assertEqual(export.state, "ready")
        self.freeze("2026-11-17 10:01")
        self.env["jn.export"]._gc_files()
        self.env.cr.postcommit.run()
        self.assertEqual((export.state, name in self.files()), ("expired", False))

    def test_what_failed_transactions_left_behind_is_swept_away(self):
        kept = self.gathered(self.begun(self.cases(3))).sudo().stored
        with depot.kept(self.env.cr.dbname) as (stray, _file):
            pass
        self.patch(depot, "spared_seconds", -60)
        self.env["jn.export"]._gc_files()
        self.assertIn(kept, self.files())
        self.assertNotIn(stray, self.files())

    def test_the_search_is_forgotten_when_the_file_is_made(self):
        export = self.gathered(self.begun(self.cases(3)))
        self.assertFalse(export.domain or export.list_context or export.sheets)

    def test_one_person_has_so_many_at_the_same_time(self):
        self.interpret("export.at_once", 1)
        cases = self.cases(3)
        export = self.begun(cases)
        with self.assertRaisesRegex(NotPossible, "1 exports of yours"):
            self.begun(cases)
        export.action_stop()
        self.assertTrue(self.begun(cases))

    def test_an_action_without_a_name_is_called_as_its_rows_are(self):
        cases = self.cases(3)
        action = self.as_user("supervisor")["jn.export"].begin("jn.case", [("id", "in", cases.ids)], [REF])
        self.assertEqual(self.env["jn.export"].browse(action["res_id"]).name, self.env["ir.model"]._get("jn.case").name)

    def test_bad_input_is_refused_with_a_sentence(self):
        cases, exports = self.cases(3), self.as_user("supervisor")["jn.export"]
        for model, domain, columns in (
            ("res.users", [], [REF]), ("jn.nothing", [], [REF]), (None, [], [REF]), ("jn.sweep", [], [REF]), ("jn.case.wizard", [], [REF]),
            ("jn.case", [("nothing", "=", 1)], [REF]), ("jn.case", "all", [REF]), ("jn.case", [("ref", "!", 1)], [REF]), ("jn.case", [1], [REF]),
            ("jn.case", [], []), ("jn.case", [], "ref"), ("jn.case", [], ["ref"]), ("jn.case", [], [{"name": 1}]), ("jn.case", [], [REF] * 201),
        ):
            with self.subTest(model=model, domain=domain, columns=columns), self.assertRaises(BadInput):
                exports.begin(model, domain, columns)
        self.assertTrue(cases)

    # On record

    def records(self, role="supervisor"):
        return self.env["jn.export.record"].search([("user_id", "=", self.users[role].id)], order="id")

    def test_who_took_what_stays_on_record(self):
        export = self.gathered(self.begun(self.cases(3, phone="13805370009")))
        export.sudo()._hand_out()[0].close()
        made, fetched = self.records()
        self.assertEqual((made.kind, made.name, made.model, made.row_count, made.column_words), ("made", "Cases", "jn.case", 3, "Number"))
        self.assertIn("id", made.condition)
        self.assertEqual((fetched.kind, fetched.row_count, fetched.user_id), ("fetched", 3, self.users["supervisor"]))

    def test_numbers_that_were_searched_for_are_masked_there(self):
        record = self.env["jn.export.record"].with_user(self.users["supervisor"])
        record._note("made", "jn.case", "Cases", ["Number"], [["phone", "=", "13805370001"]], 1)
        self.assertIn("138****0001", self.records().condition)
        self.assertNotIn("13805370001", self.records().condition)

    def test_a_short_list_that_odoo_exports_is_on_record_too(self):
        self.by("supervisor", self.cases(2)).export_data(["ref"])
        self.assertEqual((self.records().kind, self.records().row_count, self.records().column_words), ("direct", 2, "ref"))

    def test_odoos_own_export_takes_no_long_list(self):
        cases = self.by("supervisor", self.cases(3))
        with self.assertRaisesRegex(NotPossible, "Export All"):
            cases.export_data(["ref"])
        self.assertFalse(self.records())

    def test_what_is_none_of_ours_is_exported_as_ever(self):
        partners = self.env["res.partner"].create([{"name": f"P{number}"} for number in range(3)])
        self.assertEqual(len(partners.with_user(self.users["administrator"]).export_data(["name"])["datas"]), 3)
        self.assertFalse(self.records("administrator"))
