"""Whatever staff write: valid rules load, misspelt keys are refused with the right one named."""

import copy
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.policy import FEATURES, SHIPPED, parse_policy, shipped_text
from matcher.policy.load import extend
from matcher.policy.model import TABLES, Policy
from matcher.roster import InputError
from matcher.roster.columns import CONFLICT_KINDS, MEMBERSHIPS, TRAININGS

BASES = {name: tomllib.loads(shipped_text(name)) for name in SHIPPED}
COUNTS = st.integers(0, 1000)
WEIGHTS = st.floats(0, 1000, allow_subnormal=False)
SHARED = st.lists(
    st.sampled_from(["region", "component_group", "district", "school", "locale", "meeting"]), max_size=3
)


def some(values, least=0):
    return st.lists(st.sampled_from(values), min_size=least, max_size=4, unique=True)


TIERS = st.lists(
    st.fixed_dictionaries(
        {"name": st.text("abcdefgh", min_size=1, max_size=8), "same": SHARED},
        optional={
            "cost": COUNTS,
            "agreed": st.booleans(),
            "approval": st.just("region"),
            "experienced_in": st.just("component_group"),
            "mentor": st.fixed_dictionaries(
                {}, optional={"training": some(TRAININGS, 1), "other_regions": st.sampled_from(["yes", "no"])}
            ),
            "mentee": st.fixed_dictionaries(
                {}, optional={"prefers": st.sampled_from(["near", "same_job", ""])}
            ),
        },
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda tier: tier["name"],
)
LIMITS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.text("abcdefgh", min_size=1, max_size=8),
            "by": st.lists(
                st.sampled_from(["mentee.district", "mentor.mentor_id", "mentee.locale"]), max_size=2
            ),
            "max": st.integers(10, 1000),
        },
        optional={"min": st.integers(0, 10), "count": st.sampled_from(["pairs", "mentors"])},
    ),
    max_size=3,
    unique_by=lambda limit: limit["name"],
)
ORDERS = st.permutations(
    ["home", "fewest_changes", "tiers", "worst_off", "compatibility", "balance"]
).flatmap(
    lambda later: st.sampled_from(
        [["served", *later], ["first_come", *later], ["served", "first_come"], ["served"]]
    )
)
TWEAKS = st.fixed_dictionaries(
    {},
    optional={
        "mentees": st.fixed_dictionaries({}, optional={"membership": some(MEMBERSHIPS, 1)}),
        "mentors": st.fixed_dictionaries(
            {"default_capacity": st.integers(0, 5), "max_capacity": st.integers(5, 50)},
            optional={
                "training": some(TRAININGS, 1),
                "certified": st.sampled_from(["at_start", "through_season", "any"]),
                "min_mentees": st.sampled_from(["always", "if_used"]),
            },
        ),
        "conflicts": st.fixed_dictionaries({}, optional={"same": SHARED, "ask": some(CONFLICT_KINDS)}),
        "tiers": TIERS,
        "limits": LIMITS,
        "objectives": st.fixed_dictionaries({"order": ORDERS}),
        "compatibility": st.fixed_dictionaries(
            {"needs": st.floats(0.01, 9)},
            optional={name: WEIGHTS for name in FEATURES if name != "needs"},
        ),
        "proximity": st.fixed_dictionaries(
            {"full_km": st.floats(0, 50), "zero_km": st.floats(50.5, 500)},
            optional={"virtual_is_near": st.booleans()},
        ),
        "internship": st.fixed_dictionaries(
            {
                "hours": st.integers(1, 500),
                "months": st.integers(1, 36),
                "certificate_years": st.integers(1, 9),
            },
            optional={"renewal": st.sampled_from(["a letter", "a day of training"])},
        ),
    },
)


@given(st.sampled_from(SHIPPED), TWEAKS)
def test_valid_changes_load_and_survive_being_written_out(base, changes):
    policy = parse_policy(extend(BASES[base], changes))
    for table, change in changes.items():
        for key in change if isinstance(change, dict) else ():
            assert policy.model_dump()[table][key] == change[key]
    again = parse_policy(policy.canonical())
    assert again == policy
    assert again.digest == policy.digest
    assert sum(policy.compatibility.weights.values()) == pytest.approx(1)


ROWS = ("tiers", "limits", "held_back")
"""Tables that stand several times."""
MORE_TABLES = {
    "proximity": {},
    "limits": [{"name": "l", "by": [], "max": 5}],
    "held_back": [{"name": "h", "seats": 5, "until": "2026-11-01"}],
    "internship": {"hours": 72, "months": 9, "certificate_years": 3},
}
KEYS = [
    (table, key, tuple(model.model_fields))
    for table, model in TABLES.items()
    for key in model.model_fields
    if len(key) > 4
] + [("", key, tuple(Policy.model_fields)) for key in Policy.model_fields]


def misspellings(key: str) -> st.SearchStrategy[str]:
    """Return `key` with one letter left out, doubled, replaced or swapped with the next, or all in capitals."""
    places = st.integers(1, len(key) - 2)
    return st.one_of(
        places.map(lambda at: key[:at] + key[at + 1 :]),
        places.map(lambda at: key[:at] + key[at] + key[at:]),
        places.map(lambda at: key[:at] + "q" + key[at + 1 :]),
        places.map(lambda at: key[:at] + key[at + 1] + key[at] + key[at + 2 :]),
        st.just(key.upper()),
        st.just(key.replace("_", "-")),
    )


@given(st.sampled_from(KEYS).flatmap(lambda one: st.tuples(st.just(one), misspellings(one[1]))))
def test_a_misspelt_key_is_refused_and_the_right_one_named(case):
    (table, key, known), misspelt = case
    rules = {**MORE_TABLES, **BASES["masa"]}
    if misspelt in known:
        return
    if not table:
        rules[misspelt] = rules[key]
        place = misspelt
    elif isinstance(rules[table], list):
        rules[table] = [{**rules[table][0], misspelt: 1}, *rules[table][1:]]
        place = f"{table}[1].{misspelt}"
    else:
        rules[table] = {**rules[table], misspelt: 1}
        place = f"{table}.{misspelt}"
    with pytest.raises(InputError) as refused:
        parse_policy(rules)
    (problem,) = (one for one in refused.value.problems if one.column == place)
    assert problem.problem == "There is no such key."
    assert problem.suggestion == f"Did you mean '{key}'?"


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)
PLACES = [
    (table, key) for table, model in TABLES.items() if table not in ROWS for key in model.model_fields
] + [
    *((table,) for table in ROWS),
    ("values",),
    ("values", "region"),
    ("mentees",),
    ("compatibility",),
    ("money",),
    ("internship",),
]
PLACES += [(table, 0, key) for table in ROWS for key in TABLES[table].model_fields]


@given(ANYTHING, st.sampled_from(PLACES))
def test_whatever_stands_anywhere_is_read_or_refused_in_words(value, place):
    rules = copy.deepcopy(MORE_TABLES | BASES["masa"])
    inside = rules
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    try:
        policy = parse_policy(rules)
    except InputError as error:
        for problem in error.problems:
            assert problem.problem.endswith((".", "?")), problem
            assert not problem.problem.startswith(("Input should", "Value error"))
    else:
        assert parse_policy(policy.canonical()) == policy
