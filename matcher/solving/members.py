"""What can be left out where not everything can hold together: fixed pairs, minimums and limits."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Instance
from matcher.solving.network import Network

KINDS = LOCKED, MIN_LOAD, MINIMUM, MAXIMUM = range(4)


@dataclass(frozen=True)
class Members:
    """Everything that could be left out, and the arc on which it stands as a bound.

    Parameters
    ----------
    network
        The network on which everything holds.
    kind, index, arc
        int64 per member; `index` is the pair, the mentor or the group. They are sorted by kind, then index.
    """

    network: Network
    kind: Ints
    index: Ints
    arc: Ints

    @classmethod
    def of(cls, instance: Instance, network: Network) -> "Members":
        """Return the members of an instance."""
        groups, binding = instance.groups, network.binding
        size = np.bincount(groups.group, minlength=len(groups))[binding]
        found = [
            (LOCKED, np.arange(len(instance.mentee)), network.pair_arcs, instance.locked),
            (MIN_LOAD, np.arange(len(instance.capacity)), network.mentor_arcs, instance.min_load > 0),
            (MINIMUM, binding, network.group_arcs, groups.lower[binding] > 0),
            (MAXIMUM, binding, network.group_arcs, groups.upper[binding] < size),
        ]
        return cls(
            network,
            np.concatenate([np.full(int(is_one.sum()), kind) for kind, _, _, is_one in found]),
            np.concatenate([index[is_one] for _, index, _, is_one in found]),
            np.concatenate([arcs.start + np.flatnonzero(is_one) for _, _, arcs, is_one in found]),
        )

    def __len__(self) -> int:
        return len(self.kind)

    @property
    def every(self) -> Ints:
        """Return all of them."""
        return np.arange(len(self))

    def bounds(self, kept: Ints) -> tuple[Ints, Ints]:
        """Return the bounds of all arcs if only these members hold, beside the seats that people have and ask for."""
        lower, upper = np.zeros_like(self.network.lower), self.network.upper.copy()
        groups = self.network.group_arcs
        upper[groups] = np.maximum(self.network.lower[groups], self.network.pairs)
        arcs, is_most = self.arc[kept], self.kind[kept] == MAXIMUM
        lower[arcs[~is_most]] = self.network.lower[arcs[~is_most]]
        upper[arcs[is_most]] = self.network.upper[arcs[is_most]]
        return lower, upper

    def on_border(self, kept: Ints, cut: Mask) -> Ints:
        """Return those of `kept` that matter at a cut: what must flow in, and what stops the flow out."""
        tail, head = cut[self.network.tail[self.arc[kept]]], cut[self.network.head[self.arc[kept]]]
        found: Ints = kept[np.where(self.kind[kept] == MAXIMUM, tail & ~head, head & ~tail)]
        return found

    def find(self, kind: int, index: Ints) -> Ints | None:
        """Return the members of one kind with these indices; None where there is none of that kind and index."""
        own = np.flatnonzero((self.kind == kind) & np.isin(self.index, index))
        return own if len(own) == len(index) else None
