"""What the city makes known and what the counties report: a bulletin that some have acknowledged, reports in several stages."""

from odoo.addons.jn_rules import periods


class Reporting:
    """The last month of the quarter, as the city and its counties live it (Art. 14, 15)."""

    def __init__(self, world):
        self.world = world
        self.city = world.units[world.places["city"]["code"]]

    def make_known(self):
        """Issue a bulletin of what is published; every second county acknowledges it."""
        world = self.world
        leader = world.person(self.city, "leader")
        sheets = world.env["jn.sheet"].search([("state", "=", "published"), ("scheme_id.unit_kind", "in", ("county", "window"))])
        bulletin = world.acting(world.env["jn.bulletin"], leader).create({"sheet_ids": sheets.ids})
        bulletin.issue()
        notices = bulletin.notice_ids.filtered(lambda notice: notice.unit_id.kind == "county")
        for notice in notices[::2]:
            reader = notice.sudo()._flow_owners()[:1]
            world.acting(notice, reader).acknowledge()

    def report(self):
        """Draft this quarter's reports; one county hands in, one is graded."""
        world = self.world
        period = periods.quarter_of(world.now.date())
        counties = world.env["jn.unit"].search([("kind", "=", "county")], order="id")
        known = world.env["jn.quarterly.report"].search([("period_start", "=", period.start)])
        reports = known | world.env["jn.quarterly.report"]._open(counties - known.unit_id, period)
        handed_in = [report for report in reports if report.stage_code == "drafted" and self._signer(report)][1:3]
        for report in handed_in:
            world.acting(report, self._signer(report)).submit()
        for report in handed_in[:1]:
            world.acting(report, world.person(self.city, "supervisor")).grade_it(True, world.text("grade"))

    def _signer(self, report):
        return report.sudo()._flow_owners().filtered(lambda user: user.has_group("jn_org.group_leader"))[:1]
