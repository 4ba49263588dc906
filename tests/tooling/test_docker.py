"""The image: its requirements, and what its entrypoint starts (seen through programs that only tell)."""

import ast
import os
import re
import subprocess
from itertools import pairwise

import pytest
import yaml

from tools import paths, postgres

ENTRYPOINT = paths.ROOT / "docker" / "entrypoint.sh"
OF_THE_IMAGE = {"psycopg2", "lxml", "requests", "cryptography", "openpyxl", "reportlab", "qrcode", "polib", "pytz"}
TELLER = '#!/bin/sh\necho "$(basename "$0") $*" >> "$TOLD"\n'


def pins(file):
    """Return the set of lines that pin a version."""
    return {line for line in (paths.ROOT / file).read_text().splitlines() if "==" in line}


def plain(name):
    """Return a package's name as indexes compare it."""
    return name.lower().replace("_", "-")


@pytest.fixture
def start(copy):
    """Return a function that runs the entrypoint and gives what it started, one line each."""
    for name in ("odoo", "python3"):
        (copy / name).write_text(TELLER)
    (copy / "addons" / "jn_a").mkdir(parents=True)
    (copy / "addons" / "test_jn").mkdir()
    for addon in (copy / "addons").iterdir():
        (addon / "__manifest__.py").touch()

    def run(*words, ours=False, **environment):
        (copy / "psql").write_text(TELLER + ("echo 1\n" if ours else ""))
        for name in ("odoo", "python3", "psql"):
            (copy / name).chmod(0o755)
        told = copy / "told"
        path = f"{copy}{os.pathsep}{os.environ['PATH']}"
        given = {"PATH": path, "JN_HOME": str(copy), "TOLD": str(told), **environment}
        subprocess.run(["bash", ENTRYPOINT, *words], env=given, check=True, stdin=subprocess.DEVNULL)
        return told.read_text().splitlines()

    return run


def test_every_version_of_the_image_is_the_locks():
    assert pins("docker/requirements.txt") <= pins("tools/requirements.lock")


def test_a_citys_database_plans_as_the_one_that_was_measured():
    """Only addresses, connections and memory are the host's own matter."""
    measured = dict(line.split(" = ") for line in postgres.SETTINGS.split("\n") if " = " in line)
    command = yaml.safe_load((paths.ROOT / "docker" / "compose.yaml").read_text())["services"]["db"]["command"].split()
    given = dict(setting.split("=") for option, setting in pairwise(command) if option == "-c")
    hosts = {"listen_addresses", "unix_socket_directories", "unix_socket_permissions", "max_connections", "timezone", "log_timezone"}
    assert given.keys() == measured.keys() - hosts
    assert given.pop("shared_buffers").startswith("${JN_SHARED_BUFFERS:-")
    assert given.items() <= measured.items()


def test_the_image_has_what_the_addons_need():
    needed = set()
    for file in paths.ADDONS.glob("*/__manifest__.py"):
        needed.update(ast.literal_eval(file.read_text()).get("external_dependencies", {}).get("python", ()))
    there = {plain(line.split("==")[0]) for line in pins("docker/requirements.txt")} | OF_THE_IMAGE
    assert {plain(name) for name in needed} <= there


def test_web_serves_behind_a_proxy_and_leaves_the_timers_to_cron(start):
    (line,) = start("web", JN_WORKERS="3")
    assert "--proxy-mode" in line and "--workers=3" in line and "--max-cron-threads=0" in line
    assert "--no-database-list" in line and "--http-interface=0.0.0.0" in line


def test_web_is_what_starts_without_a_word(start):
    assert start() == start("web")[:1]


def test_cron_serves_nobody(start):
    (line,) = start("cron")
    assert "--no-http" in line and "--max-cron-threads=2" in line


def test_the_first_init_installs_applies_the_pack_and_makes_the_administrator(start):
    lines = [line for line in start("init") if not line.startswith("psql")]
    assert "--init=jn_a" in lines[0]
    assert "runner.py make_template" in lines[1]
    assert "runner.py first_start" in lines[2] and '"development": false' in lines[2]


def test_a_later_init_updates_and_does_nothing_else(start):
    lines = [line for line in start("init", ours=True) if not line.startswith("psql")]
    assert len(lines) == 1
    assert "--update=jn_a" in lines[0]


def test_any_other_word_is_an_odoo_command(start):
    assert start("shell", "-d", "x") == ["odoo shell -d x"]


def test_a_secret_comes_from_its_file(start, copy):
    (copy / "odoo").write_text('#!/bin/sh\necho "$PGPASSWORD" >> "$TOLD"\n')
    (copy / "password").write_text("s3cret")
    assert start("web", PGPASSWORD_FILE=str(copy / "password")) == ["s3cret"]


NGINX = paths.ROOT / "docker" / "nginx.conf"


def test_nginx_logs_no_citizens_link():
    text = NGINX.read_text()
    [shown] = re.findall(r"log_format (\w+) '([^;]*)';", text)
    assert not re.search(r"\$(request|request_uri|uri|args|http_referer)\b", shown[1])
    assert re.findall(r"access_log \S+ (\w+);", text) == [shown[0]]
    [place] = re.findall(r"location /jn/r/ \{([^}]*)\}", text)
    assert "error_log /dev/stderr crit;" in place, "lines of lesser errors name the request"


def shown(uri):
    """What nginx logs of an address: the first pattern of its map that matches."""
    [rows] = re.findall(r"map \$request_uri \$shown_uri \{(.*?)\n\}", NGINX.read_text(), re.DOTALL)
    for pattern, shape in re.findall(r"~(\S+) (\S+);", rows):
        found = re.match(pattern.replace("(?<", "(?P<"), uri)
        for name, words in found.groupdict("").items() if found else ():
            shape = shape.replace(f"${name}", words)
        if found:
            return shape
    return uri


@pytest.mark.parametrize(("uri", "seen"), [
    ("/jn/r/42.mZ_-x?lang=en_US", "/jn/r/[link]?lang=en_US"),
    ("/jn/r/42.mZ", "/jn/r/[link]"),
    ("/jn/sms/3?key=mZx-_9", "/jn/sms/3?key=[secret]"),
    ("/jn/sms/3?a=1&key=mZx-_9&b=2", "/jn/sms/3?a=1&key=[secret]&b=2"),
    ("/odoo/jn-cases?key=7", "/odoo/jn-cases?key=7"),
])
def test_nginx_hides_tokens_and_secret_words_and_keeps_the_rest(uri, seen):
    assert shown(uri) == seen
