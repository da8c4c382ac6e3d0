"""Faults in what a caller hands in, gathered and told all at once, a sentence each."""

from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.arrays import Mask

MOST_PLACES = 3
"""How many places are named for each rule."""


class Faults:
    """Sentences that say what was found, where, and what would be right."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def add(self, sentence: str) -> None:
        """Note a fault."""
        self.sentences.append(sentence)

    def add_places(self, name: str, values: npt.NDArray[Any], wrong: Mask, rule: str) -> None:
        """Note the places of an array that break a rule, if there are any.

        Parameters
        ----------
        wrong
            bool per value.
        """
        places = np.flatnonzero(wrong)
        if len(places):
            shown = [f"{name}[{place}] is {values[place]}" for place in places[:MOST_PLACES].tolist()]
            self.add(f"{listed(shown, len(places))}; {rule}.")

    def tell(self) -> None:
        """Raise all that was noted.

        Raises
        ------
        ValueError
            There is at least one fault.
        """
        if self.sentences:
            raise ValueError("\n".join(self.sentences))


def listed(shown: list[str], count: int) -> str:
    """Return the first of `count` findings in words."""
    more = count - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")
