"""Invented mentors."""

import numpy as np
import pandas as pd

from matcher.sample.districts import Districts
from matcher.sample.draws import Draws, Flags, Texts, blanked, joined, texts, written
from matcher.sample.people import People, invent_people, style_answers
from matcher.sample.program import TOPICS, Program

_FIRST_EXPIRY = np.datetime64("2025-12-15")
_EXPIRY_DAYS = 1290
_FIRST_INTERNSHIP = np.datetime64("2026-03-01")
_INTERNSHIP_DAYS = 200


def invent_mentors(draws: Draws, program: Program, districts: Districts, size: int) -> People:
    """Invent the table of mentors."""
    weights = [region.mentors for region in program.regions]
    people = invent_people(draws, program, program.mentors, weights, districts, size, key="mentor_id")
    training = draws.word(program.training, size)
    intern = training == "intern"
    retired = people.columns["membership"] == "retired"
    people.columns.update(
        {
            "experience": _experience(draws, program, people),
            "training": training,
            "certified_until": _dates(draws, _FIRST_EXPIRY, _EXPIRY_DAYS, training == "certified"),
            **_internships(draws, program, intern),
            "capacity": np.where(intern, "1", draws.word(program.capacity, size)),
            "years_experience": _years(draws, retired),
            "strengths": _strengths(draws, size),
            "meeting": draws.word({"either": 61, "virtual": 24, "in_person": 15}, size),
            "other_regions": draws.word({"yes": 54, "no": 46}, size),
            **_loans(draws, program, people),
            **style_answers(draws, program, size, unknown=0.03),
        }
    )
    return people


def _experience(draws: Draws, program: Program, people: People) -> Texts:
    """Draw other groups that the mentors practised in: none for about half of them, else one or two."""
    names = list(program.mentors.groups)
    cell, cells = pd.factorize(people.columns["component_group"])
    held = [text.split(";") for text in cells.tolist()]
    barred = np.array([[name in groups for name in names] for groups in held], dtype=np.bool_)
    return joined(
        draws.subset(draws.index((48, 37, 15), len(people)), barred.reshape(-1, len(names))[cell]), names
    )


def _dates(draws: Draws, first: np.datetime64, days: int, where: Flags) -> Texts:
    dates = first + draws.below(days, len(where)).astype("timedelta64[D]")
    return blanked(texts(np.datetime_as_string(dates, unit="D").tolist()), ~where)


def _internships(draws: Draws, program: Program, intern: Flags) -> dict[str, Texts]:
    if "intern" not in program.training:
        return {}
    return {"internship_start": _dates(draws, _FIRST_INTERNSHIP, _INTERNSHIP_DAYS, intern)}


def _years(draws: Draws, retired: Flags) -> Texts:
    size = len(retired)
    years = 3 + draws.below(12, size) + draws.below(10, size) + np.where(retired, 4 + draws.below(9, size), 0)
    return blanked(written(years), draws.few(0.02, size))


def _strengths(draws: Draws, size: int) -> Texts:
    barred = np.zeros((size, len(TOPICS)), dtype=np.bool_)
    counts = 2 + draws.below(4, size)
    return blanked(joined(draws.subset(counts, barred), TOPICS), draws.few(0.03, size))


def _loans(draws: Draws, program: Program, people: People) -> dict[str, Texts]:
    """Lend a few mentors to one other region each, where regions lend."""
    if not program.lends:
        return {}
    count = len(program.regions)
    other = (people.region + 1 + draws.below(count - 1, len(people))) % count
    codes = texts([region.code for region in program.regions])[other]
    return {"lent_to": blanked(codes, ~draws.few(0.04, len(people)))}
