"""Why there is no list at all: fixed pairs, minimums and limits that cannot hold together, and what would have to give.

A set of nodes into which more must flow than can flow out shows that there is no circulation (Hoffman 1960). Only the
bounds on its border matter, so that they already are a set that cannot hold together; it is then made irreducible by
leaving out one bound after another.
"""

from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.flow import any_flow, cheapest_flow
from matcher.solving.instance import Instance
from matcher.solving.levels import mix
from matcher.solving.network import Network, build
from matcher.solving.prices import least_cost, node_prices, reduced_costs

LOCKED, MIN_LOAD, MINIMUM, MAXIMUM = range(4)


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


@dataclass(frozen=True)
class Loosening:
    """The least that would have to give way, counted in pairs, so that there is a list.

    Parameters
    ----------
    locked
        int64: pairs to be set free.
    min_loads
        int64 per mentor: how much lower the minimum.
    minimums, maximums
        int64 per group: how much lower, or higher, the bound.
    chosen
        bool per pair: a list that keeps everything so loosened.
    price
        int64 per node: what proves that less does not do.
    """

    locked: Ints
    min_loads: Ints
    minimums: Ints
    maximums: Ints
    chosen: Mask
    price: Ints

    @classmethod
    def that_allows(cls, instance: Instance, chosen: Mask, price: Ints) -> "Loosening":
        """Return what must give way for a list; see the parameters of the class."""
        loads = np.bincount(instance.mentor[chosen], minlength=len(instance.capacity))
        counts, groups = instance.groups.counts(chosen), instance.groups
        return cls(
            np.flatnonzero(instance.locked & ~chosen),
            np.maximum(instance.min_load - loads, 0),
            np.maximum(groups.lower - counts, 0),
            np.maximum(counts - groups.upper, 0),
            chosen,
            price,
        )

    @property
    def total(self) -> int:
        """Return how much gives way in all."""
        amounts = (self.min_loads, self.minimums, self.maximums)
        return len(self.locked) + int(sum(amount.sum() for amount in amounts))

    def applied_to(self, instance: Instance) -> Instance:
        """Return the instance so loosened."""
        locked, groups = instance.locked.copy(), instance.groups
        locked[self.locked] = False
        eased = replace(groups, lower=groups.lower - self.minimums, upper=groups.upper + self.maximums)
        return replace(instance, locked=locked, min_load=instance.min_load - self.min_loads, groups=eased)


@dataclass(frozen=True)
class Infeasible:
    """Why there is no list: conflicts that have nothing in common, and the least loosening of all of them."""

    conflicts: tuple[Conflict, ...]
    loosening: Loosening


@dataclass(frozen=True)
class _Members:
    """Everything that could be left out, and the arc on which it stands as a bound.

    Parameters
    ----------
    kind, index, arc
        int64 per member; `index` is the pair, the mentor or the group.
    """

    network: Network
    kind: Ints
    index: Ints
    arc: Ints

    @classmethod
    def of(cls, instance: Instance, network: Network) -> "_Members":
        """Return the members of an instance; those most likely to be let go come first."""
        groups, binding = instance.groups, network.binding
        size = np.bincount(groups.group, minlength=len(groups))[binding]
        found = [
            (MAXIMUM, binding, network.group_arcs, groups.upper[binding] < size),
            (MINIMUM, binding, network.group_arcs, groups.lower[binding] > 0),
            (MIN_LOAD, np.arange(len(instance.capacity)), network.mentor_arcs, instance.min_load > 0),
            (LOCKED, np.arange(len(instance.mentee)), network.pair_arcs, instance.locked),
        ]
        return cls(
            network,
            np.concatenate([np.full(int(is_one.sum()), kind) for kind, _, _, is_one in found]),
            np.concatenate([index[is_one] for _, index, _, is_one in found]),
            np.concatenate([arcs.start + np.flatnonzero(is_one) for _, _, arcs, is_one in found]),
        )

    @property
    def nothing(self) -> Mask:
        """Return a cut of no nodes."""
        return np.zeros(self.network.nodes, dtype=bool)

    def bounded(self, kept: Ints) -> Network:
        """Return the network on which only these members hold."""
        lower, upper = np.zeros_like(self.network.lower), self.network.upper.copy()
        groups = self.network.group_arcs
        upper[groups] = np.maximum(self.network.lower[groups], self.network.pairs)
        arcs, is_most = self.arc[kept], self.kind[kept] == MAXIMUM
        lower[arcs[~is_most]] = self.network.lower[arcs[~is_most]]
        upper[arcs[is_most]] = self.network.upper[arcs[is_most]]
        return self.network.bounded(lower, upper)

    def cut(self, kept: Ints) -> Mask | None:
        """Return the nodes into which too much must flow if only these hold; None if there is a circulation."""
        flow, cut = any_flow(self.bounded(kept))
        return cut if flow is None else None

    def on_border(self, kept: Ints, cut: Mask) -> Ints:
        """Return those of `kept` that matter at a cut: what must flow in, and what stops the flow out."""
        tail, head = cut[self.network.tail[self.arc[kept]]], cut[self.network.head[self.arc[kept]]]
        matters = np.where(self.kind[kept] == MAXIMUM, tail & ~head, head & ~tail)
        return kept[matters]

    def conflict(self, kept: Ints, cut: Mask) -> Conflict:
        """Return these members as a conflict."""
        locked, min_loads, minimums, maximums = (
            np.sort(self.index[kept[self.kind[kept] == kind]])
            for kind in (LOCKED, MIN_LOAD, MINIMUM, MAXIMUM)
        )
        return Conflict(locked, min_loads, minimums, maximums, cut)


def why_infeasible(instance: Instance) -> Infeasible:
    """Return what cannot hold together in an instance without any list, and the least loosening.

    Raises
    ------
    SolverFailure
        A defect; also where there is a list.
    """
    members = _Members.of(instance, build(instance, ()))
    kept, conflicts = _beyond_capacity(members)
    kept, contradicted = _contradicted(members, kept)
    kept = _take_out(members, kept, conflicts)
    for most in contradicted.tolist():
        least = kept[(members.arc[kept] == members.arc[most])]
        if len(least):
            conflicts.append(members.conflict(np.append(least, most), members.nothing))
            kept = np.setdiff1d(kept, least)
        else:
            kept = np.union1d(kept, [most])
    _take_out(members, kept, conflicts)
    return Infeasible(tuple(conflicts), _least_loosening(instance))


def _take_out(members: _Members, kept: Ints, conflicts: list[Conflict]) -> Ints:
    """Note conflicts among `kept` until the rest can hold together; return the rest."""
    while (cut := members.cut(kept)) is not None:
        irreducible, cut = _irreducible(members, kept, cut)
        conflicts.append(members.conflict(irreducible, cut))
        kept = np.setdiff1d(kept, irreducible)
    return kept


def _beyond_capacity(members: _Members) -> tuple[Ints, list[Conflict]]:
    """Return all members but the minimums above a mentor's seats, and these as conflicts."""
    every = np.arange(len(members.kind))
    network = members.bounded(every)
    at_fault = (network.lower > network.upper)[members.arc] & (members.kind == MIN_LOAD)
    found = [members.conflict(every[one : one + 1], members.nothing) for one in np.flatnonzero(at_fault)]
    return every[~at_fault], found


def _contradicted(members: _Members, kept: Ints) -> tuple[Ints, Ints]:
    """Return `kept` without the maximums that are below the minimum of the same group, and these."""
    network = members.bounded(kept)
    at_fault = (network.lower > network.upper)[members.arc[kept]] & (members.kind[kept] == MAXIMUM)
    return kept[~at_fault], kept[at_fault]


def _irreducible(members: _Members, kept: Ints, cut: Mask) -> tuple[Ints, Mask]:
    """Return a part of `kept` that cannot hold together, while without any one of it the others can."""
    kept = members.on_border(kept, cut)
    size = max(len(kept) // 2, 1)
    while True:
        place = 0
        while place < len(kept):
            rest = np.delete(kept, slice(place, place + size))
            without = members.cut(rest)
            if without is None:
                place += size
                continue
            before = kept[:place]
            kept, cut = members.on_border(rest, without), without
            place = int(np.isin(before, kept).sum())
        if size == 1:
            return kept, cut
        size //= 2


def is_proven(instance: Instance, conflict: Conflict) -> bool:
    """Whether a conflict really is one, by plain arithmetic on the bounds at the border of its cut."""
    bounded = _bounded_by(instance, conflict)
    if bounded is None:
        return False
    if np.any(bounded.lower > bounded.upper):
        return True
    needed, room = _at_border(bounded, conflict.cut)
    return needed > room


def room_at(instance: Instance, conflict: Conflict) -> tuple[int, int]:
    """Return how many pairs the members of a conflict need together, and how many there is room for."""
    bounded = _bounded_by(instance, conflict)
    return (0, 0) if bounded is None else _at_border(bounded, conflict.cut)


def _at_border(bounded: Network, cut: Mask) -> tuple[int, int]:
    tail, head = cut[bounded.tail], cut[bounded.head]
    return int(bounded.lower[head & ~tail].sum()), int(bounded.upper[tail & ~head].sum())


def _bounded_by(instance: Instance, conflict: Conflict) -> Network | None:
    """Return the network on which only the members of a conflict hold; None if it names what there is not."""
    network = build(instance, ())
    members = _Members.of(instance, network)
    parts = (conflict.locked, conflict.min_loads, conflict.minimums, conflict.maximums)
    own = [
        np.flatnonzero((members.kind == kind) & np.isin(members.index, part))
        for kind, part in enumerate(parts)
    ]
    if conflict.cut.shape != (network.nodes,) or [len(one) for one in own] != [len(one) for one in parts]:
        return None
    return members.bounded(np.concatenate(own))


def is_least(instance: Instance, loosening: Loosening) -> bool:
    """Whether a loosening suffices for its list and its prices prove that less does not, by plain arithmetic."""
    if not loosening.applied_to(instance).allows(loosening.chosen):
        return False
    network, cost = _elastic(build(instance, ()))
    if loosening.price.shape != (network.nodes,):
        return False
    least = least_cost(network, cost, loosening.price)
    asked = np.concatenate([instance.locked, instance.min_load, instance.groups.lower]).sum()
    return least is not None and loosening.total == int(asked) + least


def _least_loosening(instance: Instance) -> Loosening:
    """Return the loosening of least total amount; among equal ones, a fixed choice."""
    network, cost = _elastic(build(instance, ()))
    flow = cheapest_flow(network, cost)
    price = node_prices(network, flow, cost)
    chosen_by = cost * (mix(np.arange(len(cost), dtype=np.uint64)) >> np.uint64(44)).astype(np.int64)
    flow = cheapest_flow(network.fixed_by(reduced_costs(network, cost, price)), chosen_by)
    chosen = flow[network.pair_arcs].copy()
    locked = np.flatnonzero(instance.locked)
    chosen[locked] += flow[network.group_arcs.stop : network.group_arcs.stop + len(locked)]
    return Loosening.that_allows(instance, chosen > 0, price)


def _elastic(network: Network) -> tuple[Network, Ints]:
    """Return the network on which everything that could give way does so at a cost of 1 a pair.

    What a lower bound asks for becomes an arc beside, on which each unit brings 1; a unit above a group's upper bound
    costs 1. The cost of a circulation is then the amount that gives way, less all that is asked for.
    """
    groups = network.group_arcs
    binding = np.arange(groups.start, groups.stop)
    # Locked pairs first, so that their flow is found again.
    asked = np.flatnonzero(network.lower)
    asked = np.concatenate(
        [_within(asked, network.pair_arcs), _within(asked, network.mentor_arcs), _within(asked, groups)]
    )
    width = np.minimum(network.lower[asked], network.upper[asked])
    both = np.maximum(network.lower - network.upper, 0)[binding]
    arcs = np.concatenate([np.arange(len(network.tail)), asked, binding, binding])
    upper = np.concatenate([network.upper, width, both, np.full(len(binding), network.pairs)])
    upper[asked] -= width
    cost = np.zeros(len(arcs), dtype=np.int64)
    cost[len(network.tail) : len(network.tail) + len(asked)] = -1
    cost[len(arcs) - len(binding) :] = 1
    elastic = replace(
        network, tail=network.tail[arcs], head=network.head[arcs], lower=np.zeros_like(upper), upper=upper
    )
    return elastic, cost


def _within(arcs: Ints, block: slice) -> Ints:
    found: Ints = arcs[(arcs >= block.start) & (arcs < block.stop)]
    return found
