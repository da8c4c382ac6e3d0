"""How many of those who can be served have a mentor, by region and by group."""

from collections import Counter

import numpy as np
import pandas as pd

from matcher.comparison.people import NOT_ELIGIBLE, SERVED, Lists, People
from matcher.roster.text import fold_code

COUNTS = ["eligible_before", "served_before", "eligible_after", "served_after"]


def coverage(lists: Lists, column: str, vocabulary: str) -> pd.DataFrame:
    """Return who can be served and who is, in both lists.

    Parameters
    ----------
    column
        Of the mentees: "region" or "group".
    vocabulary
        Where the policies have their titles.

    Returns
    -------
    pandas.DataFrame
        `code`, `title`, `eligible_before`, `served_before`, `eligible_after`, `served_after`; a row for each that
        anybody on either list is of.
    """
    spelled = _spellings(lists, column)
    counts = [count for side in lists.mentees for count in _counted(side, column, spelled)]
    codes = sorted(set(spelled.values()))
    rows = [(code, _title(lists, vocabulary, code), *(count[code] for count in counts)) for code in codes]
    return pd.DataFrame(rows, columns=["code", "title", *COUNTS])


def _spellings(lists: Lists, column: str) -> dict[str, str]:
    """Return one spelling for each code; without a vocabulary two lists may spell it in two ways."""
    found: dict[str, str] = {}
    for side in reversed(lists.mentees):
        for code in pd.unique(side.rows[column]).tolist():
            found[fold_code(code)] = code
    return found


def _counted(side: People, column: str, spelled: dict[str, str]) -> tuple[Counter[str], Counter[str]]:
    codes = [spelled[fold_code(code)] for code in side.rows[column].tolist()]
    stand = side.rows["standing"].tolist()
    eligible = Counter(code for code, how in zip(codes, stand, strict=True) if how != NOT_ELIGIBLE)
    return eligible, Counter(code for code, how in zip(codes, stand, strict=True) if how == SERVED)


def _title(lists: Lists, vocabulary: str, code: str) -> str:
    titles = [one.policy.title(vocabulary, code) for one in (lists.after, lists.before)]
    return next((title for title in titles if title != code), code)


def most_telling(table: pd.DataFrame, most: int) -> tuple[pd.DataFrame, int]:
    """Return the rows of a table of coverage that say most, in their order, and how many others have anybody to be served.

    First where most people more or fewer are without a mentor, then where most can be served.
    """
    people = table[["eligible_before", "eligible_after"]].max(axis=1)
    told = table[people > 0]
    waiting = [told[f"eligible_{when}"] - told[f"served_{when}"] for when in ("before", "after")]
    order = pd.DataFrame({"change": (waiting[1] - waiting[0]).abs(), "people": people[people > 0]})
    first = order.sort_values(["change", "people"], ascending=False, kind="stable").index[:most]
    return told.loc[sorted(first)], max(len(told) - most, 0)


def loads_table(lists: Lists) -> pd.DataFrame:
    """Return how many mentors who can serve have how many mentees: `load`, `before`, `after`."""
    loads = [side.rows.loc[side.rows["serves"], "used"].to_numpy(np.int64) for side in lists.mentors]
    most = max((int(one.max(initial=-1)) for one in loads), default=-1)
    before, after = (np.bincount(one, minlength=most + 1) for one in loads)
    return pd.DataFrame({"load": np.arange(most + 1), "before": before, "after": after})


def load_changes(lists: Lists) -> pd.DataFrame:
    """Return the mentors on both lists who have more or fewer mentees: `mentor_id`, `name`, `before`, `after`."""
    both = lists.in_both("mentors")
    before, after = (side.rows.loc[both] for side in lists.mentors)
    table = pd.DataFrame(
        {"mentor_id": after["id"], "name": after["name"], "before": before["used"], "after": after["used"]}
    )
    return table[table["before"] != table["after"]].sort_values("mentor_id", ignore_index=True)
