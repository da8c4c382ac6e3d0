"""Which cells are kept back, so that nothing is told of fewer than five people.

A cell with few people is kept back, and so are further ones, the smallest first, until what is shown leaves every
count that is kept back open: the total less the cells that are shown is then a sum over several cells and at least five
people, and no cell of it, no count of yes and no count of no can be worked out.
"""

from collections.abc import Sequence

import numpy as np

from matcher.arrays import Mask
from matcher.outcomes.bounds import Bounds
from matcher.outcomes.figures import MENTORS, PAIRS, SHARES, Counts, Figure, Part, count

SMALL = 5
"""The fewest people about whom something is told to somebody outside of their region."""


class Withheld:
    """What is kept back of one season: bool per cell, by figure and part.

    Parameters
    ----------
    figures
        On the pairs of one season; each stands behind the one that it is within.
    parts
        The first is the total.
    """

    def __init__(self, figures: Sequence[Figure], parts: Sequence[Part]):
        self._total, self._parts = parts[0], parts[1:]
        self._counts = {(figure.name, part.by): count(figure, part) for figure in figures for part in parts}
        self._masks: dict[str, dict[str, Mask]] = {}
        self._yes: dict[str, dict[str, Mask]] = {}
        for figure in figures:
            self._masks[figure.name] = self._of(figure)
            self._yes[figure.name] = self._of_yes(figure)

    def counts(self, figure: str, by: str) -> Counts:
        """Return what is known in each cell of a part, kept back or not."""
        return self._counts[figure, by]

    def known(self, figure: str, by: str) -> Mask:
        """Return of which cells of a part all of a figure is kept back."""
        return self._masks[figure][by]

    def yes(self, figure: str, by: str) -> Mask:
        """Return of which cells of a part the count of yes is kept back: those of `known`, and maybe more."""
        return self._yes[figure][by]

    def _of(self, figure: Figure) -> dict[str, Mask]:
        if not figure.known.any():  # that nobody told it of any pair tells nothing of anybody
            return self._all(hidden=False)
        found = self._all(hidden=False)
        for part in self._parts:
            mask = None if self._no_total(figure) else self._of_part(figure, part)
            if mask is None:  # even the total would tell of the few
                return self._all(hidden=True)
            found[part.by] = mask
        return found

    def _of_yes(self, figure: Figure) -> dict[str, Mask]:
        known = self._masks[figure.name]
        if figure.name not in SHARES or known[self._total.by].any():
            return known
        found = dict(known)
        for part in self._parts:
            mask = _more_for_yes(self._counts[figure.name, part.by], known[part.by], part.own)
            if mask is None:
                return self._all(hidden=True)
            found[part.by] = mask
        return found

    def _all(self, *, hidden: bool) -> dict[str, Mask]:
        return {part.by: ~part.own & hidden for part in (self._total, *self._parts)}

    def _no_total(self, figure: Figure) -> bool:
        return figure.name != PAIRS and bool(self._masks[figure.within][self._total.by].any())

    def _of_part(self, figure: Figure, part: Part) -> Mask | None:
        counts = self._counts[figure.name, part.by]
        start = np.zeros(len(part.values), dtype=bool)
        bounds = Bounds.of_pairs(counts.known)
        if figure.name != PAIRS:
            start = self._masks[figure.within][part.by]
            around = self._counts[figure.within, part.by].known
            bounds = Bounds.within(around, start, least=int(figure.name == MENTORS))
        return _kept_back(_Cells(figure, part, counts, bounds), start)


class _Cells:
    """The cells of one figure and part, and what anybody knows of each beforehand."""

    def __init__(self, figure: Figure, part: Part, counts: Counts, bounds: Bounds):
        self.counts, self.own = counts, part.own
        self._name, self._bounds = figure.name, bounds
        told = figure.known & (part.code >= 0)
        self._code, self._person = part.code[told], figure.person[told]

    def are_safe(self, kept: Mask) -> bool:
        """Whether what is shown leaves everything open that is kept back."""
        if len(np.unique(self._person[kept[self._code]])) < SMALL:
            return False
        counted = [self.counts.known, self.counts.people] if self._name == PAIRS else [self.counts.known]
        return all(self._bounds.leave_open(one, kept, SMALL) for one in counted)


def _kept_back(cells: _Cells, start: Mask) -> Mask | None:
    """Return which cells are kept back, those of `start` among them; None where keeping back all is not enough."""
    kept: Mask = start | ((cells.counts.people < SMALL) & ~cells.own)
    if not kept.any():
        return kept
    while not cells.are_safe(kept):
        free = np.flatnonzero(~kept & ~cells.own)
        if not len(free):
            return None
        by_size = free[np.argsort(cells.counts.people[free], kind="stable")].tolist()
        enough = (one for one in by_size if cells.are_safe(_with(kept, one)))
        kept = _with(kept, next(enough, by_size[0]))
    return kept


def _more_for_yes(counts: Counts, known: Mask, own: Mask) -> Mask | None:
    """Return where the count of yes is kept back, so that not all who are kept back said the same."""
    kept = known

    def are_mixed(cells: Mask) -> bool:
        return 0 < int(counts.yes[cells].sum()) < int(counts.known[cells].sum())

    while kept.any() and not are_mixed(kept):
        free = np.flatnonzero(~kept & ~own)
        if not len(free):
            return None
        by_size = free[np.argsort(counts.people[free], kind="stable")].tolist()
        kept = _with(kept, next((one for one in by_size if are_mixed(_with(kept, one))), by_size[0]))
    return kept


def _with(kept: Mask, cell: int) -> Mask:
    more = kept.copy()
    more[cell] = True
    return more
