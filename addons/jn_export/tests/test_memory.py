"""How long a list is costs time, not memory, and no query for each row."""

import gc
import tracemalloc
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import SQL

from .common import ExportCase

BATCH = 500
COLUMNS = [{"name": name, "label": name} for name in ("code", "name", "department_id", "create_date")]


@tagged("post_install", "-at_install")
class TestMemory(ExportCase):
    def matters(self, count):
        """So many matters, made by PostgreSQL."""
        last = self.env["jn.matter"].search([], order="id desc", limit=1).id
        self.env.flush_all()
        self.env.cr.execute(SQL(
            "INSERT INTO jn_matter (code, name, department_id, active, create_date)"
            " SELECT 'X' || %s || '-' || n, %s::jsonb, %s, true, now() at time zone 'UTC' FROM generate_series(1, %s) AS n",
            last, '{"en_US": "Matter"}', self.department.id, count,
        ))
        return [("id", ">", last)]

    def begin(self, domain):
        exports = self.as_user("administrator")["jn.export"]
        return exports.browse(exports.begin("jn.matter", domain, COLUMNS)["res_id"])

    def peak(self, rows):
        """The most memory that Python took while it gathered so many rows, and the most rows that it read at a time."""
        export, seen = self.begin(self.matters(rows)), []
        cells = type(self.env["jn.export.reader"])._cells
        counted = lambda reader, records, columns: seen.append(len(records)) or cells(reader, records, columns)  # noqa: E731
        with patch.object(type(self.env["jn.export.reader"]), "_cells", counted):
            tracemalloc.start()
            while export.take_next()["running"]:
                gc.collect()  # rings of objects, which Python drops in its own time, are held by nobody
            _now, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
        self.assertEqual((export.state, export.done_count, sum(seen)), ("ready", rows, rows), export.trouble)
        return most, max(seen)

    def test_a_list_twenty_times_as_long_takes_no_more_memory(self):
        self.interpret("export.batch_rows", BATCH)
        self.peak(BATCH)  # what is loaded once
        short, long = self.peak(2 * BATCH), self.peak(40 * BATCH)
        self.assertEqual((short[1], long[1]), (BATCH, BATCH))
        self.assertLess(long[0], 1.5 * short[0])

    def test_a_hundred_thousand_rows_leave_one_batch_in_memory(self):
        """Of 100,000 rows each step keeps what one batch keeps: the records that it read are forgotten with it."""
        self.interpret("export.batch_rows", BATCH)
        export, field = self.begin(self.matters(100_000)), self.env["jn.matter"]._fields["code"]
        for _step in range(4):
            export.take_next()
            self.assertFalse(field._get_cache(export.env), "rows of a batch that is done are still held")
        self.assertEqual((export.row_count, export.done_count), (100_000, 4 * BATCH))

    def queries(self, rows):
        """How many queries one batch of so many rows takes."""
        self.interpret("export.batch_rows", rows)
        export = self.begin(self.matters(3 * rows))
        export.take_next()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        export.take_next()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_a_batch_takes_as_many_queries_whatever_its_rows(self):
        self.queries(3)  # what is looked up once
        self.assertEqual(self.queries(10), self.queries(300))

    def test_a_batch_of_cases_with_their_people_takes_as_many_queries_whatever_its_rows(self):
        given = [{"name": name} for name in ("ref", "unit_id", "matter_id", "handler_id", "applicant_name", "phone", "revisit_ids", "stage_code")]
        counts = []
        for rows in (2, 3, 8):
            self.interpret("export.batch_rows", rows)
            export = self.begun(self.cases(2 * rows), given)
            export.take_next()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            export.take_next()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
