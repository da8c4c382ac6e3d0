"""Small random seasons with limits, minimums and pairs of every kind, of which perhaps one region is served."""

import random

from hypothesis import strategies as st
from oracles.people import Season, comparable, fold_code
from oracles.seasons import (
    KINDS,
    MENTEE,
    MENTEE_IDS,
    MENTOR,
    MENTOR_IDS,
    PAIR_KINDS,
    TITLES,
    forget_strangers,
    policies,
    policy_text,
    without_nothing,
)

GOALS = ["served", "home", "first_come", "fewest_changes", "tiers", "worst_off", "compatibility", "balance"]
WILLING_MENTEE = {
    **MENTEE,
    "region": ["North", "north", "North", "North", "South", "West"],
    "wants_mentor": ["", "", "", "", "", "", "no"],
}
WILLING_MENTOR = {
    **MENTOR,
    "region": WILLING_MENTEE["region"],
    "available_from": ["", "", "", "", "", "", "2026-08-16"],
    "available_until": ["", "", "", "", "", "", "2027-05-30"],
    "capacity": ["", "1", "1", "1", "2", "2", "2", "3", "3", "0"],
    "min_mentees": ["", "", "", "", "0", "1", "1", "2"],
    "lent_to": ["", "", "north", "South", "West;North"],
}
NESTING = [
    [],
    ["mentee.region"],
    ["mentee.district"],
    ["mentee.mentee_id"],
    ["mentee.mentee_id", "mentor.district"],
    ["mentee.mentee_id", "mentor.component_group"],
    ["mentor.region"],
    ["mentor.district"],
    ["mentor.mentor_id", "mentee.region"],
    ["mentor.mentor_id", "mentee.component_group"],
    ["mentor.mentor_id"],
]
"""Columns of limits that often nest beside each other."""
COLUMNS = [
    *(
        f"{side}.{column}"
        for side in ("mentee", "mentor")
        for column in ("region", "component_group", "role")
    ),
    *("mentee.district", "mentee.locale", "mentee.needs", "mentee.membership", "mentee.mentors_needed"),
    *("mentor.district", "mentor.meeting", "mentor.training", "mentor.other_regions", "mentor.capacity"),
]
SPELLED = {
    "region": ["North", "south", "WEST", "East"],
    "component_group": ["high", "Middle", "mid-dle"],
    "district": ["oak", "ELM", "Ash", ""],
    "role": ["Principal", "director", ""],
    "locale": ["city", "town", ""],
    "meeting": ["either", "virtual"],
    "needs": ["t1", "T-2", ""],
    "training": ["none", "certified"],
    "other_regions": ["yes", "no"],
    "membership": ["active", "pending"],
    "capacity": ["1", "2", ""],
    "mentors_needed": ["1", "2"],
    "mentee_id": MENTEE_IDS[:3],
    "mentor_id": MENTOR_IDS[:3],
}
"""How a policy may spell values that people have, or nobody has."""


def makes_sense(order):
    """Return whether serving nobody would win at none of these goals."""
    serving = min((order.index(one) for one in ("served", "first_come") if one in order), default=len(order))
    return all(order.index(one) > serving for one in ("tiers", "worst_off", "balance") if one in order)


goal_orders = st.lists(st.sampled_from(GOALS), min_size=1, max_size=5, unique=True).filter(makes_sense)
all_goals = st.permutations(GOALS).filter(makes_sense)


@st.composite
def limited_seasons(draw, most=5, *, order=goal_orders, with_region=True, loose=False, crossing=False):
    """Draw a season.

    Parameters
    ----------
    with_region
        Whether it may be about one region.
    loose
        Whether there are no minimums and no fixed pairs, so that there always is a list.
    crossing
        Whether limits may be by any two columns, which often cut through each other.
    """
    policy = draw(policies())
    policy["objectives"] = {"order": draw(order)}
    # The same few numbers are drawn again and again: with the rules they make different people.
    dice = random.Random(f"{draw(st.integers(0, 10**6))} {policy_text(policy)}")
    if dice.random() < 0.8:
        policy["tiers"] = [*policy["tiers"], {"name": "whoever"}]
        policy["mentees"], policy["mentors"] = {}, {"default_capacity": 1}
    mentors = table(dice, WILLING_MENTOR, "mentor_id", ids_of(MENTOR_IDS, "M", most), most)
    mentees = table(dice, WILLING_MENTEE, "mentee_id", ids_of(MENTEE_IDS, "P", most), most)
    known = {row["mentor_id"] for row in mentors}, {row["mentee_id"] for row in mentees}
    for row in mentees:
        forget_strangers(row, known[0], "preferred_mentors", "avoided_mentors")
    for row in mentors:
        forget_strangers(row, known[1], "avoided_mentees")
        if loose:
            row.pop("min_mentees", None)
    kinds = [kind for kind in PAIR_KINDS if not loose or kind not in ("agreed", "lock")]
    season = Season(
        mentors,
        mentees,
        {**policy, "limits": limits(dice, policy, most // 3, loose=loose, crossing=crossing)},
        [pair | {"kind": dice.choice(KINDS)} for pair in some_pairs(dice, known, 1)],
        [pair | {"kind": dice.choice(kinds)} for pair in some_pairs(dice, known, max(5, most))],
    )
    region = dice.choice(["", "", "", "North", "north", mentees[0]["region"]])
    return season.with_parts(region=region) if with_region and region_is_known(season, region) else season


@st.composite
def regional_seasons(draw, most=5, *, loose=False, **choices):
    """Draw a season of which one region is served, with mentors that are lent and limits about regions."""
    season = draw(limited_seasons(most, with_region=False, loose=loose, **choices))
    dice = random.Random(f"{draw(st.integers(0, 10**6))} {len(season.pairs)}")
    region = dice.choice(season.mentees)["region"]
    mentors = [
        {**row, "lent_to": dice.choice(["", region, region.upper(), f"West;{region}"])}
        if dice.random() < 0.6
        else row
        for row in season.mentors
    ]
    found = [*season.policy["limits"], *about_regions(dice, region, loose)]
    named = [{**limit, "name": f"limit {number}"} for number, limit in enumerate(found)]
    policy = {**season.policy, "limits": dice.sample(named, len(named))}
    return season.with_parts(mentors=mentors, policy=policy, region=region)


@st.composite
def clashing_seasons(draw, most=4):
    """Draw a season that asks for much: it often has no list. Pairs of any kind are possible without an agreement."""
    season = draw(limited_seasons(most) | regional_seasons(most))
    dice = random.Random(f"{draw(st.integers(0, 10**6))} {len(season.pairs)}")
    kinds = dice.choice([["agreed", "lock"], ["lock"], [None], [None, "agreed"]])
    tiers = [tier for tier in season.policy["tiers"] if not tier.get("agreed")]
    return season.with_parts(
        mentors=[
            {**row, "min_mentees": dice.choice(["1", "2", "3"])} if dice.random() < 0.3 else row
            for row in season.mentors
        ],
        pairs=[{**row, "kind": dice.choice(kinds) or row["kind"]} for row in season.pairs],
        policy={**season.policy, "tiers": [*tiers, {"name": "anyone"}]},
    )


def about_regions(dice, region, loose):
    """Return a few limits about all regions, about one and about others; loose ones leave a list for that region."""
    by_region = {"by": [f"{dice.choice(['mentee', 'mentor'])}.region"]}
    own, others = {region: dice.randint(0, 2)}, {"East": 1, "default": dice.randint(0, 3)}
    found = [
        {"by": [], "min": dice.randint(1, 9)},
        {"by": [], "max": dice.randint(0, 5)},
        {**by_region, "max": own | others},
    ]
    if not loose:
        found += [{**by_region, "min": own}, {**by_region, "min": own | others}]
    return dice.sample(found, dice.randint(0, 2))


def ids_of(few, start, most):
    """Return enough ids; of a longer table the further ones are plain."""
    return [*few, *(f"{start}{number}" for number in range(20, 20 + most - len(few)))]


def region_is_known(season, region):
    return fold_code(region) in {fold_code(row["region"]) for row in (*season.mentors, *season.mentees)}


def table(dice, columns, name, ids, most):
    """Return some people; about half of the columns that they need not have are there."""
    optional = [one for one in columns if one not in (*TITLES["mentors"], "requested_at", "urgent_reason")]
    left_out = set(dice.sample(optional, dice.randint(len(optional) // 3, len(optional))))
    chosen = dice.sample(ids, dice.choice([*range(1, most + 1), most, most]))
    return [
        {
            name: one,
            **{column: dice.choice(cells) for column, cells in columns.items() if column not in left_out},
        }
        for one in chosen
    ]


def some_pairs(dice, known, most):
    mentors, mentees = map(sorted, known)
    every = [{"mentor_id": mentor, "mentee_id": mentee} for mentor in mentors for mentee in mentees]
    return dice.sample(every, min(len(every), dice.randint(0, most)))


def limits(dice, policy, room, *, loose=False, crossing=False):
    """Return some limits, each with numbers for all or for each of some values; maximums are about `room`."""
    found = []
    for number in range(dice.choice([0, 1, 1, 2, 2, 3])):
        by = dice.sample(COLUMNS, 1) if dice.random() < 0.3 else dice.choice(NESTING)
        if crossing and dice.random() < 0.7:
            by = dice.sample(COLUMNS, 2)
        most, least = (
            amounts(dice, policy, by, [0, *range(1, room + 1), 1, room, room + 1, room + 1, room + 2]),
            amounts(dice, policy, by, [0, 1, 1, 1, 2]),
        )
        if loose or dice.random() < 0.5:
            least = None
        elif least is not None and (dice.random() < 0.5 or is_above(least, most)):
            most = None
        if (least, most) != (None, None):
            found.append(
                {"name": f"limit {number}", "by": by, **without_nothing({"max": most, "min": least})}
            )
    return found


def amounts(dice, policy, by, numbers):
    """Return one number, or a table of them in which no combination of values is named twice."""
    if not by or dice.random() < 0.6:
        return dice.choice(numbers)
    names = [name.partition(".")[2] for name in by]
    named = {}
    for _ in range(dice.randint(0, 3)):
        parts = [dice.choice(SPELLED[name]) for name in names]
        folded = tuple(comparable(policy, name, part) for name, part in zip(names, parts, strict=True))
        named.setdefault(folded, ("|".join(parts), dice.choice(numbers)))
    default = {"default": dice.choice(numbers)} if not named or dice.random() < 0.6 else {}
    return {**dict(named.values()), **default}


def is_above(least, most):
    """Return whether a minimum is above the maximum for anything that is named."""
    low, high = (one if isinstance(one, dict) else {"default": one} for one in (least, most))
    both = [[one.get(key, one.get("default")) for one in (low, high)] for key in {**low, **high}]
    return any(None not in pair and pair[0] > pair[1] for pair in both)
