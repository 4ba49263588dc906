from psycopg2 import IntegrityError

from odoo.tools import mute_logger

from .common import PackCase


class TestArticles(PackCase):
    def setUp(self):
        super().setUp()
        self.pack = self.apply()

    def test_an_article_is_called_as_in_the_regulation(self):
        self.assertEqual(self.pack.article_ids.mapped("display_name"), ["第一条", "第七条"])

    def test_an_article_keeps_its_complete_words(self):
        self.assertEqual(self.pack.article_ids[1].words, "未回复的，系统默认为满意。\n3日内提交报告。")

    def test_an_article_shows_what_interprets_it(self):
        self.assertEqual(self.pack.article_ids[0].setting_ids.mapped("code"), ["test.silence"])

    def test_a_number_is_used_once_in_a_pack(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["jn.article"].create({"pack_id": self.pack.id, "number": 7, "words": "又"})
            self.env.flush_all()

    def test_an_article_is_found_by_its_words(self):
        found = self.env["jn.article"].name_search("默认为满意", [("pack_id", "=", self.pack.id)])
        self.assertEqual([name for _, name in found], ["第七条"])
