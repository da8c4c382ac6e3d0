"""The figures of past seasons, as they may be shown."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Mask
from matcher.outcomes.figures import (
    HOURS,
    MENTORS,
    PAIRS,
    SHARES,
    Figure,
    Part,
    figures_of,
    medians,
    places,
)
from matcher.outcomes.interval import wilson
from matcher.outcomes.withholding import Withheld
from matcher.roster import Roster, numbers, texts

REGION, GROUP = "region", "component_group"
_COUNTS = (PAIRS, "mentees", MENTORS, f"{HOURS}_known")


def past_seasons(roster: Roster, region: str = "") -> pd.DataFrame:
    """Return what became of the pairs of past seasons, as somebody of a region, or of none, may see it.

    Parameters
    ----------
    roster
        Its outcomes are what counts. A pair belongs to the region and main component group of its mentee where the
        present lists have the mentee, else of its mentor, else to "".
    region
        Whose team reads: nothing of its own is kept back, and the component groups are those of its own pairs. Empty
        for somebody outside of every region.

    Returns
    -------
    DataFrame
        One row a season, and a season and region or component group (`by` says which, `value` names it), in this
        order. `pairs`, `mentees`, `mentors` count; `hours_known` pairs told their hours, whose median is
        `hours_median`. Of `reached_target`, `continued`, `ended_early`, `mentee_content`, `mentor_content` (ratings of
        4 or 5) and `in_post_next_fall` each has `…_known` (pairs of which it is known), `…_yes` (yes among those),
        `…_share` (0 to 1) and `…_low`, `…_high`, Wilson's interval of 95%; see `matcher.outcomes.wilson`. What was not
        answered is in no count. Figures with fewer than 5 people, and what would give them away (the count of yes at the
        least), are missing, and `withheld` names them, joined by ``;``.
    """
    if roster.outcomes.empty:
        return _frame([])
    figures = figures_of(roster)
    seasons = texts(roster.outcomes, "season")
    hours = numbers(roster.outcomes, "contact_hours")
    values = {by: places(roster, by) for by in (REGION, GROUP)}
    records: list[dict[str, Any]] = []
    for season in in_order(seasons):
        rows = np.flatnonzero(seasons == season)
        parts = _parts({by: found[rows] for by, found in values.items()}, region)
        asked = [figure.of(rows) for figure in figures]
        withheld = Withheld(asked, parts)
        for part in parts:
            records += _records(asked, part, withheld, medians(hours[rows], part), season)
    return _frame(records)


def in_order(seasons: npt.NDArray[np.object_]) -> list[str]:
    """Return the seasons, the earliest first: by the numbers in their names, then by name."""

    def place(season: str) -> tuple[list[tuple[int, str]], str]:
        found = [digits.lstrip("0") for digits in re.findall("[0-9]+", season)]
        return [(len(digits), digits) for digits in found], season

    return sorted(set(seasons), key=place)


def _parts(values: dict[str, npt.NDArray[np.object_]], region: str) -> list[Part]:
    """Return the whole season, and its division by region and by group."""
    size = len(values[REGION])
    inside = values[REGION] == region if region else np.ones(size, dtype=bool)
    return [
        Part("season", [""], np.zeros(size, dtype=np.int64), np.zeros(1, dtype=bool)),
        _part(REGION, values[REGION], np.ones(size, dtype=bool), own=region),
        _part(GROUP, values[GROUP], inside, own=None if region else ""),
    ]


def _part(by: str, values: npt.NDArray[np.object_], inside: Mask, own: str | None) -> Part:
    """Return a division of the pairs that are `inside`; `own` is the reader's cell, "" for none, None for all."""
    names = sorted(set(values[inside]), key=lambda name: (name == "", name))
    place = {name: number for number, name in enumerate(names)}
    code = np.array(
        [place[value] if here else -1 for value, here in zip(values, inside, strict=True)], dtype=np.int64
    )
    is_own = np.array([own is None or (own != "" and name == own) for name in names], dtype=bool)
    return Part(by, names, code, is_own)


def _records(
    figures: Sequence[Figure], part: Part, withheld: Withheld, median: npt.NDArray[np.float64], season: str
) -> list[dict[str, Any]]:
    """Return one record a cell, without what is kept back."""
    found: list[dict[str, Any]] = [
        {"season": season, "by": part.by, "value": value, "withheld": []} for value in part.values
    ]
    for figure in figures:
        counts = withheld.counts(figure.name, part.by)
        no_yes = withheld.yes(figure.name, part.by).tolist()
        for cell, hidden in enumerate(withheld.known(figure.name, part.by).tolist()):
            known, yes = int(counts.known[cell]), int(counts.yes[cell])
            if hidden:
                found[cell]["withheld"] += [PAIRS, "mentees"] if figure.name == PAIRS else [figure.name]
            elif figure.name == PAIRS:
                found[cell] |= {PAIRS: known, "mentees": int(counts.people[cell])}
            elif figure.name == MENTORS:
                found[cell][MENTORS] = known
            elif figure.name == HOURS:
                found[cell] |= {f"{HOURS}_known": known, f"{HOURS}_median": float(median[cell])}
            else:
                found[cell][f"{figure.name}_known"] = known
                if no_yes[cell]:
                    found[cell]["withheld"].append(figure.name)
                else:
                    found[cell][f"{figure.name}_yes"] = yes
    return found


def _frame(records: list[dict[str, Any]]) -> pd.DataFrame:
    columns: dict[str, Any] = {
        name: pd.Series([record[name] for record in records], dtype=object)
        for name in ("season", "by", "value")
    }
    for name in _COUNTS:
        columns[name] = _whole(records, name)
    median = [record.get(f"{HOURS}_median", np.nan) for record in records]
    columns[f"{HOURS}_median"] = np.array(median, dtype=np.float64)
    for name in SHARES:
        known, yes = (_whole(records, f"{name}_{what}") for what in ("known", "yes"))
        n, k = (counts.to_numpy(dtype=np.float64, na_value=np.nan) for counts in (known, yes))
        low, high = wilson(k, n)
        share = k / np.where(n > 0, n, np.nan)
        columns |= {f"{name}_known": known, f"{name}_yes": yes, f"{name}_share": share}
        columns |= {f"{name}_low": low, f"{name}_high": high}
    columns["withheld"] = pd.Series([";".join(record["withheld"]) for record in records], dtype=object)
    return pd.DataFrame(columns)


def _whole(records: list[dict[str, Any]], name: str) -> "pd.Series[int]":
    return pd.Series([record.get(name) for record in records], dtype="Int64")
