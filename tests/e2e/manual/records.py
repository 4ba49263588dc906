"""The cases on the manual's screens, made at the demo city's real-estate window: each stands where its page needs it."""

import re
from datetime import datetime, timedelta

WINDOW, MATTER = "370811-BD", "BD-01"
SOURCE, COUNTY = "hall", "370811"
# what the demo city has already: {kind: (model, which)}, the first one found
KNOWN = {
    "setting": ("jn.setting", [("code", "=", "call.gap_hours")]),
    "own_report": ("jn.quarterly.report", [("unit_id.code", "=", COUNTY)]),
    "report": ("jn.quarterly.report", []),
    "bulletin": ("jn.bulletin", [("state", "=", "issued")]),
    "notice": ("jn.bulletin.notice", [("unit_id.code", "=", WINDOW)]),
    "rule": ("jn.warning.rule", [("code", "=", "window_satisfied")]),
}
PLACE = re.compile(r"\{(\w+):?(\w*)\}")
NAMES = {
    "asked": "王小明", "calling": "李桂兰", "reporting": "张伟", "confirming": "刘静", "confirming2": "孔凡勇", "objecting": "孟丽",
    "checking": "曾志强", "returned": "赵磊", "desk": "周秀英", "wrong_number": "徐涛",
}
BAD = [name for name in NAMES if name not in ("asked", "wrong_number")]
REPORT = {
    "cause": "当天一个窗口兼办抵押登记，群众排队近一小时，工作人员未作说明。",
    "measures": "上午增开一个登记窗口，引导台按业务分流，已向群众当面致歉。",
    "result": "群众表示理解；此后三日该窗口平均等候时间为十二分钟。",
}
CALL = {"reached": True, "note": "群众反映排队近一小时无人说明，已致歉并告知整改打算。"}


class Records:
    """What the staff and the citizens did before the pictures are taken; `self[name]` is a record's id."""

    def __init__(self, staff):
        self.staff, self.cases = staff, {}
        self._daytime()
        self._take()
        self._dissatisfied()
        self._repair()
        self._ask_again()

    def _now(self):
        return datetime.fromisoformat(self.staff.call("admin", "jn.clock", "now"))

    def _advance(self, hours):
        self.staff.call("admin", "jn.clock", "advance", hours)

    def _daytime(self):
        """Go on to ten in the morning, so that no quiet hours hold a message back."""
        local = self._now() + timedelta(hours=8)
        self._advance(((34 - local.hour - local.minute / 60) % 24) or 24)

    def _take(self):
        now = self._now()
        stamp = f"{now:%y%m%d%H%M}"
        items = [
            {
                "source": SOURCE, "ref": f"{stamp}-{number:02}", "unit": WINDOW, "matter": MATTER, "handler": "BD-07",
                "applicant_name": NAMES[name], "phone": f"1366537{stamp[-2:]}{number:02}" if name != "wrong_number" else "0537-2960001",
                "accepted_at": (now - timedelta(hours=3)).isoformat(), "completed_at": (now - timedelta(hours=1)).isoformat(),
            }
            for number, name in enumerate(NAMES, start=1)
        ]
        self.refused = f"{stamp}-99"
        rows = self.staff.call("intake", "jn.case", "ingest", [*items, {**items[0], "ref": self.refused, "unit": "370811-XX"}])
        assert [row["status"] for row in rows] == ["created"] * len(items) + ["rejected"], rows
        self.cases = {name: row["id"] for name, row in zip(NAMES, rows, strict=False)}
        self._advance(0.1)

    def latest(self, name, kind):
        """The latest revisit, rectification or verification of a case."""
        [row] = self.staff.call("admin", "jn.case", "read", [self.cases[name]], [f"{kind}_ids"])
        return max(row[f"{kind}_ids"])

    def _answer(self, name, level, tags, comment):
        revisit = [self.latest(name, "revisit")]
        self.staff.call("intake", "jn.revisit", "answer", revisit, level=level, tags=tags, comment=comment, channel="app")

    def _dissatisfied(self):
        for name in BAD:
            self._answer(name, 1, ["slow"], "等了快一个小时，没有人说明原因。")

    def _work(self, name, login, method, /, *arguments, **values):
        self.staff.call(login, "jn.rectification", method, [self.latest(name, "rectification")], *arguments, **values)

    def _repair(self):
        for name in BAD:
            if name == "objecting":
                self._work(name, "liaison", "object_assignment", note="该件由抵押登记窗口受理，不是本窗口事项。")
            elif name != "calling":
                self._work(name, "liaison", "log_call", **CALL)
        for name in ("confirming", "confirming2", "checking", "returned", "desk"):
            self._work(name, "liaison", "submit_report", **REPORT)
        for name in ("checking", "returned", "desk"):
            self._work(name, "chief", "confirm")
        self._advance(0.1)

    def _ask_again(self):
        for name in ("checking", "returned", "desk"):
            self._answer(name, 2, ["slow"], "说是增开了窗口，我去看还是一个人在办。")
        self._return("returned")
        for turn in range(3):
            self._return("desk", last=turn == 2)

    def _return(self, name, last=False):
        """Let the supervisor send the case back; the window redoes it unless it lies with the leader now."""
        check = [self.latest(name, "verification")]
        self.staff.call("supervisor", "jn.verification", "log_call", check, reached=True, note="群众称上午仍只有一个窗口办理。")
        self.staff.call(
            "supervisor", "jn.verification", "conclude", check, finding="untrue", method="visit",
            note="现场核实，增开窗口一项与事实不符。", points=["上午固定开放两个登记窗口", "在引导台公示等候时间"],
        )
        if name == "desk" and not last:
            self._work(name, "liaison", "log_call", **CALL)
            self._work(name, "liaison", "submit_report", **REPORT)
            self._work(name, "chief", "confirm")

    def address(self, template):
        """Fill an address: {case:desk} is that case, {rectification:calling} its latest work, {report:submitted} a record at that stage."""
        return PLACE.sub(lambda found: str(self._id(*found.groups())), template)

    def _id(self, kind, name):
        if kind == "reject":
            return self.staff.call("admin", "jn.intake.reject", "search", [("ref", "=", self.refused)])[0]
        if kind in KNOWN:
            model, domain = KNOWN[kind]
            return self.staff.call("admin", model, "search", [*domain, *([("stage_code", "=", name)] if name else [])])[0]
        return self.cases[name] if kind == "case" else self.latest(name, kind)

    def link(self, name):
        """Where the citizen of that case rates it."""
        [row] = self.staff.call("admin", "jn.revisit", "read", [self.latest(name, "revisit")], ["url"])
        return row["url"]
