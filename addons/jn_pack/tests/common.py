from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime

from odoo.tests import TransactionCase, new_test_user

from odoo.addons.jn_rules import yamlfile

NOW = datetime(2026, 3, 2, 1, 0)

ROLES = (
    "window_clerk",
    "liaison",
    "chief_representative",
    "supervisor",
    "business_office",
    "leader",
    "intake",
    "administrator",
)

MAIN = {
    "code": "small",
    "title": {"zh_CN": "小规则", "en_US": "Small rules"},
    "document_number": "小〔2026〕1号",
    "issued_on": "2026-01-05",
    "issuer": "小局",
    "articles": [
        {"number": 1, "chapter": "第一章 总则", "words": "为了回访，制定本规则。"},
        {"number": 7, "chapter": "第二章 机制", "words": "未回复的，系统默认为满意。\n3日内提交报告。"},
    ],
}
DAYS = {
    "kind": "integer",
    "default": 3,
    "name": {"zh_CN": "天数", "en_US": "Days"},
    "description": {"zh_CN": "多少天。", "en_US": "How many days."},
    "why": {"zh_CN": "第七条。", "en_US": "Article 7."},
    "articles": [7],
    "decision": "B3",
    "unit_scope": "any",
    "floor": "max",
}
CHOICE = {
    "kind": "choice",
    "default": "good",
    "name": {"zh_CN": "沉默", "en_US": "Silence"},
    "description": "沉默",
    "why": "沉默",
    "articles": [1, 7],
    "unit_scope": "city",
    "options": [
        {"code": "good", "name": {"zh_CN": "计为满意", "en_US": "counts as satisfied"}},
        {"code": "bad", "name": {"zh_CN": "计为不满意", "en_US": "counts as dissatisfied"}},
    ],
}
CALENDAR = {
    "name": {"zh_CN": "日历", "en_US": "Calendar"},
    "tz": "Asia/Shanghai",
    "hours": [
        {"weekday": "monday", "from": "08:30", "to": "12:00"},
        {"weekday": "monday", "from": "13:30", "to": "17:30"},
    ],
    "off": [{"date": "2026-01-01", "name": "元旦"}],
    "on": [{"date": "2026-01-04", "name": "元旦调休上班"}],
    "years": [2026],
}


def setting(kind, default, **more):
    """A setting's row with words that say nothing."""
    words = {"name": kind, "description": kind, "why": kind}
    return {"kind": kind, "default": default, "articles": [7], "unit_scope": "any", **words, **more}


SMALL = {
    "pack.yaml": MAIN,
    "settings.yaml": {
        "settings": {
            "test.days": DAYS,
            "test.silence": CHOICE,
            "test.rate": setting("decimal", "0.85"),
            "test.on": setting("boolean", True),
            "test.from": setting("time", "21:00"),
            "test.text": setting("text", "on"),
            "test.levels": setting("list", [1, 2]),
        }
    },
    "calendar.yaml": {"calendars": {"test": CALENDAR}},
}


def small_data():
    """Fresh data of a small pack with everything in it."""
    return deepcopy(SMALL)


def top_data(code="strict", base="small", unit=None, **values):
    """A small pack on top: `values` is {code with __ for the dot: value}."""
    main = {**deepcopy(MAIN), "code": code, "base": base, "title": code}
    main["articles"] = [{"number": 2, "chapter": "补充", "words": "从严。"}]
    if unit:
        main["unit"] = unit.code
    rows = {name.replace("__", "."): {"value": value, "why": "因为"} for name, value in values.items()}
    return {"pack.yaml": main, "settings.yaml": {"values": rows}} if rows else {"pack.yaml": main}


def as_files(data):
    """Data as a pack's canonical files."""
    return {path: yamlfile.dump(content).encode() for path, content in data.items()}


class PackCase(TransactionCase):
    """A city with two counties, its people, and a small pack to apply."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "en_US", "tracking_disable": True})
        cls.Pack, cls.Setting, cls.Value = cls.env["jn.pack"], cls.env["jn.setting"], cls.env["jn.setting.value"]
        unit = cls.env["jn.unit"]
        cls.city = unit.create({"code": "T-city", "name": "市", "kind": "city"})
        cls.county = unit.create({"code": "T-a", "name": "甲县", "kind": "county", "parent_id": cls.city.id})
        cls.other = unit.create({"code": "T-b", "name": "乙县", "kind": "county", "parent_id": cls.city.id})
        cls.window = unit.create({"code": "T-w", "name": "窗口", "kind": "window", "parent_id": cls.county.id})
        cls.users = {role: cls.new_user(f"t_{role}", role, cls.city) for role in ROLES}
        cls.admin = cls.users["administrator"]
        cls.second = cls.new_user("t_second", "administrator", cls.city)

    def setUp(self):
        super().setUp()
        self.at(NOW)

    @classmethod
    def new_user(cls, login, role, unit):
        groups = f"jn_org.group_{role}"
        return new_test_user(cls.env, login=login, groups=groups, unit_ids=[(6, 0, unit.ids)], lang="en_US")

    def at(self, moment):
        """Let the clock stand at `moment` for the rest of the test, or until the next call."""
        self.enterContext(self.env["jn.clock"]._frozen(moment))

    def apply(self, data=None, publish=False):
        return self.Pack._apply(as_files(data or small_data()), publish=publish)

    def forget_packs(self):
        """Let no regulation have been applied yet."""
        self.Pack.search([]).write({"applied_at": False})

    def interpret(self, code, text, unit=None, user=None, **more):
        """The interpretation that somebody proposes and the second administrator approves."""
        self.proposed_value(code, text, unit, user, **more).with_user(self.second)._approve(False)
        return self.Value.search([], order="id desc", limit=1).with_user(user or self.admin)

    def approved(self, form):
        """Submit the form of a setting, and let the second administrator approve it."""
        action = form.save().action_propose()
        self.env[action["res_model"]].browse(action["res_id"]).with_user(self.second)._approve(False)

    def proposed_value(self, code, text, unit=None, user=None, **more):
        found = self.Setting.search([("code", "=", code)])
        row = {"setting_id": found.id, "value": text, "why": "因为", **more}
        if unit:
            row["unit_id"] = unit.id
        return self.env["jn.pack.proposal"].with_user(user or self.admin)._propose_value(row)

    @contextmanager
    def assert_refused(self, kind, words):
        """A refusal of this kind that says these words."""
        with self.assertRaises(kind) as caught:
            yield
        self.assertIn(words, str(caught.exception))

    @contextmanager
    def written(self):
        """Collect the statements that change rows."""
        queries, changes = [], []
        with contextmanager(self._patchExecute)(queries):
            yield changes
        changes += [query for query in queries if query.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))]
