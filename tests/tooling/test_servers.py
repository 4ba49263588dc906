"""A server is waited for, found again, and only ours is ended."""

import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tools import leases, ports, servers
from tools.trouble import Trouble


class Page(BaseHTTPRequestHandler):
    """Answers every address with the code that the test has set."""

    codes = {}

    def do_GET(self):
        """Answer."""
        self.send_response(self.codes.get(self.path, 404))
        self.end_headers()

    def log_message(self, *_words):
        """Stay quiet."""


@pytest.fixture
def served():
    """A web server on a port of its own."""
    server = HTTPServer((ports.HOST, 0), Page)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def process():
    """A process that lives until it is told to end."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield child
    child.kill()
    child.communicate()


def test_a_server_is_healthy_when_it_answers_even_without_our_own_page(copy, served, process, monkeypatch):
    monkeypatch.setattr(Page, "codes", {"/web/health": 200})
    servers.wait_until_healthy(leases.take("server-x", process.pid, database="x", port=served))


def test_a_server_whose_own_page_complains_is_not_healthy(copy, served, process, monkeypatch):
    monkeypatch.setattr(Page, "codes", {"/web/health": 200, "/jn/health": 500})
    monkeypatch.setattr(servers, "PATIENCE", 0)
    with pytest.raises(Trouble, match="does not answer"):
        servers.wait_until_healthy(leases.take("server-x", process.pid, database="x", port=served))


def test_a_server_that_ends_at_once_is_told_with_its_log(copy, process):
    lease = leases.take("server-x", process.pid, database="x", port=ports.any_free())
    process.kill()
    process.wait()
    with pytest.raises(Trouble, match=r"x\.log"):
        servers.wait_until_healthy(lease)


def test_a_taken_port_is_told_with_one_that_is_free(served):
    with pytest.raises(Trouble, match=f"Port {served} is taken .* --port [0-9]+$"):
        servers.check_port(served)


def test_a_server_is_found_by_its_database(copy, process):
    leases.take("server-x", process.pid, database="x", port=1)
    leases.take("test-1")
    assert [lease["database"] for lease in servers.running()] == ["x"]
    assert servers.running("y") == []


def test_stopping_ends_the_process_and_forgets_it(copy, process):
    servers.stop(leases.take("server-x", process.pid, database="x", port=1))
    assert servers.running() == []
    assert process.wait() != 0


def test_a_later_namesake_of_a_dead_server_is_spared(copy, process):
    lease = leases.take("server-x", process.pid, database="x", port=1)
    servers.stop({**lease, "started": lease["started"] - 1})
    assert process.poll() is None


@pytest.mark.parametrize(("rehearsal", "there"), [(True, True), (False, False)])
def test_only_a_rehearsal_server_may_take_hours_for_a_request(monkeypatch, rehearsal, there):
    monkeypatch.setattr(servers.odoo, "options", lambda _name: [])
    words = servers._command("x", 1, rehearsal)
    assert ("--limit-time-real" in words) is there
    assert "--no-database-list" in words
