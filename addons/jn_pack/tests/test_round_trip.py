from .common import PackCase, as_files, small_data


class TestRoundTrip(PackCase):
    def test_export_gives_the_applied_files_back_byte_for_byte(self):
        files = as_files(small_data())
        self.Pack._apply(files)
        self.env.invalidate_all()
        self.assertEqual(self.Pack._export("small"), files)

    def test_export_is_the_same_in_every_language_of_the_reader(self):
        files = as_files(small_data())
        self.Pack.with_context(lang="zh_CN")._apply(files)
        self.assertEqual(self.Pack.with_context(lang="zh_CN")._export("small"), files)
        self.assertEqual(self.Pack.with_context(lang="en_US")._export("small"), files)

    def test_a_second_apply_writes_nothing(self):
        self.apply()
        with self.written() as changes:
            self.apply()
        self.assertEqual(changes, [])

    def test_a_second_apply_in_the_other_language_writes_nothing(self):
        self.apply()
        with self.written() as changes:
            self.Pack.with_context(lang="zh_CN")._apply(as_files(small_data()))
        self.assertEqual(changes, [])

    def test_applying_says_when(self):
        self.assertEqual(self.apply().applied_at, self.env["jn.clock"]._now())

    def test_a_changed_file_changes_the_same_records(self):
        self.apply()
        before = self.Setting.search([("code", "=", "test.days")])
        data = small_data()
        data["settings.yaml"]["settings"]["test.days"]["default"] = 5
        data["pack.yaml"]["articles"][1]["words"] = "改了。"
        self.apply(data)
        self.assertEqual(self.Setting.search([("code", "=", "test.days")]), before)
        self.assertEqual(self.Setting._get("test.days"), 5)
        self.assertEqual(self.Pack._export("small"), as_files(data))

    def test_a_setting_never_interpreted_goes_when_the_files_no_longer_name_it(self):
        self.apply()
        data = small_data()
        del data["settings.yaml"]["settings"]["test.days"]
        self.apply(data)
        self.assertFalse(self.Setting.with_context(active_test=False).search([("code", "=", "test.days")]))
        self.assertEqual(self.Pack._export("small"), as_files(data))

    def test_an_interpreted_setting_is_archived_and_comes_back_with_its_history(self):
        self.apply()
        self.interpret("test.days", "2")
        data = small_data()
        del data["settings.yaml"]["settings"]["test.days"]
        self.apply(data)
        archived = self.Setting.with_context(active_test=False).search([("code", "=", "test.days")])
        self.assertFalse(archived.active)
        self.assertEqual(self.Pack._export("small"), as_files(data))
        self.apply()
        self.assertTrue(archived.active)
        self.assertEqual(self.Setting._get("test.days"), 2)

    def test_an_article_is_archived_for_others_may_name_it(self):
        self.apply()
        data = small_data()
        del data["pack.yaml"]["articles"][0]
        data["settings.yaml"]["settings"]["test.silence"]["articles"] = [7]
        pack = self.apply(data)
        self.assertEqual(pack.article_ids.mapped("number"), [7])
        self.assertEqual(pack.with_context(active_test=False).article_ids.mapped("number"), [1, 7])

    def test_options_come_go_and_keep_the_order_of_the_file(self):
        self.apply()
        data = small_data()
        row = data["settings.yaml"]["settings"]["test.silence"]
        row["options"] = [{"code": "none", "name": "不计"}, row["options"][0]]
        self.apply(data)
        found = self.Setting.search([("code", "=", "test.silence")])
        self.assertEqual(found.option_ids.mapped("code"), ["none", "good"])
        self.assertEqual(self.Pack._export("small"), as_files(data))

    def test_a_section_whose_file_is_gone_is_emptied(self):
        self.apply()
        data = small_data()
        del data["settings.yaml"], data["calendar.yaml"]
        self.apply(data)
        self.assertEqual(list(self.Pack._export("small")), ["pack.yaml"])

    def test_two_packs_stand_side_by_side(self):
        self.apply()
        second = {"pack.yaml": {**small_data()["pack.yaml"], "code": "second"}}
        self.apply(second)
        self.assertEqual(self.Pack._export("small"), as_files(small_data()))
        self.assertEqual(self.Pack._export("second"), as_files(second))
