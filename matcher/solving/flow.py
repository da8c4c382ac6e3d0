"""The one place that calls the solver: a cheapest circulation on a face."""

import numpy as np

from matcher.arrays import Ints
from matcher.solving.network import Network


class SolverFailure(RuntimeError):
    """The solver did not end with an optimum on a problem that has one: a defect, not a user's mistake."""


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
    SolverFailure
        The solver ended otherwise than with an optimum; the face of a solved level is never empty.
    """
    # Imported here, so that checking a result needs no solver and starting costs nothing.
    from ortools.graph.python import min_cost_flow

    flow = network.lower.copy()
    free = np.flatnonzero(network.free)
    if not len(free):
        return flow
    supply = np.zeros(network.nodes, dtype=np.int64)
    np.subtract.at(supply, network.tail, network.lower)
    np.add.at(supply, network.head, network.lower)
    solver = min_cost_flow.SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail[free], network.head[free], (network.upper - network.lower)[free], cost[free]
    )
    solver.set_nodes_supplies(np.arange(network.nodes), supply)
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise SolverFailure(f"the flow solver ended with {status.name} on {len(free)} arcs")
    flow[free] += solver.flows(arcs)
    return flow
