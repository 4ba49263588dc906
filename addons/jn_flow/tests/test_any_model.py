"""docs/any_model.md is run as it stands: its model, its process, its calls, its form."""

import re
from pathlib import Path

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed
from odoo.addons.jn_rules import yamlfile

from .common import FlowCase
from .loader import load_models

PAGE = Path(__file__).parents[3] / "docs" / "any_model.md"


def blocks(language):
    """The code blocks of the page in that language, in their order."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@tagged("post_install", "-at_install")
class TestAnyModel(FlowCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        model, cls.calls = blocks("python")
        names = {"__name__": "odoo.addons.jn_flow.tests.any_model"}
        exec(compile(model, str(PAGE), "exec"), names)  # the page is the code: nothing of it is repeated here
        load_models(cls, [names["Permit"]])
        cls.env["ir.model.access"].create({
            "name": "permit", "model_id": cls.env["ir.model"]._get_id("jn.example.permit"), "perm_read": True,
            "group_id": cls.env.ref("base.group_user").id,
        })
        [process] = blocks("yaml")
        loaded = yamlfile.load(process.encode())
        cls.faults = list(yamlfile.check(loaded, cls.section._section_schema))
        cls.apply(loaded.data)

    def permit(self):
        permit = self.env["jn.example.permit"].create({"name": "A fence", "unit_id": self.window_a.id})
        permit._flow_start()
        return permit

    def test_the_model_takes_about_ten_lines(self):
        lines = [line for line in blocks("python")[0].splitlines() if line.strip()]
        self.assertLessEqual(len(lines), 10)

    def test_its_process_is_one_that_a_pack_may_hold(self):
        self.assertEqual(self.faults, [])

    def test_its_calls_lead_through_the_process(self):
        names = {"env": self.env, "unit": self.window_a}
        exec(compile(self.calls, str(PAGE), "exec"), names)
        self.assertEqual(names["permit"].stage_code, "granted")

    def test_it_has_stages_and_a_limit_with_its_sum(self):
        permit = self.permit()
        self.assertEqual((permit.stage_code, permit.next_due_at), ("applied", self.at("2026-12-01 00:00")))
        self.assertIn("+ 5 working days", permit.with_context(lang="en_US").deadline_text)

    def test_it_has_buttons_for_who_may_and_refuses_others(self):
        permit = self.permit()
        self.assertEqual([button["event"] for button in permit.with_user(self.users["liaison"]).flow_buttons], ["granted"])
        with self.assertRaises(NotAllowed):
            self.rpc("window_clerk", permit, "action_flow_press", "granted")
        self.rpc("liaison", permit, "action_flow_press", "granted")
        self.assertEqual(permit.stage_code, "granted")

    def test_its_limit_moves_it_when_nobody_does(self):
        permit = self.permit()
        self.freeze("2026-12-01 00:00")
        self.sweep()
        self.assertEqual(permit.stage_code, "lapsed")

    def test_its_form_is_a_form(self):
        [form] = blocks("xml")
        view = self.env["ir.ui.view"].create({"name": "permit", "type": "form", "model": "jn.example.permit", "arch": form})
        arch = self.env["jn.example.permit"].get_view(view.id, "form")["arch"]
        for field in ("flow_buttons", "light", "flow_journey"):
            self.assertIn(field, arch)

    def test_it_touches_nothing_of_revisits(self):
        self.assertNotIn("jn_revisit", PAGE.read_text(encoding="utf-8"))
        self.assertFalse([name for name in self.env["jn.example.permit"]._fields if "case" in name])

    def test_the_page_names_what_is_there(self):
        text = PAGE.read_text(encoding="utf-8")
        for name in re.findall(r"`(_flow_\w+)\(", text):
            self.assertTrue(hasattr(self.env["jn.flow.mixin"], name), name)
        for name in re.findall(r"`(flow_\w+|light)`", text):
            self.assertIn(name, self.env["jn.flow.mixin"]._fields)
        self.assertIn("jn.flow.work", self.env.registry)
