"""Make all the lists that firmness is judged by, and put what they say into tables."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Mask
from matcher.results import LevelResult, Listing
from matcher.roster import texts
from matcher.scenarios.firmness.absence import Absence, absences
from matcher.scenarios.firmness.answer import Firmness
from matcher.scenarios.firmness.weights import STEPS, UnderWeights, changes, under_weights
from matcher.scenarios.tracking import Track
from matcher.solving import Best

Names = npt.NDArray[np.object_]


def firmness(listing: Listing, best: Best, track: Track) -> Firmness:
    """Return how firm a list is.

    Parameters
    ----------
    best
        The list as the engine knows it.
    track
        Goes through the lists that are to be made.
    """
    under = under_weights(listing.prepared, best, track)
    gone = absences(listing, best, track)
    pairs = _pairs_table(listing, under)
    return Firmness(
        pairs=pairs,
        weights=_weights_table(listing, best.levels, under),
        mentors=_mentors_table(listing, best.levels, gone),
        at_risk=_at_risk_table(listing, gone),
        regions=_regions_table(listing, gone),
        names={side: listing.names_in(side, pairs[f"{side[:-1]}_id"]) for side in ("mentees", "mentors")},
    )


def lists_to_make(listing: Listing) -> tuple[int, int]:
    """Return how many lists firmness is judged by: those with other weights, and those with one mentor gone."""
    return len(changes(listing.prepared.policy)), len(np.unique(listing.mentor))


def _pairs_table(listing: Listing, under: Sequence[UnderWeights]) -> pd.DataFrame:
    fixed, stays = _is_fixed(listing), _stays(listing, under)
    firm = np.full(len(fixed), STEPS[-1])
    first = np.full(len(fixed), -1)
    for place in reversed(range(len(under))):
        step = abs(under[place].change.percent)
        lost = ~stays[place]
        firm[lost] = max((one for one in STEPS if one < step), default=0)
        first[lost] = place
    words = [one.change.words for one in under]
    return pd.DataFrame(
        {
            **_ids(listing),
            "fixed": fixed,
            "firm_up_to": firm.astype(np.int64),
            "breaks": [words[place] if place >= 0 else "" for place in first.tolist()],
        }
    )


def _stays(listing: Listing, under: Sequence[UnderWeights]) -> Mask:
    """Return which of the listed pairs are in each list under other weights; bool, lists × pairs."""
    stays = np.ones((len(under), len(listing.place)), dtype=bool)
    new = ~listing.stands
    for place, one in enumerate(under):
        stays[place, new] = one.chosen[listing.place[new]]
    return stays


def _is_fixed(listing: Listing) -> Mask:
    """Return which of the listed pairs no goal has chosen: they stand already, or must be in the list."""
    fixed = listing.stands.copy()
    fixed[~fixed] = listing.prepared.instance.locked[listing.place[~fixed]]
    return fixed


def _weights_table(listing: Listing, levels: Sequence[str], under: Sequence[UnderWeights]) -> pd.DataFrame:
    lost = (~_stays(listing, under)).sum(axis=1)
    rows = [
        (one.change.feature, one.change.percent, int(pairs), *_values(levels, one.goals))
        for one, pairs in zip(under, lost, strict=True)
    ]
    return pd.DataFrame(rows, columns=["feature", "percent", "pairs_changed", *levels])


def _values(levels: Sequence[str], goals: Sequence[LevelResult]) -> list[float | None]:
    """Return what is reached at each goal; None for all of them where there is no list."""
    return [one.value for one in goals] if goals else [None] * len(levels)


def _mentors_table(listing: Listing, levels: Sequence[str], gone: Sequence[Absence]) -> pd.DataFrame:
    mentors, mentees = _names(listing)
    rows = [
        (
            mentors[one.mentor],
            ";".join(mentees[one.mentees]),
            ";".join(mentees[one.without]),
            len(one.moved),
            one.possible,
            *_values(levels, one.goals),
        )
        for one in gone
    ]
    return pd.DataFrame(rows, columns=["mentor_id", "mentees", "without", "moved", "possible", *levels])


def _at_risk_table(listing: Listing, gone: Sequence[Absence]) -> pd.DataFrame:
    mentors, mentees = _names(listing)
    rows = sorted(
        (mentees[mentee], mentors[one.mentor], mentee in one.mentees)
        for one in gone
        for mentee in one.without.tolist()
    )
    return pd.DataFrame(rows, columns=["mentee_id", "mentor_id", "own_mentor"])


def _regions_table(listing: Listing, gone: Sequence[Absence]) -> pd.DataFrame:
    regions = texts(listing.prepared.roster.mentees, "region")
    served = np.unique(listing.mentee)
    at_risk = np.unique(np.concatenate([served[:0], *(one.without for one in gone)]))
    names, code = np.unique(regions[served], return_inverse=True)
    counts = (
        np.bincount(code, minlength=len(names)),
        np.bincount(code[np.isin(served, at_risk)], minlength=len(names)),
    )
    return pd.DataFrame({"region": names, "with_mentor": counts[0], "at_risk": counts[1]})


def _ids(listing: Listing) -> dict[str, Names]:
    mentors, mentees = _names(listing)
    return {"mentee_id": mentees[listing.mentee], "mentor_id": mentors[listing.mentor]}


def _names(listing: Listing) -> tuple[Names, Names]:
    """Return the ids of the mentors and of the mentees."""
    roster = listing.prepared.roster
    return texts(roster.mentors, "mentor_id"), texts(roster.mentees, "mentee_id")
