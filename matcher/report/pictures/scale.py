"""From numbers to places in a picture, with round numbers along the side."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

MOST_TICKS = 5


@dataclass(frozen=True)
class Scale:
    """From values to places along one side of a panel."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float, below: int = 1) -> "Scale":
        """Return the scale on which these values have some air on both sides, `below` times as much at the start."""
        low, high = min(values), max(values)
        air = (high - low) * 0.08 or max(abs(high) * 0.01, 0.01)
        return cls(low - below * air, high + air, start, end)

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Return round values along it."""
        size = 10.0 ** math.floor(math.log10((self.high - self.low) / MOST_TICKS))
        step = next(
            size * one for one in (1, 2, 5, 10) if (self.high - self.low) / (size * one) <= MOST_TICKS
        )
        return [step * one for one in range(math.ceil(self.low / step), math.floor(self.high / step) + 1)]


def figure(value: float, ticks: Sequence[float]) -> str:
    """Return a number of a scale with as many decimals as its steps need."""
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 0.1
    return f"{value:,.{max(0, -math.floor(math.log10(step) + 1e-9))}f}"
