"""A large problem asked again and again with other seats: most of its pairs are looked at only to rule them out.

The best list is found among the pairs that cost least under the prices of the known list. Its own prices then show of
every other pair whether it could be in a better or equal list: not where its reduced costs, goal after goal, are first
above 0. Those that could be are added, and the list is made again, until there are none.
"""

from dataclasses import replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.best import Best, find_best
from matcher.solving.engine import LARGE
from matcher.solving.instance import Groups, Instance
from matcher.solving.levels import COSTS, TIE_BREAK, cost_level, tie_break
from matcher.solving.network import build
from matcher.solving.proof import Proof

NEAREST = 10
"""So many pairs of each person are looked at first."""


class Thinned:
    """A problem without limits, of which the best list is known; all its goals are sums.

    Parameters
    ----------
    best
        The known list.
    """

    def __init__(self, best: Best):
        self._best = best
        self._network = build(best.instance, best.levels)
        self._costs: dict[tuple[str, int], Ints] = {}
        self._looked_at = best.chosen | best.instance.locked | self._nearest()

    @classmethod
    def of(cls, best: Best) -> "Thinned | None":
        """Return the problem where it is large and of that kind."""
        of_that_kind = not len(best.instance.groups) and set(best.levels) <= set(COSTS)
        return cls(best) if of_that_kind and len(best.instance.mentee) >= LARGE else None

    def find(self, capacity: Ints, min_load: Ints) -> Best | None:
        """Return the best list with other seats and minimums; None where there is none.

        Its proof is about the pairs that were looked at; under its prices no other pair can be in any best list.

        Parameters
        ----------
        capacity, min_load
            int64 per mentor.
        """
        instance = replace(self._best.instance, capacity=capacity, min_load=min_load)
        while True:
            few = np.flatnonzero(self._looked_at)
            found = find_best(_with_pairs(instance, few), self._best.levels)
            if found is None:
                return find_best(instance, self._best.levels)
            missed = self._not_ruled_out(found.proof)
            if not len(missed):
                chosen = np.zeros(len(instance.mentee), dtype=bool)
                chosen[few[found.chosen]] = True
                return replace(found, instance=instance, chosen=chosen)
            self._looked_at[missed] = True

    def _not_ruled_out(self, proof: Proof) -> Ints:
        """Return the pairs that were not looked at and could be in a list that is better or as good."""
        undecided = np.flatnonzero(~self._looked_at)
        missed = []
        for place in range(len(proof.levels)):
            reduced = self._reduced(proof, place, undecided)
            missed.append(undecided[reduced < 0])
            undecided = undecided[reduced == 0]
        return np.concatenate([*missed, undecided])

    def _reduced(self, proof: Proof, place: int, pairs: Ints) -> Ints:
        """Return the reduced costs of pairs at one goal of a proof."""
        instance, price = self._best.instance, proof.prices[place]
        tail, head = instance.mentee[pairs], instance.mentor[pairs] + len(instance.demand)
        reduced: Ints = self._cost(proof, place)[pairs] + price[tail] - price[head]
        return reduced

    def _cost(self, proof: Proof, place: int) -> Ints:
        """Return what each pair costs at one goal of a proof."""
        name = proof.levels[place]
        salt = place - len(self._best.levels) if name == TIE_BREAK else 0
        if (name, salt) not in self._costs:
            instance, network = self._best.instance, self._network
            level = (
                tie_break(instance, network, salt)
                if name == TIE_BREAK
                else cost_level(name, instance, network)
            )
            self._costs[name, salt] = level.cost[network.pair_arcs]
        return self._costs[name, salt]

    def _nearest(self) -> Mask:
        """Return the pairs of each person that cost least under the prices of the known list."""
        instance, proof = self._best.instance, self._best.proof
        every = np.arange(len(instance.mentee))
        costs = [self._reduced(proof, place, every) for place in range(len(proof.levels))]
        order = np.lexsort(costs[::-1])
        found = np.zeros(len(every), dtype=bool)
        for person in (instance.mentee, instance.mentor):
            by_person = order[np.argsort(person[order], kind="stable")]
            starts = np.searchsorted(person[by_person], person[by_person])
            found[by_person[every - starts < NEAREST]] = True
        return found


def _with_pairs(instance: Instance, pairs: Ints) -> Instance:
    """Return a problem without limits in which only these pairs are possible."""
    names = ("mentee", "mentor", "locked", "home", "proposed", "tier_cost", "score")
    return replace(instance, **{name: getattr(instance, name)[pairs] for name in names}, groups=Groups.none())
