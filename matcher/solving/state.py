"""Where the engine stands between two goals, and how it goes on."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.earlier import Earlier
from matcher.solving.first_come import serve_in_order
from matcher.solving.flow import SolverFailure, TooLargeCosts, cheapest_flow
from matcher.solving.instance import Instance
from matcher.solving.levels import FIRST_COME, MOST_SALTS, TIE_BREAK, WORST_OFF, Level, tie_break
from matcher.solving.marks import Marks, find_marks
from matcher.solving.network import Network
from matcher.solving.prices import NotOptimal, node_prices, reduced_costs
from matcher.solving.queue import Queue
from matcher.solving.uniqueness import is_unique
from matcher.solving.worst_off import below, lowest_of, raise_lowest

PATIENCE = 20_000
"""After how many passes levels that were solved in one go are solved one by one."""
MARGIN, MOST_TOGETHER = 8, 1 << 40


@dataclass
class State:
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

    def break_ties(self) -> None:
        """Make a fixed choice between the lists that are left, until there is one."""
        for salt in range(MOST_SALTS):
            self.optimise([tie_break(self.instance, self.network, salt)])
            if is_unique(self.network, self.flow):
                return
        raise SolverFailure(f"{MOST_SALTS} rounds of {TIE_BREAK} left several lists")

    @property
    def chosen(self) -> Mask:
        """Return the list, bool per pair."""
        return self.flow[self.network.pair_arcs].astype(bool)

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
