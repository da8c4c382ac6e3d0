"""A season with its list, something that happens, and the season as somebody would write it for that."""

import random

from hypothesis import assume
from hypothesis import strategies as st
from matched_seasons import matched
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import forget_strangers, roster_of
from scenarios.other_circumstances import PEOPLE, keeping, seat, without_mentor

from matcher import rematch

ORDERS = [
    ["served", "tiers", "compatibility"],
    ["served", "home", "tiers", "compatibility"],
    ["first_come", "tiers", "compatibility"],
    ["served", "worst_off", "compatibility"],
    ["served", "balance"],
]


@st.composite
def tight_seasons(draw):
    """Draw a season of a ring of groups, in which hardly a seat is left: when somebody goes, others have to move along it."""
    dice = random.Random(draw(st.integers(0, 10**6)))
    groups = "abcdef"[: dice.randint(3, 6)]

    def person(*own):
        return {"region": dice.choice(["North", "North", "South"]), "component_group": ";".join(own)}

    places = [dice.randrange(len(groups)) for _ in range(dice.randint(4, 6))]
    mentees = [
        mentee(
            f"P{n}",
            **person(groups[place]),
            mentors_needed=dice.choice("11111112"),
            requested_at=f"2026-07-0{n + 1}",
        )
        for n, place in enumerate(places)
    ]
    # Each mentee has a mentor who also serves the next group; one or two more are free somewhere.
    places += [dice.randrange(len(groups)) for _ in range(dice.randint(1, 2))]
    mentors = [
        mentor(
            f"M{n}",
            **person(groups[place], groups[(place + 1) % len(groups)]),
            capacity=dice.choice("1111112"),
        )
        for n, place in enumerate(places)
    ]
    limits = [{"name": "of a region", "by": ["mentor.region"], "max": dice.randint(1, 4)}]
    rules = policy(
        tiers=[
            {"name": "near", "same": ["component_group", "region"]},
            {"name": "far", "same": ["component_group"]},
        ],
        objectives={"order": dice.choice(ORDERS)},
        limits=dice.choice([[], [], [], limits]),
    )
    return season(mentors, mentees, rules)


def listed(matching):
    return set(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


def happening(year, number):
    """Return the list as it was, what `rematch` is told, and the season as it is now, without proposed pairs."""
    now = matched(year)
    dice = random.Random(f"{number} {len(year.mentors)} {len(year.mentees)}")
    arguments, changed = {}, year
    if dice.random() < 0.25:
        changed = without_somebody(year, dice)
        arguments["roster"] = roster_of(changed)
    had = sorted({other for _, other in listed(now) if other in changed.mentor})
    choices = [[seat], [dice.choice(PEOPLE)], [dice.choice(PEOPLE), dice.choice(PEOPLE)]]
    for change in dice.choice([*choices, *[[mentor_had_gone(had)]] * 3 * bool(had)]):
        made = change(changed, dice)
        if made is not None and go_together(arguments, made[0]):
            arguments |= made[0]
            changed = made[1]
    return now, arguments, changed


def mentor_had_gone(had):
    """Return the change in which a mentor who has somebody withdraws."""

    def change(year, dice):
        one = dice.choice(had)
        return {"withdrawn": [one]}, without_mentor(year, one)

    return change


def go_together(arguments, more):
    """Whether two changes say nothing of the same person: who withdraws has no seats, and cannot have to be with anybody."""
    both = {*arguments, *more}
    return not set(arguments) & set(more) and not ("withdrawn" in both and both & {"seats", "locked"})


def without_somebody(year, dice):
    """Return the season after somebody left the lists altogether."""
    table = dice.choice(["mentees", "mentors"])
    key = f"{table[:-1]}_id"
    rows = getattr(year, table)
    assume(len(rows) > 1)
    gone = dice.choice(rows)[key]
    kept = {
        name: [dict(row) for row in getattr(year, name) if row.get(key) != gone]
        for name in ("mentees", "mentors", "conflicts", "pairs")
    }
    kept[table] = [row for row in kept[table] if row[key] != gone]
    mentors, mentees = ({row[f"{one}_id"] for row in kept[f"{one}s"]} for one in ("mentor", "mentee"))
    for row in kept["mentees"]:
        forget_strangers(row, mentors, "preferred_mentors", "avoided_mentors")
    for row in kept["mentors"]:
        forget_strangers(row, mentees, "avoided_mentees")
    regions = {row["region"].casefold() for row in [*kept["mentees"], *kept["mentors"]]}
    assume(not year.region or year.region.casefold() in regions)
    return year.with_parts(**kept)


def rematched(year, number, **more):
    """Return the list as it was, the answer, and the season as it is now with the earlier pairs proposed."""
    now, arguments, changed = happening(year, number)
    there = [
        (one, other)
        for one, other in sorted(listed(now))
        if one in changed.mentee and other in changed.mentor
    ]
    return now, rematch(now, **arguments, **more), keeping(changed, there)
