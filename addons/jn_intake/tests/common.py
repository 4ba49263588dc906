"""Files of cases, an exchange table in a schema of its own, and people who upload."""

import base64
import csv
import io

from odoo.addons.jn_revisit.tests.common import RevisitCase

from .. import spreadsheets

HEADINGS = ("办件来源", "办件编号", "受理单位编码", "事项编码", "事项名称", "承办人", "申请人", "联系电话", "受理时间", "办结时间")


def csv_file(rows, headings=HEADINGS, encoding="utf-8-sig", separator=","):
    """The bytes of a text file with these rows."""
    output = io.StringIO(newline="")
    csv.writer(output, delimiter=separator).writerows([headings, *rows])
    return output.getvalue().encode(encoding)


def xlsx_file(rows, headings=HEADINGS):
    """The bytes of a workbook with these rows, all cells text."""
    return spreadsheets.write(headings, rows)


class IntakeCase(RevisitCase):
    """The city on a Monday at ten, with files to upload."""

    def row(self, **values):
        """A line of a file: completed at nine in the morning, in the words that clerks type."""
        given = {
            "source": "hall", "ref": next(self.refs), "unit": self.window_a.code, "matter": self.matter.code,
            "matter_name": "", "handler": "test_window_clerk", "applicant_name": "王小明", "phone": "13805370001",
            "accepted_at": "2026-11-16 08:30", "completed_at": "2026/11/16 9:00", **values,
        }
        return list(given.values())

    def upload(self, data, role="administrator", name="cases.csv"):
        """An upload of these bytes by the person with this role."""
        values = {"name": name, "file": base64.b64encode(data)}
        return self.as_user(role)["jn.intake.upload"].create(values)

    def checked(self, rows, role="administrator"):
        upload = self.upload(csv_file(rows), role)
        upload.action_check()
        self.assertEqual(upload.state, "checked", upload.trouble)
        return upload

    def taken(self, rows, role="administrator"):
        upload = self.checked(rows, role)
        upload.action_take()
        while upload.take_next()["state"] == "taking":
            pass
        return upload

    def batches_of(self, rows):
        """Let batches be of so many rows."""
        self.set("intake.batch_rows", rows)

    def set(self, code, value):
        """Let a setting have this value."""
        setting = self.env["jn.setting"].search([("code", "=", code)])
        setting.default_value = str(value)
        self.env["jn.cached"]._forget_answers()

    def cases(self, source="hall"):
        return self.env["jn.case"].search([("source", "=", source)])
