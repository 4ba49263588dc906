"""What is installed, what it needs, and what has changed."""

import pytest

from tools import addons, paths


@pytest.fixture
def two(copy):
    """Two addons, one for tests only, and a folder that is none."""
    for name, needs in {"jn_a": ["base", "mail"], "jn_b": ["jn_a", "web"], "test_jn": ["jn_b", "sale"]}.items():
        (paths.ADDONS / name).mkdir(parents=True)
        (paths.ADDONS / name / "__manifest__.py").write_text(repr({"name": name, "depends": needs}))
    (paths.ADDONS / "leftover").mkdir()
    return copy


def test_test_addons_and_leftovers_are_not_installed(two):
    assert addons.names() == ["jn_a", "jn_b"]


def test_test_addons_are_known_to_the_suite(two):
    assert addons.for_tests() == ["test_jn"]


def test_what_is_needed_of_others_is_not_ours(two):
    assert addons.outside_needs() == ["base", "mail", "web"]


def test_only_the_changed_addon_has_another_checksum(two):
    before = addons.checksums()
    (paths.ADDONS / "jn_b" / "x.py").write_text("x = 1\n")
    after = addons.checksums()
    assert after["jn_a"] == before["jn_a"]
    assert after["jn_b"] != before["jn_b"]
