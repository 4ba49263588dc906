from hypothesis import given
from hypothesis import strategies as st

from ..sampling import draw, seal, stratified
from .common import SIGNS, quick

COUNTIES = {"rencheng": range(60), "yanzhou": range(100, 130), "qufu": range(200, 210)}
KNOWN_DRAW = (10, 64, 18, 53, 58)
KNOWN_WEIGHTED = (99, 1, 10, 64, 18)


def test_strata_are_drawn_in_proportion():
    drawn = stratified(COUNTIES, 20, "2019Q2")
    counts = [sum(row in rows for row in drawn) for rows in COUNTIES.values()]
    assert counts == [12, 6, 2]


def test_fewer_rows_than_wanted_are_all_drawn():
    assert sorted(stratified({"a": [1, 2], "b": [3]}, 20, "seed")) == [1, 2, 3]
    assert stratified({}, 20, "seed") == ()


def test_less_than_nothing_is_nothing_even_from_nothing():
    assert stratified({"a": []}, -1, "seed") == stratified({"a": [1]}, -1, "seed") == ()


def test_another_seed_draws_another_sample():
    assert stratified(COUNTIES, 20, "2019Q2") != stratified(COUNTIES, 20, "2019Q3")


def test_a_draw_is_the_same_today_and_in_ten_years():
    assert stratified({"a": range(100)}, 5, "2019Q2") == KNOWN_DRAW


def test_reserves_are_never_among_the_drawn():
    found = draw(COUNTIES, 20, 10, "2019Q2")
    assert (len(found.rows), len(found.reserves)) == (20, 10)
    assert not set(found.rows) & set(found.reserves)
    assert found.rows == stratified(COUNTIES, 20, "2019Q2")


def test_rows_that_go_first_are_drawn_and_called_before_all_others():
    first = {3, 105, 209}
    drawn = stratified(COUNTIES, 20, "2019Q2", first=first)
    assert set(drawn[:3]) == first
    assert len(drawn) == len(set(drawn)) == 20
    assert len(stratified(COUNTIES, 2, "2019Q2", first=first)) == 2
    assert set(stratified(COUNTIES, 2, "2019Q2", first=first)) < first


def test_those_of_the_first_that_found_no_place_are_the_first_reserves():
    first = set(range(8))
    found = draw(COUNTIES, 5, 10, "2019Q2", first=first)
    assert set(found.rows) | set(found.reserves[:3]) == first


def test_a_weight_of_one_changes_nothing():
    assert stratified(COUNTIES, 20, "s", dict.fromkeys(range(300), 1)) == stratified(COUNTIES, 20, "s")


def test_a_heavier_row_is_drawn_as_often_as_its_lots_say():
    rows, times = range(10), 4000
    heavy = sum(stratified({"a": rows}, 1, str(seed), {7: 5}) == (7,) for seed in range(times))
    assert abs(heavy / times - 5 / 14) < 0.03, "five lots of fourteen"


def test_a_weighted_draw_is_the_same_today_and_in_ten_years():
    assert stratified({"a": range(100)}, 5, "2019Q2", {1: 9, 50: 9}, {99}) == KNOWN_WEIGHTED


def test_a_row_given_twice_is_drawn_once():
    assert stratified({"a": [1, 1, 1]}, 3, "seed") == (1,)


def test_a_seal_is_a_sha256_and_holds_rows_order_and_seed():
    seals = {
        seal([1, 2], "s"),
        seal([2, 1], "s"),
        seal([1, 2], "t"),
        seal([12], "s"),
        seal([], "s"),
    }
    assert len(seals) == 5
    assert all(len(each) == 64 for each in seals)
    assert seal((1, 2), "s") == seal([1, 2], "s")


@quick
@given(
    st.dictionaries(st.text(SIGNS, max_size=3), st.sets(st.integers(), max_size=15), max_size=4),
    st.integers(-1, 40),
    st.text(SIGNS, max_size=4),
)
def test_a_sample_has_its_size_its_rows_and_does_not_depend_on_order(strata, size, seed):
    strata = {key: [(key, row) for row in rows] for key, rows in strata.items()}
    every = [row for rows in strata.values() for row in rows]
    drawn = stratified(strata, size, seed)
    assert len(drawn) == len(set(drawn)) == max(0, min(size, len(every)))
    assert set(drawn) <= set(every)
    backwards = {key: strata[key][::-1] for key in reversed(strata)}
    assert stratified(backwards, size, seed) == drawn
    for rows in strata.values():
        share = max(size, 0) * len(rows) / max(len(every), 1)
        assert abs(sum(row in rows for row in drawn) - min(share, len(rows))) < 1
