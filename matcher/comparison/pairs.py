"""The pairs of two lists: who keeps the mentor, has another, has one now, has none any more."""

import numpy as np
import pandas as pd

from matcher.comparison.people import NOT_ELIGIBLE, WAITING, Keys, Lists, People
from matcher.matching import Matching
from matcher.results.differences import LOST, MOVED, NEW
from matcher.roster import numbers, texts

KEPT = "kept"
CHANGES = (KEPT, MOVED, NEW, LOST)
ABSENT = ""
"""How somebody stands who is not on a list."""
FIXED = ""
"""The kind of match of confirmed pairs: none."""
_TEXTS = ("mentors", "mentor_names", "tier")
_COLUMNS = (*_TEXTS, "fit")


def pairs_table(lists: Lists) -> pd.DataFrame:
    """Return everybody with a mentor on either list: see `Comparison.pairs`."""
    sides = [_by_mentee(lists, matching) for matching in lists]
    table = sides[0].add_suffix("_before").join(sides[1].add_suffix("_after"), how="outer").sort_index()
    for column in ("who", *_TEXTS):
        for when in ("before", "after"):
            table[f"{column}_{when}"] = table[f"{column}_{when}"].fillna("").astype(object)
    before, after = table["who_before"], table["who_after"]
    change = np.where(before == "", NEW, np.where(after == "", LOST, np.where(before == after, KEPT, MOVED)))
    table["change"] = change.astype(object)
    for when, side in zip(("before", "after"), lists.mentees, strict=True):
        table[f"standing_{when}"] = side.rows["standing"].reindex(table.index).fillna(ABSENT).astype(object)
    for column in ("id", "name", "region"):
        table[column] = _newest(lists.mentees, column).reindex(table.index)
    columns = [f"{column}_{when}" for column in (*_COLUMNS, "standing") for when in ("before", "after")]
    named = table.rename(columns={"id": "mentee_id"})
    return named[["mentee_id", "name", "region", "change", *columns]].reset_index(drop=True)


def _newest(sides: tuple[People, People], column: str) -> "pd.Series[str]":
    before, after = (side.rows[column] for side in sides)
    return after.combine_first(before)


def _by_mentee(lists: Lists, matching: Matching) -> pd.DataFrame:
    """Return the mentors of each mentee with any, joined by ``;``, and the mean fit; by the mentee's key."""
    listing, pairs = matching.listing, matching.pairs
    mentee, mentor = (lists.keys(matching, table) for table in ("mentees", "mentors"))
    people = mentee[listing.mentee]
    columns = {
        "who": mentor[listing.mentor],
        "mentors": texts(pairs, "mentor_id"),
        "mentor_names": texts(matching.roster.mentors, "name")[listing.mentor],
        "tier": texts(pairs, "tier"),
    }
    joined = pd.DataFrame({name: _joined(people, said) for name, said in columns.items()}, dtype=object)
    fit = pd.Series(numbers(pairs, "score"), index=people).groupby(level=0).mean()
    return joined.assign(fit=fit)


def _joined(people: Keys, said: Keys) -> "pd.Series[str]":
    """Return what is said of each person, joined; nearly all have one pair, for whom grouping would be slow."""
    found: dict[str, str] = {}
    for person, one in zip(people, said, strict=True):
        found[person] = f"{found[person]};{one}" if person in found else one
    return pd.Series(found, dtype=object)


def change_counts(lists: Lists, pairs: pd.DataFrame) -> dict[str, int]:
    """Return how many mentees keep their mentors, and so on, and how many pairs both lists have."""
    both = [_pair_keys(lists, matching) for matching in lists]
    found = {change: int((pairs["change"] == change).sum()) for change in CHANGES}
    new, lost = (pairs[pairs["change"] == change] for change in (NEW, LOST))
    return {
        **found,
        "new_waited": int((new["standing_before"] == WAITING).sum()),
        "new_not_eligible": int((new["standing_before"] == NOT_ELIGIBLE).sum()),
        "new_on_list": int((new["standing_before"] == ABSENT).sum()),
        "lost_waiting": int((lost["standing_after"] == WAITING).sum()),
        "lost_not_eligible": int((lost["standing_after"] == NOT_ELIGIBLE).sum()),
        "lost_gone": int((lost["standing_after"] == ABSENT).sum()),
        "pairs_before": len(both[0]),
        "pairs_after": len(both[1]),
        "pairs_in_both": len(both[0] & both[1]),
    }


def _pair_keys(lists: Lists, matching: Matching) -> set[tuple[str, str]]:
    listing = matching.listing
    mentee, mentor = (lists.keys(matching, table) for table in ("mentees", "mentors"))
    return set(zip(mentee[listing.mentee], mentor[listing.mentor], strict=True))


def kinds_table(lists: Lists) -> pd.DataFrame:
    """Return how many pairs are of each kind of match: `tier`, `before`, `after`; "" is a pair that was fixed before.

    A kind that one of the two lists does not know has no number there.
    """
    found = []
    for matching in lists:
        names = [tier.name for tier in matching.policy.tiers]
        counts = matching.pairs["tier"].value_counts()
        found.append(counts.reindex([*names, FIXED], fill_value=0))
    before, after = found
    order = [*before.index[:-1], *(one for one in after.index[:-1] if one not in before.index), FIXED]
    table = pd.DataFrame({"tier": order, **{name: side.reindex(order).to_numpy() for name, side in (("before", before), ("after", after))}})  # fmt: skip
    table = table.astype({"tier": object, "before": "Int64", "after": "Int64"})
    empty = (table["tier"] == FIXED) & (table["before"] + table["after"] == 0)
    return table[~empty].reset_index(drop=True)


def fit_table(lists: Lists) -> pd.DataFrame:
    """Return the fit of the pairs: `what` ("mean", "lowest"), `before`, `after`; NaN without pairs."""
    sides = [numbers(matching.pairs, "score") for matching in lists]
    rows = {
        "mean": [float(one.mean()) if len(one) else np.nan for one in sides],
        "lowest": [float(one.min()) if len(one) else np.nan for one in sides],
    }
    return pd.DataFrame(
        [(what, *values) for what, values in rows.items()], columns=["what", "before", "after"]
    )
