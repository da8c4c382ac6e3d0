"""Why two people fit, in a few plain words."""

from collections.abc import Sequence

import numpy as np

from matcher.arrays import Floats, Ints, Mask
from matcher.compatibility import distances
from matcher.eligibility import CONFIDENTIAL
from matcher.preparation import Prepared
from matcher.roster import numbers, texts
from matcher.roster.text import split_list

ORDINALS = ("first", "second", "third", "fourth", "fifth")
ALIKE = 0.75


def reasons(prepared: Prepared, mentee: Ints, mentor: Ints, asked: Mask, by_tier: Mask) -> list[str]:
    """Return for each pair the reasons for it, joined by ``; ``.

    Parameters
    ----------
    asked, by_tier
        bool per pair: whether it needs an approval because of a conflict, or because of its kind of match.
    """
    features = prepared.scorecard.all_features
    parts = [
        _needs(prepared, mentee, mentor),
        _group(features["group"](mentee, mentor)),
        _distance(prepared, mentee, mentor),
        _wish(prepared, mentee, mentor),
        _alike("alike districts", features["context"](mentee, mentor)),
        _alike("alike working styles", features["style"](mentee, mentor)),
        _years(prepared, mentor),
        [f"approval needed: {CONFIDENTIAL}" if flag else "" for flag in asked],
        ["approval needed: kind of match" if flag else "" for flag in by_tier],
    ]
    return ["; ".join(part for part in pair if part) for pair in zip(*parts, strict=True)]


def _group(values: Floats) -> list[str]:
    words = {1.0: "same group", 0.5: "experienced in the group", 0.0: ""}
    return [words[value] for value in values.tolist()]


def _needs(prepared: Prepared, mentee: Ints, mentor: Ints) -> list[str]:
    needs = [set(split_list(cell)) for cell in texts(prepared.roster.mentees, "needs")]
    strengths = [set(split_list(cell)) for cell in texts(prepared.roster.mentors, "strengths")]
    found = []
    for one, other in zip(mentee.tolist(), mentor.tolist(), strict=True):
        asked, met = len(needs[one]), len(needs[one] & strengths[other])
        found.append(f"covers {met} of {asked} need{'s' if asked > 1 else ''}" if met else "")
    return found


def _distance(prepared: Prepared, mentee: Ints, mentor: Ints) -> list[str]:
    kilometres = distances(prepared.roster)(mentee, mentor)
    return [
        "" if np.isnan(km) else "under 1 km apart" if km < 1 else f"{km:.0f} km apart" for km in kilometres
    ]


def _wish(prepared: Prepared, mentee: Ints, mentor: Ints) -> list[str]:
    wishes = [split_list(cell) for cell in texts(prepared.roster.mentees, "preferred_mentors")]
    ids = texts(prepared.roster.mentors, "mentor_id")
    return [
        _named(wishes[one], ids[other]) for one, other in zip(mentee.tolist(), mentor.tolist(), strict=True)
    ]


def _named(wishes: Sequence[str], mentor: str) -> str:
    if mentor not in wishes:
        return ""
    place = wishes.index(mentor)
    return f"named {ORDINALS[place]}" if place < len(ORDINALS) else "named"


def _alike(words: str, values: Floats) -> list[str]:
    return [words if value >= ALIKE else "" for value in values]


def _years(prepared: Prepared, mentor: Ints) -> list[str]:
    years = numbers(prepared.roster.mentors, "years_experience")[mentor]
    return [
        "" if np.isnan(year) else f"{year:g} year{'' if year == 1 else 's'} of experience" for year in years
    ]
