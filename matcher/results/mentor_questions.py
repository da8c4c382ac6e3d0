"""Questions about one mentor of a list: whom they have, why a seat is left, and whom else they could have."""

import numpy as np
import pandas as pd

from matcher.explanation import Forcing, in_units, price_sentence
from matcher.explanation.idle import why_idle
from matcher.results.listing import Listing
from matcher.results.questions import approval_of, cheapest, kind_and_fit, others_moved
from matcher.roster import texts

IDLE = ["left", "cause", "detail", "suggestion"]
COULD_HAVE = ["mentee_id", "tier", "score", "has", "approval", "status", "price"]


def idle_table(listing: Listing, mentor: int) -> pd.DataFrame:
    """Return why a mentor (by place in the roster) has seats left; no row where all are filled."""
    found = why_idle(listing.prepared, listing.chosen, mentor)
    rows = [] if found is None else [(found.left, found.cause, found.detail, found.suggestion)]
    return pd.DataFrame(rows, columns=IDLE)


def could_have(listing: Listing, forcing: Forcing, mentor: int) -> tuple[int, pd.DataFrame]:
    """Return how many people are possible for a mentor, and the few others whom having would cost least.

    Returns
    -------
    int, pandas.DataFrame
        See `matcher.explanation.MentorExplanation`; the table has a column a goal, too, with its value after, and
        the `others` whose mentors would change and those of them who would be `without` any, as ids joined by ``;``.
    """
    prepared = listing.prepared
    pairs = np.flatnonzero(prepared.candidates.mentor == mentor)
    others = pairs[~listing.chosen[pairs]]
    goals = [one.level.name for one in forcing.best.goals]
    forced = [] if forcing.takes_long else forcing.pairs(others, of_one_mentor=True)
    mentees, mentors = (texts(prepared.roster.table(f"{one}s"), f"{one}_id") for one in ("mentee", "mentor"))
    rows = []
    for number in cheapest(forced):
        one, pair = forced[number], int(others[number])
        mentee = int(prepared.candidates.mentee[pair])
        has = mentors[listing.mentor[listing.mentee == mentee]]
        rows.append(
            [
                mentees[mentee],
                *kind_and_fit(prepared, pair),
                ";".join(has),
                approval_of(prepared, pair),
                *price_sentence(prepared, one, listing.chosen),
                *map(in_units, one.after),
                *others_moved(listing, one),
            ]
        )
    return len(pairs), pd.DataFrame(rows, columns=[*COULD_HAVE, *goals, "others", "without"])
