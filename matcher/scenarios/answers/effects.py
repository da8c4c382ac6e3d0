"""What other fits of one person's pairs do to the list: who would have other mentors."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.scenarios.answers.nearness import Near, Person, could_pay, near
from matcher.scenarios.answers.rings import Rings, find_rings
from matcher.scenarios.answers.steps import Steps
from matcher.solving import LARGE, Best, Instance, find_best, find_best_again
from matcher.solving.levels import BY_SCORE

MOST_SOLVED = 3
"""So many answers of one person are solved in a large season where it is not certain which changes most."""


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

    def largest(self, fits: Sequence[Ints]) -> tuple[int, Ints]:
        """Return which answer changes most, and who would have other mentors then; nobody where none changes anything.

        Parameters
        ----------
        fits
            Of the person's pairs, under each answer.

        Notes
        -----
        Where rings are as cheap as others, only solving tells which one it is. In a large season those few that seem to
        change most are solved.
        """
        told = [self._size(one) for one in fits]
        sizes = [size for size, _ in told]
        found = max((size for size, is_sure in told if is_sure), default=0)
        doubtful = sorted(
            (row for row, (_, is_sure) in enumerate(told) if not is_sure), key=lambda row: -sizes[row]
        )
        for number, row in enumerate(doubtful):
            if found and number >= MOST_SOLVED and len(self._best.chosen) >= LARGE:
                sizes[row] = 0
                continue
            sizes[row] = len(self.mentees(fits[row]))
            found = max(found, sizes[row])
        if not found:
            return 0, self._person.pairs[:0]
        most = sizes.index(found)
        return most, self.mentees(fits[most])

    def _size(self, fits: Ints) -> tuple[int, bool]:
        """Return for how many mentees an answer seems to change something, and whether that is sure."""
        if self._rings is None:
            if self._steps is not None and not could_pay(self._steps, self._best, self._person, fits):
                return 0, True
            return len(self.mentees(fits)), True
        costs = self._rings.costs(fits)
        least = int(costs.min())
        if least > 0:
            return 0, True
        cheapest = np.flatnonzero(costs == least)
        size, is_alone = self._rings.moved(int(cheapest[0]))
        return size, is_alone and len(cheapest) == 1 and least < 0

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
        if self._steps is None:
            within: Near | None = Near.everything(best)
        else:
            within = near(self._steps, best, person, [fits]) if self._rings is None else self._rings.near
        if within is None:
            return person.pairs[:0]
        score = best.instance.score.copy()
        score[person.pairs] = fits
        before = replace(
            best, instance=best.instance.with_pairs(within.pairs), chosen=best.chosen[within.pairs]
        )
        after = _best_of(replace(best.instance, score=score).with_pairs(within.pairs), before)
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
