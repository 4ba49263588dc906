"""Odoo as a city serves it: worker processes, the crons elsewhere."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from tools import odoo, paths, ports

WORKERS = 2
PATIENCE = 120  # seconds to start and to end


@contextmanager
def served(ground):
    """Serve a ground's database and give the port."""
    port = ports.any_free()
    words = [*odoo.options(ground.name), *ground.options, f"--http-port={port}", f"--gevent-port={ports.any_free()}"]
    limits = [f"--workers={WORKERS}", "--max-cron-threads=0", "--no-database-list", "--limit-request=1000000"]
    paths.LOG.mkdir(parents=True, exist_ok=True)
    with (paths.LOG / "bench-messages.log").open("a") as log:
        server = subprocess.Popen(
            odoo.command("server", *words, *limits),
            env=odoo.environment(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )
    try:
        _wait_for(port, server)
        yield port
    finally:
        _end(server)


def _wait_for(port, server):
    end = time.monotonic() + PATIENCE
    while not _answers(port):
        if server.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"the server does not answer; its log: {paths.LOG / 'bench-messages.log'}")
        time.sleep(0.3)


def _answers(port):
    try:
        with urllib.request.urlopen(f"{ports.address(port)}/web/health", timeout=PATIENCE):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _end(server):
    server.terminate()
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
