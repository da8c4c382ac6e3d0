"""The headline numbers of a list: people, seats, pairs by kind of match and by region."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from matcher.arrays import Mask
from matcher.explanation import NOT_ELIGIBLE, Cause
from matcher.results.listing import Listing
from matcher.roster import texts


def people_counts(listing: Listing) -> dict[str, Any]:
    """Return how many people there are, could take part, and do; and the mentees by region."""
    rules = listing.prepared.rules
    # Who is confirmed counts as served, whatever the rules say now, and so among those who can be.
    eligible = rules.here[0] & (rules.mentees.eligible | (listing.prepared.instance.seats_before > 0))
    served = np.zeros(len(eligible), dtype=bool)
    served[listing.mentee] = True
    return {
        "mentees": int(rules.here[0].sum()),
        "mentees_eligible": int(eligible.sum()),
        "mentees_served": int(served.sum()),
        "mentors": int(rules.here[1].sum()),
        "mentors_eligible": int(rules.mentors.eligible.sum()),
        "mentors_used": len(np.unique(listing.mentor)),
        "by_region": _by_region(listing, eligible, served),
    }


def _by_region(listing: Listing, eligible: Mask, served: Mask) -> dict[str, dict[str, int]]:
    prepared = listing.prepared
    regions, place = np.unique(texts(prepared.roster.mentees, "region"), return_inverse=True)
    present, can_be, are = (
        np.bincount(place[who], minlength=len(regions)) for who in (prepared.rules.here[0], eligible, served)
    )
    return {
        str(regions[one]): {"mentees_eligible": int(can_be[one]), "mentees_served": int(are[one])}
        for one in np.flatnonzero(present)
    }


def pair_counts(
    listing: Listing, pairs: pd.DataFrame, mentors: pd.DataFrame, causes: Sequence[Cause]
) -> dict[str, Any]:
    """Return how many pairs and seats there are, and how many seats are missing; by kind of match and by cause."""
    prepared, ranks = listing.prepared, pairs["tier_rank"]
    tiers = enumerate(prepared.policy.tiers, 1)
    return {
        "pairs": len(pairs),
        "candidates": len(prepared.candidates),
        "confirmed": int(listing.stands.sum()),
        "seats": int(prepared.candidates.seats.sum()),
        "seats_left": int(np.maximum(mentors["seats"] - mentors["used"], 0).sum()),
        "eligible_seats_missing": sum(one.missing for one in causes if one.cause != NOT_ELIGIBLE),
        "by_tier": {tier.name: int((ranks == str(place)).sum()) for place, tier in tiers},
        "unserved_by_cause": dict(sorted(Counter(one.cause for one in causes).items())),
    }


def full_limits(listing: Listing) -> list[tuple[str, str]]:
    """Return which limits allow no pair more: where the policy says so, and the values for which it is so."""
    counts = listing.prepared.instance.groups.counts(listing.chosen)
    return [
        (group.source, group.values)
        for group, count in zip(listing.prepared.limits.groups, counts.tolist(), strict=True)
        if group.most is not None and count + group.standing >= group.most
    ]
