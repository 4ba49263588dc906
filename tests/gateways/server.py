"""A loopback server that is told how to behave; each provider adds how it checks a call and what it answers."""

import json
import sys
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

LONGEST_HOLD = 30


class Call(NamedTuple):
    """What came in: `query` is a list of pairs, header names are in lower case, `at` is by the monotonic clock."""

    method: str
    path: str
    query: list
    headers: dict
    body: bytes
    at: float = 0.0


class Answer(NamedTuple):
    """What goes out; without a body in JSON the raw one is sent."""

    data: object = None
    status: int = 200
    raw: bytes | None = None


# Scripted behaviour: the line is cut without an answer, before or after the provider has done its work.
CUT_BEFORE, CUT_AFTER = "cut before", "cut after"
# No answer until the server closes, though the work is done.
HOLD = "hold"
GARBAGE = Answer(raw=b"<html>502 Bad Gateway</html>", status=502)


class Gateway:
    """Serves on a free port of 127.0.0.1 while its `with` block runs.

    `script` holds what happens to the next calls, one entry each: an Answer, or one of the words
    above; without an entry the provider answers as it does when all is well. `calls` is what
    came in, `latency` the seconds that every answer takes.
    """

    latency = 0

    def __init__(self):
        self.calls, self.script = [], deque()
        self.lock, self._closing = threading.Lock(), threading.Event()

    def __enter__(self):
        self._server = Server(("127.0.0.1", 0), type("Bound", (Handler,), {"gateway": self}))
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_error):
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def check(self, call):
        """Return the Answer that refuses a call that is not signed as it must be, None if it is."""
        raise NotImplementedError

    def work(self, call):
        """Do what a good call asks for and return the Answer."""
        raise NotImplementedError

    def respond(self, call):
        """Return the Answer to a call, None if the line is cut."""
        with self.lock:
            self.calls.append(call)
            step = self.script.popleft() if self.script else None
        if step == CUT_BEFORE or self._closing.is_set():
            return None
        if isinstance(step, Answer):
            return step
        with self.lock:
            answer = self.check(call) or self.work(call)
        if step == HOLD:
            self._closing.wait(LONGEST_HOLD)
        return None if step else answer


class Server(ThreadingHTTPServer):
    """Takes it calmly when whoever called has died meanwhile."""

    request_queue_size = 128

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for a gateway."""

    gateway = None
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self):
        call = self._call()
        answer = self.gateway.respond(call) if call else None
        if self.gateway.latency:
            time.sleep(self.gateway.latency)
        if answer is None:
            self.close_connection = True
        else:
            self._send(answer)

    do_GET = do_POST

    def log_message(self, *_args):
        pass

    def _call(self):
        """The call, None if whoever called died in the middle of it."""
        address = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        size = int(headers.get("content-length", 0))
        body = self.rfile.read(size)
        if len(body) < size:
            return None
        pairs = parse_qsl(address.query, keep_blank_values=True)
        return Call(self.command, address.path, pairs, headers, body, time.monotonic())

    def _send(self, answer):
        body = json.dumps(answer.data).encode() if answer.raw is None else answer.raw
        self.send_response(answer.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
