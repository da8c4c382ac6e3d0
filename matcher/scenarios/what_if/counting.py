"""How many people and pairs two lists have, and what the people are called whose mentors change."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.preparation import Prepared
from matcher.results import Listing
from matcher.roster import Roster, texts
from matcher.scenarios.what_if.answer import STAY


def names_in(moves: pd.DataFrame, rosters: Sequence[Roster]) -> dict[str, dict[str, str]]:
    """Return the names of the people in the moves, for ``mentees`` and ``mentors`` by id."""
    mentors = {one for side in ("before", "after") for cell in moves[side] for one in cell.split(";") if one}
    named: dict[str, dict[str, str]] = {}
    for table, ids in (("mentees", set(moves["mentee_id"])), ("mentors", mentors)):
        named[table] = {}
        for roster in rosters:
            frame = roster.table(table)
            own = frame[np.isin(texts(frame, f"{table[:-1]}_id"), sorted(ids))]
            named[table] |= dict(zip(texts(own, f"{table[:-1]}_id"), texts(own, "name"), strict=True))
    return named


def both_counts(old: Listing, new: Listing) -> pd.DataFrame:
    """Return how many people and pairs there are, before and after."""
    columns = [_numbers(one) for one in (old, new)]
    kept = len(np.intersect1d(_keys(old), _keys(new)))
    rows = [(name, columns[0][name], columns[1][name]) for name in columns[0]]
    return pd.DataFrame([*rows, (STAY, len(old.mentee), kept)], columns=["count", "before", "after"])


def _numbers(listing: Listing) -> dict[str, int]:
    prepared = listing.prepared
    eligible = prepared.rules.here[0] & (
        prepared.rules.mentees.eligible | (prepared.instance.seats_before > 0)
    )
    return {
        "people who can be served": int(eligible.sum()),
        "people with a mentor": len(np.unique(listing.mentee)),
        "mentors who can serve": int(prepared.rules.mentors.eligible.sum()),
        "mentors with somebody": len(np.unique(listing.mentor)),
        "seats": int(prepared.candidates.seats.sum()),
        "pairs": len(listing.mentee),
    }


def _keys(listing: Listing) -> npt.NDArray[np.object_]:
    roster = listing.prepared.roster
    mentees = texts(roster.mentees, "mentee_id")[listing.mentee]
    return np.asarray(mentees + ";" + texts(roster.mentors, "mentor_id")[listing.mentor], dtype=object)


def both_kinds(old: Listing, new: Listing) -> pd.DataFrame:
    """Return how many pairs are of each kind of match, before and after; confirmed ones are of none."""
    counts = [_by_kind(one.prepared, one) for one in (old, new)]
    names = dict.fromkeys([*counts[0], *counts[1]])
    rows = [(name, counts[0].get(name, 0), counts[1].get(name, 0)) for name in names]
    return pd.DataFrame(rows, columns=["tier", "before", "after"])


def _by_kind(prepared: Prepared, listing: Listing) -> dict[str, int]:
    tier = prepared.candidates.tier[listing.chosen]
    return {one.name: int((tier == place).sum()) for place, one in enumerate(prepared.policy.tiers)}
