"""What is told of the pairs of a past season, and by or about whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Floats, Ints, Mask
from matcher.roster import Roster, numbers, texts
from matcher.roster.text import split_list

HAPPY = 4
"""The least rating, of 1 to 5, that counts as content."""
PAIRS, MENTORS, HOURS = "pairs", "mentors", "hours"
SHARES = (
    "reached_target", "continued", "ended_early", "mentee_content", "mentor_content", "in_post_next_fall",
)  # fmt: skip
"""The figures that are a share of yes among known answers."""


@dataclass(frozen=True)
class Figure:
    """One thing that is told of pairs.

    Parameters
    ----------
    known, yes
        bool per pair: whether it is told, and whether the answer is yes.
    person
        int per pair: whom it is about, so that five answers about one person do not pass for five people.
    within
        The figure without which this one is not shown either, as its answers are among the other's.
    """

    name: str
    known: Mask
    yes: Mask
    person: Ints
    within: str = PAIRS

    def of(self, rows: npt.NDArray[np.intp]) -> "Figure":
        """Return the figure on some of the pairs."""
        return replace(self, known=self.known[rows], yes=self.yes[rows], person=self.person[rows])


@dataclass(frozen=True)
class Part:
    """The pairs of a season, divided.

    Parameters
    ----------
    by
        "season" (all together), "region" or "component_group".
    values
        What the cells are called; "" is unknown.
    code
        int per pair: its cell, -1 for none.
    own
        bool per cell: whether its reader is inside of it, so that nothing is kept back.
    """

    by: str
    values: Sequence[str]
    code: Ints
    own: Mask


@dataclass(frozen=True)
class Counts:
    """int64 per cell: known answers, yes among them, and the people that they are about."""

    known: Ints
    yes: Ints
    people: Ints


def figures_of(roster: Roster) -> list[Figure]:
    """Return every figure on all rows of outcomes; each stands behind the one that it is within."""
    outcomes = roster.outcomes
    mentee, mentor = (_codes(texts(outcomes, f"{side}_id")) for side in ("mentee", "mentor"))
    everyone = np.ones(len(outcomes), dtype=bool)
    hours, target = numbers(outcomes, "contact_hours"), numbers(outcomes, "target_hours")
    found = [
        Figure(PAIRS, everyone, ~everyone, mentee),
        Figure(MENTORS, everyone, ~everyone, mentor),
        Figure(HOURS, ~np.isnan(hours), ~everyone, mentee),
        Figure("reached_target", ~np.isnan(hours) & ~np.isnan(target), hours >= target, mentee, HOURS),
    ]
    for name in ("continued", "ended_early", "in_post_next_fall"):
        said = texts(outcomes, name)
        found.append(Figure(name, said != "", said == "yes", mentee))
    for side, person in (("mentee", mentee), ("mentor", mentor)):
        rating = numbers(outcomes, f"{side}_rating")
        found.append(Figure(f"{side}_content", ~np.isnan(rating), rating >= HAPPY, person))
    return found


def _codes(ids: npt.NDArray[np.object_]) -> Ints:
    return pd.factorize(ids)[0].astype(np.int64)


def count(figure: Figure, part: Part) -> Counts:
    """Return what is known in each cell."""
    size = len(part.values)
    known = figure.known & (part.code >= 0)
    code, person = part.code[known], figure.person[known]
    width = int(figure.person.max(initial=0)) + 1
    people = np.bincount(np.unique(code * width + person) // width, minlength=size)
    yes = np.bincount(part.code[known & figure.yes], minlength=size)
    total = people if figure.name == MENTORS else np.bincount(code, minlength=size)
    return Counts(total.astype(np.int64), yes.astype(np.int64), people.astype(np.int64))


def medians(values: Floats, part: Part) -> Floats:
    """Return the median of the known values in each cell; NaN where there is none."""
    inside = part.code >= 0
    grouped = pd.Series(values[inside]).groupby(part.code[inside]).median()
    return np.asarray(grouped.reindex(range(len(part.values))), dtype=np.float64)


def places(roster: Roster, column: str) -> npt.NDArray[np.object_]:
    """Return the region or main group of each row of outcomes, as an object array of str.

    It is the mentee's where the present lists have the mentee, else the mentor's; "" where they have neither.
    """
    found = pd.Series("", index=range(len(roster.outcomes)), dtype=object)
    for table, key in (("mentors", "mentor_id"), ("mentees", "mentee_id")):
        frame = roster.table(table)
        main = [(split_list(cell) or [""])[0] for cell in texts(frame, column)]
        known = dict(zip(texts(frame, key), main, strict=True))
        given = pd.Series(texts(roster.outcomes, key)).map(known)
        found = given.astype(object).where(given.notna(), found)
    return found.to_numpy(dtype=object)
