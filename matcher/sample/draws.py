"""Random draws that give the same values on every machine."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Texts = NDArray[np.object_]


class Draws:
    """A stream of draws, fixed by whole numbers.

    Every draw starts from doubles in [0, 1) and goes on by multiplication, addition and comparison only:
    logarithms and the like differ in their last bit from one processor to the next.
    """

    def __init__(self, *entropy: int) -> None:
        self._generator = np.random.Generator(np.random.PCG64(entropy))

    def unit(self, *shape: int) -> Floats:
        """Draw doubles, evenly from [0, 1)."""
        return self._generator.random(shape)

    def below(self, bounds: int | Ints, size: int) -> Ints:
        """Draw whole numbers from 0 to just below the bounds (one, or one a draw); a bound of 0 gives 0."""
        return np.floor(self.unit(size) * bounds).astype(np.int64)

    def chance(self, shares: float | Floats, size: int) -> Flags:
        """Draw flags that are true with the given shares (one, or one a draw)."""
        return np.less(self.unit(size), shares)

    def few(self, share: float, size: int) -> Flags:
        """Draw flags of which just this share is true, to the nearest whole number."""
        flags = np.zeros(size, dtype=np.bool_)
        flags[self.order(size)[: round(share * size)]] = True
        return flags

    def bell(self, size: int) -> Floats:
        """Draw doubles between -1 and 1, most of them near 0."""
        return (self.unit(size) + self.unit(size) + self.unit(size)) * (2 / 3) - 1

    def index(self, weights: Sequence[int], size: int) -> Ints:
        """Draw places in a list by its weights."""
        ends = np.cumsum(np.asarray(weights, dtype=np.int64))
        return np.searchsorted(ends, self.below(int(ends[-1]), size), side="right").astype(np.int64)

    def dealt(self, weights: Sequence[int], size: int) -> Ints:
        """Draw places in a list, each of them as often as its weight says; only what is left over is by chance."""
        shares = np.asarray(weights, dtype=np.int64)
        sure = np.repeat(np.arange(len(shares)), shares * size // shares.sum())
        return np.concatenate([sure, self.index(weights, size - len(sure))])[self.order(size)]

    def word(self, weights: Mapping[str, int], size: int) -> Texts:
        """Draw words by their weights."""
        return texts(list(weights))[self.index(list(weights.values()), size)]

    def order(self, size: int) -> Ints:
        """Draw an order of 0 to size - 1."""
        return np.argsort(self.unit(size), kind="stable")

    def subset(self, counts: Ints, barred: Flags) -> Flags:
        """Draw a subset for each row of `barred` (rows by places) from its places that are not barred.

        A row with fewer such places than its count gets all of them.
        """
        keys = self.unit(*barred.shape) + barred
        ranks = np.argsort(np.argsort(keys, axis=1, kind="stable"), axis=1, kind="stable")
        return (ranks < counts[:, None]) & ~barred


def texts(values: Sequence[str]) -> Texts:
    """Give an array of texts."""
    return np.array(values, dtype=np.object_)


def written(values: Ints | Floats) -> Texts:
    """Write numbers as text, as short as they can be read back."""
    return texts([str(value) for value in values.tolist()])


def blanked(cells: Texts, where: Flags) -> Texts:
    """Empty the cells at the flags."""
    return np.where(where, "", cells)


def joined(chosen: Flags, codes: Sequence[str]) -> Texts:
    """Write each row's chosen codes as one list, separated by semicolons (a few codes only: 2**n lists)."""
    lists = [""]
    for code in codes:
        lists += [f"{before};{code}" if before else code for before in lists]
    return texts(lists)[chosen @ (1 << np.arange(len(codes)))]
