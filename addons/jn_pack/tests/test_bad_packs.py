from ..exceptions import BadPack
from .common import PackCase, as_files, small_data


class TestBadPacks(PackCase):
    def refused(self, files, lang="en_US"):
        """The lines of the refusal."""
        with self.assertRaises(BadPack) as caught:
            self.Pack.with_context(lang=lang)._apply(files)
        return str(caught.exception).splitlines()

    def files(self, **texts):
        """The small pack's files with some replaced: settings="…" is settings.yaml."""
        return {**as_files(small_data()), **{f"{name}.yaml": text.encode() for name, text in texts.items()}}

    def test_a_typo_is_told_with_file_line_and_what_was_expected(self):
        text = as_files(small_data())["settings.yaml"].decode().replace("default: 3", "defualt: 3")
        line = text.splitlines().index("    defualt: 3") + 1
        problems = self.refused(self.files(settings=text))
        self.assertIn(
            f"settings.yaml, line {line}: unknown key “defualt”; expected one of articles, decision, default, "
            "description, floor, kind, name, options, unit_scope, why",
            problems,
        )
        self.assertTrue(any("“default” is missing (settings › test.days)" in problem for problem in problems))

    def test_a_typo_is_told_in_chinese_to_who_reads_chinese(self):
        text = as_files(small_data())["settings.yaml"].decode().replace("default: 3", "defualt: 3")
        problems = self.refused(self.files(settings=text), lang="zh_CN")
        self.assertTrue(any("未知的键“defualt”" in problem for problem in problems), problems)

    def test_every_problem_of_every_file_is_told_at_once(self):
        problems = self.refused(self.files(settings="settings: 3\n", calendar="calendars: []\n"))
        self.assertEqual(
            problems,
            [
                "calendar.yaml, line 1: expected a mapping, found a list (calendars)",
                "settings.yaml, line 1: expected a mapping, found a whole number (settings)",
            ],
        )

    def test_a_key_given_twice_is_told_with_both_lines(self):
        problems = self.refused(self.files(settings="settings:\n  a.b: 1\n  a.b: 2\n"))
        self.assertEqual(problems, ["settings.yaml, line 3: “a.b” is already given in line 2"])

    def test_what_is_no_yaml_is_told_with_its_line(self):
        (problem,) = self.refused(self.files(settings="settings:\n  - [\n"))
        self.assertTrue(problem.startswith("settings.yaml, line "), problem)
        self.assertIn("this is not YAML", problem)

    def test_bytes_that_are_no_text_are_told(self):
        problems = self.refused({**as_files(small_data()), "settings.yaml": b"\xff\xfe"})
        self.assertEqual(problems, ["settings.yaml, line 1: the file is not UTF-8 text"])

    def test_a_file_that_nobody_reads_is_told(self):
        problems = self.refused(self.files(setings="settings: {}\n"))
        self.assertEqual(problems, ["setings.yaml: no part of the system reads a file of this name"])

    def test_a_file_in_a_folder_is_not_taken_for_one_at_the_top(self):
        problems = self.refused({**as_files(small_data()), "old/settings.yaml": b"settings: {}\n"})
        self.assertEqual(problems, ["old/settings.yaml: no part of the system reads a file of this name"])

    def test_a_pack_without_its_main_file_is_refused(self):
        files = as_files(small_data())
        del files["pack.yaml"]
        self.assertIn("pack.yaml is missing", self.refused(files)[0])

    def test_nothing_at_all_is_refused(self):
        self.assertIn("pack.yaml is missing", self.refused({})[0])

    def test_a_refused_pack_changes_nothing(self):
        self.refused(self.files(settings="settings: 3\n"))
        self.assertFalse(self.Pack.search([("code", "=", "small")]))

    def test_an_article_that_is_not_there_is_told(self):
        self.assert_row_problem("test.days", {"articles": [7, 9]}, "there is no article 9")

    def test_an_article_that_is_there_twice_is_told(self):
        data = small_data()
        data["pack.yaml"]["articles"].append(dict(data["pack.yaml"]["articles"][0]))
        self.assertIn("article 1 is there twice", self.refused(as_files(data))[0])

    def test_a_default_of_the_wrong_kind_is_told(self):
        self.assert_row_problem("test.days", {"default": "three"}, "expected a whole number, 0 or more")
        self.assert_row_problem("test.from", {"default": "9:00"}, "expected a time of day such as 21:00")
        self.assert_row_problem("test.rate", {"default": "much"}, "expected a decimal number")

    def test_a_default_that_is_no_option_is_told_with_the_options(self):
        self.assert_row_problem("test.silence", {"default": "maybe"}, "expected one of: good, bad")

    def test_only_a_choice_has_options_and_no_choice_goes_without(self):
        self.assert_row_problem("test.silence", {"options": None}, "a choice has options, and nothing else has")
        options = [{"code": "a", "name": "a"}]
        self.assert_row_problem("test.days", {"options": options}, "a choice has options, and nothing else has")

    def test_an_option_that_is_there_twice_is_told(self):
        options = [{"code": "good", "name": "a"}, {"code": "good", "name": "b"}]
        self.assert_row_problem("test.silence", {"options": options}, "an option is there twice")

    def assert_row_problem(self, code, values, words):
        data = small_data()
        row = {**data["settings.yaml"]["settings"][code], **values}
        data["settings.yaml"]["settings"][code] = {key: value for key, value in row.items() if value is not None}
        (problem,) = self.refused(as_files(data))
        self.assertRegex(problem, r"^settings\.yaml, line \d+: ")
        self.assertIn(words, problem)
        self.assertIn(code, problem)

    def test_a_day_that_is_none_is_told(self):
        self.assert_calendar_problem({"off": [{"date": "2026-02-30", "name": ""}]}, "there is no day 2026-02-30")

    def test_a_day_that_is_there_twice_is_told(self):
        days = [{"date": "2026-01-04", "name": ""}]
        self.assert_calendar_problem({"off": days}, "2026-01-04 is there twice")

    def test_hours_that_end_before_they_begin_are_told(self):
        hours = [{"weekday": "monday", "from": "12:00", "to": "09:00"}]
        self.assert_calendar_problem({"hours": hours}, "working hours begin before they end")

    def test_a_calendar_without_hours_or_parent_is_told(self):
        self.assert_calendar_problem({"hours": []}, "a calendar that inherits from none needs working hours")

    def test_a_calendar_that_inherits_from_an_unknown_one_is_told(self):
        self.assert_calendar_problem({"parent": "nobody"}, "there is no calendar “nobody” in this file")

    def assert_calendar_problem(self, values, words):
        data = small_data()
        data["calendar.yaml"]["calendars"]["test"].update(values)
        (problem,) = self.refused(as_files(data))
        self.assertRegex(problem, r"^calendar\.yaml, line \d+: ")
        self.assertIn(words, problem)

    def test_a_pack_that_is_not_there_cannot_be_exported(self):
        with self.assert_refused(BadPack, "There is no pack “nobody”."):
            self.Pack._export("nobody")
