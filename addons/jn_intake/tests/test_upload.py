"""A file on its way in: checked, taken, interrupted, mended."""

import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .common import HEADINGS, IntakeCase, csv_file, xlsx_file


@tagged("post_install", "-at_install")
class TestUpload(IntakeCase):
    # Check

    def test_a_check_shows_what_would_become_of_each_row_and_takes_none(self):
        messages = self.env["jn.message"].search_count([])
        upload = self.checked([self.row(), self.row(unit="nowhere"), self.row(completed_at="soon")])
        self.assertEqual(upload.row_ids.mapped("verdict"), ["created", "rejected", "rejected"])
        self.assertIn("nowhere", upload.row_ids[1].error)
        self.assertIn("soon", upload.row_ids[2].error)
        self.assertEqual(upload.row_ids.mapped("line"), [2, 3, 4])
        self.assertIn("3 of 3 rows were tried: 1 would be taken, 2 rejected", upload.tried_words)
        self.assertFalse(self.cases())
        self.assertFalse(self.env["jn.intake.reject"].search([("source", "=", "hall")]))
        self.assertEqual(self.env["jn.message"].search_count([]), messages)

    def test_a_check_tries_the_first_rows_only(self):
        self.set("intake.preview_rows", 2)
        upload = self.checked([self.row(), self.row(), self.row()])
        self.assertEqual(upload.row_ids.mapped("verdict"), ["created", "created"])
        self.assertEqual(upload.row_count, 3)
        self.assertIn("2 of 3 rows were tried", upload.tried_words)

    def test_checking_again_after_the_cause_was_mended_shows_the_new_truth(self):
        upload = self.checked([self.row(unit="TEST-NEW")])
        self._make_unit("window", "New", parent_id=self.hall.id)
        upload.action_check()
        self.assertEqual(upload.row_ids.mapped("verdict"), ["created"])

    def test_columns_that_mean_nothing_are_named(self):
        upload = self.upload(csv_file([[*self.row(), "x"]], [*HEADINGS, "备注"]))
        upload.action_check()
        self.assertEqual(upload.unread, "备注")

    def test_a_file_without_a_heading_is_told_in_one_sentence(self):
        upload = self.upload(csv_file([self.row()[1:]], HEADINGS[1:]))
        upload.action_check()
        self.assertEqual((upload.state, upload.row_count), ("draft", 0))
        self.assertIn("办件来源", upload.trouble)

    def test_a_wrong_heading_is_named_beside_the_one_that_was_expected(self):
        upload = self.upload(csv_file([self.row()], ["办件号码" if word == "办件编号" else word for word in HEADINGS]))
        upload.action_check()
        self.assertIn("missing: 办件编号. These mean nothing here: 办件号码", upload.trouble)

    def test_another_heading_for_the_same_field_is_learned_without_code(self):
        self.env["jn.intake.column"].create({"heading": " 手机号 ", "field": "phone"})
        upload = self.upload(csv_file([self.row()], ["手机号" if word == "联系电话" else word for word in HEADINGS]))
        upload.action_check()
        self.assertEqual(upload.state, "checked", upload.trouble)

    def test_a_file_of_too_many_rows_leaves_nothing_behind(self):
        self.set("intake.upload_rows", 2)
        upload = self.upload(csv_file([self.row(), self.row(), self.row()]))
        upload.action_check()
        self.assertIn("more than 2 rows", upload.trouble)
        self.assertFalse(upload.row_ids)

    def test_another_file_in_place_of_the_first_begins_anew(self):
        upload = self.checked([self.row()])
        upload.file = False
        self.assertEqual((upload.state, upload.row_count), ("draft", 0))
        upload.action_check()
        self.assertIn("Choose a file", upload.trouble)

    # Take

    def test_rows_are_taken_in_batches_and_counted(self):
        self.batches_of(2)
        upload = self.checked([self.row(), self.row(unit="nowhere"), self.row()])
        upload.action_take()
        first, second = upload.take_next(), upload.take_next()
        self.assertEqual((first["state"], first["done"], first["total"]), ("taking", 2, 3))
        self.assertEqual((second["state"], second["created"], second["rejected"]), ("done", 2, 1))
        self.assertEqual(len(self.cases()), 2)

    def test_times_without_an_offset_are_local(self):
        self.taken([self.row()])
        self.assertEqual(self.cases().completed_at, self.at("2026-11-16 09:00"))

    def test_a_matter_is_found_by_its_exact_name_where_no_code_stands(self):
        upload = self.taken([self.row(matter="", matter_name="Test matter"), self.row(matter="", matter_name="Test")])
        self.assertEqual(self.cases().matter_id, self.matter)
        self.assertIn("Test", upload.row_ids[1].error)

    def test_a_name_that_two_matters_share_decides_nothing(self):
        self.env["jn.matter"].create({"code": "TEST-M2", "name": "Test matter"})
        upload = self.taken([self.row(matter="", matter_name="Test matter")])
        self.assertEqual(upload.row_ids.status, "rejected")

    def test_asking_for_the_next_rows_of_a_file_that_is_done_changes_nothing(self):
        upload = self.taken([self.row()])
        self.assertEqual(upload.take_next(), upload.take_next())
        self.assertEqual(len(self.cases()), 1)

    def test_nothing_is_taken_before_somebody_says_so(self):
        upload = self.checked([self.row()])
        self.assertEqual(upload.take_next()["state"], "checked")
        self.assertFalse(self.cases())

    def test_when_the_browser_is_closed_the_server_goes_on(self):
        self.batches_of(1)
        upload = self.checked([self.row(), self.row(), self.row()])
        upload.action_take()
        upload.take_next()
        self.wait(1)
        self.assertEqual((upload.state, len(self.cases())), ("done", 3))

    def test_the_server_gives_its_reasons_in_the_language_of_who_sent_the_file(self):
        self.users["administrator"].lang = "zh_CN"
        upload = self.checked([self.row(unit="nowhere")])
        upload.action_take()
        self.wait(1)
        self.assertIn("不存在", upload.row_ids.error)

    def test_after_a_crash_in_a_batch_the_rows_before_it_stay_and_none_is_doubled(self):
        self.batches_of(1)
        upload = self.checked([self.row(), self.row()])
        upload.action_take()
        upload.take_next()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            upload.take_next()
            raise ZeroDivisionError
        upload.invalidate_recordset()
        self.assertEqual((upload.state, upload.created_count, upload.row_ids.mapped("line"), len(self.cases())), ("taking", 1, [2], 1))
        upload.take_next()
        upload.take_next()
        self.assertEqual((upload.state, len(self.cases())), ("done", 2))

    def test_citizens_numbers_are_not_kept_twice(self):
        upload = self.taken([self.row(), self.row(unit="nowhere")])
        kept = upload.sudo().row_ids
        self.assertFalse(upload.sudo().stored)
        self.assertEqual([bool(row.data) for row in kept], [False, True])

    def test_the_same_file_again_is_noticed_and_changes_nothing(self):
        rows = [self.row(), self.row()]
        first, second = self.taken(rows), self.checked(rows)
        self.assertEqual(second.twin_id, first)
        self.assertEqual(second.row_ids.mapped("verdict"), ["unchanged"] * 2)

    # Rejects

    def test_a_rejected_row_is_mended_in_the_browser(self):
        upload = self.taken([self.row(unit="nowhere")])
        row = upload.row_ids
        action = row.action_mend()
        wizard = self.as_user("administrator")[action["res_model"]].with_context(**action["context"]).create({})
        wizard.unit = self.window_a.code
        wizard.action_mend()
        self.assertEqual(self.cases().unit_id, self.window_a)
        self.assertFalse(row.is_open)

    def test_a_mended_file_closes_what_was_rejected(self):
        bad = self.row(unit="nowhere")
        upload = self.taken([bad])
        self.taken([[self.window_a.code if cell == "nowhere" else cell for cell in bad]])
        self.assertFalse(upload.row_ids.is_open)

    def test_rejected_rows_come_back_as_they_were_with_the_reason(self):
        bad = self.row(unit="nowhere", applicant_name="=1+1")
        upload = self.taken([self.row(), bad])
        columns = [*upload.columns]
        self.assertEqual([heading for heading, _field, _place in columns], list(HEADINGS))
        row = upload.sudo().row_ids.filtered(lambda one: one.status == "rejected")
        book = load_workbook(io.BytesIO(xlsx_file([[row.data[field] for _heading, field, _place in columns]])))
        self.assertEqual([cell.value or "" for cell in book.active[2]], bad)
        self.assertEqual(book.active["G2"].data_type, "s")

    # Who, and what nobody may

    def test_the_intake_role_uploads_and_sees_its_own_only(self):
        mine, other = self.taken([self.row()], role="intake"), self.taken([self.row()])
        seen = self.as_user("intake")["jn.intake.upload"].search([])
        self.assertIn(mine, seen)
        self.assertNotIn(other, seen)

    def test_an_upload_counts_as_sent_by_who_uploaded_it(self):
        self.users["intake"].unit_ids = self.window_b
        upload = self.taken([self.row(), self.row(unit=self.window_b.code)], role="intake")
        self.assertEqual(upload.row_ids.mapped("status"), ["rejected", "created"])

    def test_nobody_writes_what_the_system_finds_out(self):
        upload = self.checked([self.row()])
        with self.assertRaises(NotAllowed):
            upload.state = "done"
        with self.assertRaises(NotAllowed):
            self.as_user("administrator")["jn.intake.upload"].create({"name": "x", "user_id": 1})
        for change in (lambda: upload.row_ids.write({"status": "created"}), upload.row_ids.unlink):
            with self.assertRaises(AccessError):
                change()

    def test_nobody_reads_the_numbers_in_the_rows(self):
        upload = self.checked([self.row()])
        with self.assertRaises(AccessError):
            upload.row_ids.read(["data"])

    def test_a_file_that_was_taken_stays_on_record(self):
        upload = self.taken([self.row()])
        with self.assertRaises(NotPossible):
            upload.unlink()
        with self.assertRaises(NotPossible):
            upload.name = "other"

    def test_a_file_that_was_only_checked_can_be_thrown_away(self):
        upload = self.checked([self.row()])
        upload.unlink()
        self.assertFalse(upload.exists())
