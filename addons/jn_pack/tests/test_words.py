from .common import PackCase, as_files, small_data


class TestWords(PackCase):
    def words(self, record, fname="name"):
        self.env.invalidate_all()
        return [record.with_context(lang=lang)[fname] for lang in ("en_US", "zh_CN")]

    def test_each_language_gets_its_own_words_whatever_the_users_language(self):
        for lang in ("zh_CN", "en_US"):
            with self.subTest(lang=lang):
                self.Setting.search([]).unlink()
                data = small_data()
                data["pack.yaml"]["code"] = f"in_{lang.lower()}"
                self.env(context={"lang": lang})["jn.pack"]._apply(as_files(data))
                found = self.Setting.search([("code", "=", "test.days")])
                self.assertEqual(self.words(found), ["Days", "天数"])
                self.assertEqual(self.words(found.pack_id, "title"), ["Small rules", "小规则"])

    def test_a_plain_string_sets_both(self):
        self.apply()
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["name"] = "天数 days"
        self.apply(data)
        self.assertEqual(self.words(self.Setting.search([("code", "=", "test.days")])), ["天数 days"] * 2)

    def test_one_languages_words_change_alone(self):
        self.apply()
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["name"] = {"zh_CN": "日数", "en_US": "Days"}
        self.apply(data)
        self.assertEqual(self.words(self.Setting.search([("code", "=", "test.days")])), ["Days", "日数"])

    def test_words_that_were_one_become_two_and_one_again(self):
        self.apply()
        section, found = self.env["jn.pack.section"], self.Setting.search([("code", "=", "test.days")])
        self.assertTrue(section._words(found, "why", "同"))
        self.assertEqual(section._words_of(found, "why"), "同")
        self.assertTrue(section._words(found, "why", {"zh_CN": "中", "en_US": "en"}))
        self.assertEqual(section._words_of(found, "why"), {"zh_CN": "中", "en_US": "en"})
        self.assertFalse(section._words(found, "why", {"zh_CN": "中", "en_US": "en"}))

    def test_empty_words_are_empty_in_both(self):
        self.apply()
        section, found = self.env["jn.pack.section"], self.Setting.search([("code", "=", "test.days")])
        section._words(found, "why", "")
        self.assertEqual(section._words_of(found, "why"), "")
        self.assertFalse(section._words(found, "why", ""))
