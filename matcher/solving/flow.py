"""The one place that calls the solver: a cheapest circulation on a face, and whether there is any."""

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.network import Network


class SolverFailure(RuntimeError):
    """The solver did not end with an optimum on a problem that has one: a defect, not a user's mistake."""


class TooLargeCosts(SolverFailure):
    """The solver cannot compute with costs of this size."""


def cheapest_flow(network: Network, cost: Ints) -> Ints:
    """Return a circulation of least total cost on the network's face.

    Parameters
    ----------
    cost
        int64 per arc; may be negative.

    Returns
    -------
    Ints
        int64 per arc, between the bounds.

    Raises
    ------
    TooLargeCosts
        Smaller costs could be solved.
    SolverFailure
        The solver ended otherwise than with an optimum; the face of a solved level is never empty.
    """
    # Imported here, so that checking a result needs no solver and starting costs nothing.
    from ortools.graph.python import min_cost_flow

    flow = network.lower.copy()
    free = np.flatnonzero(network.free)
    if not len(free):
        return flow
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail[free], network.head[free], (network.upper - network.lower)[free], cost[free]
    )
    solver.set_nodes_supplies(np.arange(network.nodes), _left_over(network))
    status = solver.solve()
    if status == solver.BAD_COST_RANGE:
        raise TooLargeCosts(f"the flow solver refused costs up to {np.abs(cost).max()}")
    if status != solver.OPTIMAL:
        raise SolverFailure(f"the flow solver ended with {status.name} on {len(free)} arcs")
    flow[free] += solver.flows(arcs)
    return flow


def any_flow(network: Network) -> tuple[Ints | None, Mask]:
    """Return a circulation on the face, or None and why there is none.

    Returns
    -------
    flow
        int64 per arc, or None.
    cut
        bool per node: without a flow, the nodes into which more must flow than can flow out. It is the smallest such
        set behind a greatest flow, which is the same whatever greatest flow the solver finds.

    Raises
    ------
    SolverFailure
        The solver did not end with an optimum.
    """
    from ortools.graph.python import max_flow

    cut = np.zeros(network.nodes, dtype=bool)
    left = _left_over(network)
    if not left.any():
        return network.lower.copy(), cut
    free = np.flatnonzero(network.free)
    source, sink = network.nodes, network.nodes + 1
    more, less = np.flatnonzero(left > 0), np.flatnonzero(left < 0)
    solver = max_flow.SimpleMaxFlow()
    arcs = solver.add_arcs_with_capacity(
        np.concatenate([network.tail[free], np.full(len(more), source), less]),
        np.concatenate([network.head[free], more, np.full(len(less), sink)]),
        np.concatenate([(network.upper - network.lower)[free], left[more], -left[less]]),
    )
    if solver.solve(source, sink) != solver.OPTIMAL:
        raise SolverFailure(f"the flow solver found no greatest flow on {len(free)} arcs")
    if solver.optimal_flow() < left[more].sum():
        side = np.array(solver.get_source_side_min_cut(), dtype=np.int64)
        cut[side[side < network.nodes]] = True
        return None, cut
    flow = network.lower.copy()
    flow[free] += solver.flows(arcs[: len(free)])
    return flow, cut


def _left_over(network: Network) -> Ints:
    """Return per node how much more the lower bounds bring than they take away."""
    supply = np.zeros(network.nodes, dtype=np.int64)
    needed = np.flatnonzero(network.lower)
    np.subtract.at(supply, network.tail[needed], network.lower[needed])
    np.add.at(supply, network.head[needed], network.lower[needed])
    return supply
