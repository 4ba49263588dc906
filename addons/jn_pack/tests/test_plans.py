from .common import PackCase, as_files, small_data


class TestPlans(PackCase):
    def plan(self, data, lang="en_US"):
        return self.Pack.with_context(lang=lang)._plan(as_files(data))

    def test_a_new_pack_is_told_by_its_files(self):
        self.assertEqual(
            self.plan(small_data()), ["pack.yaml: is new", "settings.yaml: is new", "calendar.yaml: is new"]
        )

    def test_an_applied_pack_has_nothing_to_tell(self):
        self.apply()
        self.assertEqual(self.plan(small_data()), [])

    def test_a_plan_changes_nothing(self):
        with self.written() as changes:
            self.plan(small_data())
        self.assertEqual(changes, [])

    def test_a_changed_value_is_told_with_the_settings_name(self):
        self.apply()
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["default"] = 5
        self.assertEqual(self.plan(data), ["settings.yaml › settings › Days (test.days) › default: “3” becomes “5”"])
        self.assertEqual(
            self.plan(data, "zh_CN"), ["settings.yaml › 参数 › 天数 (test.days) › 默认值：由“3”改为“5”"]
        )

    def test_what_comes_and_goes_is_told(self):
        self.apply()
        data = small_data()
        rows = data["settings.yaml"]["settings"]
        rows["test.more"] = rows.pop("test.days")
        self.assertEqual(
            self.plan(data),
            [
                "settings.yaml › settings › Days (test.days): goes away",
                "settings.yaml › settings › Days (test.more): is new",
            ],
        )

    def test_changed_words_of_an_article_are_told(self):
        self.apply()
        data = small_data()
        data["pack.yaml"]["articles"][0]["words"] = "改了。"
        self.assertEqual(
            self.plan(data), ["pack.yaml › articles › 1 › words: “为了回访，制定本规则。” becomes “改了。”"]
        )

    def test_words_of_one_language_are_told_in_the_readers(self):
        self.apply()
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["why"] = {"zh_CN": "新。", "en_US": "Article 7."}
        (sentence,) = self.plan(data, "zh_CN")
        self.assertIn("由“第七条。”改为“新。”", sentence)

    def test_another_order_of_options_is_told(self):
        self.apply()
        data = small_data()
        data["settings.yaml"]["settings"]["test.silence"]["options"].reverse()
        (sentence,) = self.plan(data)
        self.assertIn("options", sentence)

    def test_files_that_mean_the_same_in_another_form_have_nothing_to_tell(self):
        self.apply()
        data = small_data()
        data["settings.yaml"]["settings"]["test.on"]["name"] = {"zh_CN": "boolean", "en_US": "boolean"}
        self.assertEqual(self.plan(data), [])

    def test_a_choice_is_told_by_its_names(self):
        self.apply()
        data = small_data()
        data["settings.yaml"]["settings"]["test.silence"]["default"] = "bad"
        (sentence,) = self.plan(data)
        self.assertIn("“counts as satisfied” becomes “counts as dissatisfied”", sentence)

    def test_each_sentence_names_its_articles_and_stands_under_its_file(self):
        self.apply()
        data = small_data()
        data["settings.yaml"]["settings"]["test.silence"]["default"] = "bad"
        data["pack.yaml"]["articles"][1]["words"] = "改了。"
        main, settings = self.Pack._plan_groups(as_files(data))
        self.assertEqual((main["file"], main["rows"][0]["articles"]), ("pack.yaml", [7]))
        self.assertEqual((settings["file"], settings["rows"][0]["articles"]), ("settings.yaml", [1, 7]))
        self.assertTrue(settings["rows"][0]["sentence"].startswith("settings › Silence"))
