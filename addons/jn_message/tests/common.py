import json
from datetime import datetime, timedelta

from odoo.tests import TransactionCase

from odoo.addons.jn_flow.tests.loader import load_models

SWEEPS = ("jn.message.outbox", "jn.message.asking", "jn.message.overdue", "jn.message.news", "jn.message.inbox")
MAX_ROUNDS = 20
SETTINGS = {
    "message.quiet_from": ("time", "21:00"),
    "message.quiet_to": ("time", "08:00"),
    "message.ask_hours": ("integer", 24),
    "message.ladder": ("list", ["first", "second"]),
    "message.rung_hours": ("integer", 4),
    "message.bundle_day": ("boolean", True),
    "message.late_receipt_days": ("integer", 15),
    "message.person_most": ("integer", 3),
    "message.person_hours": ("integer", 24),
    "message.stop_words": ("list", ["TD", "退订", "T"]),
    "refusals.minutes": ("integer", 10),
    "refusals.most": ("integer", 30),
    "undelivered.receipt_hours": ("integer", 24),
}
# 2019-05-22 10:00 in Jining
MORNING = datetime(2019, 5, 22, 2)
# The citizen's link; here, for the models of the tests are not to be imported before they are loaded.
LINK = "https://example.org/jn/r/secret-of-%s"
WANG = "+8613805370001"
LI = "+8613805370002"


class MessageCase(TransactionCase):
    """A city with two windows, two channels that do as they are told, and a clock that stands still."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        from . import models

        fakes = [models.TestSubject, models.TestChannel, models.TestSecondChannel, models.TestReader]
        load_models(cls, fakes)
        cls.channels = (models.TestChannel, models.TestSecondChannel)
        cls.env["jn.message.account"].search([]).active = False  # those of installed channels
        cls._build_world()

    @classmethod
    def _build_world(cls):
        # The database may be one for rehearsal, where no real channel is used.
        cls.env.cr.execute("DELETE FROM jn_clock")
        cls.env.registry.clear_cache()
        unit = cls.env["jn.unit"]
        cls.city = unit.create({"code": "t-city", "name": "济宁市", "kind": "city"})
        cls.window = unit.create({"code": "t-w1", "name": "公安窗口", "kind": "window", "parent_id": cls.city.id})
        cls.other = unit.create({"code": "t-w2", "name": "税务窗口", "kind": "window", "parent_id": cls.city.id})
        cls.pack = cls.env["jn.pack"].create({"code": "t_pack", "title": "Test"})
        cls.article = cls.env["jn.article"].create({"pack_id": cls.pack.id, "number": 7, "words": "…"})
        for code, (kind, default) in SETTINGS.items():
            cls._set(code, kind, default)
        account = cls.env["jn.message.account"]
        cls.first = account.create({"name": "First", "channel": "first", "retry_minutes": 5, "retry_times": 3})
        cls.second = account.create({"name": "Second", "channel": "second"})
        cls.template = cls._make_template("t_ask", "{applicant}，请评价 {url}", name="Ask")

    @classmethod
    def _make_template(cls, code, text, **values):
        rows = {"code": code, "name": code, "text": text, "pack_id": cls.pack.id, **values}
        return cls.env["jn.message.template"].create(rows)

    @classmethod
    def _set(cls, code, kind, default):
        setting = cls.env["jn.setting"].search([("code", "=", code)])
        values = {"default_value": json.dumps(default), "kind": kind}
        if setting:
            setting.write(values)
        else:
            setting.create({"pack_id": cls.pack.id, "code": code, "name": code, "unit_scope": "any", **values})

    def setUp(self):
        super().setUp()
        for channel in self.channels:
            channel.answers.clear()
        self.given.clear()
        self.enterContext(self.env["jn.clock"]._frozen(MORNING))

    def subject(self, number=WANG, unit=None, name="王女士", **more):
        values = {"name": name, "number": number, "unit_id": (unit or self.window).id, **more}
        return self.env["jn.test.subject"].create(values)

    def ask(self, subjects):
        return self.template._send(subjects)

    def run_sweeps(self, after=None):
        """Run what is due `after` (timedelta) this morning until nothing is left."""
        with self.env["jn.clock"]._frozen(MORNING + (after or timedelta())):
            for _round in range(MAX_ROUNDS):
                if not any([self.env[name]._sweep_batch(500) for name in SWEEPS]):
                    return
        self.fail("the sweeps never become quiet")

    def receive(self, text, external_id="in-1", sender="138 0537 0001", channel="first"):
        values = {"channel": channel, "sender": sender, "text": text, "external_id": external_id, "at": MORNING}
        return self.env["jn.message"]._receive([values])

    @property
    def given(self):
        return self.channels[0].given
