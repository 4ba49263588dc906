import copy

from odoo.tests import tagged

from odoo.addons.jn_pack.exceptions import BadPack
from odoo.addons.jn_revisit.tests.common import pack_files
from odoo.addons.jn_rules import yamlfile

from .common import SheetCase
from .schemes import shipped

FILE = "assessment.yaml"
COUNTY = ("schemes", "county")
FIRST = (*COUNTY, "indicators", 0)


def put(data, keys, value):
    """Set what lies at the path `keys` of nested data."""
    *above, last = keys
    for key in above:
        data = data[key]
    data[last] = value


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
        for record in (
            *self.env["jn.indicator"].search([]),
            *self.env["jn.formula"].search([]),
            *self.env["jn.measure"].search([]),
        ):
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
            del data["schemes"]["department"]  # it reckons as windows do
            del data["schemes"]["window"], data["formulas"]["window_satisfaction"], data["formulas"]["loss"]
            del data["formulas"]["second_or_else"]  # it names an indicator of these schemes

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

    MISTAKES = (
        (("measures", "asked", "model"), "jn.nothing", "no model jn.nothing"),
        (("measures", "asked", "domain"), "[('ended_at', '<=', ago('no.such'))]", "cannot be used"),
        (("formulas", "points", "setting"), "no.such", "no setting no.such"),
        (("formulas", "points", "variants"), {"full": "weight"}, "one text for each of"),
        (("formulas", "points", "formula"), "weight", "either one text or a setting"),
        (("formulas", "answered", "formula"), "first_effective", "names itself"),
        (("formulas", "rate"), {"name": "x", "articles": [15], "formula": "1"}, "another meaning"),
        ((*COUNTY, "total"), "first_effective", "cannot be used here"),
        ((*FIRST, "score"), "asked", "asked is not known"),
        ((*FIRST, "parent"), "nowhere", "no indicator nowhere"),
        (FIRST, {"code": "effective", "name": "x", "articles": [15]}, "numerators and denominators"),
        ((*COUNTY, "rank_within"), "town", "town"),
    )

    def test_each_sort_of_mistake_has_its_sentence(self):
        for keys, value, words in self.MISTAKES:
            with self.subTest(words):
                self.assertIn(words, self._refused(lambda data, keys=keys, value=value: put(data, keys, value)))
