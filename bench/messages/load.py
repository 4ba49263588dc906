"""Users at once: each asks, reads the whole answer, and asks again; plain sockets, so that asking costs little."""

import socket
import threading
import time
from collections import Counter
from typing import NamedTuple

from tools.ports import HOST

USERS = 20
TIMEOUT = 60
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
            answer = b"".join(iter(lambda: line.recv(65536), b""))
    except OSError:
        return 0, b""
    return (int(answer[9:12]) if answer[9:12].isdigit() else 0), answer
