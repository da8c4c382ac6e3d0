"""A season with its list, something that happens, and the season as somebody would write it for that."""

import random

from hypothesis import assume
from matched_seasons import matched
from oracles.seasons import forget_strangers, roster_of
from scenarios.other_circumstances import PEOPLE, keeping

from matcher import rematch


def listed(matching):
    return set(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


def happening(season, number):
    """Return the list as it was, what `rematch` is told, and the season as it is now, without proposed pairs."""
    now = matched(season)
    dice = random.Random(f"{number} {len(season.mentors)} {len(season.mentees)}")
    arguments, changed = {}, season
    if dice.random() < 0.25:
        changed = without_somebody(season, dice)
        arguments["roster"] = roster_of(changed)
    for change in dice.choice(
        [PEOPLE[:1], [dice.choice(PEOPLE)], [dice.choice(PEOPLE), dice.choice(PEOPLE)]]
    ):
        made = change(changed, dice)
        if made is not None and not set(made[0]) & set(arguments):
            contradicts = {"seats", "withdrawn"} <= {*made[0], *arguments}
            if not contradicts:
                arguments |= made[0]
                changed = made[1]
    return now, arguments, changed


def without_somebody(season, dice):
    """Return the season after somebody left the lists altogether."""
    table = dice.choice(["mentees", "mentors"])
    key = f"{table[:-1]}_id"
    rows = getattr(season, table)
    assume(len(rows) > 1)
    gone = dice.choice(rows)[key]
    kept = {
        name: [dict(row) for row in getattr(season, name) if row.get(key) != gone]
        for name in ("mentees", "mentors", "conflicts", "pairs")
    }
    kept[table] = [row for row in kept[table] if row[key] != gone]
    mentors, mentees = ({row[f"{one}_id"] for row in kept[f"{one}s"]} for one in ("mentor", "mentee"))
    for row in kept["mentees"]:
        forget_strangers(row, mentors, "preferred_mentors", "avoided_mentors")
    for row in kept["mentors"]:
        forget_strangers(row, mentees, "avoided_mentees")
    regions = {row["region"].casefold() for row in [*kept["mentees"], *kept["mentors"]]}
    assume(not season.region or season.region.casefold() in regions)
    return season.with_parts(**kept)


def rematched(season, number, **more):
    """Return the list as it was, the answer, and the season as it is now with the earlier pairs proposed."""
    now, arguments, changed = happening(season, number)
    return now, rematch(now, **arguments, **more), keeping(changed, sorted(listed(now)))
