"""What the one door learns about who knocks."""

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed

from .common import IntakeCase, csv_file


@tagged("post_install", "-at_install")
class TestDoor(IntakeCase):
    def deliveries(self, source):
        return self.env["jn.intake.delivery"].search([("source", "=", source)])

    def own(self, code):
        return self.env["jn.intake.source"].create({"code": code, "name": code})

    def test_each_batch_is_put_on_record_by_source(self):
        self.take(self.item(source="a"), self.item(source="a", unit="nowhere"), self.item(source="b"))
        [a], [b] = self.deliveries("a"), self.deliveries("b")
        self.assertEqual((a.created, a.rejected, b.created, b.rejected), (1, 1, 1, 0))
        self.assertEqual((a.user_id, a.at), (self.users["intake"], self.env["jn.clock"]._now()))

    def test_rows_that_are_no_cases_disturb_nobody(self):
        results = self.take("x", None, {"ref": "1"})
        self.assertEqual([result["status"] for result in results], ["rejected"] * 3)

    def test_results_keep_the_words_of_the_contract(self):
        [result] = self.take(self.item(unit="nowhere"))
        self.assertEqual(set(result), {"ref", "status", "id", "error"})

    def test_a_system_that_nobody_registered_is_listed(self):
        self.take(self.item(source="stranger"))
        self.take(self.item(source="stranger"))
        source = self.env["jn.intake.source"].search([("code", "=", "stranger")])
        self.assertEqual((len(source), source.is_known), (1, False))

    def test_a_new_system_is_listed_without_emptying_what_is_remembered(self):
        units = self.env["jn.unit"]
        units._ids_by_code()
        self.take(self.item(source="stranger"))
        self.take(self.item(source="stranger"))
        with self.assertQueryCount(0):
            units._ids_by_code()
            self.assertTrue(self.env["jn.intake.source"]._is_listed("stranger"))

    def test_a_listing_that_was_taken_back_is_not_remembered(self):
        sources = self.env["jn.intake.source"]
        self.take(self.item(source="stranger"))
        self.assertTrue(sources._is_listed("stranger"))
        self.cr.execute("DELETE FROM jn_intake_source WHERE code = 'stranger'")
        self.cr.postrollback.run()
        self.assertFalse(sources._is_listed("stranger"))

    def test_one_case_takes_few_statements(self):
        self.take(self.item())
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self.take(self.item())
        self.env.flush_all()
        self.assertLessEqual(self.cr.sql_log_count - before, 21)

    def test_a_login_of_a_source_sends_for_no_other(self):
        source = self.own("a")
        source.sudo().user_id = self.users["intake"]
        with self.assertRaisesRegex(NotAllowed, "for the source a only, not for b"):
            self.take(self.item(source="a"), self.item(source="b"))
        self.assertFalse(self.cases("a"))
        [result] = self.take(self.item(source=" a "))
        self.assertEqual(result["status"], "created")

    def test_a_file_uploaded_by_a_sources_login_holds_its_own_cases_only(self):
        self.own("a").sudo().user_id = self.users["intake"]
        upload = self.upload(csv_file([self.row(source="hall")]), role="intake")
        upload.action_check()
        self.assertIn("for the source a only", upload.trouble)

    def test_a_trial_leaves_nothing(self):
        before = self.env["jn.intake.delivery"].search_count([])
        results = self.env["jn.intake"]._try([self.item(), self.item(unit="nowhere")])
        self.assertEqual([result["status"] for result in results], ["created", "rejected"])
        self.assertFalse(self.cases("test"))
        self.assertEqual(self.env["jn.intake.delivery"].search_count([]), before)

    def test_old_deliveries_are_forgotten_but_the_last_of_each_source(self):
        self.freeze("2026-09-01 10:00")
        for source in ("quiet", "quiet", "busy"):
            self.take(self.item(source=source))
        self.freeze("2026-11-16 10:00")
        self.take(self.item(source="busy"))
        self.env["jn.intake.delivery"]._gc_old()
        self.assertEqual((len(self.deliveries("quiet")), len(self.deliveries("busy"))), (1, 1))
