from datetime import date
from pathlib import Path

from .common import PackCase

FOLDER = Path(__file__).parents[3] / "config" / "packs" / "jining_2019"

# what other rooms ask for by name: decisions.md
ASKED = {
    "silence.counts_as": "effective_satisfied",
    "silence.second": "outside",
    "undelivered.receipt_hours": 24,
    "answer.late_days": 15,
    "answer.changes": 1,
    "answer.better_counts": "never",
    "answer.levels": 5,
    "answer.bad_levels": [1, 2],
    "bad_answer.reason_required": True,
    "message.ladder": ["wechat", "app", "sms"],
    "message.quiet_from": "21:00",
    "message.quiet_to": "08:00",
    "message.send_target_minutes": 10,
    "intake.late_hours": 48,
    "intake.too_late_days": 7,
    "send.give_up_days": 7,
    "call.attempts": 3,
    "call.days": 2,
    "window.formula": "mean",
    "score.empty_ratio": "full",
    "business.period_by": "completed",
    "score.decimals": 2,
    "score.small_sample": 30,
    "score.level_due_counts": True,
}


class TestShippedPack(PackCase):
    """The regulation of 2019 as data."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        everything = {path.relative_to(FOLDER).as_posix(): path.read_bytes() for path in FOLDER.rglob("*.yaml")}
        rooms = cls.Pack._sections()  # the rooms that are installed read their own files
        cls.files = {name: data for name, data in everything.items() if any(room._section_claims(name) for room in rooms)}
        cls.pack = cls.Pack._apply(cls.files, publish=True)

    def test_the_shipped_files_come_back_byte_for_byte(self):
        self.env.invalidate_all()
        self.assertEqual(self.Pack._export("jining_2019"), self.files)

    def test_the_shipped_files_apply_twice_without_writing(self):
        with self.written() as changes:
            self.Pack._apply(self.files, publish=True)
        self.assertEqual(changes, [])

    def test_all_eighteen_articles_are_there_in_five_chapters(self):
        self.assertEqual(self.pack.article_ids.mapped("number"), list(range(1, 19)))
        self.assertEqual(len(set(self.pack.article_ids.mapped("chapter"))), 5)

    def test_article_seven_says_what_silence_means(self):
        article = self.pack.article_ids.filtered(lambda a: a.number == 7)
        self.assertIn("当事人在48小时内未回复，系统默认为满意。", article.words)
        self.assertIn("silence.counts_as", article.setting_ids.mapped("code"))

    def test_every_default_that_other_rooms_ask_for_is_there(self):
        self.assertEqual({code: self.Setting._get(code) for code in ASKED}, ASKED)

    def test_every_setting_names_an_article_and_a_decision(self):
        settings = self.pack.setting_ids
        self.assertFalse(settings.filtered(lambda s: not s.article_ids or not s.decision))

    def test_every_choice_leaves_a_choice(self):
        for setting in self.pack.setting_ids.filtered(lambda one: one.kind == "choice"):
            with self.subTest(setting.code):
                self.assertGreater(len(setting.option_ids), 1)

    def test_every_setting_speaks_both_languages(self):
        section = self.env["jn.pack.section"]
        for setting in self.pack.setting_ids:
            for fname in ("name", "description", "why"):
                with self.subTest(code=setting.code, fname=fname):
                    self.assertEqual(set(section._words_of(setting, fname)), {"zh_CN", "en_US"})

    def test_a_county_may_only_ask_for_more_call_attempts(self):
        attempts = self.pack.setting_ids.filtered(lambda s: s.code == "call.attempts")
        self.assertEqual((attempts.floor, attempts.unit_scope), ("min", "any"))

    def test_the_calendar_knows_make_up_days_of_three_years(self):
        calendar = self.env["jn.calendar"]._default()._rules_calendar()
        self.assertEqual(calendar.years, {2024, 2025, 2026})
        self.assertFalse(calendar.is_working(date(2024, 10, 1)))
        self.assertTrue(calendar.is_working(date(2024, 2, 4)))
        self.assertFalse(calendar.is_working(date(2026, 2, 16)))
        self.assertTrue(calendar.is_working(date(2026, 2, 28)))
