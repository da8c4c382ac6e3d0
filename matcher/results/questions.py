"""Questions about one pair or one person of a list, answered by making the best list that would have it."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from matcher.arrays import Ints
from matcher.compatibility import MICRO
from matcher.explanation import WhyNot, force, goals_table, moves_table, no_goals, no_moves, price_sentence
from matcher.results.listing import Listing
from matcher.roster import texts
from matcher.solving import LARGE, LevelCheck

MOST_TRIED = 5
"""So many better possible mentors are tried out, the best first."""
BETTER = ["mentor_id", "tier", "score", "full_with", "why_not"]


def why_not(listing: Listing, found: Sequence[LevelCheck], mentee: int, mentor: int) -> WhyNot:
    """Return why a list does not have a pair.

    Parameters
    ----------
    found
        What the list reaches.
    mentee, mentor
        Places in the roster.
    """
    prepared = listing.prepared
    ids = (
        str(texts(prepared.roster.mentees, "mentee_id")[mentee]),
        str(texts(prepared.roster.mentors, "mentor_id")[mentor]),
    )
    if np.any((listing.mentee == mentee) & (listing.mentor == mentor)):
        return WhyNot(*ids, (), "listed", "They are on the list.", no_goals(), no_moves())
    place = int(prepared.candidates.find(np.array([mentee]), np.array([mentor]))[0])
    if place < 0:
        rules = tuple(prepared.rules.broken_by(mentee, mentor))
        said = f"The rules forbid this pair: {'; '.join(rules)}."
        return WhyNot(*ids, rules, "forbidden", said, no_goals(), no_moves())
    forced = force(prepared, found, place)
    status, sentence = price_sentence(prepared, forced, listing.chosen)
    if forced.chosen is None:
        return WhyNot(*ids, (), status, sentence, no_goals(), no_moves())
    moves = moves_table(prepared, listing.chosen, forced.chosen)
    return WhyNot(*ids, (), status, sentence, goals_table(forced), moves)


def better_ones(listing: Listing, found: Sequence[LevelCheck], mentee: int) -> pd.DataFrame:
    """Return the possible mentors who would be better for a mentee than the one on the list, and what kept each.

    Better is a better kind of match, or the same with a better fit. Of a large season they are not tried out.
    """
    prepared = listing.prepared
    ids = texts(prepared.roster.mentors, "mentor_id")
    rows = []
    for number, place in enumerate(_better(listing, mentee).tolist()):
        mentor, tier = int(prepared.candidates.mentor[place]), int(prepared.candidates.tier[place])
        kept = ""
        if number < MOST_TRIED and len(prepared.candidates) < LARGE:
            kept = price_sentence(prepared, force(prepared, found, place), listing.chosen)[1]
        name = prepared.policy.tiers[tier].name if tier >= 0 else ""
        fit = float(prepared.scores.micro[place]) / MICRO
        rows.append((ids[mentor], name, fit, _full_with(listing, mentor), kept))
    return pd.DataFrame(rows, columns=BETTER)


def _better(listing: Listing, mentee: int) -> Ints:
    """Return the places of the possible pairs that are better than the worst listed one of a mentee, best first."""
    prepared, candidates = listing.prepared, listing.prepared.candidates
    pairs = np.arange(*candidates.starts[[mentee, mentee + 1]].tolist())
    own = pairs[listing.chosen[pairs]]
    if not len(own):
        return own
    worth = [(int(candidates.tier[one]), -int(prepared.scores.micro[one])) for one in pairs.tolist()]
    worst = max(worth[one - int(pairs[0])] for one in own.tolist())
    order = sorted(range(len(pairs)), key=worth.__getitem__)
    found = [int(pairs[one]) for one in order if worth[one] < worst and not listing.chosen[pairs[one]]]
    return np.array(found, dtype=np.int64)


def _full_with(listing: Listing, mentor: int) -> str:
    """Return whom a mentor without a free seat has; empty where there is a seat."""
    prepared = listing.prepared
    own = listing.mentor == mentor
    if prepared.taken[mentor] + int((own & ~listing.stands).sum()) < prepared.candidates.seats[mentor]:
        return ""
    return ";".join(texts(prepared.roster.mentees, "mentee_id")[listing.mentee[own]])
