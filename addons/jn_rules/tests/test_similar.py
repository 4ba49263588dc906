from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..similar import groups
from .common import quick

texts = st.dictionaries(st.integers(0, 99), st.lists(st.sampled_from("abcdefgh"), max_size=5), max_size=15)
thresholds = st.sampled_from([0.2, 0.5, 0.7, 0.9, 1])


def cosine(one, other, corpus):
    """The plain definition, over all texts."""
    def vector(words):
        return {word: words.count(word) * log(1 + len(corpus) / sum(word in text for text in corpus)) for word in words}

    a, b = vector(one), vector(other)
    dot = sum(a[word] * b.get(word, 0) for word in a)
    return dot / sqrt(sum(x**2 for x in a.values()) * sum(x**2 for x in b.values()))


def test_texts_of_one_matter_stand_together_and_others_apart():
    said = {
        1: ["queue", "two", "hours"], 2: ["queue", "hours"], 3: ["waited", "hours", "queue"],
        4: ["clerk", "rude"], 5: ["clerk", "very", "rude"], 6: ["parking", "full"],
    }  # fmt: skip
    found = groups(said, 0.4)
    assert [sorted(group.keys) for group in found] == [[1, 2, 3], [4, 5]]
    assert found[0].words[:2] == ("hours", "queue")


def test_the_order_of_words_says_nothing_and_their_number_does():
    assert groups({1: ["a", "b"], 2: ["b", "a"]}, 1)[0].keys == (1, 2)
    assert groups({1: ["a", "b"], 2: ["a", "b", "b", "b"]}, 1) == []


def test_members_resemble_the_example_and_not_only_a_neighbour():
    chain = {1: ["a", "b"], 2: ["b", "c"], 3: ["c", "d"], 4: ["d", "e"], 5: ["e", "f"]}
    found = groups(chain, 0.4)
    assert max(len(group.keys) for group in found) == 3


def test_small_groups_are_none_and_empty_texts_belong_nowhere():
    assert groups({1: ["a"], 2: ["a"], 3: [], 4: []}, 0.5, least=3) == []
    assert [group.keys for group in groups({1: ["a"], 2: ["a"], 3: []}, 0.5)] == [(1, 2)]
    assert groups({}, 0.5) == []


@pytest.mark.parametrize("threshold", [0, -1, 1.1])
def test_a_likeness_lies_between_nothing_and_all(threshold):
    with pytest.raises(ValueError, match="likeness"):
        groups({}, threshold)


@quick
@given(texts, thresholds)
def test_every_member_resembles_the_example_by_the_plain_definition(said, threshold):
    corpus = list(said.values())
    for group in groups(said, threshold):
        example, *others = group.keys
        assert all(cosine(said[example], said[key], corpus) >= threshold - 1e-6 for key in others)


@quick
@given(texts, thresholds)
def test_no_two_that_are_left_alone_resemble_each_other(said, threshold):
    found = groups(said, threshold)
    taken = {key for group in found for key in group.keys}
    corpus = list(said.values())
    alone = [key for key, words in said.items() if words and key not in taken]
    for one in alone:
        for other in alone:
            assert one == other or cosine(said[one], said[other], corpus) < threshold + 1e-6


@quick
@given(texts, thresholds, st.integers(1, 4))
def test_each_text_stands_in_one_group_at_most_and_groups_are_large_enough(said, threshold, least):
    found = groups(said, threshold, least)
    keys = [key for group in found for key in group.keys]
    assert len(keys) == len(set(keys))
    assert all(len(group.keys) >= least for group in found)
    assert [len(group.keys) for group in found] == sorted((len(group.keys) for group in found), reverse=True)


@quick
@given(texts, thresholds)
def test_the_same_texts_give_the_same_groups(said, threshold):
    assert groups(said, threshold) == groups(dict(said), threshold)
