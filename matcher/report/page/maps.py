"""The map of pairs: lines from mentee to mentor, or, where they are too many, how many between regions."""

import numpy as np

from matcher.arrays import Ints
from matcher.compatibility import distances
from matcher.matching import Matching
from matcher.report.page.dense_map import dense_map
from matcher.report.page.geography import positions
from matcher.report.page.markup import count, paragraph, plural
from matcher.report.page.pair_map import pair_map

MOST_LINES = 600
"""More pairs cannot be told apart as lines."""


def map_of_pairs(matching: Matching) -> str:
    """Return the map with its signs explained, and what it shows in words."""
    mentee, mentor = matching.listing.mentee, matching.listing.mentor
    known = positions(matching, "mentees")[2][mentee] & positions(matching, "mentors")[2][mentor]
    drawn = np.flatnonzero(known).astype(np.int64)
    if not len(drawn):
        return paragraph("There is no map: no pair has the coordinates of both.") if len(mentee) else ""
    draw = pair_map if len(drawn) <= MOST_LINES else dense_map
    said = _said(matching, drawn)
    return paragraph(*said) + draw(matching, drawn, " ".join(said))


def _said(matching: Matching, drawn: Ints) -> list[str]:
    """Return what the map shows in words."""
    mentee, mentor = matching.listing.mentee, matching.listing.mentor
    kilometres = np.rint(distances(matching.roster)(mentee[drawn], mentor[drawn]))
    missing = len(mentee) - len(drawn)
    # The upper of two middle ones, so that it is the distance of a pair.
    middle = np.sort(kilometres)[len(drawn) // 2]
    return [
        f"{plural(len(drawn), 'pair')} of {count(len(mentee))} {'is' if len(drawn) == 1 else 'are'} on the map.",
        f"In {plural(missing, 'pair')} somebody’s coordinates are not known." if missing else "",
        f"Half of these pairs are at most {middle:,.0f} km apart, the farthest {kilometres.max():,.0f} km.",
    ]
