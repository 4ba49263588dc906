"""A bulletin: out of published sheets alone, frozen when issued, acknowledged by every unit that it was sent to (Art. 14)."""


import openpyxl
from psycopg2 import DatabaseError

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.jn_assessment.tests.spreadsheet_engine import Sheet
from odoo.addons.jn_org.exceptions import BadInput, NotAllowed, NotPossible
from odoo.addons.jn_org.tests.common import at

from ..ranking_book import COLUMNS, HEAD
from .common import ReportCase

SECOND = {"period_start": "2026-04-01", "period_end": "2026-06-30"}


class BulletinCase(ReportCase):
    """Two counties of which one overtook the other; `published()` are the county's and the windows' sheets."""

    def setUp(self):
        super().setUp()
        self.freeze("2026-10-20 10:00")
        self.interpret("bulletin.best_count", "1")  # of two counties one is the best and one the last

    def facts(self):
        spring = at("2026-05-10 10:00")
        self.first(5, "satisfied", completed=spring)
        self.first(4, "satisfied", self.other_window, spring)
        self.first(1, "dissatisfied", self.other_window, spring)
        self.first(3, "dissatisfied")
        self.first(7, "satisfied")
        self.first(9, "satisfied", self.other_window)

    def published(self, *codes):
        self.facts()
        sheets = self.env["jn.sheet"]
        for code in codes or ("county",):
            self.by("city_supervisor", self.sheet(code, **SECOND)).publish()
            sheets |= self.sheet(code)
            self.by("city_supervisor", sheets[-1]).publish()
        return sheets

    def bulletin(self, *codes, **values):
        sheets = self.published(*codes)
        return self.as_user("city_supervisor")["jn.bulletin"].create({"sheet_ids": sheets.ids, **values}).with_env(self.env)

    def issued(self, *codes, **values):
        bulletin = self.bulletin(*codes, **values)
        self.by("city_leader", bulletin).issue()
        return bulletin

    def ours(self, bulletin):
        """{name of a unit of these tests: its row} of the first ranking."""
        names = (self.county | self.other_county).mapped("name")
        return {row["unit"]: row for row in bulletin.figures["sheets"][0]["rows"] if row["unit"] in names}


@tagged("post_install", "-at_install")
class TestBulletin(BulletinCase):
    def test_it_is_drafted_with_ranking_changes_best_and_last(self):
        bulletin = self.bulletin()
        rows = self.ours(bulletin)
        self.assertEqual([(rows[name]["rank"], rows[name]["before_rank"]) for name in ("Other County", "Test County")], [(1, 2), (2, 1)])
        self.assertIn("Other County得100.00分，列第1位，予以表扬", bulletin.overview)
        self.assertIn("Test County较上期下降1位", bulletin.overview)
        self.assertIn("Test County要对照考核指标查找失分原因", bulletin.demands)
        self.assertIn("Test City", bulletin.name)

    def test_only_published_sheets_are_told_of_each_with_its_digest(self):
        self.facts()
        sheet = self.sheet("county")
        with self.assertRaisesRegex(BadInput, "Publish the sheet first"):
            self.as_user("city_supervisor")["jn.bulletin"].create({"sheet_ids": sheet.ids})
        sheet.publish()
        bulletin = self.as_user("city_supervisor")["jn.bulletin"].create({"sheet_ids": sheet.ids})
        self.assertEqual(bulletin.figures["sheets"][0]["digest"], sheet.digest)
        with self.assertRaises(BadInput):
            bulletin.write({"sheet_ids": self.sheet("window").ids})

    def test_a_correction_signed_meanwhile_is_counted_in_when_it_is_issued(self):
        bulletin = self.bulletin()
        bulletin.sheet_ids.sudo()._sign(self.county, {"asked": -3, "answered_dissatisfied": -3}, "not theirs")
        self.by("city_leader", bulletin).issue()
        self.assertEqual(self.ours(bulletin)["Test County"]["score"], 100)
        self.assertEqual(bulletin.figures["sheets"][0]["corrections"], 1)

    def test_deductions_falls_and_missed_standards_are_red(self):
        kind = self.env["jn.deduction.kind"].search([("code", "=", "report_missing")])
        row = {"kind_id": kind.id, "unit_id": self.county.id, "period_start": "2026-07-01", "period_end": "2026-09-30", "reason": "x"}
        self.by("city_supervisor", self.env["jn.deduction"]._propose([{**row, "evidence": "a list of receipts"}])).book()
        self.interpret("bulletin.red_places", "1")
        bulletin = self.bulletin("county", "window")
        red = {(row["unit"], row["kind"]): row["words"] for row in bulletin.figures["red"]}
        self.assertIn("季度分析总结报告不报", red["Test County", "扣分"])
        self.assertTrue(red["Test County", "位次大幅下降"])
        self.assertIn("70.00%", red[self.window_a.display_name, "低于标准"])
        self.assertIn("红色事项共", bulletin.red_items)

    def test_an_accountability_stays_in_it_with_its_age_until_it_is_concluded(self):
        self.freeze("2026-11-16 10:00")
        case = self.verifying()
        self.conclude(case, "violation")
        self.wait(24 * 2)
        sheets = self.published()
        keeper = self.as_user("city_supervisor")["jn.bulletin"]
        words = [row["words"] for row in keeper.create({"sheet_ids": sheets.ids}).figures["red"] if row["kind"] == "问责未办结"]
        self.assertEqual(words, ["已持续2天"])
        self.by("supervisor", case.accountability_ids).conclude("批评教育", "criticised")
        self.assertFalse([row for row in keeper.create({"sheet_ids": sheets.ids}).figures["red"] if row["kind"] == "问责未办结"])

    def test_the_city_keeps_bulletins_and_nobody_else(self):
        sheets = self.published()
        for role in ("supervisor", "leader"):
            with self.assertRaises(NotAllowed, msg=role):
                self.as_user(role)["jn.bulletin"].create({"sheet_ids": sheets.ids})
        for role in ("window_clerk", "liaison", "chief_representative", "business_office"):
            with self.assertRaises(AccessError, msg=role):
                self.as_user(role)["jn.bulletin"].create({"sheet_ids": sheets.ids})
        bulletin = self.as_user("city_supervisor")["jn.bulletin"].create({"sheet_ids": sheets.ids})
        with self.assertRaises(NotAllowed):
            self.by("leader", bulletin).issue()

    def test_words_are_edited_figures_are_not(self):
        bulletin = self.bulletin()
        self.by("city_supervisor", bulletin).write({"demands": "认真整改"})
        for values in ({"figures": {}}, {"state": "issued"}, {"digest": "0"}, {"issued_at": "2026-10-20 10:00:00"}):
            with self.assertRaises(NotPossible):
                self.by("city_supervisor", bulletin).write(values)

    def test_an_empty_bulletin_or_one_to_nobody_is_not_issued(self):
        bulletin = self.bulletin()
        bulletin.overview = False
        with self.assertRaisesRegex(BadInput, "is empty"):
            self.by("city_leader", bulletin).issue()
        bulletin.write({"overview": "words", "address_ids": [(5,)]})
        with self.assertRaisesRegex(BadInput, "Nobody is addressed"):
            self.by("city_leader", bulletin).issue()

    @mute_logger("odoo.sql_db")
    def test_once_issued_it_is_frozen_in_the_database_itself(self):
        bulletin = self.issued()
        self.assertEqual(bulletin.digest, bulletin._digest())
        for values in ({"overview": "other"}, {"address_ids": [(5,)]}):
            with self.assertRaises(NotPossible):
                self.by("administrator", bulletin).write(values)
        with self.assertRaises(NotPossible):
            self.by("city_leader", bulletin).unlink()
        for statement in ("UPDATE jn_bulletin SET overview = 'other' WHERE id = %s", "DELETE FROM jn_bulletin WHERE id = %s"):
            with self.assertRaises(DatabaseError), self.env.cr.savepoint():
                self.env.cr.execute(statement, [bulletin.id])

    def test_another_word_gives_another_digest(self):
        bulletin = self.bulletin()
        before = bulletin._digest()
        bulletin.demands = f"{bulletin.demands}。"
        self.assertNotEqual(bulletin._digest(), before)


@tagged("post_install", "-at_install")
class TestNotices(BulletinCase):
    def notice(self, bulletin, unit):
        return bulletin.notice_ids.filtered(lambda one: one.unit_id == unit)

    def test_every_unit_of_the_sheets_is_sent_a_notice_and_its_people_are_told(self):
        bulletin = self.issued("county", "window")
        ours = self.county | self.other_county | self.window_a | self.window_b | self.other_window
        self.assertLessEqual(ours, bulletin.notice_ids.unit_id)
        window = self.notice(bulletin, self.window_a)
        self.assertEqual(window.activity_ids.user_id, self.users["chief_representative"])
        county = self.notice(bulletin, self.county)
        self.assertEqual(county.activity_ids.user_id, self.users["leader"] | self.users["supervisor"] | self.users["second"])
        told = self.env["mail.notification"].search([("mail_message_id.model", "=", "jn.bulletin"), ("mail_message_id.res_id", "=", bulletin.id)])
        self.assertIn(self.users["leader"].partner_id, told.res_partner_id)

    def test_who_acknowledged_when_is_on_record_and_who_has_not_is_counted(self):
        bulletin = self.issued()
        bulletin.invalidate_recordset()
        before = bulletin.open_count
        self.by("leader", self.notice(bulletin, self.county)).acknowledge()
        notice = self.notice(bulletin, self.county)
        self.assertEqual((notice.acknowledged_by_id, notice.acknowledged_at), (self.users["leader"], at("2026-10-20 10:00")))
        bulletin.invalidate_recordset()
        self.assertEqual(bulletin.open_count, before - 1)
        self.assertFalse(notice.activity_ids)

    def test_nobody_acknowledges_for_another_unit(self):
        bulletin = self.issued("county", "window")
        for role, unit in (("leader", self.window_a), ("city_leader", self.county), ("chief_representative", self.county)):
            with self.assertRaises(AccessError, msg=role):
                self.by(role, self.notice(bulletin, unit)).acknowledge()
        self.by("chief_representative", self.notice(bulletin, self.window_a)).acknowledge()

    def test_a_window_without_anybody_is_read_for_by_those_above(self):
        bulletin = self.issued("window")
        notice = self.notice(bulletin, self.window_b)
        self.assertEqual(notice.reader_unit_id, self.county)
        self.by("leader", notice).acknowledge()

    def test_it_is_red_after_three_working_days(self):
        bulletin = self.issued()
        notice = self.notice(bulletin, self.county)
        self.assertEqual(notice.due_at, at("2026-10-24 00:00"))
        self.wait(24 * 4)
        self.assertEqual(notice.light, "red")
        self.assertIn("已超期，请立即办理", notice.activity_ids.mapped("summary"))

    def test_it_waits_on_the_desk_of_its_own_unit_only(self):
        bulletin = self.issued("county", "window")
        mine = {
            role: self.as_user(role)["jn.bulletin.notice"].search([("my_turn", "=", True), ("bulletin_id", "=", bulletin.id)]).unit_id
            for role in ("leader", "chief_representative", "city_leader")
        }
        self.assertEqual(mine["chief_representative"], self.window_a)
        self.assertIn(self.county, mine["leader"])
        self.assertNotIn(self.window_a, mine["leader"])
        self.assertFalse(mine["city_leader"])

    def test_a_message_goes_out_where_the_city_wants_it(self):
        self.users["leader"].phone = "13905370009"
        sent = [("recipient", "=", "+8613905370009")]
        self.issued()
        self.assertFalse(self.env["jn.message"].search(sent))

    def test_the_words_of_that_message_are_not_taken_away(self):
        template = self.by("administrator", self.env["jn.message.template"]._named("bulletin_issued"))
        with self.assertRaisesRegex(NotPossible, "sent by the system itself"):
            template.unlink()

    def test_with_the_setting_on_the_leader_gets_one(self):
        self.users["leader"].phone = "13905370009"
        self.interpret("bulletin.by_message", "true")
        bulletin = self.issued()
        [message] = self.env["jn.message"].search([("recipient", "=", "+8613905370009")])
        self.assertIn(bulletin.name, message.text)

    def test_drafts_are_the_citys_and_issued_ones_are_read_by_whom_they_are_sent_to_and_those_below(self):
        bulletin = self.bulletin(address_ids=[(6, 0, self.county.ids)])
        for role in ("leader", "chief_representative", "other_leader"):
            self.assertFalse(self.as_user(role)["jn.bulletin"].search([("id", "=", bulletin.id)]), role)
        self.by("city_leader", bulletin).issue()
        for role, sees in (("leader", True), ("chief_representative", True), ("window_clerk", True), ("other_leader", False)):
            self.assertEqual(bool(self.as_user(role)["jn.bulletin"].search([("id", "=", bulletin.id)])), sees, role)

    def test_notices_are_not_written_by_hand(self):
        notice = self.notice(self.issued(), self.county)
        for role in ("leader", "city_leader", "administrator"):
            with self.assertRaises(AccessError, msg=role):
                self.by(role, notice).write({"acknowledged_at": "2026-10-20 10:00:00"})


@tagged("post_install", "-at_install")
class TestRankingBook(HttpCase, BulletinCase):
    def opened(self, bulletin):
        return openpyxl.load_workbook(self.workbook(bulletin, "jn.bulletin.workbook"))

    def test_its_formulas_give_the_places_and_changes_that_the_bulletin_tells(self):
        bulletin = self.bulletin()
        page = self.opened(bulletin).worksheets[0]
        engine, checked = Sheet(page), 0
        for number, row in enumerate(bulletin.figures["sheets"][0]["rows"], start=HEAD + 2):
            found = {key: engine[page.cell(number, place).coordinate] for place, key in enumerate(COLUMNS, start=1)}
            self.assertEqual(found["unit"], row["unit"])
            self.assertEqual((found["rank"], found["recorded_rank"]), (row["rank"] or "", row["rank"]))
            if row["before_rank"] and row["rank"]:
                checked += 1
                self.assertEqual(found["moved_rank"], row["before_rank"] - row["rank"])
                self.assertAlmostEqual(found["moved_score"], row["score"] - row["before_score"])
        self.assertGreaterEqual(checked, 2)

    def test_it_is_coloured_frozen_charted_printed_on_a4_and_explained(self):
        bulletin = self.issued("county", "window")
        *pages, notes = self.opened(bulletin.with_context(lang="zh_CN")).worksheets
        self.assertEqual(len(pages), 2)
        for page in pages:
            self.assertEqual(page.freeze_panes, f"C{HEAD + 2}")
            self.assertTrue(page.conditional_formatting)
            self.assertEqual(len(page._charts), 1)
            self.assertEqual((page.page_setup.orientation, page.page_setup.paperSize), ("landscape", 9))
            self.assertEqual(page["A1"].font.name, "SimHei")
        words = " ".join(str(cell.value) for row in notes for cell in row)
        self.assertIn(bulletin.digest, words)
        self.assertIn(bulletin.sheet_ids[0].digest, words)

    def test_who_may_read_the_bulletin_gets_the_file_and_nobody_else(self):
        bulletin = self.bulletin(address_ids=[(6, 0, self.county.ids)])
        self.env.flush_all()
        self.authenticate("test_leader", "test_leader")
        self.assertEqual(self.url_open(f"/jn/bulletin/{bulletin.id}.xlsx").status_code, 404)
        self.by("city_leader", bulletin).issue()
        self.env.flush_all()
        answer = self.url_open(f"/jn/bulletin/{bulletin.id}.xlsx")
        self.assertEqual((answer.status_code, answer.content[:4]), (200, b"PK\x03\x04"))
        self.authenticate("test_other_leader", "test_other_leader")
        self.assertEqual(self.url_open(f"/jn/bulletin/{bulletin.id}.xlsx").status_code, 404)
