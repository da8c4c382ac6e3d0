"""The least that would have to give way so that there is a list, and the check that less does not do."""

from dataclasses import dataclass, replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.flow import cheapest_flow
from matcher.solving.instance import Instance
from matcher.solving.levels import mix
from matcher.solving.network import Network, build
from matcher.solving.prices import least_cost, node_prices, reduced_costs


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


def least_loosening(instance: Instance) -> Loosening:
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


def met_as_far_as_can_be(network: Network) -> Ints:
    """Return a circulation that meets as many units of the lower bounds as can be, below no upper one; int64 per arc."""
    asked = np.flatnonzero(network.lower)
    arcs = np.concatenate([np.arange(len(network.tail)), asked])
    upper = np.concatenate([network.upper, network.lower[asked]])
    upper[asked] -= network.lower[asked]
    parted = replace(
        network, tail=network.tail[arcs], head=network.head[arcs], lower=np.zeros_like(upper), upper=upper
    )
    cost = np.zeros(len(arcs), dtype=np.int64)
    cost[len(network.tail) :] = -1
    flow = cheapest_flow(parted, cost)
    met: Ints = flow[: len(network.tail)].copy()
    met[asked] += flow[len(network.tail) :]
    return met


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
