"""A pack's folder is read and written whole."""

from tools.odoo_scripts import pack_files


def test_what_is_written_is_read_again(copy):
    files = {"pack.yaml": b"a: 1\n", "flows/case.yaml": "名: 案\n".encode()}
    pack_files.write(copy, files)
    assert pack_files.read(copy) == files


def test_a_file_that_the_pack_no_longer_has_is_removed(copy):
    pack_files.write(copy, {"old.yaml": b""})
    pack_files.write(copy, {"pack.yaml": b""})
    assert list(pack_files.read(copy)) == ["pack.yaml"]


def test_other_files_beside_the_pack_are_left_alone(copy):
    (copy / "README.md").write_text("mine")
    pack_files.write(copy, {"pack.yaml": b""})
    assert (copy / "README.md").read_text() == "mine"
