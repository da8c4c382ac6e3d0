"""What is different between two lists: whose mentors change."""

import numpy as np
import pandas as pd

from matcher.results.listing import Listing
from matcher.roster import texts

NEW, LOST, MOVED = "new", "lost", "moved"
"""Who had nobody, who has nobody any more, and who has others than before."""


def moves_between(before: Listing, after: Listing) -> pd.DataFrame:
    """Return whose mentors are others in the one list than in the other; people are the same if their ids are.

    Returns
    -------
    pandas.DataFrame
        `mentee_id`, `before` and `after` (ids of mentors, joined by ``;``) and `change` ("new", "lost" or "moved"), by id.
    """
    had, has = _mentors_by_mentee(before), _mentors_by_mentee(after)
    both = pd.DataFrame({"before": had, "after": has}, dtype=object).fillna("")
    both = both[both["before"] != both["after"]].sort_index()
    change = np.where(both["before"] == "", NEW, np.where(both["after"] == "", LOST, MOVED))
    columns = {"mentee_id": both.index, "before": both["before"], "after": both["after"], "change": change}
    return pd.DataFrame(columns, dtype=object).reset_index(drop=True)


def _mentors_by_mentee(listing: Listing) -> "pd.Series[str]":
    """Return the ids of the mentors of each mentee with any, joined by ``;``, by the mentee's id."""
    roster = listing.prepared.roster
    mentees = texts(roster.mentees, "mentee_id")[listing.mentee]
    found: dict[str, str] = {}
    for one, mentor in zip(mentees, texts(roster.mentors, "mentor_id")[listing.mentor], strict=True):
        found[one] = f"{found[one]};{mentor}" if one in found else mentor
    return pd.Series(list(found.values()), index=pd.Index(list(found), dtype=object), dtype=object)
