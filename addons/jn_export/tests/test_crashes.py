"""Whatever breaks off in the middle, no row is lost and none doubled."""

from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.jn_export_gathering import depot
from .common import ExportCase

GATHERING = "odoo.addons.jn_export.models.jn_export_gathering"


@tagged("post_install", "-at_install")
class TestCrashes(ExportCase):
    def found(self, export):
        return [row[0] for row in self.rows(export)]

    def test_what_a_killed_process_wrote_behind_the_place_is_cut_off(self):
        cases = self.cases(5)
        export = self.begun(cases)
        export.take_next()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            export.take_next()
            raise ZeroDivisionError  # its rows lie on the disk; that they do was never committed
        export.invalidate_recordset()
        self.assertEqual(export.done_count, 2)
        self.assertGreater(depot.size(self.env.cr.dbname, export.sudo().stored), sum(sheet["packed"] for sheet in export.sheets))
        self.gathered(export)
        self.assertEqual(self.found(export), cases.mapped("ref"))

    def test_half_a_piece_is_cut_off_too(self):
        cases = self.cases(5)
        export = self.begun(cases)
        export.take_next()
        with open(depot.folder(self.env.cr.dbname) / export.sudo().stored, "ab") as file:
            file.write(b"half a piece")
        self.gathered(export)
        self.assertEqual(self.found(export), cases.mapped("ref"))

    def test_a_file_that_is_gone_or_too_short_is_gathered_anew(self):
        cases = self.cases(5)
        for lose in (lambda name: depot.drop(self.env.cr.dbname, name), lambda name: depot.append(self.env.cr.dbname, name, 9, b"")):
            with self.subTest(lose=lose):
                export = self.begun(cases)
                export.take_next()
                lose(export.sudo().stored)
                self.assertEqual(export.take_next()["done"], 2)
                self.gathered(export)
                self.assertEqual(self.found(export), cases.mapped("ref"))

    def test_a_last_step_that_breaks_off_is_done_again(self):
        cases = self.cases(3)
        export = self.begun(cases)
        export.take_next()
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            export.take_next()
            raise ZeroDivisionError
        export.invalidate_recordset()
        self.env.cr.postcommit.clear()  # what the last step would have dropped
        self.gathered(export)
        self.assertEqual((export.state, self.found(export)), ("ready", cases.mapped("ref")))

    def test_while_another_process_gathers_one_waits(self):
        export = self.begun(self.cases(3))
        with patch.object(type(self.env["jn.export"]), "try_lock_for_update", lambda records, **_how: records.browse()):
            self.assertEqual(export.take_next(), {"running": True, "state": "gathering", "total": 3, "done": 0, "busy": True})

    def test_a_right_that_ends_in_between_ends_the_export_with_a_sentence(self):
        export = self.begun(self.cases(5))
        export.take_next()
        self.users["supervisor"].group_ids -= self.env.ref("jn_org.group_supervisor")
        self.users["supervisor"].group_ids -= self.env.ref("base.group_allow_export")
        self.env["jn.export.carrier"]._sweep_batch(500)
        self.assertEqual(export.sudo().state, "failed")
        self.assertIn("已没有导出数据的权限", export.sudo().trouble)
        self.assertFalse(export.sudo().stored)

    @mute_logger(GATHERING)
    def test_what_cannot_be_read_ends_it_and_holds_up_nobody_else(self):
        bad, good = self.begun(self.cases(3)), self.begun(self.cases(3))
        reader = type(self.env["jn.export.reader"])
        with patch.object(reader, "_cells", side_effect=ZeroDivisionError):
            self.env["jn.export.carrier"]._sweep_batch(500)
        self.assertEqual(bad.state, "failed")
        self.assertIn("请告知管理员", bad.trouble)
        while self.env["jn.export.carrier"]._sweep_next():
            self.env["jn.export.carrier"]._sweep_batch(500)
        self.assertEqual(good.state, "ready")
