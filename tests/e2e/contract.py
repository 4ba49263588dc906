"""A client that knows nothing but the external contract: JSON-2, the citizen's link, the rehearsal clock."""

import functools
import json
import re
import subprocess
import urllib.parse
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import requests

from .screen import PASSWORD

ROOT = Path(__file__).parents[2]


class Refused(Exception):
    """The server said no; `str()` is its sentence."""


class Client:
    """One login's view of the machine interface."""

    def __init__(self, url, make_key):
        self.url, self.make_key = url, make_key

    @functools.cached_property
    def http(self):
        """A session with a key, which is made when this login first says something: making one takes seconds."""
        session = requests.Session()
        session.headers["Authorization"] = f"bearer {self.make_key()}"
        return session

    def __call__(self, model, method, /, **arguments):
        answer = self.http.post(f"{self.url}/json/2/{model}/{method}", json=arguments, timeout=600)
        if not answer.ok:
            raise Refused(answer.json().get("message", answer.text))
        return answer.json()

    def create(self, model, **values):
        return self(model, "create", vals_list=[values])[0]

    def read(self, model, key, *names):
        [row] = self(model, "read", ids=[key], fields=list(names))
        return row


class Seat(Client):
    """One login's view as their browser has it: no key has to be made, which takes seconds for each."""

    def __init__(self, url, db, login, password):
        self.url, self.words = url, {"db": db, "login": login, "password": password}

    @functools.cached_property
    def http(self):
        session = requests.Session()
        assert self._ask(session, "/web/session/authenticate", self.words)["uid"], self.words["login"]
        return session

    def __call__(self, model, method, /, **arguments):
        args = [arguments.pop(name) for name in ("ids", "vals_list") if name in arguments]
        call = {"model": model, "method": method, "args": args, "kwargs": arguments}
        return self._ask(self.http, f"/web/dataset/call_kw/{model}/{method}", call)

    def _ask(self, session, path, params):
        body = {"jsonrpc": "2.0", "method": "call", "params": params}
        answer = session.post(self.url + path, json=body, timeout=600).json()
        if "error" in answer:
            raise Refused(answer["error"]["data"]["message"])
        return answer["result"]


def api_key(login, db):
    """Ask the project's own command for a key; it prints nothing else."""
    command = [str(ROOT / "jn"), "apikey", login, "--db", db]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout.strip()


class City:
    """A city of its own in a rehearsal database, made over JSON-2 by the administrator."""

    def __init__(self, url, db, tag, key=api_key):
        self.url, self.db, self.tag, self.key = url, db, tag, key
        self.admin = self.client("admin")
        self.city = self.unit("city", "city", False)
        self.county = self.unit("county", "county", self.city)
        self.hall = self.unit("hall", "hall", self.county)
        self.window = self.unit("window", "window", self.hall)
        self.other = self.unit("other", "window", self.hall)
        self.matter = self.admin.create("jn.matter", code=f"{tag}-m", name="身份证办理")
        self.people = {
            "liaison": self.person("liaison", "liaison", self.window),
            "chief": self.person("chief", "chief_representative", self.window),
            "supervisor": self.person("supervisor", "supervisor", self.county),
            "second": self.person("second", "supervisor", self.county),
            "city_supervisor": self.person("city_supervisor", "supervisor", self.city),
            "leader": self.person("leader", "leader", self.city),
            "county_leader": self.person("county_leader", "leader", self.county),
            "office": self.person("office", "business_office", self.county),
            "intake": self.person("intake", "intake", self.city),
            "clerk": self.person("clerk", "window_clerk", self.window),
            "administrator": self.person("administrator", "administrator", self.city),
        }
        self.count = 0

    def unit(self, name, kind, parent):
        return self.admin.create("jn.unit", code=f"{self.tag}-{name}", name=f"{self.tag} {name}", kind=kind, parent_id=parent)

    def person(self, name, role, unit):
        login = f"{self.tag}_{name}"
        [group] = self.admin("ir.model.data", "search_read", domain=[("module", "=", "jn_org"), ("name", "=", f"group_{role}")], fields=["res_id"])
        self.admin.create(
            "res.users", name=name, login=login, password=PASSWORD, lang="zh_CN", tz="Asia/Shanghai",
            unit_ids=[(6, 0, [unit])], group_ids=[(6, 0, [group["res_id"]])],
        )
        return self.client(login)

    def client(self, login):
        return Client(self.url, lambda: self.key(login, self.db))

    def now(self):
        return datetime.fromisoformat(self.admin("jn.clock", "now"))

    def advance(self, hours):
        return self.admin("jn.clock", "advance", hours=hours)

    def daytime(self):
        """Go on to ten in the morning, so that messages are not held back by the quiet hours."""
        local = self.now() + timedelta(hours=8)
        self.advance(((34 - local.hour - local.minute / 60) % 24) or 24)

    def until(self, day):
        """Go on to ten in the morning of this day, unless it is over."""
        hours = (datetime.combine(day, time(2), UTC) - self.now()).total_seconds() / 3600
        if hours > 0:
            self.advance(hours)

    def interpret(self, code, value, why="试行"):
        """Let a setting have this number from now on, as two administrators agree; answers the one that it is shipped with."""
        [setting] = self.admin("jn.setting", "search_read", domain=[("code", "=", code)], fields=["default_value"])
        form = self.admin.create("jn.setting.change", setting_id=setting["id"], value_integer=value, why=why)
        proposal = self.admin("jn.setting.change", "action_propose", ids=[form])["res_id"]
        decision = self.people["administrator"].create("jn.pack.decision", proposal_id=proposal)
        self.people["administrator"]("jn.pack.decision", "action_approve", ids=[decision])
        return json.loads(setting["default_value"])

    @contextmanager
    def interpreted(self, **values):
        """Let settings have these values meanwhile; two underscores in a name stand for its dot."""
        codes = {name.replace("__", "."): value for name, value in values.items()}
        before = {code: self.interpret(code, value) for code, value in codes.items()}
        try:
            yield
        finally:
            for code, value in before.items():
                self.interpret(code, value)

    def item(self, **values):
        self.count += 1
        now = self.now()
        return {
            "source": "walk", "ref": f"{self.tag}-{self.count}", "unit": f"{self.tag}-window", "matter": f"{self.tag}-m",
            "handler": "W1", "applicant_name": "王小明", "phone": f"1360537{self.count:04}",
            "accepted_at": (now - timedelta(hours=2)).isoformat(), "completed_at": (now - timedelta(hours=1)).isoformat(),
            **values,
        }

    def ingest(self, **values):
        [result] = self.people["intake"]("jn.case", "ingest", items=[self.item(**values)])
        assert result["status"] == "created", result
        return result["id"]

    def case(self, key):
        return self.admin.read(
            "jn.case", key, "stage_code", "close_reason", "revisit_ids", "rectification_ids", "verification_ids", "return_count"
        )

    def stage(self, key):
        row = self.case(key)
        return row["stage_code"], row["close_reason"] or None

    def latest(self, key, kind):
        return max(self.case(key)[f"{kind}_ids"])

    def asked(self, **values):
        key = self.ingest(**values)
        self.advance(0.1)
        return key

    def answer(self, key, level):
        """Answer the latest revisit through the app's server."""
        self.people["intake"]("jn.revisit", "answer", ids=[self.latest(key, "revisit")], level=level, tags=[], comment="", channel="app")

    def dissatisfied(self):
        key = self.asked()
        self.answer(key, 1)
        return key

    def repair(self, key):
        work = [self.latest(key, "rectification")]
        self.people["liaison"]("jn.rectification", "log_call", ids=work, reached=True, note="已沟通")
        self.people["liaison"]("jn.rectification", "submit_report", ids=work, cause="排队久", measures="增开窗口", result="已改善")
        self.people["chief"]("jn.rectification", "confirm", ids=work)

    def verifying(self):
        key = self.dissatisfied()
        self.repair(key)
        self.advance(0.1)
        self.answer(key, 2)
        return key

    def conclude(self, key, finding, who="supervisor", **values):
        check = [self.latest(key, "verification")]
        self.people[who]("jn.verification", "conclude", ids=check, finding=finding, **{"method": "phone", "note": "已核实", **values})

    def login(self, who):
        return f"{self.tag}_{who}"

    def ref(self, key):
        return self.admin.read("jn.case", key, "ref")["ref"]

    def url_of(self, key):
        """The address of the latest revisit's page, which only an administrator of a rehearsal can read."""
        return self.admin.read("jn.revisit", self.latest(key, "revisit"), "url")["url"]

    def link(self, key):
        return urllib.parse.urlsplit(self.url_of(key)).path

    def page(self, key):
        """The citizen's page of the latest revisit, as a phone without a login opens it."""
        return CitizenPage(self.url, self.link(key))


class Town(City):
    """A city whose people all come by their browsers: soon made, for suites that are not about the machine interface."""

    def client(self, login):
        return Seat(self.url, self.db, login, "admin" if login == "admin" else PASSWORD)


class CitizenPage:
    """Fills in the page's form the way a browser without JavaScript does."""

    def __init__(self, base, path):
        self.address, self.http = base + path, requests.Session()

    def open(self):
        return self.http.get(self.address, timeout=60)

    def send(self, **fields):
        return self.http.post(self.address, data=fields, timeout=60)

    def rate(self, level, **fields):
        """Choose a level, then confirm it; returns the last page."""
        shown = self.open()
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', shown.text))
        step = self.send(**hidden, level=level, **fields)
        hidden = dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', step.text))
        return self.send(**{**hidden, "level": level, "confirm": "1", **fields})
