"""Stipends against plain fractions, on lists where mentors serve several regions."""

from collections import Counter, defaultdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.report.stipends import stipends, totals

REGIONS = ("North", "South", "West")
PER, PAID_TO = ("mentor", "pair"), ("mentor_region", "mentee_region", "mentor")


def money(stipend=500, per="mentor", paid_to="mentor_region", part_year="full"):
    return {"stipend": stipend, "per": per, "paid_to": paid_to, "part_year": part_year}


def listed(mentors, mentees, rules, pairs=()):
    case = season(mentors, mentees, policy(money=rules), pairs=pairs)
    return match(roster_of(case), policy_of(case))


@st.composite
def lists(draw):
    regions = st.sampled_from(REGIONS)
    mentors = [
        mentor(f"M{n}", region=draw(regions), capacity=str(draw(st.integers(1, 4))))
        for n in range(draw(st.integers(1, 4)))
    ]
    mentees = [mentee(f"P{n}", region=draw(regions)) for n in range(draw(st.integers(0, 8)))]
    stipend = draw(st.sampled_from([0, 1, 500, 33.33, 100.01, 0.1]))
    return mentors, mentees, money(stipend, draw(st.sampled_from(PER)), draw(st.sampled_from(PAID_TO)))


@given(lists())
def test_everybody_receives_what_the_rules_say_to_the_cent(drawn):
    mentors, mentees, rules = drawn
    matching = listed(mentors, mentees, rules)
    home = {row["mentor_id"]: row["region"] for row in mentors}
    of = {row["mentee_id"]: row["region"] for row in mentees}
    right: dict[str, Fraction] = defaultdict(Fraction)
    pairs = list(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))
    loads = Counter(other for _, other in pairs)
    for one, other in pairs:
        payee = {"mentor_region": home[other], "mentee_region": of[one], "mentor": other}[rules["paid_to"]]
        part = 1 if rules["per"] == "pair" else Fraction(1, loads[other])
        right[payee] += part * Fraction(str(rules["stipend"])) * 100
    found = totals(stipends(matching))
    assert found.keys() == right.keys()
    assert sum(found.values()) == sum(right.values())
    for payee, cents in found.items():
        assert abs(cents - right[payee]) < len(loads)
        if rules["per"] == "pair" or rules["paid_to"] != "mentee_region":
            assert cents == right[payee]


def test_a_mentor_of_three_regions_is_paid_once_and_the_parts_add_up():
    mentees = [mentee(f"P{n}", region=region) for n, region in enumerate(REGIONS)]
    matching = listed([mentor("M1", capacity="3")], mentees, money(100, paid_to="mentee_region"))
    assert totals(stipends(matching)) == {"North": 3333, "South": 3333, "West": 3334}


def test_confirmed_pairs_bring_a_stipend_and_continuing_ones_none():
    mentees = [mentee("P1"), mentee("P2"), mentee("P3", wants_mentor="no")]
    pairs = [("P1", "M1", "confirmed"), ("P3", "M3", "continuing")]
    matching = listed([mentor("M1"), mentor("M2"), mentor("M3", capacity="0")], mentees, money(), pairs)
    assert [(share.mentor, share.mentees, share.cents) for share in stipends(matching)] == [
        ("M1", ("P1",), 50000),
        ("M2", ("P2",), 50000),
    ]


def test_without_money_in_the_rules_there_are_none():
    case = season([mentor("M1")], [mentee("P1")])
    assert stipends(match(roster_of(case), policy_of(case))) == []


@pytest.mark.parametrize(("stipend", "cents"), [(0.005, 1), (0.004, 0), (1.115, 112), (19.99, 1999)])
def test_a_part_of_a_cent_is_rounded_half_up(stipend, cents):
    matching = listed([mentor("M1")], [mentee("P1")], money(stipend))
    assert totals(stipends(matching)) == {"North": cents}
