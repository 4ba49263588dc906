"""Odoo servers: each for one database, with its own ports, log and lease."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from . import databases, leases, odoo, paths, ports
from .trouble import Trouble

PREFIX = "server-"
HEALTH = ("/web/health", "/jn/health")
PATIENCE = 180  # seconds for a server to answer or to end
REHEARSAL_LIMIT = 4 * 3600  # seconds a request may take where the clock is moved by weeks


def running(database=None):
    """Return the leases of our living servers, all or those of one database."""
    found = [lease for lease in leases.living() if lease["name"].startswith(PREFIX)]
    return [lease for lease in found if database in (None, lease["database"])]


def url(lease):
    """Return a server's address."""
    return ports.address(lease["port"])


def log_of(database):
    """Return the log file of a database's server."""
    return paths.LOG / f"{database}.log"


def _command(database, port, rehearsal):
    """Return the command line of a server."""
    limits = ["--limit-time-real", REHEARSAL_LIMIT, "--limit-time-cpu", REHEARSAL_LIMIT]
    return odoo.command(
        "server",
        *odoo.options(database),
        "--no-database-list",
        f"--http-port={port}",
        f"--gevent-port={ports.any_free()}",
        *(limits if rehearsal else []),
    )


def check_port(port):
    """Say in one sentence when the port is taken."""
    if not ports.is_free(port):
        raise Trouble(f"Port {port} is taken by another program; try ./jn run --port {ports.any_free()}")


def start(database, port, rehearsal):
    """Start a server and return its lease; it goes on when we end."""
    check_port(port)
    databases.set_address(database, ports.address(port))
    paths.LOG.mkdir(parents=True, exist_ok=True)
    with log_of(database).open("a") as log:
        process = subprocess.Popen(
            _command(database, port, rehearsal),
            env=odoo.environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return leases.take(PREFIX + database, process.pid, database=database, port=port)


def _answers(address):
    """Tell whether an address answers well; one that does not exist (yet) is well, too."""
    try:
        with urllib.request.urlopen(address, timeout=60):
            return True
    except urllib.error.HTTPError as error:
        return error.code == 404
    except OSError:
        return False


def wait_until_healthy(lease):
    """Return when the server answers; Trouble if it ends or keeps silent."""
    end = time.monotonic() + PATIENCE
    while not all(_answers(url(lease) + path) for path in HEALTH):
        if not leases.alive(lease):
            raise Trouble(f"The server ended at once; its log says why: {log_of(lease['database'])}")
        if time.monotonic() > end:
            raise Trouble(f"The server does not answer; its log: {log_of(lease['database'])}")
        time.sleep(0.3)


def stop(lease):
    """End a server of ours, gently first."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        if leases.alive(lease):
            os.kill(lease["pid"], kind)
        if _wait_for_end(lease, 20):
            break
    leases.drop(lease["name"])


def _wait_for_end(lease, patience):
    """Tell whether the process ended in time (a child of ours is reaped on the way)."""
    end = time.monotonic() + patience
    while leases.alive(lease):
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True
