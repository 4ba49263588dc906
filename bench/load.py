"""Users at once: each asks, reads the whole answer, and asks again; plain sockets, so that asking costs little."""

import re
import socket
import threading
import time
from collections import Counter
from typing import NamedTuple

from tools.ports import HOST

USERS = 20
TIMEOUT = 60
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
BOUNDARY = "jn-bench-0123456789"
FILE = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="pictures"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n\r\n'


class Told(NamedTuple):
    """What came of many requests: `seconds` in all, {status: how many}, how many lacked their mark, each one's seconds."""

    seconds: float
    statuses: Counter
    unlike: int
    times: list


def get(path):
    """A request for a page, as bytes."""
    return _request("GET", path, {}, b"")


def post(path, body, **headers):
    """A posted body, as bytes; underscores in the names of headers stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return _request("POST", path, {**named, "Content-Length": str(len(body))}, body)


def post_form(path, fields):
    """A posted form as browsers send one with an empty field for files."""
    parts = [f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    body = "".join([*parts, FILE, f"--{BOUNDARY}--\r\n"]).encode()
    return post(path, body, Content_Type=f"multipart/form-data; boundary={BOUNDARY}")


def run(port, requests, mark=b"", users=USERS):
    """Let `users` work through an iterable of requests; every answer is to hold `mark`."""
    waiting, lock, told = iter(requests), threading.Lock(), []

    def work():
        while True:
            with lock:
                request = next(waiting, None)
            if request is None:
                return
            started = time.perf_counter()
            status, answer = ask(port, request)
            told.append((status, mark in answer, time.perf_counter() - started))

    threads = [threading.Thread(target=work) for _user in range(users)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - started
    return Told(seconds, Counter(row[0] for row in told), sum(not row[1] for row in told), [row[2] for row in told])


def _request(method, path, headers, body):
    head = {"Host": HOST, "Connection": "close", "Accept-Language": "zh-CN", **headers}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", ""]
    return "\r\n".join(lines).encode() + body


def ask(port, request):
    """Ask once; return (status, whole answer); status 0 for a line that was cut."""
    try:
        with socket.create_connection((HOST, port), timeout=TIMEOUT) as line:
            line.sendall(request)
            answer = _heard(line)
    except OSError:
        return 0, b""
    return (int(answer[9:12]) if answer[9:12].isdigit() else 0), answer


def _heard(line):
    """The whole answer, and not a moment longer: as browsers and proxies do, else the server waits for who waits for it."""
    answer, length = b"", None
    while length is None or len(answer) < length:
        part = line.recv(65536)
        answer += part
        if not part:
            break
        length = length or whole_length(answer)
    return answer


def whole_length(answer):
    """How many bytes an answer has, head and body; None as long as that is not said.

    >>> whole_length(b"HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nhe"), whole_length(b"HTTP/1.1 200 OK\\r\\n")
    (43, None)
    """
    head, end, _body = answer.partition(b"\r\n\r\n")
    found = LENGTH.search(head)
    return len(head) + len(end) + int(found[1]) if end and found else None
