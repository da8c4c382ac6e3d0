"""Sets that cannot hold together, and the check that they cannot.

A set of nodes into which more must flow than can flow out shows that there is no circulation (Hoffman 1960). Only the
bounds on its border matter, so that they already are a set that cannot hold together.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Instance
from matcher.solving.loosening import Loosening
from matcher.solving.members import KINDS, Members
from matcher.solving.network import build

MOST = 100
"""So many conflicts are told at once; the loosening is about all."""


@dataclass(frozen=True)
class Conflict:
    """An irreducible set that cannot hold together: leave one out, and the others can.

    Parameters
    ----------
    locked
        int64: pairs that must be in the list.
    min_loads
        int64: mentors with a minimum.
    minimums, maximums
        int64: groups with a lower, or an upper, bound.
    cut
        bool per node: into these more must flow than can flow out. Empty where a bound is above its own opposite.
    """

    locked: Ints
    min_loads: Ints
    minimums: Ints
    maximums: Ints
    cut: Mask

    @classmethod
    def of(cls, members: Members, kept: Ints, cut: Mask) -> "Conflict":
        """Return these of the members as a conflict."""
        locked, min_loads, minimums, maximums = (
            np.sort(members.index[kept[members.kind[kept] == kind]]) for kind in KINDS
        )
        return cls(locked, min_loads, minimums, maximums, cut)


@dataclass(frozen=True)
class Infeasible:
    """Why there is no list: conflicts that have nothing in common, and the least loosening of everything.

    Without the conflicts' members everything else can hold, unless there are `MOST` conflicts: then there may be more.
    """

    conflicts: tuple[Conflict, ...]
    loosening: Loosening


def have_nothing_in_common(conflicts: Sequence[Conflict]) -> bool:
    """Whether no fixed pair, minimum or limit is told in two conflicts."""
    return all(
        len(np.unique(told)) == len(told)
        for told in (
            np.concatenate([getattr(one, name) for one in conflicts])
            for name in ("locked", "min_loads", "minimums", "maximums")
            if conflicts
        )
    )


class Borders:
    """Looks at the borders of the conflicts of one instance, by plain arithmetic."""

    def __init__(self, instance: Instance):
        self._network = build(instance, ())
        self._members = Members.of(instance, self._network)

    def is_proven(self, conflict: Conflict) -> bool:
        """Whether a conflict really is one."""
        bounds = self._bounds(conflict)
        if bounds is None:
            return False
        if np.any(bounds[0] > bounds[1]):
            return True
        needed, room = self._across(*bounds, conflict.cut)
        return needed > room

    def room_at(self, conflict: Conflict) -> tuple[int, int]:
        """Return how many pairs the members of a conflict need together, and how many there is room for.

        Both are 0 for a conflict that names what there is not.
        """
        bounds = self._bounds(conflict)
        return (0, 0) if bounds is None else self._across(*bounds, conflict.cut)

    def _across(self, lower: Ints, upper: Ints, cut: Mask) -> tuple[int, int]:
        tail, head = cut[self._network.tail], cut[self._network.head]
        return int(lower[head & ~tail].sum()), int(upper[tail & ~head].sum())

    def _bounds(self, conflict: Conflict) -> tuple[Ints, Ints] | None:
        """Return the bounds if only the members of a conflict hold; None if it names what there is not."""
        parts = (conflict.locked, conflict.min_loads, conflict.minimums, conflict.maximums)
        own = [self._members.find(kind, part) for kind, part in zip(KINDS, parts, strict=True)]
        if conflict.cut.shape != (self._network.nodes,):
            return None
        found = [part for part in own if part is not None]
        return self._members.bounds(np.concatenate(found)) if len(found) == len(own) else None
