import base64

from odoo.exceptions import AccessError
from odoo.service.model import call_kw

from ..archive import zip_files
from .common import ROLES, PackCase, as_files, small_data, top_data


class TestCoverage(PackCase):
    def setUp(self):
        super().setUp()
        data = small_data()
        data["settings.yaml"]["settings"]["test.text"]["articles"] = []
        self.pack = self.apply(data, publish=True)

    def articles(self):
        found = self.Pack.coverage()
        return {row["name"]: row for row in found["articles"] if row["pack"] == "Small rules"}, found["loose"]

    def test_an_article_names_all_that_stands_on_it(self):
        articles, _loose = self.articles()
        self.assertEqual(articles["第七条"]["words"], small_data()["pack.yaml"]["articles"][1]["words"])
        [group] = articles["第七条"]["groups"]
        self.assertEqual(group["name"], "Settings")
        self.assertIn("Days", [item["name"] for item in group["items"]])

    def test_every_item_leads_to_its_record(self):
        articles, _loose = self.articles()
        for item in articles["第七条"]["groups"][0]["items"]:
            self.assertEqual(self.env[item["model"]].browse(item["id"]).display_name, item["name"])

    def test_an_article_with_nothing_behind_it_is_bare(self):
        self.apply(top_data(), publish=True)
        bare = [row for row in self.Pack.coverage()["articles"] if row["pack"] == "strict"]
        self.assertEqual([row["groups"] for row in bare], [[]])

    def test_what_names_no_article_is_listed(self):
        _articles, loose = self.articles()
        self.assertIn("text", [item["name"] for group in loose for item in group["items"]])

    def test_the_articles_form_shows_the_same(self):
        article = self.pack.article_ids.filtered(lambda row: row.number == 7)
        self.assertEqual(article.covered, self.articles()[0]["第七条"]["groups"])

    def test_every_role_may_look_over_rpc_and_strangers_may_not(self):
        for role in ROLES:
            with self.subTest(role=role):
                env = self.env(user=self.users[role], su=False)
                self.assertTrue(call_kw(env["jn.pack"], "coverage", [], {})["articles"])
        stranger = self.env["res.users"].create({"name": "t", "login": "t_stranger"})
        for method in ("coverage", "matrix"):
            with self.subTest(method=method), self.assertRaises(AccessError):
                call_kw(self.env(user=stranger, su=False)["jn.pack"], method, [], {})


class TestMatrix(PackCase):
    def setUp(self):
        super().setUp()
        self.apply(publish=True)

    def rows(self, user=None):
        found = self.Pack.with_user(user or self.admin).matrix()
        rows = {row["code"]: row for topic in found["topics"] for row in topic["rows"]}
        return [unit["name"] for unit in found["units"]], rows

    def test_without_differences_there_is_neither_row_nor_column(self):
        self.assertEqual(self.rows(), ([], {}))

    def test_only_real_differences_are_shown_with_value_day_and_reason(self):
        self.interpret("test.days", "2", unit=self.county)
        self.interpret("test.days", "3", unit=self.other)
        units, rows = self.rows()
        self.assertEqual((units, list(rows)), (["甲县"], ["test.days"]))
        self.assertEqual(rows["test.days"]["city"], "3")
        cell = rows["test.days"]["cells"][self.county.id]
        self.assertEqual((cell["words"], cell["since"], cell["why"]), ("2", "2026-03-02", "因为"))

    def test_a_unit_that_takes_its_value_back_leaves_the_matrix(self):
        self.interpret("test.days", "2", unit=self.county)
        self.interpret("test.days", "null", unit=self.county)
        self.assertEqual(self.rows(), ([], {}))

    def test_a_unit_that_the_city_has_overtaken_leaves_the_matrix(self):
        self.interpret("test.days", "2", unit=self.county)
        self.interpret("test.days", "1")
        self.assertEqual(self.rows(), ([], {}))

    def test_people_see_their_own_units_differences(self):
        self.interpret("test.days", "2", unit=self.county)
        self.interpret("test.days", "1", unit=self.other)
        here = self.new_user("t_here", "supervisor", self.county)
        self.assertEqual(self.rows(here)[0], ["甲县"])
        self.assertEqual(self.rows(self.users["supervisor"])[0], ["甲县", "乙县"])

    def test_fourteen_counties_and_twenty_differences_are_one_table(self):
        data = small_data()
        row = data["settings.yaml"]["settings"]["test.text"]
        data["settings.yaml"]["settings"] |= {f"more.s{place:02}": {**row, "name": f"s{place}"} for place in range(20)}
        self.apply(data)
        unit = self.env["jn.unit"]
        counties = [
            unit.create({"code": f"T-{n}", "name": f"县{n:02}", "kind": "county", "parent_id": self.city.id})
            for n in range(14)
        ]
        for place in range(20):
            for county in counties:
                self.interpret(f"more.s{place:02}", '"own"', unit=county)
        units, rows = self.rows()
        self.assertEqual((len(units), len(rows)), (14, 20))
        self.assertTrue(all(len(row["cells"]) == 14 for row in rows.values()))


class TestComparison(PackCase):
    def setUp(self):
        super().setUp()
        self.pack = self.apply(publish=True)

    def compare(self, **values):
        wizard = self.env["jn.pack.compare"].with_user(self.admin).create({"pack_id": self.pack.id, **values})
        return wizard, [row["sentence"] for group in wizard.differences or () for row in group["rows"]]

    def test_a_pack_on_top_is_compared_as_it_would_hold(self):
        other = self.apply(top_data(test__days=2))
        _wizard, sentences = self.compare(other_id=other.id)
        self.assertIn("settings › Days (test.days) › default: “3” becomes “2”", sentences)
        self.assertFalse([words for words in sentences if "goes away" in words])

    def test_an_uploaded_file_is_compared(self):
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["default"] = 9
        content = base64.b64encode(zip_files(as_files(data)))
        _wizard, sentences = self.compare(file=content, filename="x.zip")
        self.assertEqual(sentences, ["settings › Days (test.days) › default: “3” becomes “9”"])

    def test_a_bad_file_is_told_in_the_form(self):
        wizard, sentences = self.compare(file=b"bm90aGluZw==", filename="x.zip")
        self.assertIn("no zip file", wizard.problems)
        self.assertEqual(sentences, [])

    def test_comparing_changes_nothing(self):
        other = self.apply(top_data(test__days=2))
        self.compare(other_id=other.id)
        self.assertEqual(self.Setting._get("test.days"), 3)
