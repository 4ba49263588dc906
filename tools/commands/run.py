"""Set everything up and serve the product."""

import signal
import time

from .. import databases, leases, postgres, prepare, servers, setup
from ..say import say, step
from ..trouble import Trouble

DEFAULT_DATABASE = "jining"
DEFAULT_PORT = 8069


def add_arguments(parser):
    """Declare the options."""
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="port to serve on (default: %(default)s)")
    parser.add_argument("--db", default=DEFAULT_DATABASE, help="database to serve (default: %(default)s)")
    parser.add_argument("--rehearsal", action="store_true", help="a database with a movable clock")
    parser.add_argument("--no-demo", action="store_true", help="without the demo city")
    parser.add_argument("--fresh", action="store_true", help="make the database anew, what was in it is lost")
    parser.add_argument("--background", action="store_true", help="return when the server answers")


def _free_the_way(options):
    """Stop the database's server where it must be made anew; tell if it already serves."""
    for lease in servers.running(options.db):
        if not options.fresh:
            return lease
        servers.stop(lease)
    return None


def _serve(options):
    """Have the database ready and start its server; return its lease."""
    wanted = options.rehearsal or not options.no_demo
    facts = prepare.ensure(options.db, wanted, not options.no_demo, options.fresh)
    lease = servers.start(options.db, options.port, facts["rehearsal"])
    try:
        with step("Starting the server"):
            servers.wait_until_healthy(lease)
    except BaseException:
        servers.stop(lease)
        raise
    return lease


def _set_up(options):
    """Do the whole set-up and serve; leave no server behind if that fails."""
    servers.check_port(options.port)
    setup.programs()
    postgres.start()
    try:
        return _serve(options)
    except BaseException:
        postgres.stop_if_idle()
        raise


def _tell(lease):
    """Print the address, where things stand, and the logins."""
    database = lease["database"]
    print(f"\n  {servers.url(lease)}   database {database}, log {servers.log_of(database)}\n")
    for login, password, who in databases.facts(database).get("logins", ()):
        print(f"  {login:<20} {password or '(password as set)':<20} {who}")
    print(flush=True)


def _stay(lease):
    """Stay until the server ends or somebody stops us, then stop the server."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    say("  Ctrl-C stops it.")
    try:
        while leases.alive(lease):
            time.sleep(0.5)
        say(f"The server has ended; its log: {servers.log_of(lease['database'])}")
        return 1
    except KeyboardInterrupt:
        say("\n  stopping …")
        return 0
    finally:
        servers.stop(lease)
        with setup.locked():
            postgres.stop_if_idle()


def main(options):
    """Serve one database; foreground until Ctrl-C, or in the background."""
    with setup.locked():
        lease = _free_the_way(options)
        if lease and not options.background:
            raise Trouble(
                f"{options.db} is already served at {servers.url(lease)}; ./jn stop --db {options.db} stops it"
            )
        started = lease or _set_up(options)
    _tell(started)
    return 0 if options.background else _stay(started)
