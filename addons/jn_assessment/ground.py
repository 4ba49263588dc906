"""What a sheet takes from the tree of units: kept when it is computed, for units move, come and go."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Ground:
    """`groups` is {ranked unit id: the unit within which it is ranked, or False}, `above` {unit id: ranked ids it counts for}."""

    groups: Mapping[int, int | bool]
    above: Mapping[int, Collection[int]]

    def kept(self) -> dict:
        """The same as JSON keeps it.

        >>> Ground({7: False}, {7: {7}, 8: {7}, 9: set()}).kept()
        {'groups': [[7, False]], 'above': [[7, [7]], [8, [7]]]}
        """
        above = [[unit, sorted(over)] for unit, over in self.above.items() if over]
        return {"groups": [[unit, group] for unit, group in self.groups.items()], "above": above}

    def below(self, unit: int) -> list[int]:
        """Every unit whose records count for `unit`: it, what lies below it, what it sends.

        >>> Ground({7: False}, {7: {7}, 8: {7}, 9: set()}).below(7)
        [7, 8]
        """
        return [one for one, over in self.above.items() if unit in over]


def read(kept: Mapping) -> Ground:
    """The ground that `kept` told.

    >>> read({"groups": [[7, False]], "above": [[7, [7]], [8, [7]]]}).below(7)
    [7, 8]
    """
    return Ground(dict(kept["groups"]), {unit: frozenset(over) for unit, over in kept["above"]})
