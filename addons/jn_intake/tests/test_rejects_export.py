"""Many rejected rows are gathered like other long lists, by who sent them: a bar moves, a file waits, and it goes in again."""

import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.jn_export.models.jn_export_gathering import depot
from odoo.addons.jn_org.exceptions import NotAllowed

from .common import HEADINGS, IntakeCase

NUMBER = "13805370001"


@tagged("post_install", "-at_install")
class TestRejectsExport(IntakeCase):
    def setUp(self):
        super().setUp()
        self.set("export.direct_rows", 2)
        self.set("export.batch_rows", 2)

    def rejected(self, count, role="intake"):
        """An upload with so many rows that no unit is known for, between two that are taken."""
        return self.taken([self.row(), *(self.row(unit=f"nowhere{number}") for number in range(count)), self.row()], role)

    def begun(self, upload, role="intake"):
        action = self.by(role, upload).action_download_rejects()
        self.assertEqual((action["res_model"], action["view_mode"]), ("jn.export", "form"))
        return self.as_user(role)["jn.export"].browse(action["res_id"])

    def gathered(self, export):
        seen = [export.progress["done"]]
        while (step := export.take_next())["running"]:
            seen.append(step["done"])
        return seen

    def rows(self, export):
        with depot.opened(self.env.cr.dbname, export.sudo().stored) as file:
            return [list(row) for row in load_workbook(io.BytesIO(file.read())).active.iter_rows(values_only=True)]

    def test_few_go_out_at_once(self):
        self.assertEqual(self.by("intake", self.rejected(2)).action_download_rejects()["type"], "ir.actions.act_url")

    def test_many_are_gathered_step_by_step_as_they_were_sent(self):
        upload = self.rejected(5)
        export = self.begun(upload)
        self.assertEqual(self.gathered(export), [0, 2, 4])
        self.assertEqual((export.state, export.row_count, export.done_count), ("ready", 5, 5), export.trouble)
        heading, *rows = self.rows(export)
        self.assertEqual(heading, [*HEADINGS, "Reason for rejection"])
        self.assertEqual([row[2] for row in rows], [f"nowhere{number}" for number in range(5)])
        self.assertEqual({row[7] for row in rows}, {NUMBER}, "to be mended and sent again by who had it before")
        self.assertTrue(all("nowhere" in row[-1] for row in rows))
        self.assertEqual(export.action_download()["url"], f"/jn/export/{export.id}.xlsx")

    def test_the_file_goes_in_again(self):
        upload = self.rejected(3)
        export = self.begun(upload)
        self.gathered(export)
        with depot.opened(self.env.cr.dbname, export.sudo().stored) as file:
            again = self.upload(file.read(), "intake", "again.xlsx")
        again.action_check()
        self.assertEqual((again.state, len(again.row_ids)), ("checked", 3), again.trouble)

    def test_they_are_for_who_sent_them_alone(self):
        upload = self.rejected(3)
        with self.assertRaisesRegex(NotAllowed, "who sent them"):
            self.by("administrator", upload).action_download_rejects()
        export = self.begun(upload)
        with self.assertRaises(AccessError):
            self.by("administrator", export).take_next()

    def test_whoever_uploads_exports_no_other_list(self):
        for model in ("jn.intake.row", "jn.case"):
            with self.assertRaisesRegex(NotAllowed, "may not export"):
                self.as_user("intake")["jn.export"].begin(model, [], [{"name": "ref"}])
        with self.assertRaises(AccessError):
            self.begun(self.rejected(3)).write({"reader": "jn.export.reader"})

    def test_whoever_uploads_no_more_gets_no_more_of_them(self):
        export = self.begun(self.rejected(5))
        export.take_next()
        self.users["intake"].sudo().group_ids -= self.env.ref("jn_org.group_intake")
        export.sudo()._gather()
        self.assertEqual((export.sudo().state, export.sudo().stored), ("failed", False))

    def test_who_took_them_is_on_record(self):
        export = self.begun(self.rejected(3))
        self.gathered(export)
        record = self.env["jn.export.record"].sudo().search([("model", "=", "jn.intake.row")], limit=1)
        self.assertEqual((record.kind, record.user_id, record.row_count), ("made", self.users["intake"], 3))
