import json

from odoo.addons.jn_org.exceptions import NotAllowed, NotPossible

from .common import PackCase, as_files, small_data, top_data


class TestOnTop(PackCase):
    """A pack on top holds what differs; what it brings comes and goes by new interpretations."""

    def setUp(self):
        super().setUp()
        self.base = self.apply(publish=True)
        self.top = top_data(test__silence="bad", test__days=2)

    def plan(self, data):
        return self.Pack._plan(as_files(data))

    def rows(self, code, unit=None):
        domain = [("setting_id.code", "=", code), ("unit_id", "=", unit.id if unit else False)]
        return [json.loads(row.value) for row in self.Value.search(domain, order="id")]

    def test_published_values_are_in_force_and_say_where_they_come_from(self):
        pack = self.apply(self.top, publish=True)
        self.assertEqual((self.Setting._get("test.silence"), self.Setting._get("test.days")), ("bad", 2))
        row = self.Value.search([("setting_id.code", "=", "test.days")])
        self.assertEqual((row.pack_id, row.why, row.user_id), (pack, "因为", self.env.user))
        self.assertTrue(pack.is_in_force)

    def test_drafts_change_nothing_that_runs(self):
        pack = self.apply(self.top)
        self.assertEqual(self.Setting._get("test.days"), 3)
        self.assertFalse(pack.is_in_force)
        self.assertEqual(self.Pack._export("strict"), as_files(self.top))

    def test_both_packs_come_back_byte_for_byte_in_each_order(self):
        for data in (self.top, small_data(), self.top, small_data()):
            self.apply(data, publish=True)
            self.assertEqual(self.Pack._export("small"), as_files(small_data()))
            self.assertEqual(self.Pack._export("strict"), as_files(self.top))

    def test_the_regulation_applied_again_brings_the_old_values_back_by_new_rows(self):
        self.apply(self.top, publish=True)
        self.apply(publish=True)
        self.assertEqual((self.Setting._get("test.silence"), self.Setting._get("test.days")), ("good", 3))
        self.assertEqual(self.rows("test.days"), [2, None])
        self.apply(self.top, publish=True)
        self.assertEqual(self.rows("test.days"), [2, None, 2])

    def test_a_second_apply_writes_nothing(self):
        for data in (self.top, small_data()):
            self.apply(data, publish=True)
            with self.written() as changes:
                self.apply(data, publish=True)
            self.assertEqual(changes, [])
            self.assertEqual(self.plan(data), [])

    def test_the_plan_says_what_would_hold(self):
        self.apply(self.top, publish=True)
        self.assertEqual(
            self.plan(small_data()),
            [
                "“strict” goes out of force",
                "Days: “2” becomes “3”",
                "Silence: “counts as dissatisfied” becomes “counts as satisfied”",
            ],
        )

    def test_another_pack_on_top_takes_the_place_of_the_first(self):
        first = self.apply(self.top, publish=True)
        second = self.apply(top_data("mild", test__rate="0.7"), publish=True)
        self.assertEqual((first.is_in_force, second.is_in_force, self.base.is_in_force), (False, True, True))
        self.assertEqual((self.Setting._get("test.days"), str(self.Setting._get("test.rate"))), (3, "0.7"))

    def test_a_value_that_the_same_pack_drops_goes_back(self):
        self.apply(self.top, publish=True)
        data = top_data(test__silence="bad")
        self.apply(data, publish=True)
        self.assertEqual((self.Setting._get("test.silence"), self.Setting._get("test.days")), ("bad", 3))
        self.assertEqual(self.Pack._export("strict"), as_files(data))

    def test_what_people_interpreted_stays_and_the_plan_says_so(self):
        self.apply(self.top, publish=True)
        self.interpret("test.days", "1")
        plan = self.plan(small_data())
        self.assertTrue(any(line.startswith("Days stays “1”") for line in plan), plan)
        self.apply(publish=True)
        self.assertEqual((self.Setting._get("test.silence"), self.Setting._get("test.days")), ("good", 1))
        self.assertEqual(self.plan(small_data()), [])

    def test_a_pack_is_withdrawn(self):
        pack = self.apply(self.top, publish=True).with_user(self.admin)
        pack._withdraw()
        self.assertEqual((self.Setting._get("test.days"), pack.is_in_force), (3, False))
        self.assertEqual(self.Pack._export("strict"), as_files(self.top))
        with self.assert_refused(NotPossible, "strict is not in force"):
            pack._withdraw()
        with self.assert_refused(NotPossible, "A regulation is not withdrawn"):
            self.base._withdraw()

    def test_values_name_articles_of_both_packs(self):
        self.top["settings.yaml"]["values"]["test.days"]["articles"] = [2, 7]
        pack = self.apply(self.top)
        articles = pack.value_ids.filtered("article_ids").article_ids
        self.assertEqual(set(articles.mapped("pack_id.code")), {"small", "strict"})
        self.assertEqual(self.Pack._export("strict"), as_files(self.top))

    def test_reasons_in_two_languages_are_put_on_record_in_the_readers(self):
        self.top["settings.yaml"]["values"]["test.days"]["why"] = {"en_US": "Because", "zh_CN": "因为如此"}
        self.Pack.with_context(lang="zh_CN")._apply(as_files(self.top), publish=True)
        self.assertEqual(self.Value.search([("setting_id.code", "=", "test.days")]).why, "因为如此")
        self.assertEqual(self.Pack._export("strict"), as_files(self.top))


class TestUnitPack(PackCase):
    """Art. 2: a county's own rules are a small pack on top, and the nearest unit wins."""

    def setUp(self):
        super().setUp()
        self.apply(publish=True)
        self.own = top_data("county", unit=self.county, test__days=2, test__text="own")

    def test_it_holds_there_and_below_and_nowhere_else(self):
        self.apply(self.own, publish=True)
        held = [self.Setting._get("test.days", unit) for unit in (self.window, self.county, self.other, self.city)]
        self.assertEqual(held, [2, 2, 3, 3])
        self.assertEqual(self.Pack._export("county"), as_files(self.own))

    def test_the_regulation_applied_again_leaves_it_alone(self):
        pack = self.apply(self.own, publish=True)
        self.apply(top_data(test__rate="0.7"), publish=True)
        self.apply(publish=True)
        self.assertEqual(self.Setting._get("test.days", self.window), 2)
        self.assertTrue(pack.is_in_force)

    def test_its_successor_returns_what_it_does_not_carry(self):
        self.apply(self.own, publish=True)
        self.apply(top_data("county2", unit=self.county, test__text="new"), publish=True)
        held = [self.Setting._get(code, self.window) for code in ("test.days", "test.text")]
        self.assertEqual(held, [3, "new"])

    def test_it_is_withdrawn_by_the_countys_administrator(self):
        county_admin = self.new_user("t_county_admin", "administrator", self.county)
        pack = self.Pack.with_user(county_admin)._apply(as_files(self.own), publish=True)
        self.assertEqual(self.Setting._get("test.text", self.window), "own")
        pack._withdraw()
        self.assertEqual(self.Setting._get("test.text", self.window), "on")

    def test_a_county_administrator_applies_nothing_for_others(self):
        county_admin = self.new_user("t_county_admin", "administrator", self.county)
        for data in (small_data(), top_data(test__days=2), top_data("x", unit=self.other, test__days=2)):
            with self.subTest(code=data["pack.yaml"]["code"]), self.assertRaises(NotAllowed):
                self.Pack.with_user(county_admin)._apply(as_files(data), publish=True)
        pack = self.apply(top_data(test__days=2), publish=True)
        with self.assertRaises(NotAllowed):
            pack.with_user(county_admin)._withdraw()

    def test_only_administrators_withdraw(self):
        pack = self.apply(self.own, publish=True)
        for role in set(self.users) - {"administrator"}:
            with self.subTest(role=role), self.assertRaises(NotAllowed):
                pack.with_user(self.users[role])._withdraw()
