"""A citizen at the page, over real HTTP."""

from odoo.tests import HttpCase
from odoo.tools import SQL

from odoo.addons.jn_org.tests.common import at

from .. import link
from .common import MONDAY, RevisitCase, latest

FACTS = ("jn_answer", "jn_flow_passage", "jn_flow_deadline", "jn_message", "jn_rectification")
ENGLISH = {"Accept-Language": "en-US,en;q=0.9"}


class CitizenCase(HttpCase, RevisitCase):
    """`self.get(case)` opens the page of a case's latest revisit, `self.post` and `self.confirm_answer` fill it."""

    def setUp(self):
        super().setUp()
        self.env["jn.clock"]._stand_at(at(MONDAY))  # the server's threads know nothing of a frozen clock
        self.hall.phone = "0537-1234567"
        self.city.phone = "0537-7654321"

    def path(self, case):
        return f"/jn/r/{link.token(latest(case.revisit_ids))}"

    def get(self, case, headers=None, **values):
        return self.url_open(self.path(case), headers=ENGLISH if headers is None else headers, **values)

    def post(self, case, headers=None, **fields):
        response = self.url_open(self.path(case), data=fields, headers=ENGLISH if headers is None else headers)
        self.env.invalidate_all()
        return response

    def confirm_answer(self, case, level, **fields):
        return self.post(case, level=level, confirm=1, **fields)

    def facts(self):
        self.env.flush_all()
        return [self.env.execute_query(SQL("SELECT count(*) FROM %s", SQL.identifier(table))) for table in FACTS]
