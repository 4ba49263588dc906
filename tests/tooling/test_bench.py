"""./jn bench: which measurements there are, and how its options reach them."""

import pytest

from tools import cli
from tools.commands import bench, profile
from tools.trouble import Trouble


def words(*given):
    return bench.words(cli._parse(["bench", *given]))


def test_the_engine_is_measured():
    assert "engine" in bench.known()


def test_every_folder_without_something_to_run_is_left_out():
    assert not {"tests", "addons"} & set(bench.known())


def test_options_are_handed_on_only_when_given():
    assert words("engine") == []
    assert words("engine", "--records", "500", "--repeat", "1", "--write") == ["--records", "500", "--repeat", "1", "--write"]


def test_an_unknown_measurement_is_refused_with_those_that_there_are():
    with pytest.raises(Trouble, match="engine"):
        bench.main(cli._parse(["bench", "speed"]))


def test_a_number_of_records_below_one_is_refused():
    with pytest.raises(Trouble, match="above 0"):
        bench.main(cli._parse(["bench", "engine", "--records", "0"]))


def test_an_unknown_measurement_cannot_be_looked_into_and_no_page_is_written_of_one():
    with pytest.raises(Trouble, match="intake"):
        profile.main(cli._parse(["profile", "speed"]))
    with pytest.raises(SystemExit):
        cli._parse(["profile", "engine", "--write"])
