"""What other fits of one person's pairs do to the list: who would have other mentors."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.scenarios.answers.nearness import Near, Person, near
from matcher.scenarios.answers.rings import Rings, find_rings
from matcher.scenarios.answers.steps import Steps
from matcher.solving import Best, Instance, find_best, find_best_again
from matcher.solving.levels import BY_SCORE


class Effects:
    """What answers of one person do, as far as fits go.

    Parameters
    ----------
    steps
        None where lists are not compared by sums of fits alone; then all is solved anew.
    worst
        Fits of the person's pairs that are the worst for the list; see `Fits.worst`.
    """

    def __init__(self, best: Best, steps: Steps | None, person: Person, worst: Sequence[Ints]):
        self._best, self._steps, self._person, self._worst = best, steps, person, worst
        self._rings: Rings | None = find_rings(steps, best, person, worst) if steps is not None else None
        self._solved: dict[bytes, Ints] = {}

    @property
    def possible(self) -> bool:
        """Whether some answer might change the list; False is proven."""
        if not set(self._best.levels) & set(BY_SCORE):
            return False
        if self._steps is None:
            return True
        if self._rings is not None:
            cheapest = min(int(self._rings.costs(fits).min()) for fits in self._worst)
            if cheapest:
                return cheapest < 0
        return any(len(self.mentees(fits)) for fits in self._worst)

    @property
    def distance(self) -> Ints:
        """Return how far each pair is from coming onto the list, int64; the lowest is the nearest."""
        if self._steps is None:
            return -self._best.instance.score[self._person.pairs]
        if self._rings is None:
            return self._steps.of_pair[self._person.pairs]
        found: Ints = np.min([self._rings.costs(fits)[:-1] for fits in self._worst], axis=0)
        return found

    def size(self, fits: Ints) -> int:
        """Return how many mentees would have other mentors; solved only where no ring tells."""
        if self._rings is None:
            return len(self.mentees(fits))
        costs = self._rings.costs(fits)
        if costs.min() > 0:
            return 0
        cheapest = np.flatnonzero(costs == costs.min())
        alone = len(cheapest) == 1 and costs.min() < 0
        told = self._rings.moved(int(cheapest[0])) if alone else None
        return len(self.mentees(fits)) if told is None else told

    def mentees(self, fits: Ints) -> Ints:
        """Return who would have other mentors, found by solving: int64, places in the roster."""
        key = self._key(fits)
        if key not in self._solved:
            self._solved[key] = self._solve(fits)
        return self._solved[key]

    def _key(self, fits: Ints) -> bytes:
        """Return the same for fits under which the best list is the same: that depends on which rings are the cheapest."""
        if self._rings is None:
            return fits.tobytes()
        costs = self._rings.costs(fits)
        least = int(costs.min())
        cheapest: bytes = (costs == least).tobytes()
        return cheapest + bytes([least > 0, least < 0])

    def _solve(self, fits: Ints) -> Ints:
        best, person = self._best, self._person
        within = Near.everything(best) if self._steps is None else near(self._steps, best, person, [fits])
        if within is None:
            return person.pairs[:0]
        score = best.instance.score.copy()
        score[person.pairs] = fits
        before = replace(best, instance=within.within(best.instance), chosen=best.chosen[within.pairs])
        after = _best_of(within.within(replace(best.instance, score=score)), before)
        return np.unique(before.instance.mentee[before.chosen != after])


def _best_of(instance: Instance, before: Best) -> Mask:
    """Return the best list of a problem in which only fits are others.

    Prices of limits are right only as long as the same pairs stand behind them; so with limits all is solved.
    """
    if not len(instance.groups):
        return find_best_again(instance, before).chosen
    found = find_best(instance, before.levels)
    assert found is not None
    return found.chosen
