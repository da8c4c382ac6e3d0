"""The tables of a result."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Mask
from matcher.backups import Backups, columns
from matcher.compatibility import MICRO
from matcher.explanation import Cause, reasons
from matcher.preparation import PROPOSED, Prepared
from matcher.results.listing import Listing
from matcher.roster import texts

CONFIRMED, AGREED, NEW = "confirmed", "agreed", "new"


def pairs_table(listing: Listing, backups: Sequence[Backups]) -> pd.DataFrame:
    """Return the listed pairs: ids, kind, kind of match, fit, approval, backups and reasons."""
    prepared, mentee, mentor = listing.prepared, listing.mentee, listing.mentor
    tier, asked = _tiers(listing)
    tiers = prepared.policy.tiers
    by_tier = np.array([one >= 0 and tiers[one].approval is not None for one in tier], dtype=bool)
    scores = prepared.scorecard.score(mentee, mentor)
    return pd.DataFrame(
        {
            "mentee_id": texts(prepared.roster.mentees, "mentee_id")[mentee],
            "mentor_id": texts(prepared.roster.mentors, "mentor_id")[mentor],
            "kind": _kinds(listing),
            "tier": [tiers[one].name if one >= 0 else "" for one in tier],
            "tier_rank": [str(one + 1) if one >= 0 else "" for one in tier],
            "score": scores.micro / MICRO,
            "known": [f"{count}/{len(prepared.scorecard.weights)}" for count in scores.known],
            "approval": np.where(asked | by_tier, "region", ""),
            **_backup_columns(listing, backups),
            "reasons": reasons(prepared, mentee, mentor, asked, by_tier),
        }
    )


def _tiers(listing: Listing) -> tuple[npt.NDArray[np.int64], Mask]:
    """Return the kind of match of each listed pair, -1 for none, and whether a conflict needs an approval."""
    candidates, place, stands = listing.prepared.candidates, listing.place, listing.stands
    if not len(candidates):
        return np.full(len(place), -1), np.zeros(len(place), dtype=bool)
    return np.where(stands, -1, candidates.tier[place]), ~stands & candidates.asked[place]


def _kinds(listing: Listing) -> list[str]:
    kinds = np.where(listing.stands, CONFIRMED, NEW).astype(object)
    rules = listing.prepared.rules
    for kind in (PROPOSED, AGREED):
        kinds[~listing.stands & rules.are_listed(kind, listing.mentee, listing.mentor)] = kind
    return [str(kind) for kind in kinds]


def _backup_columns(listing: Listing, backups: Sequence[Backups]) -> dict[str, npt.NDArray[np.object_]]:
    """Return the ids of who could step in for each listed pair; empty for nobody, and for pairs that stand."""
    ids = np.append(texts(listing.prepared.roster.mentors, "mentor_id"), "")
    made = {}
    for rank, own in enumerate(columns(listing.prepared, listing.chosen, backups), 1):
        column = np.full(len(listing.place), "", dtype=object)
        column[~listing.stands] = ids[own]
        made[f"backup_{rank}"] = column
    return made


def unserved_table(prepared: Prepared, causes: Sequence[Cause]) -> pd.DataFrame:
    """Return who has seats missing, why, and what would help."""
    ids = texts(prepared.roster.mentees, "mentee_id")
    rows = [(ids[one.mentee], one.missing, one.cause, one.detail, one.suggestion) for one in causes]
    return pd.DataFrame(rows, columns=["mentee_id", "seats_missing", "cause", "detail", "suggestion"])


def mentors_table(listing: Listing) -> pd.DataFrame:
    """Return every mentor's seats, how many are used, and why who cannot serve cannot."""
    prepared, standing = listing.prepared, listing.prepared.rules.mentors
    picked = prepared.candidates.mentor[listing.chosen]
    used = prepared.taken + np.bincount(picked, minlength=len(prepared.taken))
    shown = np.union1d(np.flatnonzero(prepared.rules.here[1]), listing.mentor)
    return pd.DataFrame(
        {
            "mentor_id": texts(prepared.roster.mentors, "mentor_id")[shown],
            "seats": prepared.candidates.seats[shown],
            "used": used[shown],
            "cause": ["; ".join(standing.causes(place)) for place in shown.tolist()],
        }
    )


def contributions_table(listing: Listing) -> pd.DataFrame:
    """Return what each feature adds to the fit of each listed pair; a value of NaN is not known."""
    card, roster = listing.prepared.scorecard, listing.prepared.roster
    values, added = (make(listing.mentee, listing.mentor) for make in (card.features, card.contributions))
    ids = pd.DataFrame(
        {
            "mentee_id": texts(roster.mentees, "mentee_id")[listing.mentee],
            "mentor_id": texts(roster.mentors, "mentor_id")[listing.mentor],
        }
    )
    parts = [
        ids.assign(feature=name, value=values[name], weight=weight, contribution=added[name])
        for name, weight in card.weights.items()
    ]
    joined = pd.concat(parts, ignore_index=True)
    return joined.sort_values(["mentee_id", "mentor_id"], kind="stable", ignore_index=True)


def candidates_table(prepared: Prepared) -> pd.DataFrame:
    """Return every possible pair with its kind of match and fit."""
    found = prepared.candidates
    return pd.DataFrame(
        {
            "mentee_id": texts(prepared.roster.mentees, "mentee_id")[found.mentee],
            "mentor_id": texts(prepared.roster.mentors, "mentor_id")[found.mentor],
            "tier_rank": [str(tier + 1) if tier >= 0 else "" for tier in found.tier.tolist()],
            "score": prepared.scores.micro / MICRO,
        }
    )
