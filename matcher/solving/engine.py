"""Solve level after level, each on the optimal face of those before it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.conflicts import Conflict, Infeasible
from matcher.solving.contradictions import why_infeasible
from matcher.solving.earlier import Earlier
from matcher.solving.first_come import serve_in_order
from matcher.solving.flow import SolverFailure, TooLargeCosts, any_flow, cheapest_flow
from matcher.solving.instance import Instance
from matcher.solving.levels import COSTS, FIRST_COME, TIE_BREAK, WORST_OFF, Level, cost_level, tie_break
from matcher.solving.loosening import Loosening
from matcher.solving.marks import Marks, find_marks
from matcher.solving.network import Network, build
from matcher.solving.prices import NotOptimal, node_prices, reduced_costs
from matcher.solving.proof import Proof, face_after
from matcher.solving.queue import Queue
from matcher.solving.uniqueness import is_unique
from matcher.solving.worst_off import below, lowest_of, raise_lowest

LARGE = 50_000
"""From this many possible pairs on an earlier list is worth starting from."""
MOST_SALTS = 64
PATIENCE = 20_000
"""After how many passes levels that were solved in one go are solved one by one."""
MARGIN, MOST_TOGETHER = 8, 1 << 40


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
    return _run(_State(instance, network, start), levels)


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
    return _run(_State(instance, network, start, earlier), levels)


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
    state = _State(
        instance,
        face_after(instance, network, proof, chosen, count),
        network.flow_of(chosen, instance),
        names=list(levels[:count]),
        prices=list(proof.prices[:count]),
        marks=proof.marks if FIRST_COME in levels[:count] else Marks.none(),
    )
    return _run(state, levels[count:])


def _run(state: "_State", levels: Sequence[str]) -> Solution:
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
    for salt in range(MOST_SALTS):
        state.optimise([tie_break(instance, network, salt)])
        if is_unique(state.network, state.flow):
            break
    else:
        raise SolverFailure(f"{MOST_SALTS} rounds of {TIE_BREAK} left several lists")
    proof = Proof(tuple(state.names), np.array(state.prices, dtype=np.int64), state.marks)
    return Solution(state.flow[network.pair_arcs].astype(bool), proof, None, state.seconds)


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


@dataclass
class _State:
    """The face that is left, a circulation on it, and the proof so far."""

    instance: Instance
    network: Network
    flow: Ints
    earlier: Earlier | None = None
    is_guessed: bool = False
    names: list[str] = field(default_factory=list)
    prices: list[Ints] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks.none)
    seconds: dict[str, float] = field(default_factory=dict)

    def optimise(self, levels: Sequence[Level]) -> None:
        """Find the best of each level on the face that those before it leave, its prices, and the face.

        One flow is tried for several levels. The prices of each level show whether it was the best; from the first on
        for which it was not, the levels are solved one by one.
        """
        started = time.perf_counter()
        count = self._try(levels)
        for place, level in enumerate(levels[:count]):
            try:
                price = node_prices(
                    self.network, self.flow, level.cost, most_passes=min(PATIENCE, self.network.nodes)
                )
            except NotOptimal:
                self._alone(level)
                if levels[place + 1 :]:
                    self.optimise(levels[place + 1 :])
                return
            self._fix(self.network.fixed_by(reduced_costs(self.network, level.cost, price)), level.name)
            started = self._note(level.name, price, started)
        if not count:
            self._alone(levels[0])
        rest = levels[max(count, 1) :]
        if rest:
            self.optimise(rest)

    def _try(self, levels: Sequence[Level]) -> int:
        """Take a list that is probably the best at the first levels; return at how many.

        It comes from the earlier list and its prices, or from weights that are great enough in nearly all cases.
        """
        if self.earlier is not None:
            if self.is_guessed and levels[0].name == TIE_BREAK:
                return 1  # the tie-breaks were in the guess at the goals before
            guess = self.earlier.best(self.network, self.flow, levels)
            if guess is not None:
                self._move(guess)
                self.is_guessed = True
                return len(levels)
            self.earlier = None
        count, together = _together(levels)
        try:
            self._move(cheapest_flow(self.network, together))
        except TooLargeCosts:
            return 0
        return count

    def _alone(self, level: Level) -> None:
        """Solve one level by itself."""
        started, self.is_guessed = time.perf_counter(), False
        self._move(cheapest_flow(self.network, level.cost))
        price = node_prices(self.network, self.flow, level.cost)
        self._fix(self.network.fixed_by(reduced_costs(self.network, level.cost, price)), level.name)
        self._note(level.name, price, started)

    def serve_in_order(self) -> None:
        """Serve the queue, and fix who has how many seats."""
        started = time.perf_counter()
        queue = Queue.of(self.instance)
        self._move(serve_in_order(self.network, self.flow, queue))
        self.is_guessed = False
        self.marks = find_marks(self.network, self.flow, queue)
        self._fix(self.network.with_seats_of(self.flow), FIRST_COME)
        self._note(FIRST_COME, np.zeros(self.network.nodes, dtype=np.int64), started)

    def raise_lowest(self) -> None:
        """Find the best lowest fit, and take away the pairs below."""
        started = time.perf_counter()
        self.is_guessed = False
        flow, price = raise_lowest(self.instance, self.network, self.flow)
        self._move(flow)
        lowest = lowest_of(self.instance, self.flow[self.network.pair_arcs] > 0)
        self._fix(self.network.without(below(self.instance, lowest)), WORST_OFF)
        self._note(WORST_OFF, price, started)

    def _move(self, flow: Ints) -> None:
        """Take another list; the seats in it are filled in order, as the proof counts them."""
        self.flow = self.network.flow_of(flow[self.network.pair_arcs] > 0, self.instance)

    def _fix(self, network: Network, name: str) -> None:
        if not network.holds(self.flow):
            raise SolverFailure(f"the flow of level {name} does not lie on the face that its proof leaves")
        self.network = network

    def _note(self, name: str, price: Ints, started: float) -> float:
        now = time.perf_counter()
        self.names.append(name)
        self.prices.append(price)
        self.seconds[name] = self.seconds.get(name, 0.0) + now - started
        return now


def _together(levels: Sequence[Level]) -> tuple[int, Ints]:
    """Return how many of the first levels can be solved in one go, and their costs as one, the later as fractions."""
    for count in range(len(levels), 1, -1):
        cost = levels[count - 1].cost
        for level in reversed(levels[: count - 1]):
            weight = MARGIN * (int(np.abs(cost).max(initial=0)) + 1)
            if weight * (int(np.abs(level.cost).max(initial=0)) + 1) > MOST_TOGETHER:
                break
            cost = cost + weight * level.cost
        else:
            return count, cost
    return 1, levels[0].cost
