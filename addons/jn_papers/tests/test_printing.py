"""Each paper about a case, printed by an office: what it says, and that it says it on paper (Art. 6, 8, 9)."""

from odoo.tests import tagged

from odoo.addons.jn_org.tests import office
from odoo.addons.jn_revisit.tests.common import latest

from .common import PapersCase
from .printing import PrintingMixin, in_chinese

SAID = "窗口让我跑了三趟。\n每次都说少东西。"


@tagged("post_install", "-at_install")
class TestPrinting(PrintingMixin, PapersCase):
    def setUp(self):
        super().setUp()
        in_chinese(self.env)

    def call(self, case, reached=True):
        self.by("liaison", latest(case.rectification_ids)).log_call(reached=reached, note="已听取意见")

    def report(self, case):
        self.by("liaison", latest(case.rectification_ids)).submit_report("排队时间长", "增开窗口", "已致歉")

    def complained(self):
        """A case of a citizen who wrote two lines, called once and reported about."""
        case = self.asked()
        self.citizen(case, 1, comment=SAID)
        self.call(case)
        return case

    def reported(self):
        case = self.complained()
        work = self.by("liaison", case.rectification_ids).with_context(lang="zh_CN")
        work.submit_report("speed_queue", "增开两个窗口。\n公示材料清单。", "群众表示满意")
        self.confirm(case)
        return case

    def checked(self, finding, **values):
        case = self.verifying()
        self.by("supervisor", case.verification_ids).log_call(reached=True, note="群众称无人来电")
        self.conclude(case, finding, note="窗口并未回访", **values)
        return case

    def papers(self):
        """Each paper about a case in its ordinary form."""
        reported, returned = self.reported().rectification_ids, self.checked("untrue", points=["当面致歉", "公示材料清单"])
        fresh = self.complained().rectification_ids
        opened = self.checked("violation", points=["退还费用"]).accountability_ids
        return {
            "call_sheet": self.filled("liaison", fresh, "call_sheet"),
            "report": self.filled("chief_representative", reported, "report"),
            "urge": self.filled("supervisor", fresh, "urge", demand="今日内回访。\n书面说明情况。"),
            "return": self.filled("supervisor", returned.verification_ids, "return"),
            "finding": self.filled("supervisor", returned.verification_ids, "finding"),
            "handover": self.filled("supervisor", opened, "handover"),
        }

    def test_each_stands_whole_on_a4_in_chinese(self):
        printed = self.check_printed(self.papers())
        organ = f"{self.county.name}行政审批服务局"
        for name, parts in {
            "call_sheet": ("群众回访提纲", "联系电话", "回访用语", "本次记录", "□接通"),
            "report": ("整改落实报告", "原因分析", "增开两个窗口。", "首席代表："),
            "urge": (organ, "督办单", "今日内回访。", "书面说明情况。", "第十二条", "（承办人："),
            "return": (organ, "退回重办通知", "□当面致歉", "前重新提交整改落实报告。"),
            "finding": ("督查核实报告", "措施：", "窗口并未回访", "核实日期：", organ),
            "handover": (organ, "关于移交问责线索的函", "第九条", "请将处理结果及时函告我单位。"),
        }.items():
            for part in parts:
                self.assertIn(office.plain(part), printed[name], name)

    def test_a_paper_about_next_to_nothing_has_no_empty_part(self):
        work = self.dissatisfied().rectification_ids
        printed = self.check_printed({
            "call_sheet": self.filled("liaison", work, "call_sheet"), "urge": self.filled("supervisor", work, "urge", demand="限期整改"),
        })  # fmt: skip
        self.assertIn("尚未回访。", printed["call_sheet"])
        for words in printed.values():
            self.assertNotIn("原因：", words)
            self.assertNotIn("留言：", words)

    def test_a_long_paper_is_signed_under_some_of_its_words(self):
        case = self.checked("untrue", points=[f"第{number}项整改要求，请逐项落实并附佐证材料" for number in range(1, 16)])
        data = {"return": self.filled("supervisor", case.verification_ids, "return", demand="请高度重视。" * 30)}
        self.check_printed(data)
        pages = office.pages(office.converted({"return.docx": data["return"]}, "pdf")["return.docx"])
        self.assertGreater(len(pages), 1)
        last = office.plain("".join(word for *_box, word in pages[-1][2]))
        self.assertIn(f"{self.county.name}行政审批服务局", last)
        self.assertGreater(len(last.split(self.county.name)[0]), 10, "words of the paper stand over the signature")
