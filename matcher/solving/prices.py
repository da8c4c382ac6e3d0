"""Node prices: what proves that a flow is a cheapest one."""

import numpy as np

from matcher.arrays import Ints
from matcher.solving.network import Network
from matcher.solving.shortest import settle

LARGEST = 1 << 60


class NotOptimal(RuntimeError):
    """The residual graph has a cycle of negative cost, so that the flow is not a cheapest one; or it seems so."""


def node_prices(network: Network, flow: Ints, cost: Ints, *, most_passes: int | None = None) -> Ints:
    """Return the shortest distance to every node in the residual graph, from anywhere.

    They are the greatest prices, at most 0, that prove the flow to be cheapest. The prices that do so are the same for
    every cheapest flow, and so are the greatest of them: they do not depend on the solver.

    Parameters
    ----------
    network
        The face; fixed arcs have no residual.
    flow, cost
        int64 per arc.
    most_passes
        After how many passes to give up; without it after as many as only a negative cycle can need.

    Returns
    -------
    Ints
        int64 per node.

    Raises
    ------
    NotOptimal
        The distances do not settle, or not soon enough.
    """
    tail, head, length = _residual(network, flow, cost)
    order = np.argsort(tail, kind="stable")
    price = np.zeros(network.nodes, dtype=np.int64)
    passes = network.nodes if most_passes is None else most_passes
    left = settle(price, np.arange(network.nodes), tail[order], head[order], length[order], passes)
    if left:
        raise NotOptimal(f"the prices of {left} nodes do not settle")
    return price


def reduced_costs(network: Network, cost: Ints, price: Ints) -> Ints:
    """Return for each arc its cost plus the price at its tail minus the price at its head."""
    return cost + price[network.tail] - price[network.head]


def least_cost(network: Network, cost: Ints, price: Ints) -> int | None:
    """Return what every circulation on the face costs at least, by these prices; None if they prove nothing."""
    reduced = sound_reduced_costs(network, cost, price)
    return None if reduced is None else least_sum(network, reduced)


def sound_reduced_costs(network: Network, cost: Ints, price: Ints) -> Ints | None:
    """Return the reduced costs; None where prices are so large that they prove nothing."""
    if len(price) and (price.min() < -LARGEST or price.max() > LARGEST):
        return None
    return reduced_costs(network, cost, price)


def least_sum(network: Network, reduced: Ints) -> int | None:
    """Return the least that any circulation on the face costs by its reduced costs; None if that is too large to add up."""
    most = np.maximum(np.abs(network.lower), np.abs(network.upper))
    largest = max(int(reduced.max(initial=0)), -int(reduced.min(initial=0)))
    # Only where a rough bound does not show it are the terms added up: sums that wrap round could seem to be small.
    if (
        largest * float(most.sum(dtype=np.float64)) >= LARGEST
        and float((np.abs(reduced).astype(np.float64) * most).sum()) >= LARGEST
    ):
        return None
    return int(np.where(reduced < 0, network.upper, network.lower) @ reduced)


def _residual(network: Network, flow: Ints, cost: Ints) -> tuple[Ints, Ints, Ints]:
    """Return tail, head and length of every way in which the flow could change by one."""
    rise, fall = flow < network.upper, flow > network.lower
    tail = np.concatenate([network.tail[rise], network.head[fall]])
    head = np.concatenate([network.head[rise], network.tail[fall]])
    return tail, head, np.concatenate([cost[rise], -cost[fall]])
