"""Whatever people choose as a file: read, or told what to do."""

import io
import zipfile
from datetime import datetime

from openpyxl import Workbook

from odoo.tests import tagged

from .common import HEADINGS, IntakeCase, csv_file, xlsx_file


@tagged("post_install", "-at_install")
class TestFileKinds(IntakeCase):
    def trouble(self, data, name="cases.xlsx"):
        upload = self.upload(data, name=name)
        upload.action_check()
        self.assertEqual((upload.state, upload.row_count), ("draft", 0))
        return upload.trouble

    def assertRead(self, data, name="cases.xlsx"):
        upload = self.upload(data, name=name)
        upload.action_check()
        self.assertEqual(upload.row_ids.mapped("verdict"), ["created"], upload.trouble or upload.row_ids.error)

    def test_text_files_of_any_habit_are_read(self):
        for encoding in ("utf-8", "utf-8-sig", "gb18030"):
            for separator in ",;\t":
                with self.subTest(encoding=encoding, separator=separator):
                    self.assertRead(csv_file([self.row()], encoding=encoding, separator=separator))

    def test_a_workbook_is_read_whatever_its_name(self):
        self.assertRead(xlsx_file([self.row()]), name="cases.csv")

    def test_a_workbook_with_real_dates_and_numbers_is_read(self):
        book, row = Workbook(), self.row()
        row[7], row[8], row[9] = 13805370001, datetime(2026, 11, 16, 8, 30), datetime(2026, 11, 16, 9, 0)
        book.active.append(list(HEADINGS))
        book.active.append(row)
        output = io.BytesIO()
        book.save(output)
        upload = self.upload(output.getvalue())
        upload.action_check()
        upload.action_take()
        upload.take_next()
        case = self.cases()
        self.assertEqual((case.completed_at, case.phone_problem), (self.at("2026-11-16 09:00"), False))

    def test_a_moment_in_a_cell_without_a_date_s_format_is_read_as_excel_keeps_it(self):
        book, row = Workbook(), self.row()
        row[8], row[9] = 46342.354166666664, 46342.375
        book.active.append(list(HEADINGS))
        book.active.append(row)
        output = io.BytesIO()
        book.save(output)
        upload = self.upload(output.getvalue())
        upload.action_check()
        upload.action_take()
        upload.take_next()
        self.assertEqual(self.cases().completed_at, self.at("2026-11-16 09:00"), upload.row_ids.error)

    def test_an_old_workbook_is_told_to_be_saved_anew(self):
        self.assertIn("save it as XLSX", self.trouble(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600))

    def test_a_damaged_workbook_is_told_so(self):
        self.assertIn("cannot be opened", self.trouble(xlsx_file([self.row()])[:700]))

    def test_a_package_that_is_no_workbook_is_told_so(self):
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as packed:
            packed.writestr("readme.txt", "hello")
        self.assertIn("cannot be opened", self.trouble(output.getvalue()))

    def test_a_package_that_unpacks_to_too_much_is_refused_before_it_is_unpacked(self):
        self.set("intake.upload_megabytes", 1)
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/sharedStrings.xml", b"0" * (26 * 1024 * 1024))
        self.assertIn("larger than 1 megabytes", self.trouble(output.getvalue()))

    def test_a_picture_is_no_table(self):
        self.assertIn("neither a workbook", self.trouble(b"\x89PNG\r\n\x1a\n\x00\x00\xff"))

    def test_a_file_that_is_too_large_is_told_so(self):
        self.set("intake.upload_megabytes", 1)
        self.assertIn("larger than 1 megabytes", self.trouble(b"x" * (1024 * 1024 + 1)))

    def test_a_file_without_rows_is_told_so(self):
        self.assertIn("no row below", self.trouble(csv_file([])))
        self.assertIn("no row below", self.trouble(xlsx_file([["", ""]])))

    def test_a_file_without_headings_is_told_so(self):
        self.assertIn("must hold the headings", self.trouble(csv_file([], headings=self.row())))

    def test_two_columns_for_one_field_are_told(self):
        self.assertIn("联系电话", self.trouble(csv_file([self.row()], headings=[*HEADINGS[:6], "联系电话", *HEADINGS[7:]])))
