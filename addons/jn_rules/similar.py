"""Texts that say the same in other words: their words weighed by rarity, grouped around examples (Art. 10).

A text is the list of its words; who cuts it into words decides which words count. Two texts resemble each other as far
as the cosine of their TF-IDF vectors says: 1 for the same words, 0 for none in common. Examples are chosen from the most
usual text to the oddest, each that resembles no example before it; every text then joins the example that it resembles
most. So each member can be explained by showing the example, no chain of likenesses leads far away, and no two examples
resemble each other. Each text is compared with examples only, which keeps ten thousand texts a matter of seconds.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import log, sqrt

MOST_WORDS = 5
ROUNDING = 1e-9  # sums of floats may miss a threshold that they reach


@dataclass(frozen=True)
class Group:
    """Keys of texts that resemble the first of them, and the words that are typical of them."""

    keys: tuple[Hashable, ...]
    words: tuple[str, ...]


def groups(texts: Mapping[Hashable, Iterable[str]], threshold: float, least: int = 2) -> list[Group]:
    """Groups of at least `least` texts that resemble their example, the first of each, by `threshold` (0 to 1) or more; the largest first.

    A text stands in one group at most; texts without words stand in none. The same texts give the same groups.

    >>> found = groups({1: ["queue", "long"], 2: ["queue", "very", "long"], 3: ["rude"], 4: ["queue", "long"]}, 0.5)
    >>> [(group.keys, group.words) for group in found]
    [((1, 4, 2), ('long', 'queue'))]
    """
    if not 0 < threshold <= 1:
        raise ValueError("A likeness lies above 0 and not above 1")
    bags = _bags(texts)
    keys, vectors = list(bags.values()), _vectors(bags, len(texts))
    stars = _stars(vectors, threshold)
    found = [_group(star, keys, vectors) for star in stars if sum(len(keys[place]) for place in star) >= least]
    return sorted(found, key=lambda group: -len(group.keys))


def _bags(texts):
    """{counted words: keys}: texts of the same words are one, in the order given."""
    bags = defaultdict(list)
    for key, words in texts.items():
        bag = tuple(sorted(Counter(words).items()))
        if bag:
            bags[bag].append(key)
    return bags


def _vectors(bags, number):
    """[{word: weight} of each bag], all of length 1."""
    seen = Counter()
    for bag, keys in bags.items():
        seen.update({word: len(keys) for word, _times in bag})
    rarity = {word: log(1 + number / times) for word, times in seen.items()}
    vectors = []
    for bag in bags:
        weights = {word: times * rarity[word] for word, times in bag}
        length = sqrt(sum(weight**2 for weight in weights.values()))
        vectors.append({word: weight / length for word, weight in weights.items()})
    return vectors


def _stars(vectors, threshold):
    """[[place of an example, places of those that resemble it more than any other example]]."""
    index, stars, ordered = defaultdict(list), {}, _by_usualness(vectors)
    for place in ordered:
        if _nearest(vectors[place], index, threshold) is None:
            stars[place] = [place]
            for word, weight in vectors[place].items():
                index[word].append((place, weight))
    for place in ordered:
        if place not in stars:
            stars[_nearest(vectors[place], index, threshold)].append(place)
    return list(stars.values())


def _by_usualness(vectors):
    """The places of the vectors, those first whose words lie nearest to what is said most."""
    said = Counter()
    for vector in vectors:
        for word, weight in vector.items():
            said[word] += weight
    usual = [sum(weight * said[word] for word, weight in vector.items()) for vector in vectors]
    return sorted(range(len(vectors)), key=lambda place: -usual[place])


def _nearest(vector, index, threshold):
    """The place of the indexed vector that resembles this one most, by the threshold at least, else None."""
    likeness = defaultdict(float)
    for word, weight in vector.items():
        for place, other in index.get(word, ()):
            likeness[place] += weight * other
    best = max(likeness, key=likeness.get, default=None)
    return None if best is None or likeness[best] < threshold - ROUNDING else best


def _group(star, keys, vectors):
    """The texts of these places, with the words that stand in half of them at least."""
    weights, times = Counter(), Counter()
    for place in star:
        for word, weight in vectors[place].items():
            weights[word] += weight * len(keys[place])
            times[word] += len(keys[place])
    found = tuple(key for place in star for key in keys[place])
    common = [word for word in weights if 2 * times[word] >= len(found)]
    return Group(found, tuple(sorted(common, key=lambda word: (-weights[word], word))[:MOST_WORDS]))
