"""Which pairs can come into play where the fits of one person's pairs change: a small problem with the same best list.

Where nothing but these fits changes, only rings through that person can become better than they were, and of them only
those whose other steps cost no more than the change. So the best list has none but its own pairs and those on such rings.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints
from matcher.scenarios.answers.steps import FAR, Steps, Ways
from matcher.solving import Best


@dataclass(frozen=True)
class Near:
    """The pairs that can come into play; all others stay as they are.

    Parameters
    ----------
    pairs
        int64: places among the possible pairs.
    """

    pairs: Ints

    @classmethod
    def everything(cls, best: Best) -> "Near":
        """Return all pairs."""
        return cls(np.arange(len(best.chosen)))


@dataclass(frozen=True)
class Person:
    """Somebody whose answer is asked for.

    Parameters
    ----------
    table, place
        "mentees" or "mentors", and the place in the roster.
    pairs
        int64: all of the person's possible pairs, in order.
    """

    table: str
    place: int
    pairs: Ints


def costs_under(steps: Steps, best: Best, person: Person, fits: Ints) -> Ints:
    """Return what the steps of a person's pairs cost where their fits are others, int64 per pair."""
    own, more = steps.of_pair[person.pairs], fits - best.instance.score[person.pairs]
    return np.where(own >= FAR, FAR, own + np.where(best.chosen[person.pairs], more, -more))


def near(steps: Steps, best: Best, person: Person, cases: Sequence[Ints]) -> Near | None:
    """Return what can come into play in any of some cases; None where no other list is as good in any.

    Parameters
    ----------
    cases
        The fits of the person's pairs in each case, int64.
    """
    if steps.apart[person.table][person.place]:
        return Near.everything(best)
    found = [_on_rings(steps, person, costs_under(steps, best, person, fits)) for fits in cases]
    if not any(map(len, found)):
        return None
    return Near(np.unique(np.concatenate([*found, np.flatnonzero(best.chosen)])))


def could_pay(steps: Steps, best: Best, person: Person, fits: Ints) -> bool:
    """Whether two steps at a person could cost nothing or less under other fits, looking no further."""
    if steps.apart[person.table][person.place]:
        return True
    costs = costs_under(steps, best, person, fits)
    node = steps.node(person.table, person.place)
    least = []
    for ways in (steps.back, steps.onward):
        _, cost = own_steps(steps, ways, person, costs)
        is_pair = steps.pair[ways.steps[ways.at(node)]] >= 0
        least.append([int(cost[kind].min(initial=FAR)) for kind in (is_pair, ~is_pair)])
    (pair_in, seat_in), (pair_out, seat_out) = least
    return pair_in + pair_out <= 0 or pair_in + seat_out <= 0 or seat_in + pair_out <= 0


def _on_rings(steps: Steps, person: Person, costs: Ints) -> Ints:
    """Return the pairs on rings through a person that cost nothing or less; empty where there are none."""
    node = steps.node(person.table, person.place)
    into, out_of = (own_steps(steps, ways, person, costs) for ways in (steps.back, steps.onward))
    back = steps.back.reach(node, *into, limit=-int(out_of[1].min(initial=FAR)))
    there = steps.onward.reach(node, *out_of, limit=-int(into[1].min(initial=FAR)))
    if not np.any(there + back <= 0):
        return person.pairs[:0]
    used = there[steps.start] + steps.cost + back[steps.end] <= 0
    return np.concatenate([person.pairs, steps.pair[used & (steps.pair >= 0)]])


def own_steps(steps: Steps, ways: Ways, person: Person, costs: Ints) -> tuple[Ints, Ints]:
    """Return the other ends of a person's own steps in one direction, and what they cost."""
    own = ways.at(steps.node(person.table, person.place))
    pair = steps.pair[ways.steps[own]]
    place = np.minimum(np.searchsorted(person.pairs, pair), len(costs) - 1)
    return ways.far[own], np.where(pair >= 0, costs[place], ways.cost[own])
