"""Seasons made by hand, row by row, for one point each."""

from oracles.people import Season
from oracles.seasons import ENDS, STARTS


def mentor(one, **cells):
    return {"mentor_id": one, "name": f"Mentor {one}", "region": "North", "component_group": "high", **cells}


def mentee(one, **cells):
    row = {"mentee_id": one, "name": f"Mentee {one}", "region": "North", "component_group": "high", **cells}
    return {"requested_at": "2026-07-01", **row}


def policy(**changes):
    return {
        "program": {"name": "A program", "season": "2026-27", "starts": STARTS, "ends": ENDS},
        "tiers": [{"name": "anybody"}],
        "objectives": {"order": ["served", "tiers", "compatibility"]},
        **changes,
    }


def season(mentors, mentees, rules=None, *, conflicts=(), pairs=()):
    return Season(
        list(mentors),
        list(mentees),
        rules or policy(),
        [dict(zip(("mentee_id", "mentor_id", "kind"), one, strict=True)) for one in conflicts],
        [dict(zip(("mentee_id", "mentor_id", "kind"), one, strict=True)) for one in pairs],
    )
