"""`spot_checks.yaml` comes in and goes out as it is."""

from copy import deepcopy

from odoo.tests import tagged

from odoo.addons.jn_revisit.tests.common import pack_files
from odoo.addons.jn_rules import yamlfile

from .common import SpotCase


@tagged("post_install", "-at_install")
class TestSection(SpotCase):
    def setUp(self):
        super().setUp()
        self.pack = self.env["jn.pack"].search([("code", "=", "jining_2019")])
        self.section = self.env["jn.spot.section"]
        self.data = yamlfile.load(pack_files(self.env)["spot_checks.yaml"].decode()).data

    def apply(self, data):
        self.section._section_apply(self.pack, {"spot_checks.yaml": data}, True)

    def test_what_is_applied_is_exported_as_it_was(self):
        self.apply(self.data)
        self.assertEqual(self.section._section_export(self.pack), {"spot_checks.yaml": self.data})

    def test_what_the_file_no_longer_names_goes_and_what_it_changes_changes(self):
        self.apply(self.data)
        own = self.env["jn.spot.signal"].create({"code": "own", "name": "Ours"})
        data = deepcopy(self.data)
        gone, changed = data["signals"].pop(), data["signals"][0]
        changed["weight"] = 9
        self.apply(data)
        codes = {signal.code: signal for signal in self.env["jn.spot.signal"].search([])}
        self.assertNotIn(gone["code"], codes)
        self.assertEqual((codes[changed["code"]].weight, codes["own"]), (9, own))

    def test_an_article_that_is_none_is_a_problem(self):
        data = deepcopy(self.data)
        data["strata"][0]["articles"] = [99]
        everything = {"pack.yaml": {"articles": [{"number": 15}], "base": "jining_2019"}}
        found = self.section._section_problems({"spot_checks.yaml": data}, everything)
        self.assertEqual([(path, keys) for path, keys, _words in found], [("spot_checks.yaml", ("strata", 0, "articles"))])

    def test_every_signal_and_stratum_stands_on_an_article(self):
        self.apply(self.data)
        for _kind, _part, records in self.section._section_covered():
            self.assertTrue(all(record.article_ids for record in records))
