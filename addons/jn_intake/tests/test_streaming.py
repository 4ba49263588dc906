"""Files of any size: a piece of them in memory, the place in them on record."""

import io
import tracemalloc
import zipfile
from unittest.mock import patch

import xlsxwriter
from openpyxl import Workbook, load_workbook

from odoo.tests import tagged

from odoo.addons.jn_rules import lines

from .. import spreadsheets, workbooks
from ..models import jn_intake_upload_reading, jn_intake_upload_rejects
from ..models.jn_intake_upload_reading import depot
from .common import HEADINGS, IntakeCase, csv_file, xlsx_file


@tagged("post_install", "-at_install")
class TestStreaming(IntakeCase):
    def files(self):
        """The names of the files that are kept for this database."""
        folder = depot.folder(self.env.cr.dbname)
        return {file.name for file in folder.iterdir()} if folder.is_dir() else set()

    def large(self):
        """Let every workbook count as a large one."""
        self.startPatcher(patch.object(jn_intake_upload_reading, "SMALL_BOOK", 0))

    # Text

    def test_a_batch_reads_on_where_the_one_before_stopped(self):
        self.batches_of(2)
        upload = self.checked([self.row(applicant_name="王\n小明"), self.row(unit="nowhere"), self.row(), self.row()])
        upload.action_take()
        places = [(upload.take_next()["done"], upload.place["rows"]) for _step in range(2)]
        self.assertEqual(places, [(2, 3), (4, 5)])
        self.assertEqual(upload.take_next()["state"], "done")
        self.assertEqual(upload.row_ids.mapped("line"), [2, 3, 4, 5])

    def test_a_batch_that_fails_leaves_the_place_where_it_was(self):
        self.batches_of(1)
        upload = self.checked([self.row(), self.row()])
        upload.action_take()
        upload.take_next()
        before = upload.place
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            upload.take_next()
            raise ZeroDivisionError
        upload.invalidate_recordset()
        self.assertEqual(upload.place, before)

    def test_a_file_in_gbk_is_taken_to_its_end_in_batches(self):
        self.batches_of(2)
        rows = [self.row(applicant_name=name) for name in ("王小明", "李雪梅", "赵𠀀", "镕", "朱镕")]
        upload = self.upload(csv_file(rows, encoding="gb18030"))
        upload.action_check()
        upload.action_take()
        while upload.take_next()["state"] == "taking":
            pass
        self.assertEqual(set(self.cases().sudo().mapped("applicant")), {row[6] for row in rows})

    def test_blank_rows_cost_no_row_and_keep_the_lines(self):
        blank = [""] * len(HEADINGS)
        upload = self.taken([self.row(), blank, blank, self.row()])
        self.assertEqual((upload.row_ids.mapped("line"), upload.row_count), ([2, 5], 2))

    def test_memory_is_that_of_a_batch(self):
        wide = [self.row(applicant_name="x" * 200) for _number in range(2000)]
        upload = self.upload(csv_file(wide))
        upload.action_check()
        upload.action_take()
        self.env.flush_all()
        tracemalloc.start()
        with upload.sudo()._opened_table() as table:
            rows = lines.count(table)
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        self.assertEqual(rows, 2001)
        self.assertLess(peak, upload.size)

    # Workbooks

    def test_a_large_workbook_is_unpacked_when_its_rows_are_taken(self):
        self.large()
        upload = self.upload(xlsx_file([self.row(), self.row(unit="nowhere")]))
        upload.action_check()
        self.assertEqual((upload.state, upload.row_count), ("checked", 0))
        self.assertIn("The first 2 rows were tried: 1 would be taken, 1 rejected", upload.tried_words)
        upload.action_take()
        self.assertTrue(upload.progress["unpacking"])
        unpacked = upload.take_next()
        self.assertEqual((unpacked["unpacking"], unpacked["total"], unpacked["done"]), (False, 2, 0))
        done = upload.take_next()
        self.assertEqual((done["state"], done["created"], done["rejected"]), ("done", 1, 1))

    def test_a_large_workbook_that_breaks_off_is_told_so_and_takes_nothing(self):
        self.large()
        upload = self.upload(xlsx_file([self.row()]))
        upload.action_check()
        upload.action_take()
        self.set("intake.upload_rows", 0)
        self.assertEqual(upload.take_next()["state"], "draft")
        self.assertIn("more than 0 rows", upload.trouble)
        self.assertFalse(self.cases())

    def test_rows_go_on_in_a_second_sheet_with_the_same_headings(self):
        book = Workbook()
        for sheet, rows in ((book.active, [self.row()]), (book.create_sheet(), [self.row()])):
            for row in [list(HEADINGS), *rows]:
                sheet.append(row)
        book.create_sheet().append(["说明", "另一张表"])
        upload = self.upload(self.saved(book))
        upload.action_check()
        self.assertEqual(upload.row_count, 2)

    def test_a_formula_is_text_and_a_worked_out_one_its_value(self):
        book = Workbook()
        book.active.append(list(HEADINGS))
        book.active.append(self.row(applicant_name="=1+1"))
        plain = self.saved(book)
        self.assertEqual(list(workbooks.rows(io.BytesIO(plain), 1 << 20))[1][6], "=1+1")
        worked_out = io.BytesIO()
        with xlsxwriter.Workbook(worked_out) as other:
            other.add_worksheet().write_formula(0, 0, "=1+1", None, 2)
        self.assertEqual(list(workbooks.rows(worked_out, 1 << 20)), [["2"]])

    def test_a_formula_in_a_case_is_kept_as_text_and_goes_out_as_text(self):
        words = "=cmd|' /C calc'!A0"
        self.taken([self.row(applicant_name=words)])
        self.assertEqual(self.cases().sudo().applicant, words)
        bad = self.taken([self.row(applicant_name=words, unit="nowhere")])
        book = load_workbook(io.BytesIO(spreadsheets.write(["x"], bad.sudo()._rejected_cells())))
        self.assertEqual((book.active["G2"].value, book.active["G2"].data_type), (words, "s"))

    def test_a_workbook_with_macros_gives_its_cells_and_nothing_runs(self):
        book = Workbook()
        book.active.append(list(HEADINGS))
        book.active.append(self.row())
        upload = self.upload(self.with_macros(self.saved(book)), name="cases.xlsm")
        upload.action_check()
        self.assertEqual(upload.row_ids.mapped("verdict"), ["created"], upload.trouble)

    def test_shared_texts_and_left_out_rows_are_read(self):
        book = Workbook()
        book.active["A1"], book.active["C3"], book.active["A4"] = "甲", "乙", "甲"
        self.assertEqual(list(workbooks.rows(io.BytesIO(self.saved(book)), 1 << 20)), [["甲"], [], ["", "", "乙"], ["甲"]])

    def saved(self, book):
        output = io.BytesIO()
        book.save(output)
        return output.getvalue()

    def with_macros(self, data):
        """The same package as a program saves it that keeps macros."""
        output = io.BytesIO()
        plain, kind = b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml"
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                if name == "[Content_Types].xml":
                    content = content.replace(b"openxmlformats-officedocument." + plain, kind)
                new.writestr(name, content)
            new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open()")
        return output.getvalue()

    # Files

    def test_a_file_goes_with_the_end_of_its_transaction_and_strays_later(self):
        upload = self.checked([self.row()])
        name = upload.sudo().stored
        self.assertIn(name, self.files())
        upload.action_take()
        upload.take_next()
        self.assertIn(name, self.files())
        self.env.cr.postcommit.run()
        self.assertNotIn(name, self.files())

    def test_what_a_failed_transaction_left_behind_is_swept_away(self):
        kept = self.checked([self.row()]).sudo().stored
        stray = depot.keep(self.env.cr.dbname, io.BytesIO(b"x"))
        self.startPatcher(patch.object(depot, "spared_seconds", -60))
        self.env["jn.intake.upload"]._gc_strays()
        self.assertIn(kept, self.files())
        self.assertNotIn(stray, self.files())

    def test_a_file_that_is_gone_is_told_so(self):
        upload = self.checked([self.row()])
        depot.drop(self.env.cr.dbname, upload.sudo().stored)
        upload.action_take()
        self.assertEqual(upload.take_next()["state"], "draft")
        self.assertIn("Choose a file", upload.trouble)

    # Rejects

    def test_rejected_rows_come_a_page_at_a_time_and_none_twice(self):
        self.startPatcher(patch.object(jn_intake_upload_rejects, "PAGE", 2))
        upload = self.taken([self.row(unit=f"nowhere{number}") for number in range(5)])
        cells = list(upload.sudo()._rejected_cells())
        self.assertEqual([row[2] for row in cells], [f"nowhere{number}" for number in range(5)])

    def test_rows_that_one_sheet_cannot_hold_go_on_in_the_next_and_are_read_again(self):
        self.startPatcher(patch.object(spreadsheets, "MOST_LINES", 2))
        data = spreadsheets.write(["a"], [[str(number)] for number in range(5)])
        self.assertEqual(len(load_workbook(io.BytesIO(data)).worksheets), 3)
        self.assertEqual(list(workbooks.rows(io.BytesIO(data), 1 << 20)), [["a"], *([str(number)] for number in range(5))])
