"""What all measurements tell alike."""

import doctest

from bench import report


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(report).failed == 0


def test_numbers_are_kept_and_the_page_is_written_only_when_asked(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(report.paths, "ROOT", tmp_path)
    monkeypatch.setattr(report, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(report, "PAGES", tmp_path / "pages")
    report.keep("one", {"rate": 5}, "The page.")
    assert (tmp_path / "kept" / "one.json").read_text() == '{\n "rate": 5\n}\n'
    assert not (tmp_path / "pages").exists()
    report.keep("one", {"rate": 5}, "The page.", "# Head\n")
    assert (tmp_path / "pages" / "one.md").read_text() == "# Head\n\nThe page.\n"
    assert "The page." in capsys.readouterr().out


def test_a_bound_is_kept_by_the_number_itself_and_not_by_what_is_printed():
    assert not report.at_least("rate", 1.7999, 1.8).kept
    assert not report.at_most("tail", 0.60001, 0.6).kept
    assert report.at_least("rate", 1.8, 1.8).kept
    assert report.at_most("tail", 0.6, 0.6).kept
