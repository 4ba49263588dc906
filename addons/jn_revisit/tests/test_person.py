import json
from contextlib import nullcontext
from datetime import datetime, timedelta

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from odoo.addons.jn_org.exceptions import BadInput, NotAllowed

from .common import RevisitCase

NAME, NUMBER, MASKED = "王小明", "13805370001", "138****0001"


class PersonCase(RevisitCase):
    """A case about the window's liaison, one about the clerk, one whose handler nobody matched."""

    def setUp(self):
        super().setUp()
        self.of_liaison = self.ingest(handler="test_liaison")
        self.of_clerk = self.ingest()
        self.of_nobody = self.ingest(handler="unknown")
        self.all = self.of_liaison | self.of_clerk | self.of_nobody

    def assertRefused(self, ask, *arguments, **more):
        """Odoo refuses what cannot be asked of a field by one of three classes."""
        with self.assertRaises(Exception) as refusal:
            ask(*arguments, **more)
        self.assertIsInstance(refusal.exception, AccessError | ValueError | NotImplementedError | UserError)

    def found(self, role, domain):
        return self.as_user(role)["jn.case"].search([*domain, ("id", "in", self.all.ids)])


@tagged("post_install", "-at_install")
class TestPerson(PersonCase):
    def test_the_handler_sees_the_matter_and_not_the_person(self):
        case = self.by("liaison", self.of_liaison)
        self.assertEqual(case.matter_id.name, "Test matter")
        [row] = case.read(["applicant_name", "phone"])
        self.assertEqual((row["applicant_name"], row["phone"]), (False, False))
        [other] = self.by("liaison", self.of_clerk).read(["applicant_name", "phone"])
        self.assertEqual((other["applicant_name"], other["phone"]), (NAME, MASKED))

    def test_every_clerk_of_the_unit_counts_as_criticised_where_no_handler_was_matched(self):
        clerk = self.by("window_clerk", self.all)
        self.assertEqual([bool(case.applicant_name) for case in clerk], [True, False, False])
        self.assertEqual(self.by("liaison", self.of_nobody).applicant_name, NAME)
        self.assertEqual(self.by("supervisor", self.of_nobody).applicant_name, NAME)

    def test_what_the_system_reads_first_does_not_reach_the_handler(self):
        case = self.by("liaison", self.of_liaison)
        self.assertEqual(case.sudo().applicant_name, NAME)
        self.assertFalse(case.applicant_name)

    def test_an_export_hides_what_a_form_hides(self):
        self.users["liaison"].group_ids = [Command.link(self.env.ref("base.group_allow_export").id)]
        [row] = self.by("liaison", self.of_liaison).export_data(["applicant_name", "phone"])["datas"]
        self.assertFalse(any(row))

    def test_a_search_by_name_does_not_find_what_is_hidden(self):
        for domain in ([("applicant_name", "=", NAME)], [("applicant_name", "=like", "王%")], [("applicant_name", "ilike", "王")]):
            with self.subTest(domain=domain):
                self.assertEqual(self.found("liaison", domain), self.of_clerk | self.of_nobody)
                self.assertEqual(self.found("window_clerk", domain), self.of_liaison)
                self.assertEqual(self.found("supervisor", domain), self.all)

    def test_what_is_not_found_tells_nothing_either(self):
        self.assertNotIn(self.of_liaison, self.found("supervisor", [("applicant_name", "!=", NAME)]))
        self.assertIn(self.of_liaison, self.found("liaison", [("applicant_name", "!=", "Somebody")]))

    def test_a_search_through_the_revisit_hides_it_too(self):
        revisits = self.as_user("liaison")["jn.revisit"].search([("case_id.applicant_name", "=", NAME)])
        self.assertNotIn(self.of_liaison, revisits.case_id)
        self.assertFalse(self.by("liaison", self.of_liaison.revisit_ids).phone)
        self.assertEqual(self.by("supervisor", self.of_liaison.revisit_ids).phone, MASKED)

    def test_nobody_groups_or_sorts_by_the_person(self):
        for role in ("liaison", "supervisor", "administrator"):
            cases = self.as_user(role)["jn.case"]
            for name in ("applicant_name", "phone", "applicant", "phone_number", "phone_e164"):
                with self.subTest(role=role, field=name):
                    self.assertRefused(cases.formatted_read_group, [("id", "in", self.all.ids)], [name], ["__count"])
                    self.assertRefused(cases.search, [("id", "in", self.all.ids)], order=name)

    def test_a_name_is_found_by_its_beginning_only(self):
        for word in ("%小明", "%", "_小"):
            with self.subTest(word=word), self.assertRaisesRegex(BadInput, "beginning"):
                self.found("supervisor", [("applicant_name", "=like", word)])

    def test_of_namesakes_a_page_is_found_first_and_then_read_at_once(self):
        cases = self.as_user("supervisor")["jn.case"]
        asked = [("applicant_name", "=like", f"{NAME}%"), ("id", "in", self.all.ids)]
        every = cases.search(asked, order="id desc")
        self.assertEqual(len(every), len(self.all))
        self.env.invalidate_all()
        page = cases.search_fetch(asked, ["ref", "unit_id"], offset=1, limit=2, order="id desc")
        self.assertEqual(page, every[1:])
        with self.assertQueryCount(0):
            self.assertTrue(all(page.mapped("ref")) and page.unit_id)
        self.assertFalse(cases.search_fetch([("applicant_name", "=like", "无人%")], ["ref"]))

    def test_the_stored_fields_are_nobody_s(self):
        for role in ("supervisor", "administrator"):
            for name in ("applicant", "phone_number", "phone_e164"):
                with self.subTest(role=role, field=name), self.assertRaises(AccessError):
                    self.by(role, self.of_clerk).read([name])

    def test_with_the_setting_off_the_handler_sees_the_person(self):
        setting = self.env["jn.setting"].search([("code", "=", "privacy.hide_from_handler")])
        self.env["jn.setting.value"].create({"setting_id": setting.id, "value": "false", "why": "for this test"})
        self.assertEqual(self.by("liaison", self.of_liaison).applicant_name, NAME)
        self.assertIn(self.of_liaison, self.found("liaison", [("applicant_name", "=", NAME)]))

    def test_the_handler_is_shown_no_number_for_any_reason(self):
        with self.assertRaises(NotAllowed):
            self.by("liaison", self.of_liaison).reveal_phone("to call")
        self.assertFalse(self.env["jn.unmasking"].search([("case_id", "=", self.of_liaison.id)]))

    def test_a_number_is_shown_for_a_reason_and_remembered(self):
        with self.assertRaisesRegex(BadInput, "why"):
            self.by("liaison", self.of_clerk).reveal_phone(" ")
        self.assertEqual(self.by("liaison", self.of_clerk).reveal_phone("to call"), NUMBER)
        seen = self.env["jn.unmasking"].search([("case_id", "=", self.of_clerk.id)])
        self.assertEqual((seen.user_id, seen.reason), (self.users["liaison"], "to call"))

    def test_a_number_is_found_whole_only_and_the_search_is_remembered(self):
        self.assertEqual(self.found("liaison", [("phone", "=", "138 0537 0001")]), self.of_clerk | self.of_nobody)
        kept = self.env["jn.number.search"].search([("user_id", "=", self.users["liaison"].id)])
        self.assertEqual(set(kept.mapped("number_masked")), {MASKED})
        self.assertFalse(self.found("supervisor", [("phone", "=", "1380537000")]))
        for operator in ("ilike", "=like", ">"):
            with self.subTest(operator=operator):
                self.assertRefused(self.found, "supervisor", [("phone", operator, "1380537%")])

    def test_where_a_search_may_only_read_it_is_remembered_in_a_transaction_of_its_own(self):
        opened = []
        self.patch(type(self.env.cr), "readonly", True)
        self.patch(self.env.registry, "cursor", lambda: opened.append(1) or nullcontext(self.env.cr))
        self.assertEqual(self.found("supervisor", [("phone", "=", NUMBER)]), self.all)
        self.assertTrue(opened)
        self.assertTrue(self.env["jn.number.search"].search([("user_id", "=", self.users["supervisor"].id)]))

    def test_what_our_own_code_searches_is_no_search_of_a_person(self):
        self.env["jn.case"].sudo().search([("phone", "=", NUMBER)])
        self.assertFalse(self.env["jn.number.search"].search([]))

    def test_messages_hold_neither_name_nor_link_nor_a_number_in_full(self):
        self.wait(0.2)
        messages = self.env["jn.message"].search([("res_model", "=", "jn.revisit"), ("res_id", "in", self.all.revisit_ids.ids)])
        self.assertGreaterEqual(len(messages), 3)  # and what carries several of them
        for role in ("liaison", "chief_representative", "supervisor", "business_office", "leader"):
            for message in self.by(role, messages):
                fields = [name for name in message.fields_get() if name != "external_id"]
                text = json.dumps(message.read(fields), default=str, ensure_ascii=False)
                with self.subTest(role=role):
                    self.assertNotIn(NAME, text)
                    self.assertNotIn(NUMBER, text)
                    self.assertNotIn("/jn/r/", text)
        sent = messages[0]._filled_texts()[messages[0].id]
        self.assertIn(NAME, sent)
        self.assertIn("/jn/r/", sent)

    def test_outside_rehearsals_no_administrator_reads_a_number_from_a_message(self):
        self.wait(0.2)
        message = self.env["jn.message"].search([("res_model", "=", "jn.revisit")], limit=1)
        administrator = self.by("administrator", message)
        self.assertTrue(administrator.read(["recipient"])[0]["recipient"])
        self.patch(type(self.env["jn.clock"]), "_is_rehearsal", lambda clock: False)
        with self.assertRaises(AccessError):
            administrator.read(["recipient"])
        with self.assertRaises(AccessError):
            administrator.search([("recipient", "=like", "+86138%")])


@tagged("post_install", "-at_install")
class TestPersonOverRpc(PersonCase, HttpCase):
    """The same over JSON-2, where a search runs in a transaction that only reads."""

    def call(self, role, model, method, **arguments):
        tomorrow = datetime.now() + timedelta(days=1)
        key = self.env["res.users.apikeys"].with_user(self.users[role])._generate("rpc", "test", tomorrow)
        headers = {"Authorization": f"bearer {key}", "Content-Type": "application/json"}
        return self.url_open(f"/json/2/{model}/{method}", data=json.dumps(arguments), headers=headers)

    def test_the_handler_gets_no_person_over_rpc(self):
        answer = self.call("liaison", "jn.case", "search_read", domain=[("id", "in", self.all.ids)], fields=["applicant_name", "phone"])
        shown = {row["id"]: (row["applicant_name"], row["phone"]) for row in answer.json()}
        self.assertEqual(shown[self.of_liaison.id], (False, False))
        self.assertEqual(shown[self.of_clerk.id], (NAME, MASKED))

    def test_a_number_is_unmasked_over_rpc_with_a_reason_only(self):
        self.assertEqual(self.call("liaison", "jn.case", "reveal_phone", ids=self.of_clerk.ids, reason="").status_code, 422)
        self.assertEqual(self.call("liaison", "jn.case", "reveal_phone", ids=self.of_clerk.ids, reason="to call").json(), NUMBER)
        self.assertEqual(self.call("liaison", "jn.case", "reveal_phone", ids=self.of_liaison.ids, reason="to call").status_code, 403)
        self.assertEqual(len(self.env["jn.unmasking"].search([("case_id", "in", self.all.ids)])), 1)

    def test_a_search_by_number_over_rpc_is_remembered(self):
        kept = []  # a test's one connection cannot begin a second transaction beside one that only reads
        self.patch(type(self.env["jn.number.search"]), "_keep", lambda rows, numbers: kept.append((rows.env.uid, rows.env.cr.readonly, *numbers)))
        answer = self.call("supervisor", "jn.case", "search_count", domain=[("phone", "=", NUMBER), ("id", "in", self.all.ids)])
        self.assertEqual(answer.json(), 3, answer.text)
        self.assertIn((self.users["supervisor"].id, True, f"+86{NUMBER}"), kept)
