"""A database is made, brought up to date, or refused, as its facts say."""

import pytest

from tools import prepare
from tools.trouble import Trouble


@pytest.fixture
def world(copy, monkeypatch):
    """A server with the database `there`; what is done to databases is noted."""
    done = []
    facts = {"rehearsal": False, "demo": False, "addons": {"jn_a": "1", "jn_b": "1"}, "pack": "p"}
    monkeypatch.setattr(prepare.databases, "exists", lambda name: name == "there")
    monkeypatch.setattr(prepare.databases, "require", lambda _name: facts)
    monkeypatch.setattr(prepare.databases, "facts", lambda _name: facts)
    monkeypatch.setattr(prepare.databases, "drop", lambda name: done.append(("drop", name)))
    monkeypatch.setattr(prepare.databases, "copy", lambda source, name: done.append(("copy", source, name)))
    monkeypatch.setattr(prepare.databases, "note", lambda name, **changes: done.append(("note", changes)))
    monkeypatch.setattr(prepare.templates, "ensure", lambda: "template")
    monkeypatch.setattr(prepare.addons, "checksums", lambda: {"jn_a": "1", "jn_b": "1"})
    monkeypatch.setattr(prepare.stamps, "folder_digest", lambda _folder: "p")
    monkeypatch.setattr(
        prepare.odoo,
        "script",
        lambda name, *_a, **given: done.append((name, given)) or (0, '[["admin", "admin", "x"]]'),
    )
    monkeypatch.setattr(prepare.odoo, "install", lambda name, modules, *_a: done.append(("install", modules)))
    return done


def test_a_new_database_is_a_copy_of_the_template_that_then_starts(world):
    prepare.ensure("new", rehearsal=True, demo=False)
    assert world[0] == ("copy", "template", "new")
    assert world[1][0] == "first_start"
    assert (world[1][1]["rehearsal"], world[1][1]["demo"]) == (True, False)


def test_the_logins_of_a_new_database_are_kept_to_be_told_again(world):
    prepare.ensure("new")
    assert world[2] == ("note", {"rehearsal": False, "demo": True, "logins": [["admin", "admin", "x"]]})


def test_a_database_that_could_not_start_is_not_left_behind(world, monkeypatch):
    monkeypatch.setattr(prepare.odoo, "script", lambda *_a, **_k: (1, ""))
    with pytest.raises(Trouble, match="could not be made"):
        prepare.ensure("new")
    assert world[-1] == ("drop", "new")


def test_an_up_to_date_database_is_left_alone(world):
    prepare.ensure("there")
    assert world == []


def test_a_changed_addon_is_updated_and_a_new_one_installed(world, monkeypatch):
    now = {"jn_a": "2", "jn_b": "1", "jn_c": "1"}
    monkeypatch.setattr(prepare.addons, "checksums", lambda: now)
    prepare.ensure("there")
    assert world == [
        ("install", {"--update": ["jn_a"], "--init": ["jn_c"]}),
        ("note", {"addons": now}),
    ]


def test_a_changed_pack_is_never_applied_by_itself_but_told(world, monkeypatch, capsys):
    monkeypatch.setattr(prepare.stamps, "folder_digest", lambda _folder: "other")
    prepare.ensure("there")
    assert world == []
    assert "./jn pack plan" in capsys.readouterr().err


def test_the_clock_of_an_existing_database_does_not_become_movable(world):
    with pytest.raises(Trouble, match="--fresh makes it anew"):
        prepare.ensure("there", rehearsal=True)


def test_fresh_drops_what_was_there_first(world, monkeypatch):
    monkeypatch.setattr(prepare.databases, "exists", lambda _name: False)
    prepare.ensure("there", fresh=True)
    assert world[0] == ("drop", "there")
    assert world[1][0] == "copy"
