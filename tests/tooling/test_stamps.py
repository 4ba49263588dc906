"""A stamp changes exactly when what it stands for changes."""

from tools import stamps


def test_a_stamp_that_was_never_set_is_empty(copy):
    assert stamps.read("venv") == ""


def test_a_stamp_says_what_was_written(copy):
    stamps.write("venv", "abc")
    assert stamps.read("venv") == "abc"


def test_a_file_counts_with_its_content(copy):
    file = copy / "lock"
    file.write_text("a==1")
    before = stamps.digest(file)
    file.write_text("a==2")
    assert stamps.digest(file) != before


def test_parts_are_told_apart():
    assert stamps.digest("ab", "c") != stamps.digest("a", "bc")


def test_a_renamed_file_changes_its_folder(copy):
    (copy / "a.py").write_text("x")
    before = stamps.folder_digest(copy)
    (copy / "a.py").rename(copy / "b.py")
    assert stamps.folder_digest(copy) != before


def test_compiled_files_do_not_count(copy):
    before = stamps.folder_digest(copy)
    (copy / "__pycache__").mkdir()
    (copy / "__pycache__" / "a.pyc").write_bytes(b"x")
    assert stamps.folder_digest(copy) == before
