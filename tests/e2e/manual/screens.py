"""The screens of the manual: who sits there, at which address, and what is done before the picture is taken."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..screen import PHONE
from . import steps
from .steps import click, new, press

READY = ".o_action_manager .o_view_controller, .o_action_manager .o_content"


def wide(height=900):
    """A desk's screen, higher where the page is long."""
    return {"width": 1400, "height": height}


@dataclass(frozen=True)
class Screen:
    """A picture's screen: `before` gets the person once the address is open; `size` is what the picture shows."""

    login: str
    address: str
    before: Callable | None = None
    size: dict = field(default_factory=wide)

    def open(self, person, records):
        """Go to the address and wait until it shows something."""
        person.page.goto(f"{person.url}/odoo/{records.address(self.address)}")
        person.page.wait_for_selector(READY)


@dataclass(frozen=True)
class CitizenScreen(Screen):
    """A page that a citizen opens by the link of a message."""

    login: str = ""
    address: str = ""
    size: dict = field(default_factory=lambda: PHONE)

    def open(self, person, records):
        """Open the link of the case's latest revisit."""
        person.page.goto(records.link(self.address))


SCREENS = {
    "citizen-question": CitizenScreen(address="asked", before=steps.choose_bad, size={**PHONE, "height": 1300}),
    "citizen-confirm": CitizenScreen(address="asked", before=steps.rate_bad),
    "citizen-progress": CitizenScreen(address="reporting", size={**PHONE, "height": 1000}),
    "clerk-desk": Screen("clerk", "jn-my-day"),
    "clerk-number": Screen("clerk", "jn-number-tests", steps.try_a_number),
    "clerk-entries": Screen("clerk", "jn-my-entries", size=wide(600)),
    "clerk-mend": Screen("clerk", "jn-cases/{case:wrong_number}", click("button:has-text('更正号码')")),
    "liaison-desk": Screen("liaison", "jn-my-day"),
    "liaison-phone": Screen("liaison", "jn-to-do/{rectification:calling}", size=PHONE),
    "liaison-item": Screen("liaison", "jn-to-do/{rectification:calling}", size=wide(1200)),
    "liaison-call": Screen("liaison", "jn-to-do/{rectification:calling}", press("call_logged")),
    "liaison-report": Screen("liaison", "jn-to-do/{rectification:reporting}", press("report_submitted")),
    "liaison-returned": Screen("liaison", "jn-to-do/{rectification:returned}", size=wide(1200)),
    "chief-desk": Screen("chief", "jn-my-day"),
    "chief-item": Screen("chief", "jn-to-do/{rectification:confirming2}", size=wide(1200)),
    "chief-refuse": Screen("chief", "jn-to-do/{rectification:confirming}", press("refused")),
    "chief-many": Screen("chief", "jn-to-confirm", steps.confirm_many),
    "chief-bulletin": Screen("chief", "jn-bulletin-notices/{notice:sent}", size=wide(600)),
    "chief-deputy": Screen("chief", "jn-my-day", click(".o_control_panel button:has-text('指定代理人')")),
    "supervisor-desk": Screen("supervisor", "jn-my-day", size=wide(1000)),
    "supervisor-check": Screen("supervisor", "jn-checks/{verification:checking}", size=wide(1200)),
    "supervisor-finding": Screen("supervisor", "jn-checks/{verification:checking}", press("found_untrue"), wide(1200)),
    "supervisor-urge": Screen("supervisor", "jn-rectifications/{rectification:calling}", click("button:has-text('督办')")),
    "supervisor-objection": Screen("supervisor", "jn-objections/{rectification:objecting}", press("objection_upheld")),
    "supervisor-calls": Screen("supervisor", "jn-supervisor-calls", size=wide(600)),
    "spot-draws": Screen("city_supervisor", "jn-spot-draws", size=wide(600)),
    "supervisor-grade": Screen("city_supervisor", "jn-quarterly-reports/{report:submitted}", size=wide(1200)),
    "office-desk": Screen("office", "jn-my-day"),
    "office-matters": Screen("office", "jn-matters", size=wide(600)),
    "office-reasons": Screen("office", "jn-answer-tags", size=wide(600)),
    "office-causes": Screen("office", "jn-causes-found", size=wide(600)),
    "county-desk": Screen("leader", "jn-my-day"),
    "county-page": Screen("leader", "jn-county-page"),
    "county-report": Screen("leader", "jn-quarterly-reports/{own_report:drafted}", size=wide(1200)),
    "county-item": Screen("leader", "jn-rectifications/{rectification:calling}"),
    "county-reassign": Screen("leader", "jn-rectifications/{rectification:calling}", press("reassigned")),
    "county-scores": Screen("leader", "scores", size=wide(600)),
    "county-objections": Screen("leader", "objections", size=wide(600)),
    "leader-desk": Screen("city_leader", "jn-my-day"),
    "leader-case": Screen("city_leader", "jn-leader-desk/{case:desk}"),
    "leader-decide": Screen("city_leader", "jn-leader-desk/{case:desk}", press("decided_return")),
    "leader-sheets": Screen("city_leader", "score-sheets", size=wide(600)),
    "leader-bulletin": Screen("city_leader", "jn-bulletins/{bulletin}", size=wide(1000)),
    "admin-desk": Screen("admin", "jn-my-day"),
    "admin-health": Screen("admin", "jn-health"),
    "admin-roster": Screen("admin", "jn-roster", new),
    "admin-setting": Screen("admin", "rule-settings/{setting}", click("button[name=action_change]")),
    "admin-warning-rule": Screen("admin", "jn-warning-rules/{rule}", size=wide(1000)),
    "admin-flows": Screen("admin", "jn-flows", size=wide(600)),
    "admin-uploads": Screen("admin", "jn-uploads", new),
    "admin-rejects": Screen("admin", "jn-rejects", size=wide(600)),
    "source-list": Screen("admin", "jn-sources", size=wide(600)),
    "source-tables": Screen("admin", "jn-exchange-tables", new),
    "source-reconciliation": Screen("admin", "jn-reconciliation", size=wide(600)),
    "source-mend": Screen("admin", "jn-rejects/{reject}"),
}
