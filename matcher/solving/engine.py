"""Solve level after level, each on the optimal face of those before it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.conflicts import Conflict, Infeasible
from matcher.solving.contradictions import why_infeasible
from matcher.solving.earlier import Earlier
from matcher.solving.flow import SolverFailure, any_flow
from matcher.solving.instance import Instance
from matcher.solving.levels import COSTS, FIRST_COME, Level, cost_level
from matcher.solving.loosening import Loosening
from matcher.solving.marks import Marks
from matcher.solving.network import Network, build
from matcher.solving.proof import Proof, face_after
from matcher.solving.state import State

LARGE = 50_000
"""From this many possible pairs on an earlier list is worth starting from."""


@dataclass(frozen=True)
class Solution:
    """The best list, and why there is no better one; or why there is none at all.

    Parameters
    ----------
    chosen
        bool per pair; None where no list keeps all fixed pairs, minimums and limits.
    proof
        Prices and marks by level; see `matcher.solving.proof`.
    infeasible
        What cannot hold together, and what would help.
    seconds
        By level, in order.
    """

    chosen: Mask | None
    proof: Proof | None
    infeasible: Infeasible | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what cannot hold together; empty where there is a list."""
        return self.infeasible.conflicts if self.infeasible else ()

    @property
    def loosening(self) -> Loosening | None:
        """Return the least that would have to give way; None where there is a list."""
        return self.infeasible.loosening if self.infeasible else None


def solve(instance: Instance, levels: Sequence[str]) -> Solution:
    """Return the one best list under `levels`, then ``tie_break``, with its proof.

    Parameters
    ----------
    levels
        Names in order, of `matcher.solving.levels.SUPPORTED`.

    Raises
    ------
    CrossingGroups
        The groups do not nest.
    SolverFailure
        A defect: the solver failed on a problem that has a solution.
    """
    network = build(instance, levels)
    start = _start(instance, network)
    if start is None:
        return Solution(None, None, _explained(instance))
    return _run(State(instance, network, start), levels)


def resolve(instance: Instance, levels: Sequence[str], before: Instance, solution: Solution) -> Solution:
    """Return what `solve` returns, quicker where little has changed since an earlier problem was solved.

    The earlier list and prices lead to a guess, which is proven as any other list is; where it is wrong, the goal is
    solved anew. So the list and the proof are the same in every bit.

    Parameters
    ----------
    before, solution
        The earlier problem and its solution, under the same levels. People are the same if their bits are.
    """
    if (
        solution.proof is None
        or solution.chosen is None
        or solution.proof.levels[: len(levels)] != tuple(levels)
    ):
        return solve(instance, levels)
    network = build(instance, levels)
    earlier = Earlier.of(instance, network.nodes, (before, solution.proof, solution.chosen))
    start = None if _contradicts_itself(instance, network) else earlier.start(network)
    if start is None:
        return solve(instance, levels)
    return _run(State(instance, network, start, earlier), levels)


def solve_rest(instance: Instance, levels: Sequence[str], solution: Solution, count: int) -> Solution:
    """Return what `solve` returns, where a solution is known that is right at the first goals.

    Only the other goals are solved, on what the first ones leave; the list and the proof are the same in every bit.

    Parameters
    ----------
    solution
        The best list of a problem that is the same as far as the first goals see.
    count
        How many goals these are.
    """
    if solution.chosen is None or solution.proof is None or not count:
        return solve(instance, levels)
    chosen, proof = solution.chosen, solution.proof
    network = build(instance, levels)
    state = State(
        instance,
        face_after(instance, network, proof, chosen, count),
        network.flow_of(chosen, instance),
        names=list(levels[:count]),
        prices=list(proof.prices[:count]),
        marks=proof.marks if FIRST_COME in levels[:count] else Marks.none(),
    )
    return _run(state, levels[count:])


def best_on_face(
    instance: Instance, network: Network, levels: Sequence[Level], *, lowest: bool = False
) -> Mask | None:
    """Return the one best list on a face; None where there is none.

    Parameters
    ----------
    network
        The face.
    levels
        Goals that are sums, in order.
    lowest
        Whether the lowest fit is a goal after them.
    """
    start = None if _contradicts_itself(instance, network) else any_flow(network)[0]
    if start is None:
        return None
    state = State(instance, network, start)
    state.optimise(levels)
    if lowest:
        state.raise_lowest()
    state.break_ties()
    return state.chosen


def _run(state: State, levels: Sequence[str]) -> Solution:
    """Go through the goals from a list that keeps every hard rule."""
    instance, network = state.instance, state.network
    for is_sum, names in groupby(levels, lambda name: name in COSTS):
        if is_sum:
            state.optimise([cost_level(name, instance, network) for name in names])
            continue
        for name in names:
            if name == FIRST_COME:
                state.serve_in_order()
            else:
                state.raise_lowest()
    state.break_ties()
    proof = Proof(tuple(state.names), np.array(state.prices, dtype=np.int64), state.marks)
    return Solution(state.chosen, proof, None, state.seconds)


def _explained(instance: Instance) -> Infeasible:
    """Return why there is no list, with the one list that is fixed best once the least has given way."""
    found = why_infeasible(instance)
    eased = solve(found.loosening.applied_to(instance), ("served",))
    if eased.chosen is None:
        raise SolverFailure("a loosening that is too little")
    loosening = Loosening.that_allows(instance, eased.chosen, found.loosening.price)
    return replace(found, loosening=loosening)


def _start(instance: Instance, network: Network) -> Ints | None:
    """Return a list that keeps every hard rule, as a circulation; None if there is none."""
    fixed_only = network.flow_of(instance.locked, instance)
    if instance.allows(instance.locked):
        return fixed_only
    return None if _contradicts_itself(instance, network) else any_flow(network)[0]


def _contradicts_itself(instance: Instance, network: Network) -> bool:
    """Whether some bound is above its own opposite."""
    return bool(np.any(network.lower > network.upper) or np.any(instance.min_load > instance.capacity))
