"""The lowest fit among the new pairs, as high as can be: a search over the fits that occur, each a flow problem."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.solving.flow import any_flow
from matcher.solving.instance import Instance
from matcher.solving.levels import new_pairs
from matcher.solving.network import Network


def lowest_of(instance: Instance, chosen: Mask) -> int | None:
    """Return the lowest score of a list's new pairs; None without any."""
    scores = instance.score[chosen & new_pairs(instance)]
    return int(scores.min()) if len(scores) else None


def below(instance: Instance, lowest: int | None) -> Mask:
    """Return the new pairs with a lower score; all of them for None."""
    new = new_pairs(instance)
    return new if lowest is None else new & (instance.score < lowest)


def raise_lowest(instance: Instance, network: Network, flow: Ints) -> tuple[Ints, Ints]:
    """Return a circulation whose lowest new pair is as good as can be, and prices that prove it.

    Parameters
    ----------
    flow
        A circulation on the face of `network`.

    Returns
    -------
    flow, price
        int64 per arc, and per node. The prices come from a cut: the nodes into which more would have to flow than can
        flow out, if the pairs up to the lowest were taken away.
    """
    search = _Search(instance, network)
    worst, best, cut = search.rank_of(flow), search.highest, np.zeros(network.nodes, dtype=bool)
    middle = search.guess
    while worst < best:
        middle = min(max(middle, worst + 1), best)
        found, why_not = any_flow(search.above(middle))
        if found is None:
            best, cut = middle - 1, why_not
        else:
            flow, worst = found, max(middle, search.rank_of(found))
        middle = (worst + best + 1) // 2
    return flow, -cut.astype(np.int64)


@dataclass(frozen=True)
class _Search:
    """The scores that new pairs on the face can have; a rank is a place among them, one behind the last for no pair."""

    instance: Instance
    network: Network

    @cached_property
    def _possible(self) -> Mask:
        return new_pairs(self.instance) & (self.network.upper[self.network.pair_arcs] > 0)

    @cached_property
    def _scores(self) -> Ints:
        return np.unique(self.instance.score[self._possible])

    @property
    def highest(self) -> int:
        """Return the highest rank that the pairs fixed on the face allow."""
        fixed = self._possible & (self.network.lower[self.network.pair_arcs] > 0)
        if not fixed.any():
            return len(self._scores)
        return int(np.searchsorted(self._scores, self.instance.score[fixed].min()))

    @property
    def guess(self) -> int:
        """Return a rank that is often the best: that of the best pair of the mentee whose best is worst."""
        open_to = self.network.upper[self.network.pair_arcs] > 0
        score = np.where(self._possible, self.instance.score, np.iinfo(np.int64).max)
        best = np.full(self.network.mentees, np.iinfo(np.int64).min, dtype=np.int64)
        np.maximum.at(best, self.instance.mentee[open_to], score[open_to])
        needed = self.network.seats_by_mentee(self.network.lower) > 0
        return int(np.searchsorted(self._scores, best[needed].min())) if needed.any() else 0

    def rank_of(self, flow: Ints) -> int:
        """Return the rank of a circulation's lowest new pair."""
        lowest = lowest_of(self.instance, flow[self.network.pair_arcs] > 0)
        return len(self._scores) if lowest is None else int(np.searchsorted(self._scores, lowest))

    def above(self, rank: int) -> Network:
        """Return the face without the new pairs below a rank."""
        lowest = int(self._scores[rank]) if rank < len(self._scores) else None
        return self.network.without(below(self.instance, lowest))
