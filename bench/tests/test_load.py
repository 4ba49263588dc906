"""How the load of measurements asks, and what it tells."""

import doctest
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bench import load, rates


@pytest.mark.parametrize("module", [load, rates], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.fixture
def server():
    """Answers a GET with its path and a POST with its body; /cut not at all."""

    class Echo(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path != "/cut":
                self.say(self.path.encode())

        def do_POST(self):
            self.say(self.rfile.read(int(self.headers["Content-Length"])))

        def say(self, words):
            self.send_response(404 if b"missing" in words else 200)
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_words):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield running.server_address[1]
    running.shutdown()
    running.server_close()


def test_every_request_is_asked_once_and_told_of(server):
    requests = [load.get(f"/{place}") for place in range(50)] + [load.get("/missing"), load.get("/cut")]
    told = load.run(server, requests)
    assert told.statuses == Counter({200: 50, 404: 1, 0: 1})
    assert len(told.times) == 52
    assert told.seconds > 0


def test_an_answer_without_its_mark_is_counted(server):
    told = load.run(server, [load.get("/one"), load.get("/two"), load.get("/three")], b"/t", users=2)
    assert told.unlike == 1


def test_a_form_is_sent_as_browsers_do(server):
    status, answer = load.ask(server, load.post_form("/", {"level": 5, "comment": "满意"}))
    assert status == 200
    body = answer.partition(b"\r\n\r\n")[2].decode()
    assert 'name="level"\r\n\r\n5\r\n' in body
    assert 'name="pictures"; filename=""' in body
    assert "满意" in body
    assert body.endswith("--\r\n")
