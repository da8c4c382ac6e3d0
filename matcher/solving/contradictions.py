"""Which fixed pairs, minimums and limits cannot hold together, where there is no list at all.

From a circulation that meets as much as can be, what must hold is put on one after another, along ways that leave
everything before as it is. Where no way is left, the nodes that were reached are a cut, and what stands at its border
cannot hold together; of this, one after another is let go wherever the rest still cannot hold.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.circulation import Circulation
from matcher.solving.conflicts import MOST, Conflict, Infeasible
from matcher.solving.instance import Instance
from matcher.solving.loosening import least_loosening, met_as_far_as_can_be
from matcher.solving.members import MAXIMUM, MIN_LOAD, Members
from matcher.solving.network import build


def why_infeasible(instance: Instance) -> Infeasible:
    """Return what cannot hold together in an instance without any list, and the least loosening.

    Raises
    ------
    SolverFailure
        A defect; also where there is a list.
    """
    members = Members.of(instance, build(instance, ()))
    return Infeasible(tuple(islice(_conflicts(members), MOST)), least_loosening(instance))


def _conflicts(members: Members) -> Iterator[Conflict]:
    """Yield conflicts that have nothing in common, until everything else can hold."""
    nothing = np.zeros(members.network.nodes, dtype=bool)
    beyond = _above_opposite(members, MIN_LOAD)
    for one in members.every[beyond]:
        yield Conflict.of(members, np.array([one]), nothing)
    contradicted = _above_opposite(members, MAXIMUM)
    kept = members.every[~(beyond | contradicted)]
    for conflict, gone in _taken_out(members, kept):
        yield conflict
        kept = np.setdiff1d(kept, gone)
    harmless = []
    for most in np.flatnonzero(contradicted):
        least = kept[members.arc[kept] == members.arc[most]]
        if len(least):
            yield Conflict.of(members, np.append(least, most), nothing)
            kept = np.setdiff1d(kept, least)
        else:
            harmless.append(most)
    if harmless:
        for conflict, _ in _taken_out(members, np.union1d(kept, harmless)):
            yield conflict


def _above_opposite(members: Members, kind: int) -> Mask:
    """Return which members of a kind stand on an arc whose lower bound is above its upper one."""
    found: Mask = (members.kind == kind) & (members.network.lower > members.network.upper)[members.arc]
    return found


def _taken_out(members: Members, kept: Ints) -> Iterator[tuple[Conflict, Ints]]:
    """Yield conflicts among `kept`, and their members, until the rest can hold together."""
    is_most = members.kind[kept] == MAXIMUM
    flow = met_as_far_as_can_be(members.network.bounded(*members.bounds(kept)))
    work = _Work(members, Circulation(members.network, *members.bounds(kept[is_most]), flow))
    standing = dict.fromkeys(kept[is_most].tolist())
    for one in kept[~is_most].tolist():
        standing[one] = None
        if work.put(one):
            continue
        at_border = members.on_border(np.array(list(standing)), work.circulation.closed)
        gone, cut = work.only(at_border, one).irreducible(at_border, one)
        yield Conflict.of(members, gone, cut), gone
        for member in gone.tolist():
            del standing[member]
            work.lift(member)


@dataclass(frozen=True)
class _Work:
    """A circulation on which some members hold."""

    members: Members
    circulation: Circulation

    def put(self, one: int) -> bool:
        """Let a lower bound hold beside those before, as far as it can; whether it does."""
        arc, circulation = int(self.members.arc[one]), self.circulation
        circulation.lower[arc] = min(int(self.members.network.lower[arc]), int(circulation.flow[arc]))
        self._raised(one)
        return self._is_met(one)

    def _is_met(self, one: int) -> bool:
        arc = self.members.arc[one]
        return bool(self.circulation.lower[arc] == self.members.network.lower[arc])

    def _raised(self, one: int) -> list[list[int]]:
        """Raise the flow at a lower bound to what it asks for, as far as it can; return the ways that it took."""
        network, circulation, arc = self.members.network, self.circulation, int(self.members.arc[one])
        start, end, ways = int(network.head[arc]), int(network.tail[arc]), []
        while not self._is_met(one):
            way = circulation.way(start, end)
            if way is None:
                break
            ways.append([*way, arc])
            circulation.change(ways[-1])
            circulation.lower[arc] += 1
        return ways

    def lift(self, one: int) -> None:
        """Let a member go."""
        arc, network = self.members.arc[one], self.members.network
        if self.members.kind[one] == MAXIMUM:
            self.circulation.upper[arc] = max(int(network.lower[arc]), network.pairs)
        else:
            self.circulation.lower[arc] = 0

    def restore(self, one: int) -> None:
        """Let a member that was let go hold again; the flow keeps to it."""
        arc, network = self.members.arc[one], self.members.network
        if self.members.kind[one] == MAXIMUM:
            self.circulation.upper[arc] = network.upper[arc]
        else:
            self.circulation.lower[arc] = network.lower[arc]

    def only(self, kept: Ints, last: int) -> "_Work":
        """Return a copy on which only these members hold; `last`, one of them, as far as it does."""
        lower, upper = self.members.bounds(kept)
        arc = self.members.arc[last]
        lower[arc] = self.circulation.lower[arc]
        return _Work(self.members, self.circulation.copied(lower, upper))

    def irreducible(self, kept: Ints, last: int) -> tuple[Ints, Mask]:
        """Return a part of `kept` that cannot hold together, while without any one of it the others can; and a cut.

        Parameters
        ----------
        kept
            int64: members of which all but `last` hold.
        """
        needed = [last]
        waiting = deque(kept[np.lexsort([kept, -self.members.kind[kept]])].tolist())
        while waiting:
            one = waiting.popleft()
            if one == last:
                continue
            self.lift(one)
            ways = self._raised(last)
            if not self._is_met(last):
                waiting = self._at_border(waiting)
                continue
            for way in reversed(ways):
                self.circulation.change(way, -1)
            self.circulation.lower[self.members.arc[last]] -= len(ways)
            self.restore(one)
            needed.append(one)
        self._raised(last)
        return np.sort(needed), self.circulation.closed

    def _at_border(self, waiting: Iterable[int]) -> deque[int]:
        """Return those of the members that matter at the cut that was found; the others are let go."""
        every = np.array([*waiting], dtype=np.int64)
        found = self.members.on_border(every, self.circulation.closed)
        for one in np.setdiff1d(every, found).tolist():
            self.lift(one)
        return deque(found.tolist())
