"""What it costs somebody with one seat to have another partner: the cheapest ring through each of their pairs.

Who has one seat is on one ring at the most. One of its steps gives up what the person has (a pair, or the empty seat),
another one takes something else. The way between the two does not depend on the person's fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Ints
from matcher.scenarios.answers.facts import MENTEES
from matcher.scenarios.answers.nearness import Near, Person, costs_under, own_steps
from matcher.scenarios.answers.steps import FAR, Steps, Ways
from matcher.solving import Best


@dataclass(frozen=True)
class Rings:
    """The cheapest rings through somebody with one seat, one for each pair that could be taken, and one for an empty seat.

    Parameters
    ----------
    given
        Place of the listed pair among the person's; -1 for an empty seat.
    first
        The node at the other end of the step that gives it up.
    last
        int64 per ring: the node at the other end of the step that takes something.
    seat
        What the steps at the seat cost, as far as there are such.
    distance
        int64 per node: what the way between it and `first` costs.
    """

    steps: Steps
    best: Best
    person: Person
    given: int
    first: int
    last: Ints
    seat: int
    distance: Ints

    def costs(self, fits: Ints) -> Ints:
        """Return what each ring costs under other fits of the person's pairs, int64, one more than there are pairs."""
        own = costs_under(self.steps, self.best, self.person, fits)
        if self.given < 0:
            given, taken = self.seat, np.append(own, FAR)
        else:
            given, taken = int(own[self.given]), np.append(own, self.seat)
            taken[self.given] = FAR
        found: Ints = self.distance[self.last] + given + taken
        return found

    def moved(self, ring: int) -> tuple[int, bool]:
        """Return for how many mentees a ring changes something, and whether it is the only one that is so cheap.

        Where it is not, the count is that of one of them.
        """
        taken_and_given = [one for one in (ring, self.given) if 0 <= one < len(self.person.pairs)]
        found, is_alone = self.person.pairs[taken_and_given].tolist(), True
        here, seen = int(self.last[ring]), set[int]()
        ways = self.steps.onward if self.person.table == MENTEES else self.steps.back
        while here != self.first and here not in seen:
            seen.add(here)
            own = ways.at(here)
            nearer = np.flatnonzero(self.distance[ways.far[own]] + ways.cost[own] == self.distance[here])
            is_alone &= len(nearer) == 1
            found.append(int(self.steps.pair[ways.steps[own][nearer[0]]]))
            here = int(ways.far[own][nearer[0]])
        mentees = np.unique(self.best.instance.mentee[[pair for pair in found if pair >= 0]])
        return len(mentees), is_alone

    @cached_property
    def near(self) -> Near:
        """Return the pairs that are on some cheapest way, the person's and the listed ones: nothing else comes into play."""
        steps = self.steps
        nearer, farther = (
            (steps.end, steps.start) if self.person.table == MENTEES else (steps.start, steps.end)
        )
        used = (self.distance[farther] < FAR) & (self.distance[nearer] + steps.cost == self.distance[farther])
        on_ways = steps.pair[used & (steps.pair >= 0)]
        return Near(np.unique(np.concatenate([on_ways, self.person.pairs, np.flatnonzero(self.best.chosen)])))


def find_rings(steps: Steps, best: Best, person: Person, cases: Sequence[Ints]) -> Rings | None:
    """Return the cheapest rings through a person; None for who has several seats, or is behind a limit.

    Parameters
    ----------
    cases
        Fits of the person's pairs. What costs more than nothing in all of these is taken for impossible.
    """
    instance, is_mentee = best.instance, person.table == MENTEES
    seats = instance.demand if is_mentee else instance.capacity
    if seats[person.place] != 1 or steps.apart[person.table][person.place]:
        return None
    least = np.min([costs_under(steps, best, person, fits) for fits in cases], axis=0)
    giving, taking = (steps.back, steps.onward) if is_mentee else (steps.onward, steps.back)
    first, cost_of_first = own_steps(steps, giving, person, least)
    _, cost_of_last = own_steps(steps, taking, person, least)
    limit = -int(cost_of_first.min(initial=FAR)) - int(cost_of_last.min(initial=FAR))
    node = steps.node(person.table, person.place)
    distance = giving.reach(node, first, np.zeros(len(first), dtype=np.int64), limit=limit)
    listed = np.flatnonzero(best.chosen[person.pairs])
    seat_end, seat = _seat_step(steps, taking if len(listed) else giving, node)
    partners = (steps.head if is_mentee else steps.tail)[person.pairs]
    return Rings(
        steps,
        best,
        person,
        given=int(listed[0]) if len(listed) else -1,
        first=int(first[0]) if len(first) else -1,
        last=np.append(partners, seat_end),
        seat=seat,
        distance=distance,
    )


def _seat_step(steps: Steps, ways: Ways, node: int) -> tuple[int, int]:
    """Return the other end of the step at somebody's seat, and its cost; `FAR` where there is none."""
    own = ways.at(node)
    seats = np.flatnonzero(steps.pair[ways.steps[own]] < 0)
    if not len(seats):
        return node, FAR
    return int(ways.far[own][seats[0]]), int(ways.cost[own][seats[0]])
