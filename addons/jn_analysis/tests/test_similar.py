"""Complaints grouped by what they say, by the sight of who asks (Art. 10)."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .. import segmenting
from .common import BAD, BEFORE, GOOD, AnalysisCase

QUEUES = ["排队等候时间太久", "排队等候太久了，等了两个小时", "在大厅排队等候时间太久", "窗口排队等候太久", "排队等候时间实在太久"]
RUDE = [
    "工作人员态度恶劣，说话不耐烦", "窗口工作人员态度恶劣、不耐烦", "态度恶劣，工作人员不耐烦", "说话不耐烦，态度恶劣",
    "工作人员说话不耐烦，态度恶劣",
]
LONE = "停车场没有车位"


@tagged("post_install", "-at_install")
class TestSimilar(AnalysisCase):
    def complain(self, comments, unit=None, **values):
        return self.env["jn.answer"].union(*(self.say(1, BAD, unit, comment=comment, **values) for comment in comments))

    def page(self, role="city_leader", period=None):
        self.env.flush_all()
        return self.as_user(role)["jn.similar"].page(period)

    def test_what_says_the_same_stands_together(self):
        queues, rude = self.complain(QUEUES), self.complain(RUDE, self.window_b, matter=self.other_matter)
        self.complain([LONE])
        page = self.page()
        self.assertEqual([group["size"] for group in page["groups"]], [5, 5])
        found = [set(group["window"]["domain"][0][2]) for group in page["groups"]]
        self.assertCountEqual(found, [set(queues.ids), set(rude.ids)])
        self.assertEqual((page["compared"], page["alone"], page["cut"]), (11, 1, False))
        of_queues = page["groups"][found.index(set(queues.ids))]
        self.assertIn("排队", of_queues["words"])
        self.assertIn(of_queues["example"], QUEUES)
        self.assertEqual(of_queues["matters"], [{"id": self.matter.id, "name": self.matter.display_name, "number": 5}])
        self.assertEqual(of_queues["units"], [{"id": self.window_a.id, "name": self.window_a.display_name, "number": 5}])

    def test_size_and_likeness_follow_the_settings(self):
        self.complain(QUEUES[:4])
        self.assertFalse(self.page()["groups"])
        self.interpret("analysis.similar_least", "3")
        self.assertEqual([group["size"] for group in self.page()["groups"]], [4])
        self.interpret("analysis.similar_percent", "100")
        self.assertFalse(self.page()["groups"])

    def test_only_the_newest_are_compared_and_the_page_says_so(self):
        self.complain(QUEUES, when=self.at("2026-08-01 10:00"))
        rude = self.complain(RUDE)
        self.interpret("analysis.similar_most", "5")
        page = self.page()
        self.assertTrue(page["cut"])
        self.assertEqual(set(page["groups"][0]["window"]["domain"][0][2]), set(rude.ids))

    def test_the_period_is_the_settings_unless_one_chooses(self):
        self.complain(QUEUES, when=BEFORE)
        self.assertEqual(self.page()["compared"], 0)
        self.assertEqual(self.page(period="last_quarter")["compared"], 5)
        self.interpret("analysis.similar_period", '"last_quarter"')
        self.assertEqual((self.page()["compared"], self.page()["asked"]), (5, "last_quarter"))

    def test_praise_and_silence_are_no_complaints(self):
        for comment in QUEUES:
            self.say(1, GOOD, comment=comment)
        self.say(5, BAD)
        self.assertEqual(self.page()["compared"], 0)

    def test_each_compares_what_they_may_read(self):
        self.complain(QUEUES)
        self.complain(RUDE, self.other_window)
        for role, unit in (("leader", self.window_a), ("liaison", self.window_a), ("other_leader", self.other_window)):
            [group] = self.page(role)["groups"]
            self.assertEqual([row["id"] for row in group["units"]], [unit.id], role)
            answers = self.as_user(role)["jn.answer"].search(group["window"]["domain"])
            self.assertEqual(len(answers), 5)
        with self.assertRaises(UserError):
            self.page("intake")

    def test_particles_numbers_and_marks_say_nothing(self):
        self.assertEqual(segmenting.words("等了2个小时，  的！？…"), ["小时"])
        self.assertNotIn("的", segmenting.words("窗口的态度"))
        self.assertEqual(segmenting.words("WIFI"), ["wifi"])
        self.assertEqual(segmenting.words(""), [])
