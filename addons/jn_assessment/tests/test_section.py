import copy

from odoo.tests import tagged

from odoo.addons.jn_pack.exceptions import BadPack
from odoo.addons.jn_revisit.tests.common import pack_files
from odoo.addons.jn_rules import yamlfile

from .common import SheetCase
from .schemes import shipped

FILE = "assessment.yaml"


@tagged("post_install", "-at_install")
class TestSection(SheetCase):
    def _apply(self, change):
        """Apply the shipped pack after `change(data)` was done to its assessment."""
        data = copy.deepcopy(shipped())
        change(data)
        files = {**pack_files(self.env), FILE: yamlfile.dump(data).encode()}
        self.env["jn.pack"]._apply(files, publish=True)
        return files

    def _refused(self, change):
        with self.assertRaises(BadPack) as caught:
            self._apply(change)
        return str(caught.exception)

    def test_what_was_applied_is_exported_byte_for_byte(self):
        self.assertEqual(self.env["jn.pack"]._export("jining_2019")[FILE], pack_files(self.env)[FILE])

    def test_applying_again_plans_nothing(self):
        self.assertEqual(self.env["jn.pack"]._plan(pack_files(self.env)), [])

    def test_names_are_there_in_both_languages(self):
        indicator = self.scheme("county").indicator_ids[0]
        self.assertEqual(indicator.with_context(lang="zh_CN").name, "有效回访率")
        self.assertEqual(indicator.with_context(lang="en_US").name, "Effective revisits")

    def test_every_indicator_and_formula_names_its_article(self):
        for record in (*self.env["jn.indicator"].search([]), *self.env["jn.formula"].search([]), *self.env["jn.measure"].search([])):
            self.assertTrue(record.article_ids, record.code)

    def test_a_changed_weight_round_trips(self):
        def change(data):
            data["schemes"]["county"]["indicators"][0]["weight"] = 12.5

        files = self._apply(change)
        self.assertEqual(self.env["jn.pack"]._export("jining_2019")[FILE], files[FILE])
        self.assertEqual(self.scheme("county").version, 1)

    def test_a_changed_scheme_with_sheets_becomes_a_new_version(self):
        sheet = self.sheet("county")
        old = sheet.scheme_id

        def change(data):
            data["schemes"]["county"]["indicators"][0]["weight"] = 30

        self._apply(change)
        self.assertEqual((self.scheme("county").version, old.active), (2, False))
        self.assertEqual(sheet.line_ids.indicator_id.scheme_id, old)

    def test_what_a_pack_no_longer_names_goes_away(self):
        def change(data):
            del data["schemes"]["window"], data["formulas"]["window_satisfaction"], data["formulas"]["loss"]

        self._apply(change)
        self.assertFalse(self.scheme("window"))

    def test_a_mistake_is_told_with_file_line_and_what_was_expected(self):
        def change(data):
            data["formulas"]["answered"]["formula"] = "answered_satisfied + nobody"

        told = self._refused(change)
        self.assertIn(FILE, told)
        self.assertIn("nobody is not known", told)
        line = yamlfile.load(yamlfile.dump(shipped())).line(("formulas", "answered"))
        self.assertRegex(told, rf"\b{line}\b")

    def test_each_sort_of_mistake_has_its_sentence(self):
        def set_in(*keys, value):
            def change(data):
                place = data
                for key in keys[:-1]:
                    place = place[key]
                place[keys[-1]] = value
            return change

        county = ("schemes", "county")
        for change, words in (
            (set_in("measures", "asked", "model", value="jn.nothing"), "no model jn.nothing"),
            (set_in("measures", "asked", "domain", value="[('ended_at', '<=', ago('no.such'))]"), "cannot be used"),
            (set_in("formulas", "points", "setting", value="no.such"), "no setting no.such"),
            (set_in("formulas", "points", "variants", value={"full": "weight"}), "one text for each of"),
            (set_in("formulas", "points", "formula", value="weight"), "either one text or a setting"),
            (set_in("formulas", "answered", "formula", value="first_effective"), "names itself"),
            (set_in("formulas", "rate", value={"name": "x", "articles": [15], "formula": "1"}), "another meaning"),
            (set_in(*county, "total", value="first_effective"), "cannot be used here"),
            (set_in(*county, "indicators", 0, "score", value="asked"), "asked"),
            (set_in(*county, "indicators", 0, "parent", value="nowhere"), "no indicator nowhere"),
            (set_in(*county, "indicators", 0, value={"code": "effective", "name": "x", "articles": [15]}), "numerators and denominators"),
            (set_in(*county, "rank_within", value="town"), "town"),
        ):
            with self.subTest(words):
                self.assertIn(words, self._refused(change))
