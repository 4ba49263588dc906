"""The command line: every command explains itself, and trouble is one sentence."""

import errno

import pytest

from tools import cli
from tools.trouble import Trouble

NAMES = ["run", "stop", "test", "lint", "bench", "shell", "apikey", "pack"]


@pytest.fixture
def failing(monkeypatch):
    """Make `lint` raise what the test wants."""

    def arrange(error):
        def main(_options):
            raise error

        monkeypatch.setattr(cli.lint, "main", main)

    return arrange


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_a_help(name, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main([name, "--help"])
    assert end.value.code == 0
    assert f"./jn {name}" in capsys.readouterr().out


def test_the_contract_of_run_is_kept():
    words = ["run", "--port", "1", "--db", "x", "--rehearsal", "--no-demo", "--fresh", "--background"]
    options = cli.parser().parse_args(words)
    assert (options.port, options.db) == (1, "x")
    assert options.rehearsal and options.no_demo and options.fresh and options.background


def test_run_serves_jining_on_8069_by_default():
    options = cli.parser().parse_args(["run"])
    assert (options.db, options.port) == ("jining", 8069)


def test_words_after_test_belong_to_pytest():
    assert cli._parse(["test", "-x", "-k", "call", "tests"]).rest == ["-x", "-k", "call", "tests"]


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["fly"])
    assert end.value.code == 2
    assert "fly" in capsys.readouterr().err


def test_trouble_is_one_sentence_on_stderr(failing, capsys):
    failing(Trouble("the door is locked; run ./open"))
    assert cli.main(["lint"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "jn: the door is locked; run ./open\n")


def test_a_full_disk_is_one_sentence(failing, capsys):
    failing(OSError(errno.ENOSPC, "No space left on device", "/x"))
    assert cli.main(["lint"]) == 1
    assert "No space left on device: /x" in capsys.readouterr().err


def test_an_interruption_ends_quietly(failing):
    failing(KeyboardInterrupt())
    assert cli.main(["lint"]) == 130


def test_purging_one_database_is_refused(capsys):
    assert cli.main(["stop", "--purge", "--db", "x"]) == 1
    assert "without --db" in capsys.readouterr().err


def test_a_folder_that_is_no_pack_is_told(copy, capsys):
    assert cli.main(["pack", "plan", str(copy)]) == 1
    assert "no pack.yaml" in capsys.readouterr().err
