"""What somebody new needs to know of the season before: who had whom, and whether it went on."""

from typing import Any

import numpy as np
import pandas as pd

from matcher.arrays import Ints, Mask
from matcher.outcomes.figures import places
from matcher.outcomes.past import REGION, in_order
from matcher.outcomes.withholding import SMALL
from matcher.roster import Roster, texts


def handover(roster: Roster, region: str = "") -> pd.DataFrame:
    """Return every mentor of the present list who served before.

    Parameters
    ----------
    region
        Count its own pairs only, and tell what became of them. Without a region that stays empty: a row is about one
        mentor, and its reader is outside of every region.

    Returns
    -------
    DataFrame
        One row a mentor: `mentor_id`, `seasons` and `pairs` (counts), `latest_season`, and of the last season of all
        the mentees, joined by ``;``: `last_mentees`, and among them `last_continued`, whose pair went on, and
        `last_ended_early`. `hours` is the total of all seasons over the `hours_known` pairs that told them.
    """
    rows = _own(roster, region)
    rows = rows[_is_listed(roster, rows, "mentor")]
    mentors = sorted(set(rows["mentor_id"]))
    grouped = rows.groupby("mentor_id")
    seasons = in_order(texts(roster.outcomes, "season"))
    last = rows[rows["place"] == len(seasons) - 1]
    told = last if region else last.head(0)
    hours = grouped["contact_hours"].agg(["count", "sum"]).reindex(mentors)
    known = hours["count"].astype("Int64").to_numpy(dtype=object) if region else [pd.NA] * len(mentors)
    total = hours["sum"].where(hours["count"] > 0).to_numpy(dtype=np.float64)
    return pd.DataFrame(
        {
            "mentor_id": pd.Series(mentors, dtype=object),
            "seasons": grouped["place"].nunique().reindex(mentors).to_numpy(dtype=np.int64),
            "pairs": grouped.size().reindex(mentors).to_numpy(dtype=np.int64),
            "latest_season": _named(
                grouped["place"].max().reindex(mentors).to_numpy(dtype=np.int64), seasons
            ),
            "last_mentees": _joined(last, mentors),
            "last_continued": _joined(told[told["continued"] == "yes"], mentors),
            "last_ended_early": _joined(told[told["ended_early"] == "yes"], mentors),
            "hours_known": pd.Series(known, dtype="Int64"),
            "hours": total if region else np.full(len(mentors), np.nan),
        }
    )


def handover_counts(roster: Roster, region: str = "") -> dict[str, Any]:
    """Return the handover in numbers; {} without outcomes.

    Parameters
    ----------
    region
        As for `handover`.

    Returns
    -------
    dict
        `last_season`; of it `mentors`, and how many of them (`mentors_again`) and of their mentees (`mentees_again`)
        are on the present lists. Of a region's own pairs also `continued`, `ended_early`, and `ended_early_again`, the
        mentees whose pair ended early and who are on the present list; else None, as is everything else where the
        season had fewer than five mentees or mentors.
    """
    if not len(roster.outcomes):
        return {}
    rows, seasons = _own(roster, region), in_order(texts(roster.outcomes, "season"))
    rows = rows[rows["place"] == len(seasons) - 1]
    people = {side: rows[f"{side}_id"] for side in ("mentor", "mentee")}
    again = {side: _is_listed(roster, rows, side) for side in people}
    early = (rows["ended_early"] == "yes").to_numpy(dtype=bool)
    counts: dict[str, int | None] = {
        "mentors": people["mentor"].nunique(),
        "mentors_again": people["mentor"][again["mentor"]].nunique(),
        "mentees_again": people["mentee"][again["mentee"]].nunique(),
        "continued": int((rows["continued"] == "yes").sum()),
        "ended_early": int(early.sum()),
        "ended_early_again": people["mentee"][early & again["mentee"]].nunique(),
    }
    few = not region and min(column.nunique() for column in people.values()) < SMALL
    kept = set(counts) if few else set() if region else {"continued", "ended_early", "ended_early_again"}
    return {
        "last_season": seasons[-1],
        **{name: None if name in kept else number for name, number in counts.items()},
    }


def _own(roster: Roster, region: str) -> pd.DataFrame:
    """Return the outcomes of a region's pairs, or all, each with the `place` of its season."""
    seasons = in_order(texts(roster.outcomes, "season"))
    place = roster.outcomes["season"].map({name: number for number, name in enumerate(seasons)})
    rows = roster.outcomes.assign(place=place.astype(np.int64))
    return rows[places(roster, REGION) == region] if region else rows


def _is_listed(roster: Roster, rows: pd.DataFrame, side: str) -> Mask:
    known = texts(roster.table(f"{side}s"), f"{side}_id")
    return rows[f"{side}_id"].isin(list(known)).to_numpy(dtype=bool)


def _named(place: Ints, seasons: list[str]) -> pd.Series:
    return pd.Series([seasons[one] for one in place.tolist()], dtype=object)


def _joined(rows: pd.DataFrame, mentors: list[str]) -> pd.Series:
    """Return each mentor's mentees as one text."""
    found: dict[str, list[str]] = {mentor: [] for mentor in mentors}
    for mentor, mentee in sorted(zip(texts(rows, "mentor_id"), texts(rows, "mentee_id"), strict=True)):
        found[mentor].append(mentee)
    return pd.Series([";".join(mentees) for mentees in found.values()], dtype=object)
