"""`warnings.yaml` comes in and goes out as it is."""

from copy import deepcopy

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import pack_files
from odoo.addons.jn_rules import yamlfile

from .common import WarningCase

FILE = "warnings.yaml"


@tagged("post_install", "-at_install")
class TestSection(WarningCase):
    def setUp(self):
        super().setUp()
        self.pack = self.env["jn.pack"].search([("code", "=", "jining_2019")])
        self.section = self.env["jn.warning.section"]
        self.data = yamlfile.load(pack_files(self.env)[FILE].decode()).data
        self.rules = self.env["jn.warning.rule"].with_context(active_test=False)

    def apply(self, data):
        self.section._section_apply(self.pack, {FILE: data}, True)

    def test_what_is_applied_is_exported_as_it_was(self):
        self.apply(self.data)
        self.assertEqual(self.section._section_export(self.pack), {FILE: self.data})

    def test_a_pack_without_warnings_has_no_such_file(self):
        self.apply({"rules": {}})
        self.assertEqual(self.section._section_export(self.pack), {})

    def test_rules_come_as_drafts_and_what_is_applied_again_leaves_them_on(self):
        rule = self.rules.search([("code", "=", "county_effective")])
        self.assertEqual(rule.state, "draft")
        self.on(rule)
        self.apply(self.data)
        self.assertEqual(rule.state, "on")

    def test_a_rule_that_the_file_changes_has_to_be_tried_again(self):
        rule = self.on(self.rules.search([("code", "=", "county_effective")]))
        data = deepcopy(self.data)
        data["rules"]["county_effective"]["threshold"] = 0.8
        self.apply(data)
        self.assertEqual((rule.threshold, rule.state), (0.8, "draft"))

    def test_what_the_file_no_longer_names_goes_and_what_was_tried_is_archived(self):
        own = self.rule()
        tried = self.rules.search([("code", "=", "county_effective")])
        tried.try_on_history()
        data = deepcopy(self.data)
        for code in ("county_effective", "window_burst"):
            data["rules"].pop(code)
        self.apply(data)
        self.assertFalse(self.rules.search([("code", "=", "window_burst")]))
        self.assertEqual((tried.active, own.active), (False, True))

    def test_every_rule_of_the_pack_can_be_tried_and_stands_on_an_article(self):
        self.apply(self.data)
        rules = self.rules.search([("pack_id", "=", self.pack.id)])
        self.assertEqual(len(rules), len(self.data["rules"]))
        rules.try_on_history()
        self.assertEqual(set(rules.mapped("state")), {"tried"})
        for _kind, _part, records in self.section._section_covered():
            self.assertTrue(all(record.article_ids for record in records))

    def test_an_article_that_is_none_is_a_problem(self):
        data = deepcopy(self.data)
        data["rules"]["window_burst"]["articles"] = [99]
        everything = {"pack.yaml": {"articles": [{"number": number} for number in range(1, 19)], "base": "jining_2019"}}
        found = self.section._section_problems({FILE: data}, everything)
        self.assertEqual([(path, keys) for path, keys, _words in found], [(FILE, ("rules", "window_burst", "articles"))])
