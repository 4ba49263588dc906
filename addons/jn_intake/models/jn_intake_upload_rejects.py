from odoo import fields, models

from odoo.addons.jn_org.exceptions import NotAllowed

from ..const import REASON

PAGE = 1000


class JnIntakeUpload(models.Model):
    """Gives rejected rows back to be mended.

    The file of rejected rows holds what was sent, numbers included: it is for mending and sending again, which a masked
    number would spoil. So it is given to the person who sent these very rows, and to nobody else. Others who may look at
    an upload, such as another administrator, mend its rows one by one in the browser, where numbers are masked and shown
    for a reason that is put on record.
    """

    _inherit = "jn.intake.upload"

    is_mine = fields.Boolean(compute="_compute_is_mine")

    def _compute_is_mine(self):
        for upload in self:
            upload.is_mine = upload._gives_back(self.env.user)

    def action_open_rejects(self):
        """Open the rows that were rejected, each with its reason."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("jn_intake.jn_intake_row_action")
        return {**action, "domain": [("upload_id", "=", self.id), ("status", "=", "rejected")]}

    def action_download_rejects(self):
        """Download the rejected rows as a workbook with the reason in the last column; many are gathered behind a moving bar."""
        self.ensure_one()
        if not self._gives_back(self.env.user):
            raise NotAllowed(
                self.env._("These rows hold citizens' numbers: only %(person)s, who sent them, gets them as a file. Mend them here one by one.",
                           person=self.user_id.name)
            )
        at_once = {"type": "ir.actions.act_url", "url": f"/jn/intake/{self.id}/rejects.xlsx", "target": "download"}
        return self._begin_rejects() or at_once

    def _begin_rejects(self):
        """Begin to gather the rejected rows if they are many: the action that shows how far it is, else False."""
        columns = [[field, heading, "text"] for heading, field, _place in self.columns or []]
        columns.append([REASON, self.env._("Reason for rejection"), "text"])
        domain = [("upload_id", "=", self.id), ("status", "=", "rejected")]
        return self.env["jn.export"]._begin(self.env["jn.intake.row"], domain, columns, self._rejects_name(), "jn.intake.rejects.reader")

    def _rejects_name(self):
        return self.env._("Rejected rows of %(file)s", file=self.name.rsplit(".", 1)[0])

    def _gives_back(self, user):
        """Whether this person sent the file."""
        return user == self.user_id

    def _rejected_cells(self):
        """Yield the cells of each rejected row as they were sent, with the reason behind them; a page in memory at a time."""
        names = [field for _heading, field, _place in self.columns or []]
        # The data of rows is hidden from screens.
        rows, last = self.env["jn.intake.row"].sudo(), 0
        while page := rows.search([("upload_id", "=", self.id), ("status", "=", "rejected"), ("line", ">", last)], order="line", limit=PAGE):
            for row in page:
                yield [*(row.data.get(name) for name in names), row.error]
            last = page[-1].line
            page.invalidate_recordset()
