"""A whole invented season."""

import zlib

import numpy as np
import pandas as pd

from matcher.sample import relations
from matcher.sample.districts import invent_districts
from matcher.sample.draws import Draws, Texts
from matcher.sample.mentees import invent_mentees
from matcher.sample.mentors import invent_mentors
from matcher.sample.people import People
from matcher.sample.programs import PROGRAMS, SETTINGS


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
        How many people, at least 1 of each; by default about as many as the program has.

    Returns
    -------
    dict
        The tables mentors, mentees, conflicts and pairs, every cell a text. Only naesp has pairs: the agreed
        ones of interns.

    Raises
    ------
    ValueError
        For an unknown program, a seed below 0 or a size below 1.
    """
    if program not in SETTINGS:
        raise ValueError(f"The program must be one of {', '.join(PROGRAMS)}, not {program!r}.")
    if seed < 0:
        raise ValueError(f"The seed must be a whole number of at least 0, not {seed}.")
    chosen = SETTINGS[program]
    newcomers = _size("mentees", mentees, chosen.mentees.size)
    leaders = _size("mentors", mentors, chosen.mentors.size)

    draws = Draws(zlib.crc32(program.encode()), seed)
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


def _size(name: str, wanted: int | None, default: int) -> int:
    if wanted is None:
        return default
    if wanted < 1:
        raise ValueError(f"The number of {name} must be a whole number of at least 1, not {wanted}.")
    return wanted
