"""A world with permits: the process of `flows.PERMIT` and its checks, in force since the regulation."""

from copy import deepcopy

from odoo.addons.jn_org.tests.common import OrgCase

from .flows import CHECK, PERMIT
from .loader import load_models

MODELS = ("jn.flow.test.permit", "jn.flow.test.check")


class FlowCase(OrgCase):
    """Has `permits(n)`, `press` and `fire`; Monday 2026-11-23, 10:00 is now."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._load_models()
        cls.pack = cls.env["jn.pack"].create({"code": "test", "title": "Test rules", "issued_on": "2026-01-01"})
        cls.env["jn.article"].create(
            [{"pack_id": cls.pack.id, "number": number, "words": f"Article {number}"} for number in (6, 7)]
        )
        cls.section = cls.env["jn.flow.section"]
        cls.apply(PERMIT)
        cls.apply(CHECK)
        cls.flow = cls.env["jn.flow"].search([("code", "=", "permit"), ("pack_id", "=", cls.pack.id)])
        cls.version = cls.flow.version_ids

    @classmethod
    def _load_models(cls):
        from .models import JnFlowTestCheck, JnFlowTestPermit

        load_models(cls, [JnFlowTestPermit, JnFlowTestCheck])
        cls.env["ir.model.access"].create([
            {"name": name, "model_id": cls.env["ir.model"]._get_id(name), "perm_read": True,
             "group_id": cls.env.ref("base.group_user").id}
            for name in MODELS
        ])

    @classmethod
    def apply(cls, data, publish=True):
        """Apply one process of the test pack, and return its newest version."""
        cls.section._section_apply(cls.pack, {f"flows/{data['code']}.yaml": deepcopy(data)}, publish)
        unit = cls.env["jn.unit"].search([("code", "=", data.get("unit", False))])
        flow = cls.env["jn.flow"].search([("code", "=", data["code"]), ("unit_id", "=", unit.id)])
        return flow.version_ids.sorted("number")[-1:]

    def setUp(self):
        super().setUp()
        self.freeze("2026-11-23 10:00")

    def permits(self, count=1, stage=None, unit=None, **values):
        """Started permits of window A, taken into work when `stage` says so."""
        unit = unit or self.window_a
        permits = self.env["jn.flow.test.permit"].create(
            [{"name": f"permit {place}", "unit_id": unit.id, **values} for place in range(count)]
        )
        permits._flow_start()
        for event in {"working": ["taken"], "parked": ["taken", "parked"], "reviewing": ["taken", "finished"]}.get(stage, ()):
            permits._flow_fire(event)
        return permits

    def passages(self, records):
        """The passages of one or several records, oldest first."""
        return records._flow_passages().sorted("id")

    def deadline(self, record, code):
        """The newest deadline of this timer."""
        return record._flow_deadlines().filtered(lambda row: row.timer_id.code == code).sorted("id")[-1:]

    def sweep(self):
        """Run sweeps until nothing is due."""
        while self.env["jn.flow.sweep"]._sweep_batch():
            pass

    def rpc(self, login_role, record, method, *args, **kwargs):
        """Call a public method as a client would."""
        from odoo.service.model import call_kw

        env = self.env(user=self.users[login_role], su=False)
        return call_kw(env[record._name], method, [record.ids, *args], kwargs)
