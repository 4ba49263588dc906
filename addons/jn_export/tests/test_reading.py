"""What stands in the cells: what the person sees in the list, as words, numbers, days and local moments."""

from datetime import datetime

from odoo import Command
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from .common import ExportCase


@tagged("post_install", "-at_install")
class TestReading(ExportCase):
    def test_moments_stand_in_the_citys_time_whoever_asks(self):
        cases = self.cases(3, completed_at="2026-11-16T09:30:00+08:00")
        self.users["supervisor"].tz = "Europe/Berlin"
        self.assertEqual(self.exported(cases, "completed_at"), [[datetime(2026, 11, 16, 9, 30)]] * 3)

    def test_a_selection_is_its_word_and_a_record_its_name(self):
        cases = self.cases(3)
        rows = self.exported(cases, "unit_id", "matter_id", "stage_code")
        words = dict(self.env["jn.case"]._fields["stage_code"].get_description(cases.with_context(lang="zh_CN").env)["selection"])
        self.assertEqual(rows[0][:2], [self.window_a.display_name, self.matter.display_name])
        self.assertEqual(rows[0][2], words[cases[0].stage_code])

    def test_words_are_those_of_the_persons_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env["ir.module.module"]._load_module_terms(["jn_export"], ["zh_CN"])
        reader = self.env["jn.export.reader"].with_context(lang="zh_CN")
        self.assertEqual(reader._shown(self.env["res.users"]._fields["active"])(True), "是")

    def test_several_records_are_their_names_side_by_side(self):
        self.window_a.user_ids = [Command.link(self.users["second"].id)]
        units = self.env["jn.unit"].search([("id", "in", (self.window_a | self.window_b | self.hall).ids)])
        rows = self.exported(units, "code", "user_ids", "user_ids/name", role="administrator")
        names = dict((code, (words, same)) for code, words, same in rows)[self.window_a.code]
        self.assertEqual(set(names[0].split(", ")), set(self.window_a.user_ids.mapped("name")))
        self.assertEqual(names[0], names[1])

    def test_a_path_leads_through_records(self):
        rows = self.exported(self.cases(3), "unit_id/county_id", "unit_id/county_id/code", "unit_id/.id")
        self.assertEqual(rows[0], [self.county.display_name, self.county.code, self.window_a.id])

    def test_words_like_a_formula_stay_words(self):
        words = "=cmd|' /C calc'!A0"
        export = self.gathered(self.begun(self.cases(3, handler=words), [{"name": "handler", "label": "=1+1"}]))
        [sheet] = self.book(export)
        self.assertEqual([(cell.value, cell.data_type) for cell in (sheet["A1"], sheet["A2"])], [("=1+1", "s"), (words, "s")])

    def test_numbers_are_numbers_and_nothing_is_nothing(self):
        rows = self.exported(self.cases(3), "return_count", "close_reason", "closed_at")
        self.assertEqual(rows[0], [0, None, None])

    def test_a_masked_number_stays_masked_and_a_hidden_person_hidden(self):
        cases = self.cases(3)
        self.assertEqual(self.exported(cases, "applicant_name", "phone")[0], ["王小明", "138****0001"])
        self.users["window_clerk"].group_ids = [Command.link(self.env.ref("base.group_allow_export").id)]
        self.assertEqual(self.exported(cases, "applicant_name", "phone", role="window_clerk")[0], [None, None])

    def test_rows_outside_ones_sight_are_not_in_it(self):
        far = self._make_unit("county", "Far County", parent_id=self.city.id)
        hall = self._make_unit("hall", "Far Hall", parent_id=far.id)
        window = self._make_unit("window", "Far Window", parent_id=hall.id, department_id=self.department.id)
        near, _far = self.cases(3), self.cases(1, unit=window.code)
        self.assertEqual(len(self.exported(near | _far, "ref")), 3)
        self.assertEqual(len(self.exported(near | _far, "ref", role="city_supervisor")), 4)

    def test_the_lists_context_holds_for_its_rows(self):
        tags = self.env["jn.answer.tag"].create([{"code": f"x{number}", "name": f"X{number}", "active": number > 1} for number in range(5)])
        self.assertEqual(len(self.exported(tags, "code", role="administrator")), 3)
        self.assertEqual(len(self.exported(tags, "code", role="administrator", active_test=False)), 5)

    def test_a_column_that_is_closed_or_not_there_is_refused(self):
        exports = self.as_user("supervisor")["jn.export"]
        for path in ("nothing", "applicant", "phone_number", "ref/name", "unit_id/nothing", "revisit_ids/url", "revisit_ids/case_id/phone_e164", ""):
            with self.subTest(path=path), self.assertRaisesRegex(NotAllowed, "cannot be exported"):
                exports.begin("jn.case", [], [{"name": path}])

    def test_a_column_that_no_cell_holds_is_refused(self):
        with self.assertRaisesRegex(BadInput, "does not fit"):
            self.as_user("administrator")["jn.export"].begin("jn.unit", [], [{"name": "user_ids/image_128"}])

    def test_a_column_without_a_heading_is_called_as_its_field_is(self):
        [[_path, label, kind]] = self.env["jn.export.reader"]._columns(self.env["jn.case"], [{"name": "ref"}])
        self.assertEqual((label, kind), (self.env["jn.case"]._fields["ref"].get_description(self.env)["string"], "text"))
