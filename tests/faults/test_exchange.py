"""The process that reads an exchange table when it dies: every row arrives, and none twice (decision B8, Art. 6 逐一对接)."""

import pytest

from tools import odoo

from .conftest import BATCH

AMOUNT, KILLS, SEED = 600, 30, 2019
SECRET = "faults"
PULLER = "jn.intake.puller"


@pytest.fixture
def exchange(fresh, monkeypatch):
    """A database with an exchange table of `AMOUNT` rows, none of them read yet."""
    monkeypatch.setenv(f"JN_TABLE_{SECRET.upper()}", odoo.environment().get("PGPASSWORD") or "none")
    fresh.script("exchange_fill", count=AMOUNT, batch=BATCH, secret=SECRET)
    return fresh


def test_readers_killed_in_the_midst_of_their_batches_bring_every_row_once(exchange):
    told = exchange.script("sweep", sweep=PULLER, kills=KILLS, seed=SEED, processes=0)
    assert (told["killed"], told["left"]) == (KILLS, 1)
    midway = exchange.script("exchange_check")
    assert BATCH <= midway["taken"] <= AMOUNT - BATCH, f"the kills must fall into the work: {midway}"
    assert midway["faults"] == {}, "what is there and how far it was read is one transaction"
    exchange.script("sweep", sweep=PULLER)
    assert exchange.script("exchange_check") == {"taken": AMOUNT, "faults": {}}


def test_the_check_sees_a_position_that_ran_ahead_of_what_arrived(exchange):
    assert exchange.script("exchange_check", ahead=BATCH)["faults"] == {"rows on the wrong side of the position": BATCH}
