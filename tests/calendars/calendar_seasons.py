"""Seasons for calendars: people in a few lines."""

import pandas as pd

import matcher

PLACE = {"region": "North", "component_group": "high"}
MENTEES = pd.DataFrame(
    [{"mentee_id": one, "name": f"Mentee {one}", "email": f"{one}@example.org", **PLACE} for one in "ABCDE"]
)
COLUMNS = ("mentor_id", "name", "training", "certified_until", "internship_start")


def mentors(*rows):
    """Return the list of mentors from (id, training, certified_until, internship_start); the last may be left out."""
    filled = [(one, f"Mentor {one}", *rest, *[""] * (3 - len(rest))) for one, *rest in rows]
    table = pd.DataFrame(filled, columns=list(COLUMNS), dtype=object)
    return table.assign(email=[f"{one}@example.org" for one in table["mentor_id"]], **PLACE)


def calendar_of(*rows, pairs=(), at=None, rules=None):
    """Return the calendar of mentors under NAESP's rules; `pairs` are (mentor, mentee, kind)."""
    listed = pd.DataFrame(list(pairs), columns=["mentor_id", "mentee_id", "kind"], dtype=object)
    roster = matcher.read_frames(mentors(*rows), MENTEES, pairs=listed)
    return matcher.season_calendar(roster, rules or matcher.load_policy("naesp"), at)
