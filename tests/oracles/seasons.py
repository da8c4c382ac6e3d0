"""Small random seasons, and how they are handed to the program that is tested."""

import datetime
import json
import random
import tempfile
from itertools import permutations
from pathlib import Path

import pandas as pd
from hypothesis import strategies as st
from oracles.people import Season
from oracles.problem import problem_of

from matcher.policy import load_policy
from matcher.reading import read_frames

STARTS, ENDS = datetime.date(2026, 8, 15), datetime.date(2027, 5, 31)
MENTOR_IDS = ["M2", "M10", "m2", "007", "Ωmega", "M1"]
MENTEE_IDS = ["P2", "P10", "p2", "12", "Šárka", "P1"]
PAIR_KINDS = ["confirmed", "continuing", "proposed", "agreed", "lock", "block", "ended"]
KINDS = ["supervisor", "former_supervisor", "relative", "business", "declared", "past_mismatch"]
GROUPS = ["high", "middle", "High ", "mid-dle"]
TOPICS = ["t1", "t2", "t3", "T-2"]


TITLES = {
    "mentors": ["mentor_id", "name", "region", "component_group"],
    "mentees": ["mentee_id", "name", "region", "component_group"],
    "conflicts": ["mentor_id", "mentee_id", "kind"],
    "pairs": ["mentor_id", "mentee_id", "kind"],
}


def one_of(*options):
    return st.sampled_from(options)


def lists_of(options, most=3, least=0):
    """Return some lists of these options, to choose one from."""
    found = [(), *((one,) for one in options), *permutations(options, 2), *permutations(options, 3)]
    return [";".join(one) for one in found if least <= len(one) <= most]


def person(side):
    """Return what may stand in the columns of both tables; the first of each is the plainest."""
    return {
        "name": [f"Ann {side}", f"Bo {side}", "Cy Dahl", "cy  dahl", f"Di {side}"],
        "email": ["", "", "", "", f"ann@{side}.org", f"bo@{side}.org", "cy@x.org", "CY@X.org"],
        "region": ["North", "north", "North", "South", "West"],
        "component_group": lists_of(GROUPS, 2, 1),
        "role": ["", "principal", "director"],
        "district": ["", "Oak", "OAK", "Elm", "Ash", "Fir", "Yew", "Bay", "Gum", "Ivy"],
        "district_id": ["", "", "1", "2", "3", "4", "5"],
        "school": ["", "", "Hill", "Lake"],
        "meeting": ["", "either", "in_person", "virtual"],
        "latitude": ["", "45.0", "45.5", "46.25"],
        "longitude": ["", "-93.0", "-93.8", "-95.125"],
        "locale": ["", "city", "suburb", "town", "rural"],
        "district_size": ["", "100", "350", "1200", "9000"],
        "style_1": ["", "1", "2", "4.5", "5"],
        "style_2": ["", "3", "5"],
    }


MENTOR = {
    **person("mentor"),
    "membership": ["", "active", "active", "active", "retired", "pending", "none"],
    "experience": lists_of(GROUPS, 2),
    "training": ["", "none", "trained", "certified", "certified", "intern"],
    "certified_until": ["", "2026-08-14", "2026-08-15", "2027-05-30", "2027-05-31"],
    "available_from": ["", "", "", "", "2026-08-15", "2026-08-16"],
    "available_until": ["", "", "", "", "2027-05-31", "2027-05-30"],
    "capacity": ["", "0", "1", "1", "1", "1", "2", "2", "3"],
    "years_experience": ["", "0", "3", "7.5", "15", "40"],
    "strengths": lists_of(TOPICS),
    "other_regions": ["", "yes", "no"],
    "avoided_mentees": ["", "", "", *MENTEE_IDS[:2]],
    "avoided_districts": ["", "", "", "", "", "", "Oak", "elm", "3"],
    "style_m": ["1"],
}
MENTEE = {
    **person("mentee"),
    "membership": ["", "active", "active", "pending", "none"],
    "category": ["", "novice", "newly_hired", "aspiring"],
    "new_to_role": ["", "yes", "no"],
    "new_to_state": ["", "yes", "no"],
    "special_application": ["", "applied", "approved", "refused", "yes", "no"],
    "wants_mentor": ["", "", "", "", "yes", "yes", "no", "not_asked"],
    "prefers": ["", "near", "same_job"],
    "requested_at": ["2026-07-01T10:00", "2026-07-01T10:01", "2026-07-02", "2026-06-30T23:59"],
    "urgent": ["", "", "", "yes"],
    "urgent_reason": ["a reason"],
    "needs": lists_of(TOPICS),
    "preferred_mentors": lists_of(MENTOR_IDS[:3], 2),
    "avoided_mentors": ["", "", "", *MENTOR_IDS[:2]],
    "avoided_districts": ["", "", "", "", "", "", "Oak", "elm", "3"],
    "mentors_needed": ["", "1", "1", "1", "2", "3"],
}
MENTOR_CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "other_regions": one_of("yes"),
        "training": one_of("trained", ["trained", "certified"]),
        "membership": one_of("retired", ["active", "pending"]),
        "component_group": one_of("high", ["high", "middle"]),
        "role": one_of("", ["principal", "director"]),
    },
)
MENTEE_CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "prefers": one_of("near", ["near", ""]),
        "category": one_of("novice", ["novice", ""]),
        "new_to_role": one_of("yes"),
    },
)
ORDERS = [
    ["served", "tiers", "compatibility"],
    ["served", "compatibility", "tiers"],
    ["first_come", "tiers", "compatibility"],
    ["first_come", "compatibility"],
    ["served", "first_come", "tiers", "compatibility"],
    ["served", "tiers", "first_come", "compatibility"],
    ["first_come", "served", "compatibility", "tiers"],
    ["compatibility", "served", "tiers"],
    ["served", "compatibility", "first_come"],
    ["compatibility", "first_come"],
]
WEIGHTS = one_of(0, 0, 0.05, 0.3, 1)
FEATURES = ["preference", "needs", "context", "style", "proximity", "meeting", "group", "years"]


def without_nothing(drawn):
    """Leave out of a table of rules what was drawn as None."""
    return {key: value for key, value in drawn.items() if value is not None}


def maybe(strategy):
    return st.one_of(st.none(), strategy)


@st.composite
def tiers(draw):
    found = []
    for number in range(draw(st.integers(1, 4))):
        tier = {
            "name": f"kind {number}",
            "same": draw(
                st.lists(one_of("region", "component_group", "locale", "meeting"), max_size=2, unique=True)
            ),
            "experienced_in": draw(one_of(None, None, "component_group")),
            "mentor": draw(st.one_of(st.just({}), MENTOR_CONDITIONS)),
            "mentee": draw(st.one_of(st.just({}), MENTEE_CONDITIONS)),
            "agreed": draw(one_of(None, None, None, True)),
            "approval": draw(one_of(None, None, "region")),
            "cost": draw(maybe(st.integers(0, 6))),
        }
        found.append(without_nothing(tier))
    if draw(one_of(True, True, False)):
        found.append({"name": "anybody"})
    return found


@st.composite
def policies(draw):
    rarely = one_of(*[False] * 8, True)
    mentees, mentors = {}, {}
    if draw(rarely):
        mentees["membership"] = draw(one_of(["active", "pending"], ["active"]))
    if draw(rarely):
        mentees["category"] = draw(one_of(["novice", "newly_hired"], ["novice"]))
    if draw(rarely):
        mentees["any_of"] = draw(
            one_of(
                {"new_to_role": "yes"},
                {"new_to_state": "yes", "special_application": ["approved", "applied"]},
            )
        )
    if draw(rarely):
        mentors["membership"] = draw(one_of(["active", "retired"], ["active", "pending", "none"]))
    if draw(rarely):
        mentors["training"] = draw(one_of(["trained", "certified"], ["none", "intern", "certified"]))
    mentors["certified"] = draw(one_of(None, None, "any", "at_start", "through_season"))
    mentors["default_capacity"] = draw(one_of(None, None, 1, 2, 0))
    mentors["max_capacity"] = draw(one_of(None, None, 1, 2))
    if mentors["max_capacity"] is not None and mentors["default_capacity"] is not None:
        mentors["max_capacity"] = max(mentors["max_capacity"], mentors["default_capacity"])
    weights = {name: draw(WEIGHTS) for name in FEATURES}
    if not any(weights.values()):
        weights["needs"] = 1
    return without_nothing(
        {
            "program": {"name": "A program", "season": "2026-27", "starts": STARTS, "ends": ENDS},
            "mentees": mentees,
            "mentors": without_nothing(mentors),
            "conflicts": {
                "same": draw(
                    st.lists(one_of("district", "district", "school", "district_id"), max_size=2, unique=True)
                ),
                "ask": draw(st.lists(st.sampled_from(KINDS), max_size=3, unique=True)),
            },
            "tiers": draw(tiers()),
            "objectives": {"order": draw(st.sampled_from(ORDERS))},
            "compatibility": draw(one_of(None, weights, weights)),
            "proximity": draw(one_of(None, {"full_km": 10.0, "zero_km": 90.0, "virtual_is_near": True})),
        }
    )


def row(columns, seed):
    """Return one person's cells as a number has it; the number 0 stands for the plainest person."""
    dice = random.Random(seed)
    return {column: dice.choice(options) if seed else options[0] for column, options in columns.items()}


@st.composite
def people(draw, columns, name, ids, most):
    """Draw a table of people; most of its columns are there."""
    optional = [one for one in columns if one not in (*TITLES["mentors"], "requested_at", "urgent_reason")]
    left_out = draw(st.sets(st.sampled_from(optional), max_size=5))
    seeds = draw(st.lists(st.integers(0, 9999), min_size=draw(one_of(1, most // 2)), max_size=most))
    first = draw(st.integers(0, len(ids) - 1))
    return [
        {
            name: ids[(first + place) % len(ids)],
            **{column: text for column, text in row(columns, seed).items() if column not in left_out},
        }
        for place, seed in enumerate(seeds)
    ]


@st.composite
def seasons(draw, most=6, *, keepable=False, order=None):
    """Draw a season.

    Parameters
    ----------
    keepable
        Whether all agreed and locked pairs can be kept.
    """
    mentors = draw(people(MENTOR, "mentor_id", MENTOR_IDS, most))
    mentees = draw(people(MENTEE, "mentee_id", MENTEE_IDS, most))
    known = {row["mentor_id"] for row in mentors}, {row["mentee_id"] for row in mentees}
    for row in mentees:
        forget_strangers(row, known[0], "preferred_mentors", "avoided_mentors")
    for row in mentors:
        forget_strangers(row, known[1], "avoided_mentees")
    policy = draw(policies())
    if order is not None:
        policy["objectives"] = {"order": order}
    pair = st.tuples(*(st.sampled_from(sorted(side)) for side in known))
    conflicts = [
        {"mentor_id": mentor, "mentee_id": mentee, "kind": draw(st.sampled_from(KINDS))}
        for mentor, mentee in draw(st.lists(pair, max_size=2, unique=True))
    ]
    pairs = [
        {"mentor_id": mentor, "mentee_id": mentee, "kind": draw(st.sampled_from(PAIR_KINDS))}
        for mentor, mentee in draw(st.lists(pair, max_size=4, unique=True))
    ]
    season = Season(mentors, mentees, policy, conflicts, pairs)
    return keep_what_can_be(season) if keepable else season


def forget_strangers(row, known, *columns):
    for column in columns:
        if column in row:
            row[column] = ";".join(one for one in row[column].split(";") if one in known)


def keep_what_can_be(season):
    """Return the season with only those agreed and locked pairs that can be kept together."""
    fixed = ("agreed", "lock")
    kept = [row for row in season.pairs if row["kind"] not in fixed]
    for row in season.pairs:
        if row["kind"] in fixed:
            tried = season.with_parts(pairs=[*kept, row])
            problem, _, _ = problem_of(tried)
            count = len(tried.listed(*fixed))
            if len(problem.locked) == count and problem.keeps_the_rules(problem.locked):
                kept.append(row)
    return season.with_parts(pairs=kept)


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return value.isoformat() if isinstance(value, datetime.date) else json.dumps(value, ensure_ascii=False)


def policy_text(policy):
    return "".join(f"{json.dumps(key)} = {toml(value)}\n" for key, value in policy.items())


def policy_of(season_or_policy):
    """Return the rules as the program reads them from a file."""
    policy = season_or_policy.policy if isinstance(season_or_policy, Season) else season_or_policy
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "policy.toml"
        path.write_text(policy_text(policy), encoding="utf-8")
        return load_policy(path)


def frames_of(season, shuffled=None):
    """Return the tables; with a number they are shuffled, rows and columns, as that number has it."""
    found = {}
    for name, titles in TITLES.items():
        rows = list(getattr(season, name))
        columns = list(dict.fromkeys([*titles, *(column for row in rows for column in row)]))
        if shuffled is not None:
            dice = random.Random(f"{name} {shuffled}")
            dice.shuffle(rows)
            dice.shuffle(columns)
        found[name] = pd.DataFrame(
            [[row.get(one, "") for one in columns] for row in rows], columns=columns, dtype=object
        )
    return found


def roster_of(season, shuffled=None):
    """Return the people as the program reads them."""
    frames = frames_of(season, shuffled)
    return read_frames(
        frames["mentors"],
        frames["mentees"],
        conflicts=frames["conflicts"] if season.conflicts else None,
        pairs=frames["pairs"] if season.pairs else None,
    )
