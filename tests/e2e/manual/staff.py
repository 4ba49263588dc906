"""The demo city's people before their screens: one browser each, which also does what the others' screens need."""

from tools.demo.logins import PASSWORD

from ..contract import Refused
from ..screen import DESK, Person

PASSWORDS = {"admin": "admin"}


class Staff:
    """Everybody by login; each logs in when first needed."""

    def __init__(self, browser, url, db):
        self.browser, self.url, self.db = browser, url, db
        self.people = {}

    def __getitem__(self, login):
        if login not in self.people:
            self.people[login] = self._enter(login)
        return self.people[login]

    def _enter(self, login):
        person = Person(self.browser, self.url)
        if login:
            words = {"db": self.db, "login": login, "password": PASSWORDS.get(login, PASSWORD)}
            answer = self._post(person, "/web/session/authenticate", words)
            assert answer["uid"], f"{login} cannot log in"
        return person

    def call(self, login, model, method, /, *arguments, **values):
        """Let somebody call a method, as their web client would."""
        words = {"model": model, "method": method, "args": list(arguments), "kwargs": values}
        return self._post(self[login], f"/web/dataset/call_kw/{model}/{method}", words)

    def menu(self, login):
        """The ways through this person's menu, "自动回访 → 测试号码" and so on."""
        menus = self[login].context.request.get(f"{self.url}/web/webclient/load_menus").json()
        return set(_ways(menus, menus["root"]["children"]))

    def _post(self, person, path, words):
        body = {"jsonrpc": "2.0", "method": "call", "params": words}
        answer = person.context.request.post(self.url + path, data=body, timeout=120_000).json()
        if "error" in answer:
            raise Refused(answer["error"]["data"]["message"])
        return answer["result"]

    def at(self, login, size=DESK):
        """This person, at a screen of that size."""
        person = self[login]
        person.page.set_viewport_size(size)
        return person

    def close(self):
        """Send everybody home; nobody may have seen an error in the console."""
        troubles = {login: person.troubles for login, person in self.people.items() if person.troubles}
        for person in self.people.values():
            person.close()
        assert not troubles, troubles


def _ways(menus, keys, way=()):
    for menu in (menus[str(key)] for key in keys):
        here = (*way, menu["name"])
        yield from (" → ".join(here[start:]) for start in range(len(here)))
        yield from _ways(menus, menu["children"], here)
