"""The world of warnings: the facts of score sheets, rules of the pack and of one's own, evaluated at half past seven."""

from datetime import date, timedelta

from odoo.addons.jn_assessment.tests.common import SheetCase
from odoo.addons.jn_org.tests.common import at

MORNING = "2026-08-20 07:30"
DAY = date(2026, 8, 20)
WHEN = at("2026-08-10 10:00")  # looked back on by a rule of 30 days, final by then


class WarningCase(SheetCase):
    """It is the 20th of August, half past seven. `rule(**values)` makes a rule, `on(rule)` tries it and switches it on.

    `good(n)`, `bad(n)` add first revisits that a person answered; `evaluate()` runs what is due, `warnings(rule)` finds.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users["other_leader"] = cls._make_user("leader", cls.other_county, "test_other_leader")
        cls.watch = cls.env["jn.warning.watch"]

    def setUp(self):
        super().setUp()
        self.env["jn.warning.rule"].search([("state", "=", "on")]).switch_off()
        self.freeze(MORNING)

    def role(self, *roles):
        return self.env["res.groups"].union(*(self.env.ref(f"jn_org.group_{role}") for role in roles))

    def rule(self, **values):
        """A rule of one's own: the first satisfaction of each window, 30 days, below 95 %, from 20 cases on."""
        row = {
            "code": f"own_{next(self.refs_of_facts)}", "name": "Own rule", "level": "window", "metric": "indicator",
            "scheme_code": "county", "indicator_code": "first_satisfied", "window": "rolling", "days": 30,
            "threshold": 0.95, "min_sample": 20, "cool_down_days": 7, "light": "yellow",
            "owner_group_id": self.role("chief_representative").id, "group_ids": self.role("chief_representative", "liaison").ids,
            "above_group_ids": self.role("supervisor").ids,
        }  # fmt: skip
        return self.env["jn.warning.rule"].create({**row, **values})

    def on(self, rule):
        rule.try_on_history()
        rule.switch_on()
        rule.next_at = self.env["jn.clock"]._now()
        return rule

    def good(self, number, unit=None, when=WHEN):
        return self.first(number, "satisfied", unit, completed=when)

    def bad(self, number, unit=None, when=WHEN):
        return self.first(number, "dissatisfied", unit, completed=when)

    def evaluate(self, days=0):
        """Run the evaluation that is due, so many days later."""
        if days:
            self.freeze(at(MORNING) + timedelta(days=days))
        return self.watch._sweep_batch(100)

    def warnings(self, rule, **values):
        domain = [("rule_id", "=", rule.id), *((name, "=", value) for name, value in values.items())]
        return self.env["jn.warning"].search(domain)
