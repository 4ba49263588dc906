from ..exceptions import BadPack
from .common import PackCase, as_files, small_data, top_data


class TestBadPacksOnTop(PackCase):
    """Each mistake is told with file, line and what was expected."""

    def setUp(self):
        super().setUp()
        self.apply(publish=True)

    def refused(self, data, *words):
        with self.assertRaises(BadPack) as caught:
            self.Pack._plan(as_files(data))
        for word in words:
            self.assertIn(word, str(caught.exception))

    def test_a_key_with_a_typo_is_told_with_its_line_and_what_is_known(self):
        data = top_data(test__days=2)
        data["settings.yaml"]["values"]["test.days"]["vlaue"] = 2
        self.refused(data, "settings.yaml, line 4: unknown key “vlaue”; expected one of articles, value, why")

    def test_an_unknown_setting_is_told(self):
        self.refused(top_data(test__dayz=2), "settings.yaml, line 2: “small” has no such setting")

    def test_a_value_of_another_kind_is_told_with_what_is_expected(self):
        self.refused(top_data(test__days="two"), "settings.yaml, line 3", "a whole number, 0 or more")
        self.refused(top_data(test__silence="maybe"), "one of: good, bad")

    def test_an_unknown_article_is_told(self):
        data = top_data(test__days=2)
        data["settings.yaml"]["values"]["test.days"]["articles"] = [99]
        self.refused(data, "settings.yaml, line 4: there is no article 99")

    def test_a_county_value_laxer_than_the_floor_is_told(self):
        self.refused(top_data(unit=self.county, test__days=4), "settings.yaml, line 3", "may only be stricter than 3")

    def test_a_county_has_no_value_of_its_own_where_the_city_is_one(self):
        self.refused(top_data(unit=self.county, test__silence="bad"), "holds for the whole city")

    def test_where_a_pack_stands_must_be_there(self):
        self.refused(top_data(base="nothing"), "there is no pack “nothing” here; apply it first")
        data = top_data()
        data["pack.yaml"]["unit"] = "T-nowhere"
        self.refused(data, "there is no unit “T-nowhere”")

    def test_a_pack_stands_on_a_regulation_only(self):
        self.apply(top_data())
        self.refused(top_data("higher", base="strict"), "not on a pack on top")
        self.refused(top_data("small", base="small"), "not on a pack on top")

    def test_a_pack_keeps_its_place(self):
        self.apply(top_data())
        self.refused(top_data(unit=self.county), "give this one another code")

    def test_only_a_pack_on_top_holds_for_a_unit(self):
        data = small_data()
        data["pack.yaml"]["unit"] = "T-a"
        self.refused(data, "name its “base” to make rules for a unit")
        self.refused(top_data(unit=self.city), "what holds for the whole city names no unit")

    def test_a_pack_on_top_lays_down_no_settings_and_a_regulation_gives_no_values(self):
        data = top_data()
        data["settings.yaml"] = small_data()["settings.yaml"]
        self.refused(data, "it brings no new ones")
        data = small_data()
        data["settings.yaml"] = top_data(test__days=2)["settings.yaml"]
        self.refused(data, "only a pack on top")

    def test_a_pack_on_top_brings_no_calendar(self):
        data = top_data()
        data["calendar.yaml"] = small_data()["calendar.yaml"]
        self.refused(data, "calendar.yaml: a pack on top of another cannot bring this file")

    def test_a_setting_of_another_regulation_is_not_taken_over(self):
        data = small_data()
        data["pack.yaml"]["code"] = "rival"
        del data["calendar.yaml"]
        self.refused(data, "this setting belongs to the pack “small”")

    def test_an_empty_file_of_settings_is_told(self):
        self.refused({**top_data(), "settings.yaml": {}}, "the file is empty")

    def test_a_floor_needs_an_order_and_units(self):
        data = small_data()
        data["settings.yaml"]["settings"]["test.text"]["floor"] = "min"
        self.refused(data, "has a floor")

    def test_nothing_is_stored_of_a_bad_pack(self):
        data = top_data(test__days=2, test__silence="maybe")
        with self.written() as changes, self.assertRaises(BadPack):
            self.Pack._apply(as_files(data), publish=True)
        self.assertEqual(changes, [])
