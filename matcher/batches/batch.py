"""What one batch decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from matcher.ledger import Ledger
from matcher.matching import Matching
from matcher.policy.words import counted
from matcher.results import CONFIRMED

MOST_SHOWN = 25
"""So many of those who wait are told on the screen."""


@dataclass(frozen=True)
class Batch:
    """One batch: its list, and the ledger after it; `str()` of it is text for people.

    Parameters
    ----------
    number
        From 1.
    moment
        Local time, as ISO has it.
    matching
        The list, on the people who are there at that moment; the pairs that stood before are its confirmed ones.
    ledger
        With the rows of this batch.
    repeated
        Whether the ledger had them already: nothing new was decided.
    held_back
        What holding seats back means for those who wait now, in sentences.
    remarks
        What else a reader should know.
    """

    number: int
    moment: str
    matching: Matching
    ledger: Ledger
    repeated: bool
    held_back: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def line(self) -> pd.DataFrame:
        """Return the line of this batch: place, days waited, who was served, and why the others wait."""
        return self.matching.waiting

    @cached_property
    def served(self) -> pd.DataFrame:
        """Return the pairs that this batch made."""
        pairs = self.matching.pairs
        return pairs[pairs["kind"] != CONFIRMED].reset_index(drop=True)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        line, pairs = self.line, self.matching.pairs
        waiting = line[line["mentor_id"] == ""]
        standing = int((pairs["kind"] == CONFIRMED).sum())
        again = "; it was run before, and nothing changes" if self.repeated else ""
        yield f"Batch {self.number}, {self.moment[:16].replace('T', ' ')}{again}"
        yield (
            f"{counted(standing, 'pair')} {'stands' if standing == 1 else 'stand'} from before. {counted(len(line), 'request')} "
            f"in line: {len(line) - len(waiting)} {'has' if len(line) - len(waiting) == 1 else 'have'} a mentor now, "
            f"{len(waiting)} {'waits' if len(waiting) == 1 else 'wait'}."
        )
        yield from self.matching.promise
        yield from self.held_back
        shown = line[(line["mentor_id"] != "") | (line["place"] <= _last_shown(waiting))]
        mentees = self.matching.listing.names_in("mentees", shown["mentee_id"])
        mentors = self.matching.listing.names_in("mentors", shown["mentor_id"])
        for row in shown.to_dict("records"):
            who = f"{row['place']:>4}. {mentees[row['mentee_id']]} ({row['mentee_id']}){', goes first' if row['first'] else ''}"
            days = f"asked {counted(row['days_waited'], 'day')} ago" if row["days_waited"] else "asked today"
            if row["mentor_id"]:
                yield f"{who}, {days}: has {mentors[row['mentor_id']]} ({row['mentor_id']})."
            else:
                yield f"{who}, {days}: waits. {row['why']}"
        if len(shown) < len(line):
            yield f"      and {len(line) - len(shown):,} more who wait; waiting.csv lists them all."
        yield from self.remarks


def _last_shown(waiting: pd.DataFrame) -> int:
    """Return the place up to which those who wait are told on the screen."""
    return int(waiting["place"].head(MOST_SHOWN).max()) if len(waiting) else 0
