"""Cities to measure on: one that stands already as the database city-N, made by ./jn city, is used as it is; others are made and taken away."""

import os
from contextlib import contextmanager

from bench import serving
from bench.ground import Ground, copied
from tools import databases, ports, psql
from tools.commands.city import fill
from tools.prepare import make
from tools.say import step

SEED = 1
COPIED = 1_000_000  # cases of a city that is copied before it is written on; a larger one takes too much room for that


@contextmanager
def city(cases):
    """The database of a city of that size."""
    name = f"city-{cases}"
    if databases.exists(name):
        yield name
        return
    make(name, rehearsal=True, demo=False)
    try:
        if fill(name, cases, SEED):
            raise RuntimeError(f"the city of {cases:,} cases could not be made")
        yield name
    finally:
        databases.drop(name)


@contextmanager
def spare(cases):
    """A city of that size that may be written on: made for it, or a copy of one that stands; a very large one keeps what is written."""
    stands = databases.exists(f"city-{cases}")
    with city(cases) as name:
        if not stands or cases > COPIED:
            yield name
            return
        with copied(name, f"{name}-bench-{os.getpid()}") as ground:
            yield ground.name


@contextmanager
def served(name):
    """Serve a city as in life, once it has come to its present, and give the address."""
    with serving.served(come_to_present(Ground(name)), crons=1) as server:
        yield ports.address(server.port)


def come_to_present(ground):
    """Do what has fallen due since a city was made, and bring its statistics and what indexes rely on up to date; return its ground."""
    with step(f"{ground.name} comes to its present"):
        ground.script("bench.catching_up")
        psql.ask("VACUUM (ANALYZE)", ground.name)
    return ground
