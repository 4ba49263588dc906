"""What the README tells a newcomer to type does what the README says."""

import json
import re
import shlex
import subprocess

from .contract import ROOT, CitizenPage

EXAMPLE = re.compile(r"^    KEY=.*?\}\]\}'$", re.MULTILINE | re.DOTALL)
ADDRESS = "http://127.0.0.1:8069"


def example(name):
    [lines] = EXAMPLE.findall((ROOT / name).read_text(encoding="utf-8"))
    return lines


def typed(name, city):
    """Type the README's lines at this run's server, by its rehearsal clock; return what the server answers."""
    lines = example(name).replace(ADDRESS, city.url).replace("apikey intake", f"apikey intake --db {shlex.quote(city.db)}")
    # the server's clock may stand days ahead of the machine's
    clock = f'date() {{ command date -d "$2 {city.now():%F %TZ}" "$3"; }}\n'
    done = subprocess.run(["bash", "-c", clock + lines], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    return json.loads(done.stdout)


def test_both_readmes_tell_the_same():
    assert example("README.md") == example("README.zh_CN.md")


def test_the_line_of_the_readme_makes_a_case_that_its_page_answers(city):
    [result] = typed("README.md", city)
    assert result == {"ref": "2026-0001", "status": "created", "id": result["id"], "error": False}
    city.daytime()
    assert city.stage(result["id"]) == ("revisiting", None)
    page = CitizenPage(city.url, city.link(result["id"]))
    assert page.open().ok
    assert page.rate(5).ok
    assert city.stage(result["id"]) == ("closed", "satisfied")


def test_the_link_leads_to_this_server(city):
    case = city.asked()
    assert city.url_of(case).startswith(f"{city.url}/jn/r/")


def test_the_pack_is_written_out_as_it_is_shipped(city, tmp_path):
    target, shipped = tmp_path / "jining_2019-export", ROOT / "config" / "packs" / "jining_2019"
    jn = ROOT / "jn"
    subprocess.run([jn, "pack", "export", target, "--db", city.db], capture_output=True, check=True, timeout=300)
    assert {path.relative_to(target): path.read_bytes() for path in target.rglob("*.yaml")} == {
        path.relative_to(shipped): path.read_bytes() for path in shipped.rglob("*.yaml")
    }
