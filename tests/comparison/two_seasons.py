"""Two random seasons of more or less the same people, under the same or other rules."""

import random

from hypothesis import strategies as st
from oracles.limited_seasons import limited_seasons
from oracles.people import Season
from oracles.seasons import forget_strangers, keep_what_can_be, policies, seasons

EDITS = {
    "mentees": {"needs": ["t1", "t3;T-2", ""], "district_size": ["77", ""], "wants_mentor": ["no", "yes"]},
    "mentors": {"capacity": ["0", "2", ""], "years_experience": ["11", ""], "region": ["South", "West"]},
}
NAMES = ["Ann Else", "Bo Else", "Cy Dahl"]


@st.composite
def two_seasons(draw, most=6):
    """Draw two seasons; all fixed pairs of both can be kept, if there are no limits."""
    first = draw(st.one_of(seasons(most, keepable=True), limited_seasons(most=5)))
    dice = random.Random(draw(st.integers(0, 9999)))
    share = draw(st.sampled_from([0, 0, 0.2, 0.5, 1]))
    renaming = draw(st.sampled_from([0, 0, 0, 0.3, 1]))
    tables = {
        side: [
            changed(row, side, dice, share, renaming)
            for row in getattr(first, side)
            if dice.random() >= share / 3
        ]
        for side in ("mentors", "mentees")
    }
    if not all(tables.values()):
        tables = {"mentors": list(first.mentors), "mentees": list(first.mentees)}
    policy = draw(st.one_of(st.just(first.policy), policies()))
    region = first.region if policy is first.policy else ""
    return first, of_whom_is_there(tables, first, policy, region, dice, share)


def changed(row, side, dice, share, renaming):
    """Return a person's row with some other cells, perhaps another name."""
    row = dict(row)
    for column, values in EDITS[side].items():
        if column in row and dice.random() < share / 2:
            row[column] = dice.choice(values)
    if dice.random() < renaming:
        row["name"] = dice.choice(NAMES)
    return row


def of_whom_is_there(tables, first, policy, region, dice, share):
    known = {side: {row[f"{side[:-1]}_id"] for row in rows} for side, rows in tables.items()}
    for row in tables["mentees"]:
        forget_strangers(row, known["mentors"], "preferred_mentors", "avoided_mentors")
    for row in tables["mentors"]:
        forget_strangers(row, known["mentees"], "avoided_mentees")
    conflicts, pairs = (
        [
            row
            for row in rows
            if row["mentor_id"] in known["mentors"]
            and row["mentee_id"] in known["mentees"]
            and dice.random() >= share
        ]
        for rows in (first.conflicts, first.pairs)
    )
    second = Season(tables["mentors"], tables["mentees"], policy, conflicts, pairs, region)
    return second if policy.get("limits") else keep_what_can_be(second)
