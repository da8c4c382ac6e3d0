"""What is wrong with the arrays is told by array, place and rule, all at once."""

import numpy as np
import pytest

from matcher.assignment import assign

GOOD = {
    "mentee": [0, 0, 1, 2],
    "mentor": [0, 1, 1, 0],
    "score": [0.9, 0.4, 0.8, 0.1],
    "demand": [1, 1, 2],
    "capacity": [1, 2],
}
ALL_LEVELS = "served, first_come, tiers, worst_off, compatibility, balance"


def sentences(**changes):
    with pytest.raises(ValueError, match=r"\.$") as caught:
        assign(**{**GOOD, **changes})
    return str(caught.value).split("\n")


WRONG = {
    "score not a number": (
        {"score": [0.9, np.nan, 0.8, np.inf]},
        "score[1] is nan, score[3] is inf; every score must be a finite number.",
    ),
    "score of complex numbers": (
        {"score": [1j, 0, 0, 0]},
        "score is of dtype complex128; it must be of a float dtype.",
    ),
    "score of texts": (
        {"score": ["a", "b", "c", "d"]},
        "score is of dtype <U1; it must be of a float dtype.",
    ),
    "score of truths": ({"score": [True] * 4}, "score is of dtype bool; it must be of a float dtype."),
    "score too short": (
        {"score": [0.9]},
        "score has 1 value, mentee has 4; both must have one for each arc.",
    ),
    "score of rows": (
        {"score": [[0.9, 0.4], [0.8, 0.1]]},
        "score has the shape (2, 2); it must be one-dimensional.",
    ),
    "score of unequal rows": (
        {"score": [[0.9, 0.4], [0.8], 1, 2]},
        "score has rows of different lengths; it must be one-dimensional.",
    ),
    "score a single value": ({"score": 0.5}, "score is a single value; it must be one-dimensional."),
    "mentee not there": (
        {"mentee": [0, 3, -1, 2]},
        "mentee[1] is 3, mentee[2] is -1; demand has 3 values, so every mentee must be from 0 to 2.",
    ),
    "mentor not there": (
        {"mentor": [0, 1, 2, 0]},
        "mentor[2] is 2; capacity has 2 values, so every mentor must be from 0 to 1.",
    ),
    "no mentor at all": (
        {"capacity": []},
        "mentor[0] is 0, mentor[1] is 1, mentor[2] is 1 and 1 more; capacity is empty, so there is no mentor.",
    ),
    "mentee of fractions": (
        {"mentee": [0.0, 0.0, 1.5, 2.0]},
        "mentee is of dtype float64, and mentee[2] is 1.5; it must be of an integer dtype.",
    ),
    "mentee of whole floats": (
        {"mentee": [0.0, 0.0, 1.0, 2.0]},
        "mentee is of dtype float64; it must be of an integer dtype.",
    ),
    "mentor not a number": (
        {"mentor": [0, 1, np.nan, 0]},
        "mentor is of dtype float64, and mentor[2] is nan; it must be of an integer dtype.",
    ),
    "mentor too long": (
        {"mentor": [0, 1, 1, 0, 1]},
        "mentor has 5 values, mentee has 4; both must have one for each arc.",
    ),
    "pair twice": (
        {"mentee": [0, 1, 1, 0], "mentor": [0, 1, 1, 0]},
        "mentee and mentor: arcs 0 and 3 are both mentee 0 with mentor 0, "
        "arcs 1 and 2 are both mentee 1 with mentor 1; every pair must stand once.",
    ),
    "negative demand": ({"demand": [1, -1, 2]}, "demand[1] is -1; every number must be at least 0."),
    "demand of truths": ({"demand": [True] * 3}, "demand is of dtype bool; it must be of an integer dtype."),
    "demand of objects": (
        {"demand": [1, None, 1]},
        "demand is of dtype object; it must be of an integer dtype.",
    ),
    "negative capacity": ({"capacity": [-2, 1]}, "capacity[0] is -2; every number must be at least 0."),
    "capacity beyond whole numbers": (
        {"capacity": np.array([1, 2**63], dtype=np.uint64)},
        "capacity[1] is 9223372036854775808; every number must be below 2**63.",
    ),
    "negative minimum": ({"min_load": -1}, "min_load is -1; it must be from 0 to 1,000,000,000."),
    "minimum of half": (
        {"min_load": 0.5},
        "min_load is 0.5; it must be a whole number from 0 to 1,000,000,000, or one for each mentor.",
    ),
    "minimum true": (
        {"min_load": True},
        "min_load is True; it must be a whole number from 0 to 1,000,000,000, or one for each mentor.",
    ),
    "negative minimum of a mentor": (
        {"min_load": [0, -3]},
        "min_load[1] is -3; every number must be from 0 to 1,000,000,000.",
    ),
    "minimum of too few": (
        {"min_load": [0]},
        "min_load has 1 value, capacity has 2; both must have one for each mentor.",
    ),
    "cost too high": (
        {"tier_cost": [0, 1_000_001, 1, -1]},
        "tier_cost[1] is 1000001, tier_cost[3] is -1; every cost must be from 0 to 1,000,000.",
    ),
    "rank of too many": (
        {"rank": [1, 2, 3, 4]},
        "rank has 4 values, demand has 3; both must have one for each mentee.",
    ),
    "locked with numbers": ({"locked": [1, 0, 0, 0]}, "locked is of dtype int64; it must be of dtype bool."),
    "locked too short": (
        {"locked": [True]},
        "locked has 1 value, mentee has 4; both must have one for each arc.",
    ),
    "unknown level": (
        {"levels": ("serves", "compatibility")},
        f"levels has 'serves', which is no level; the nearest is 'served', all are {ALL_LEVELS}.",
    ),
    "level of people": (
        {"levels": ("served", "home")},
        "levels has 'home', which arrays cannot have; it needs people and their regions.",
    ),
    "level of an earlier list": (
        {"levels": ("served", "fewest_changes")},
        "levels has 'fewest_changes', which arrays cannot have; it needs people and an earlier list.",
    ),
    "level twice": (
        {"levels": ("served", "compatibility", "served")},
        "levels has 'served' 2 times; each level stands once.",
    ),
    "no level": ({"levels": ()}, f"levels is empty; at least one is needed of {ALL_LEVELS}."),
    "levels as a text": (
        {"levels": "served"},
        "levels is 'served'; it must be a sequence of names, as ('served', 'compatibility').",
    ),
    "levels not of names": (
        {"levels": (1,)},
        "levels is (1,); it must be a sequence of names, as ('served', 'compatibility').",
    ),
    "levels none": (
        {"levels": None},
        "levels is None; it must be a sequence of names, as ('served', 'compatibility').",
    ),
    "order without ranks": ({"levels": ("first_come",)}, "levels has 'first_come', which needs rank."),
    "kinds without costs": ({"levels": ("served", "tiers")}, "levels has 'tiers', which needs tier_cost."),
    "nobody served is best": (
        {"levels": ("balance", "served")},
        "levels has 'balance' first, which is best if nobody is served; put 'served' or 'first_come' before.",
    ),
    "nobody served is best after fit": (
        {"levels": ("compatibility", "worst_off")},
        "levels has 'worst_off' first, which is best if nobody is served; put 'served' or 'first_come' before.",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_says_what_is_wrong_where_and_what_would_be_right(case):
    changes, sentence = WRONG[case]
    assert sentences(**changes) == [sentence]


def test_says_everything_at_once():
    assert sentences(
        mentee=[0, 0, 9, 0],
        mentor=[0, 1, 1, 0],
        score=[0.9, np.nan, 0.8],
        demand=[1, -1, 2],
        capacity=[1.5, 2],
        min_load=-1,
        tier_cost=[0, 0, 0, -1],
        locked=[[True]],
        levels=("first_come", "tier"),
    ) == [
        "capacity is of dtype float64, and capacity[0] is 1.5; it must be of an integer dtype.",
        f"levels has 'tier', which is no level; the nearest is 'tiers', all are {ALL_LEVELS}.",
        "score[1] is nan; every score must be a finite number.",
        "demand[1] is -1; every number must be at least 0.",
        "min_load is -1; it must be from 0 to 1,000,000,000.",
        "tier_cost[3] is -1; every cost must be from 0 to 1,000,000.",
        "locked has the shape (1, 1); it must be one-dimensional.",
        "score has 3 values, mentee has 4; both must have one for each arc.",
        "mentee[2] is 9; demand has 3 values, so every mentee must be from 0 to 2.",
        "levels has 'first_come', which needs rank.",
        "mentee and mentor: arcs 0 and 3 are both mentee 0 with mentor 0; every pair must stand once.",
    ]


def test_names_a_few_places_and_how_many_more_there_are():
    arcs = 5000
    (sentence,) = sentences(
        mentee=np.arange(arcs),
        mentor=np.zeros(arcs, dtype=int),
        score=np.full(arcs, np.nan),
        demand=np.ones(arcs, dtype=int),
        capacity=[1],
    )
    assert sentence == (
        "score[0] is nan, score[1] is nan, score[2] is nan and 4,997 more; every score must be a finite number."
    )


def test_scores_that_only_a_longer_float_can_hold_are_told():
    scores = np.full(4, 1e300, dtype=np.longdouble)
    with np.errstate(over="ignore"):
        scores[2] *= 1e300
    (sentence,) = sentences(score=scores)
    assert sentence.startswith("score[2] is ")


def test_pairs_that_stand_many_times_are_counted():
    mentee, mentor = np.zeros(6, dtype=int), np.zeros(6, dtype=int)
    (sentence,) = sentences(mentee=mentee, mentor=mentor, score=np.ones(6))
    assert "arcs 0 and 1 are both mentee 0 with mentor 0, arcs 1 and 2 are" in sentence
    assert " and 2 more; every pair must stand once." in sentence


def test_absurd_numbers_of_people_are_told_too():
    found = sentences(mentee=[2**62, 0, -(2**62), 2**62], mentor=[2**62, 1, -(2**62), 2**62])
    assert len(found) == 3
    assert "arcs 0 and 3 are both mentee 4611686018427387904" in found[2]


def test_scores_too_far_from_zero_for_so_many_people_are_refused():
    people = 1_000_000
    mentee = np.arange(people)
    score = np.full(people, people * 0.9)
    score[0] += 1
    ones = np.ones(people, dtype=int)
    with pytest.raises(ValueError, match=r"score goes from 900000.0 to 900001.0, too far from zero"):
        assign(mentee, mentee, score, demand=ones, capacity=ones, levels=("compatibility",))
