"""Invented mentees."""

import numpy as np

from matcher.sample.districts import Districts
from matcher.sample.draws import Draws, Flags, Texts, blanked, joined, texts
from matcher.sample.people import People, invent_people, style_answers
from matcher.sample.program import TOPICS, Program
from matcher.sample.words import URGENT_REASONS

_FIRST_REQUEST = np.datetime64("2026-07-01T00:00")
_REQUESTS_BY_MONTH = (460, 260, 120, 60, 35, 14, 18, 12, 9, 7, 5)
_MONTH_DAYS = (31, 31, 30, 31, 30, 31, 31, 28, 31, 30, 31)
_OPENS, _OPEN_MINUTES = 6 * 60, 16 * 60

_NEWNESS = {
    ("yes", "no", ""): 72,
    ("no", "yes", ""): 9,
    ("yes", "yes", ""): 3,
    ("no", "no", "approved"): 8,
    ("no", "no", "applied"): 2,
    ("no", "no", "refused"): 2,
    ("no", "no", ""): 4,
}
"""New to the role; new to the state; a special application."""


def invent_mentees(draws: Draws, program: Program, districts: Districts, size: int) -> People:
    """Invent the table of mentees, as yet without wishes."""
    weights = [region.mentees for region in program.regions]
    people = invent_people(draws, program, program.mentees, weights, districts, size, key="mentee_id")
    people.columns.update(_newness(draws, size))
    people.columns.update(
        {
            **_categories(draws, program, people.columns["new_to_role"] == "yes", people.columns["role"]),
            "requested_at": _requests(draws, size),
            **_urgency(draws, program, size),
            "needs": _needs(draws, size),
            "meeting": draws.word({"either": 49, "in_person": 29, "virtual": 22}, size),
            **style_answers(draws, program, size, unknown=0.19),
        }
    )
    return people


def eligible(mentees: People) -> Flags:
    """Tell who may be served under any of the programs' rules."""
    columns = mentees.columns
    new = (columns["new_to_role"] == "yes") | (columns["new_to_state"] == "yes")
    member = columns["membership"] == "active"
    both: Flags = new & member
    return both


def _newness(draws: Draws, size: int) -> dict[str, Texts]:
    kind = draws.index(list(_NEWNESS.values()), size)
    names = ("new_to_role", "new_to_state", "special_application")
    return {name: texts(words)[kind] for name, words in zip(names, zip(*_NEWNESS, strict=True), strict=True)}


def _categories(draws: Draws, program: Program, new: Flags, role: Texts) -> dict[str, Texts]:
    if not program.categories:
        return {}
    novices = draws.word({"novice": 57, "newly_hired": 22, "aspiring": 15, "turnaround": 6}, len(new))
    others = draws.word({"newly_hired": 80, "turnaround": 20}, len(new))
    category = np.where(new, novices, others)
    return {"category": category, "role": np.where(category == "aspiring", "assistant_principal", role)}


def _requests(draws: Draws, size: int) -> Texts:
    """Draw the minutes of requests: most of them in summer, all of them by day."""
    lengths = np.array(_MONTH_DAYS, dtype=np.int64)
    month = draws.index(_REQUESTS_BY_MONTH, size)
    days = (np.cumsum(lengths) - lengths)[month] + draws.below(lengths[month], size)
    minutes = days * 24 * 60 + _OPENS + draws.below(_OPEN_MINUTES, size)
    moments = _FIRST_REQUEST + minutes.astype("timedelta64[m]")
    return texts(np.datetime_as_string(moments, unit="m").tolist())


def _urgency(draws: Draws, program: Program, size: int) -> dict[str, Texts]:
    if not program.urgent:
        return {}
    urgent = draws.few(0.02, size)
    reasons = draws.word(URGENT_REASONS, size)
    return {"urgent": np.where(urgent, "yes", "no"), "urgent_reason": blanked(reasons, ~urgent)}


def _needs(draws: Draws, size: int) -> Texts:
    counts = np.array((0, 2, 3, 4), dtype=np.int64)[draws.index((24, 28, 25, 23), size)]
    return joined(draws.subset(counts, np.zeros((size, len(TOPICS)), dtype=np.bool_)), TOPICS)
