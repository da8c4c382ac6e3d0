"""A whole invented season."""

import zlib
from dataclasses import replace

import numpy as np
import pandas as pd

from matcher.sample import relations
from matcher.sample.areas import split
from matcher.sample.districts import invent_districts
from matcher.sample.draws import Draws, Texts
from matcher.sample.mentees import invent_mentees
from matcher.sample.mentors import invent_mentors
from matcher.sample.people import People
from matcher.sample.program import Program, Side
from matcher.sample.programs import PROGRAMS, SETTINGS

MOST_PEOPLE = 1_000_000


def invent(
    program: str, seed: int = 1, *, mentees: int | None = None, mentors: int | None = None
) -> dict[str, pd.DataFrame]:
    """Invent the season 2026-27 of a program.

    Parameters
    ----------
    program
        One of `PROGRAMS`.
    seed
        A whole number of at least 0; another one gives another season, the same one the same season.
    mentees, mentors
        How many people, at least 1 of each (of national: 0), together at most a million; by default about as
        many as the program has, and of national two mentees for each mentor.

    Returns
    -------
    dict
        The tables mentors, mentees, conflicts and pairs, every cell a text. Only naesp has pairs: the agreed
        ones of interns.

    Raises
    ------
    ValueError
        For an unknown program, a seed below 0, or a size that is too small or too large.
    """
    if program not in SETTINGS:
        raise ValueError(f"The program must be one of {', '.join(PROGRAMS)}, not {program!r}.")
    if seed < 0:
        raise ValueError(f"The seed must be a whole number of at least 0, not {seed}.")
    chosen = SETTINGS[program]
    newcomers, leaders = _sizes(chosen, mentees, mentors)

    draws = Draws(zlib.crc32(program.encode()), seed)
    if chosen.any_size:
        areas = max(1, round(leaders / chosen.mentors_per_area))
        chosen = replace(chosen, regions=split(draws, chosen.regions, areas))
    districts = invent_districts(draws, chosen, newcomers + leaders)
    helpers = invent_mentors(draws, chosen, districts, leaders)
    asking = invent_mentees(draws, chosen, districts, newcomers)
    return _tables(draws, helpers, asking)


def _tables(draws: Draws, mentors: People, mentees: People) -> dict[str, pd.DataFrame]:
    clash = relations.clashes(draws, mentors, mentees)
    avoided = relations.avoided(draws, mentors, mentees)
    unwanted = np.stack([clash, avoided], axis=1)
    mentees.columns["preferred_mentors"] = relations.wishes(draws, mentors, mentees, unwanted)
    mentees.columns["avoided_mentors"] = relations.named(mentors, avoided)
    return {
        "mentors": _frame(mentors.columns),
        "mentees": _frame(mentees.columns),
        "conflicts": _frame(relations.conflict_table(draws, mentors, mentees, clash)),
        "pairs": _frame(relations.agreed_pairs(draws, mentors, mentees, unwanted)),
    }


def _frame(columns: dict[str, Texts]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype="str")


def _sizes(program: Program, mentees: int | None, mentors: int | None) -> tuple[int, int]:
    """Return how many mentees and mentors there are to be; who is not counted is as many as is usual."""
    least = 0 if program.any_size else 1
    for name, wanted in (("mentees", mentees), ("mentors", mentors)):
        if wanted is not None and wanted < least:
            raise ValueError(
                f"The number of {name} must be a whole number of at least {least}, not {wanted}."
            )
    newcomers = _usual(program, program.mentees, program.mentors, mentors) if mentees is None else mentees
    leaders = _usual(program, program.mentors, program.mentees, mentees) if mentors is None else mentors
    if newcomers + leaders > MOST_PEOPLE:
        raise ValueError(f"A season has at most {MOST_PEOPLE:,} people, not {newcomers + leaders:,}.")
    return newcomers, leaders


def _usual(program: Program, side: Side, other: Side, others: int | None) -> int:
    """Return the usual number of one side: at any size it is in proportion to the other side, rounded up."""
    return -(-others * side.size // other.size) if program.any_size and others is not None else side.size
