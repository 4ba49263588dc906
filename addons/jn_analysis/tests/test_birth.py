"""Where suggestions are born: from a row of causes, a group of complaints, a warning or by hand (Art. 10)."""

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.jn_rules.alarms import Figure

from .common import BAD, GOOD
from .suggesting import SuggestionCase

QUARTER = ["2026-07-01", "2026-09-30"]


@tagged("post_install", "-at_install")
class TestBirth(SuggestionCase):
    def born(self, window, role="supervisor", **values):
        """What is saved from a window's form."""
        model = self.as_user(role)[window["res_model"]].with_context(**window["context"])
        names = [name for name in model._fields if f"default_{name}" in window["context"]]
        given = {name: window["context"][f"default_{name}"] for name in names}
        return model.create({"proposal": "Mend it.", "unit_id": self.window_a.id, "owner_id": self.chief.id, **given, **values})

    def test_a_row_of_causes_begins_one(self):
        self.say(2, BAD, tags=self.slow)
        self.env.flush_all()
        pareto = self.as_user("supervisor")["jn.analysis.pareto"]
        named = {"matter_id": self.matter, "tag_ids": self.slow, "unit_id": self.window_a, "county_id": self.county}
        for dimension, record in named.items():
            window = pareto.suggest(dimension, record.id, QUARTER)
            suggestion = self.born(window, unit_id=self.window_a.id)
            self.assertEqual((suggestion.source, suggestion.bad), ("pareto", 2), dimension)
            self.assertIn(record.display_name, suggestion.problem)
        self.assertEqual(pareto.page()["may_suggest"], True)
        self.assertEqual(self.as_user("liaison")["jn.analysis.pareto"].page()["may_suggest"], False)

    def test_a_row_of_channels_or_departments_begins_one_about_their_answers_alone(self):
        self.window_b.department_id = False
        self.say(2, BAD)
        self.say(3, BAD, channel="wechat")
        self.say(4, GOOD, channel="wechat")
        self.say(5, BAD, self.window_b)
        self.env.flush_all()
        pareto = self.as_user("supervisor")["jn.analysis.pareto"]
        by_channel = self.born(pareto.suggest("channel", "wechat", QUARTER))
        self.assertEqual((by_channel.channel, by_channel.bad, by_channel.answers), ("wechat", 3, 7))
        self.assertIn(dict(by_channel._fields["channel"]._description_selection(self.env))["wechat"], by_channel.problem)
        by_department = self.born(pareto.suggest("department_id", self.department.id, QUARTER))
        self.assertEqual((by_department.department_id, by_department.bad, by_department.answers), (self.department, 5, 9))
        for suggestion, number in ((by_channel, 3), (by_department, 5)):
            action = suggestion.action_open_evidence()
            self.assertEqual(self.as_user("supervisor")[action["res_model"]].search_count(action["domain"]), number)

    def test_a_unit_that_one_does_not_see_is_entrusted_with_nothing(self):
        self.say(2, BAD)
        self.env.flush_all()
        window = self.as_user("supervisor")["jn.analysis.pareto"].suggest("department_id", self.department.id, QUARTER)
        self.assertNotIn("default_unit_id", window["context"])
        own = self.as_user("supervisor")["jn.analysis.pareto"].suggest("unit_id", self.window_a.id, QUARTER)
        self.assertEqual(own["context"]["default_unit_id"], self.window_a.id)

    def test_what_names_no_row_is_refused(self):
        pareto = self.as_user("supervisor")["jn.analysis.pareto"]
        for asked in (("channel", "pigeon"), ("matter_id", 0), ("matter_id", "x"), ("phone", 1)):
            with self.subTest(asked=asked), self.assertRaises(UserError):
                pareto.suggest(*asked, "this_quarter")
        with self.assertRaises(UserError):
            self.as_user("liaison")["jn.analysis.pareto"].suggest("matter_id", self.matter.id, "this_quarter")

    def test_a_group_of_complaints_begins_one_with_its_complaints(self):
        said = ["排队等候时间太长", "排队时间太长", "等候时间太长，排队太久", "在大厅排队等候时间太长", "排队等候的时间太长"]
        answers = self.env["jn.answer"].union(*(self.say(1, BAD, comment=comment) for comment in said))
        self.env.flush_all()
        [group] = self.as_user("supervisor")["jn.similar"].page()["groups"]
        suggestion = self.born(group["suggestion"], name="Queues")
        self.assertEqual((suggestion.source, suggestion.matter_id, suggestion.answer_ids), ("similar", self.matter, answers))
        self.assertIn("排队", suggestion.problem)
        action = suggestion.action_open_evidence()
        self.assertEqual(self.as_user("supervisor")["jn.answer"].search(action["domain"]), answers.sorted("id", reverse=True))
        self.assertFalse(self.as_user("liaison")["jn.similar"].page()["groups"][0]["suggestion"])

    def test_complaints_that_one_does_not_see_are_no_evidence_of_theirs(self):
        other = self.say(1, BAD, self.other_window)
        with self.assertRaises(UserError):
            self.suggest(source="similar", answer_ids=[Command.set(other.ids)])

    def test_the_bad_answers_of_its_scope_open_by_the_readers_sight(self):
        self.say(2, BAD, tags=self.slow)
        self.say(1, BAD)
        suggestion = self.suggest(tag_id=self.slow.id)
        action = suggestion.action_open_evidence()
        self.assertEqual(self.as_user("supervisor")[action["res_model"]].search_count(action["domain"]), suggestion.bad)
        self.assertEqual(suggestion.bad, 2)

    def test_a_warning_begins_one_with_its_words(self):
        self.say(1, BAD)
        rule = self.env["jn.warning.rule"].search([("code", "=", "window_burst")])
        self.env["jn.warning"]._open(rule, self.env["jn.clock"]._now().date(), {self.window_a.id: Figure(1, 1, 1)})
        warning = self.env["jn.warning"].search([("unit_id", "=", self.window_a.id)])
        suggestion = self.born(self.by("supervisor", warning).action_suggest())
        self.assertEqual((suggestion.source, suggestion.warning_id, suggestion.scope_unit_id), ("warning", warning, self.window_a))
        self.assertEqual(suggestion.problem, self.by("supervisor", warning).explanation)
        self.assertEqual(suggestion.action_open_warning()["res_id"], warning.id)
        with self.assertRaises(UserError):
            self.by("liaison", warning).action_suggest()
