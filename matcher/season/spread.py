"""A number, or a difference, over several seasons: in words that claim no more than the seasons show."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from matcher.arrays import Floats

if TYPE_CHECKING:
    import pandas as pd

NONE = "–"
_ONE_OR_MORE = re.compile(r"\[(\w+)\|(\w+)\]")


class Words(NamedTuple):
    """How a difference is told.

    Parameters
    ----------
    more, fewer
        What is said, with {} for the number, and with [are|is] where more than one is told otherwise than one.
    alike
        What is said where there is none.
    what
        What there is no clear difference in.
    up, down
        The number alone is told with one of these after it.
    """

    more: str
    fewer: str
    alike: str
    what: str
    up: str = "more"
    down: str = "fewer"


@dataclass(frozen=True)
class Spread:
    """One number in each season, or how much one side is above the other in each.

    Parameters
    ----------
    values
        float64 per season in which it is known.
    digits
        So many are shown; the mean of whole numbers has one more.
    """

    values: Floats
    digits: int = 0

    @classmethod
    def of(cls, values: "pd.Series[Any] | Floats", digits: int = 0) -> "Spread":
        """Return the spread of these values; NaN is not known."""
        found = np.asarray(values, dtype=np.float64)
        return cls(found[~np.isnan(found)], digits)

    @property
    def mean(self) -> float:
        """Return the mean of all seasons; NaN where none is known."""
        return float(self.values.mean()) if len(self.values) else np.nan

    @property
    def is_clear(self) -> bool:
        """Whether a difference has the same sign in every season, in the digits that are shown."""
        shown = np.round(self.values, self.digits)
        return bool(len(shown)) and bool(np.all(shown > 0) or np.all(shown < 0))

    def shown(self) -> str:
        """Return the mean, and from least to most where seasons differ."""
        if not len(self.values):
            return NONE
        low, high = self._number(self.values.min()), self._number(self.values.max())
        return low if low == high else f"{self._number(self.mean, mean=True)} ({low}–{high})"

    def told(self, words: Words) -> str:
        """Return a difference in words, with how far it differs from season to season."""
        if not np.round(self.values, self.digits).any():
            return words.alike
        low, high = float(self.values.min()), float(self.values.max())
        if not self.is_clear:
            ends = f"from {self._side(low, words)} to {self._side(high, words)}"
            mean = self._side(self.mean, words, mean=True)
            return f"no clear difference in {words.what} ({mean} on average, {ends})"
        template = words.more if self.mean > 0 else words.fewer
        least, most = map(self._number, sorted((abs(low), abs(high))))
        if least == most:
            return _filled(template, least)
        return f"{_filled(template, self._number(abs(self.mean), mean=True))} ({least}–{most})"

    def _side(self, value: float, words: Words, *, mean: bool = False) -> str:
        number = self._number(abs(value), mean=mean)
        if not float(number.replace(",", "")):
            return "none"
        return f"{number} {words.up if value > 0 else words.down}"

    def _number(self, value: float, *, mean: bool = False) -> str:
        return f"{value:,.{self.digits + (mean and self.digits == 0)}f}"


def _filled(template: str, number: str) -> str:
    """Return a sentence with its number, in the singular where that is 1."""
    return _ONE_OR_MORE.sub(r"\2" if number == "1" else r"\1", template).format(number)
