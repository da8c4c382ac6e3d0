"""What can be worked out of counts of which the sum is known."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask


@dataclass(frozen=True)
class Bounds:
    """What anybody knows of the counts of a figure before they know any of them.

    Parameters
    ----------
    least, most
        int64 per cell.
    block
        bool per cell: those that together are at most `capacity`, as the counts that they are among are not shown.
    spare
        What each cell of the block takes of the capacity at the least, whatever its count.
    """

    least: Ints
    most: Ints
    block: Mask
    capacity: int
    spare: int

    @classmethod
    def of_pairs(cls, pairs: Ints) -> "Bounds":
        """Return the bounds of counts of pairs or people: a cell is told of only where there is one."""
        size = len(pairs)
        most = np.full(size, pairs.sum())
        return cls(np.ones(size, dtype=np.int64), most, np.zeros(size, dtype=bool), 0, 0)

    @classmethod
    def within(cls, around: Ints, unseen: Mask, *, least: int) -> "Bounds":
        """Return the bounds of counts that are at most the counts `around`, of which some are `unseen`."""
        capacity = int(around[unseen].sum())
        return cls(np.full(len(around), least), np.where(unseen, capacity, around), unseen, capacity, 1)

    def leave_open(self, counts: Ints, kept: Mask, small: int) -> bool:
        """Whether each of the `kept` counts could be one of several.

        Parameters
        ----------
        counts
            int64 per cell; their sum over `kept` is known.
        kept
            bool per cell.
        small
            One of them is known to be below this, if it is.
        """
        known, most = counts[kept], self.most[kept]
        least, block = self.least[kept], self.block[kept]
        total = int(known.sum())
        capped = np.minimum(most, small - 1) if (known < small).any() else most
        low, high = most.copy(), least.copy()
        # Of the cells that could be the small one it is enough to try the two that lose least by it: what is open for
        # them is open.
        for cell in np.argsort(most - capped, kind="stable")[:2].tolist():
            bound = most.copy()
            bound[cell] = capped[cell]
            if self._is_possible(total, least, bound, block):
                low = np.minimum(low, np.maximum(least, total - self._others(bound, block)))
                high = np.maximum(high, np.minimum(bound, total - (least.sum() - least)))
        return bool((low < high).all())

    def _is_possible(self, total: int, least: Ints, bound: Ints, block: Mask) -> bool:
        most = bound[~block].sum() + min(self.capacity, int(bound[block].sum()))
        return bool((least <= bound).all() and least.sum() <= total <= most)

    def _others(self, bound: Ints, block: Mask) -> Ints:
        """Return how much all others of each cell can hold together."""
        inside, outside = int(bound[block].sum()), int(bound[~block].sum())
        for_outside = outside - bound + min(self.capacity, inside)
        for_inside = outside + np.minimum(self.capacity - self.spare, inside - bound)
        return np.where(block, for_inside, for_outside)
