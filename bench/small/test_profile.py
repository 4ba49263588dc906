"""A look into a measurement on a few records: Odoo's statements are told, and the functions of all its programs."""

import json
import subprocess
import sys

from bench import report
from tools import paths


def test_the_sweeps_statements_and_functions_are_found(template):
    words = [sys.executable, "-m", "bench.profiling", "engine", template, "--records", "200", "--repeat", "1"]
    done = subprocess.run(words, cwd=paths.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads((report.KEPT / "profile-engine.json").read_text(encoding="utf-8"))
    assert any("jn_flow_deadline" in statement and "SKIP LOCKED" in statement for statement in found["statements"])
    assert found["looks"] > 100 and any("jn_flow" in function for function in found["ours"])
    assert "times | seconds" in " ".join(done.stdout.split())
