"""On which side of the network each limit hangs, if the groups split into two families that nest.

Two sets nest if one contains the other or they have nothing in common. A family in which any two nest is a tree, and a
tree is a part of a network: what goes into a set goes on into the sets inside it. Pairs are joined to two trees, one
with every mentee's own pairs and one with every mentor's own.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints
from matcher.solving.by_node import distinct
from matcher.solving.instance import Instance

MENTEES, MENTORS = 0, 1
"""The two sides; a group that fits both hangs on the mentors' side, where first come is still the largest list."""


class CrossingGroups(ValueError):
    """The groups do not nest.

    Parameters
    ----------
    crossing
        Pairs of groups of which neither can go to the other side; with None, a group that crosses both some mentee's
        pairs and some mentor's.
    """

    def __init__(self, crossing: Sequence[tuple[int, int | None]]):
        self.crossing = list(crossing)
        super().__init__("The groups of pairs do not nest.")


@dataclass(frozen=True)
class Nesting:
    """The two trees. Nodes are the mentees, the mentors, the root, then one node a group.

    Parameters
    ----------
    binding
        int64: the groups that can matter; the others have no arcs.
    side
        int64 per group of `binding`.
    parent
        int64 per node: the node of the smallest set around it, or the root.
    tail, head
        int64 per pair: the node of the smallest set of the mentees' and of the mentors' tree that the pair is in.
    """

    binding: Ints
    side: Ints
    parent: Ints
    tail: Ints
    head: Ints


@dataclass(frozen=True)
class _Sets:
    """Memberships of pairs in the binding groups, and the sizes of all sets by node."""

    instance: Instance
    pair: Ints
    node: Ints
    size: Ints

    @property
    def root(self) -> int:
        return len(self.instance.demand) + len(self.instance.capacity)


def nest(instance: Instance) -> Nesting:
    """Return on which side each group hangs, and where.

    Raises
    ------
    CrossingGroups
        The groups do not nest.
    """
    groups = instance.groups
    root = len(instance.demand) + len(instance.capacity)
    size = np.bincount(groups.group, minlength=len(groups))
    binding = np.flatnonzero((groups.lower > 0) | (groups.upper < size))
    parent = np.full(root + 1 + len(groups), root, dtype=np.int64)
    tail, head = instance.mentee.copy(), len(instance.demand) + instance.mentor
    if not len(binding):
        return Nesting(binding, binding.copy(), parent, tail, head)
    kept = np.isin(groups.group, binding)
    sets = _Sets(
        instance, groups.pair[kept], root + 1 + groups.group[kept],
        np.concatenate([
            np.bincount(instance.mentee, minlength=len(instance.demand)),
            np.bincount(instance.mentor, minlength=len(instance.capacity)), [0], size,
        ]).astype(np.int64),
    )  # fmt: skip
    side = _sides(sets, binding)
    for one, ends in ((MENTEES, tail), (MENTORS, head)):
        _hang(sets, binding[side == one], ends, parent)
    return Nesting(binding, side, parent, tail, head)


def _sides(sets: _Sets, binding: Ints) -> Ints:
    """Return the side of each binding group: those that cross cannot be on one side."""
    instance = sets.instance
    of_mentor = len(instance.demand) + instance.mentor[sets.pair]
    crosses_mentee, crosses_mentor = (
        distinct(_crossing(sets, sets.node, person)[0], len(sets.size))
        for person in (instance.mentee[sets.pair], of_mentor)
    )
    first = sets.root + 1
    both = np.intersect1d(crosses_mentee, crosses_mentor) - first
    if len(both):
        raise CrossingGroups([(int(group), None) for group in both])
    forced = dict.fromkeys((crosses_mentee - first).tolist(), MENTORS)
    forced |= dict.fromkeys((crosses_mentor - first).tolist(), MENTEES)
    others: dict[int, list[int]] = {}
    one, other = _crossing(sets, *_shared(sets))
    for left, right in zip((one - first).tolist(), (other - first).tolist(), strict=True):
        others.setdefault(left, []).append(right)
        others.setdefault(right, []).append(left)
    found = _coloured(forced, others)
    return np.array([found.get(group, MENTORS) for group in binding.tolist()], dtype=np.int64)


def _coloured(forced: dict[int, int], others: dict[int, list[int]]) -> dict[int, int]:
    """Return a side for each group that has to care: crossing groups on different sides."""
    found = dict(forced)
    crossing = []
    waiting = deque(sorted(forced))
    for start in [None, *sorted(others)]:
        if start is not None and start not in found:
            found[start] = MENTORS
            waiting.append(start)
        while waiting:
            here = waiting.popleft()
            for there in others.get(here, ()):
                if there not in found:
                    found[there] = 1 - found[here]
                    waiting.append(there)
                elif found[there] == found[here]:
                    crossing.append((min(here, there), max(here, there)))
    if crossing:
        raise CrossingGroups(sorted(set(crossing)))
    return found


def _crossing(sets: _Sets, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Return the sets that have pairs in common without one containing the other; each entry is a pair in both."""
    keys, common = np.unique(one * len(sets.size) + other, return_counts=True)
    left, right = keys // len(sets.size), keys % len(sets.size)
    cross = common < np.minimum(sets.size[left], sets.size[right])
    return left[cross], right[cross]


def _shared(sets: _Sets) -> tuple[Ints, Ints]:
    """Return for each pair all two groups that it is in."""
    order = np.lexsort([sets.node, sets.pair])
    pair, node = sets.pair[order], sets.node[order]
    left, right = [node[:0]], [node[:0]]
    step = 1
    while step < len(pair) and np.any(same := pair[step:] == pair[:-step]):
        left.append(node[:-step][same])
        right.append(node[step:][same])
        step += 1
    return np.concatenate(left), np.concatenate(right)


def _hang(sets: _Sets, groups: Ints, ends: Ints, parent: Ints) -> None:
    """Hang these groups into one tree: set each one's parent, and the end of each pair in them.

    Parameters
    ----------
    ends
        int64 per pair: the node of the person whose tree it is; changed to the smallest set.
    """
    inside = np.isin(sets.node, sets.root + 1 + groups)
    touched = distinct(sets.pair[inside], len(ends))
    pair = np.concatenate([sets.pair[inside], touched])
    node = np.concatenate([sets.node[inside], ends[touched]])
    # From the largest set to the smallest; of equal sets a person's own is the inner one.
    order = np.lexsort([node, node < sets.root, -sets.size[node], pair])
    pair, node = pair[order], node[order]
    follows = np.flatnonzero(pair[1:] == pair[:-1])
    parent[node[follows + 1]] = node[follows]
    last = np.append(pair[1:] != pair[:-1], True) if len(pair) else np.zeros(0, dtype=bool)
    ends[pair[last]] = node[last]
