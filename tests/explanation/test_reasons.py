"""The words in which a pair is justified, exactly."""

import pytest
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import match

PLACES = {"latitude": "45.0", "longitude": "-93.0"}


def reasons(mentors, mentees, rules=None, **relations):
    case = season(mentors, mentees, rules, **relations)
    return match(roster_of(case), policy_of(case)).pairs["reasons"].tolist()


def test_needs_come_first_then_the_group_the_distance_and_the_wish():
    one = mentee("P1", needs="a; b; c; d", preferred_mentors="M1; M2", **PLACES)
    other = mentor("M1", strengths="b; c; d; e", latitude="45.216", longitude="-93.0")
    assert reasons([other, mentor("M2", capacity="0")], [one]) == [
        "covers 3 of 4 needs; same group; 24 km apart; named first"
    ]


@pytest.mark.parametrize(
    ("needs", "strengths", "words"),
    [
        ("a", "a", "covers 1 of 1 need"),
        ("a; b", "b", "covers 1 of 2 needs"),
        ("a; a; b", "a", "covers 1 of 2 needs"),
        ("a", "b", ""),
        ("", "a", ""),
        ("a", "", ""),
    ],
)
def test_needs_are_counted_once_each_and_only_met_ones_are_a_reason(needs, strengths, words):
    pair = reasons([mentor("M1", strengths=strengths)], [mentee("P1", needs=needs)])
    assert pair == ["; ".join(filter(None, [words, "same group"]))]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, ["same group"]),
        ({"component_group": "middle", "experience": "high; combined"}, ["experienced in the group"]),
        ({"component_group": "middle; high", "experience": "high"}, ["same group"]),
        ({"component_group": "middle"}, []),
    ],
)
def test_the_group_is_the_same_or_practised_or_no_reason(cells, words):
    assert reasons([mentor("M1", **cells)], [mentee("P1")]) == ["; ".join(words)]


@pytest.mark.parametrize(
    ("latitude", "words"),
    [("45.0", "under 1 km apart"), ("45.0135", "2 km apart"), ("46.0", "111 km apart"), ("", "")],
)
def test_a_distance_is_told_in_whole_kilometres_where_both_places_are_known(latitude, words):
    other = mentor("M1", latitude=latitude, longitude="-93.0")
    assert reasons([other], [mentee("P1", **PLACES)]) == ["; ".join(filter(None, ["same group", words]))]


def test_a_wish_is_told_by_its_place_on_the_list():
    others = [mentor(f"M{place}", capacity="0") for place in range(1, 7)]
    wishes = "; ".join(f"M{place}" for place in range(1, 8))
    told = []
    for place in range(1, 8):
        able = [*others, mentor("M7", capacity="0")]
        able[place - 1] = mentor(f"M{place}", capacity="1")
        told += reasons(able, [mentee("P1", preferred_mentors=wishes)])
    named = ["named first", "named second", "named third", "named fourth", "named fifth", "named", "named"]
    assert told == [f"same group; {words}" for words in named]


def test_experience_alike_districts_and_alike_styles_are_told():
    alike = {"locale": "rural", "district_size": "800", "style_1": "4", "style_2": "5"}
    pair = reasons([mentor("M1", years_experience="12", **alike)], [mentee("P1", **alike)])
    assert pair == ["same group; alike districts; alike working styles; 12 years of experience"]
    assert reasons([mentor("M1", years_experience="1")], [mentee("P1")]) == [
        "same group; 1 year of experience"
    ]


def test_an_approval_says_why_but_not_what_is_confidential():
    rules = policy(
        tiers=[{"name": "anybody", "approval": "region"}], conflicts={"ask": ["former_supervisor"]}
    )
    conflicts = [("P1", "M1", "former_supervisor")]
    assert reasons([mentor("M1")], [mentee("P1")], rules, conflicts=conflicts) == [
        "same group; approval needed: a confidential restriction; approval needed: kind of match"
    ]


def test_no_reason_speaks_of_a_person_as_she_or_he():
    one = mentee("P1", needs="a", preferred_mentors="M1", **PLACES)
    other = mentor("M1", strengths="a", years_experience="3", **PLACES)
    (told,) = reasons([other], [one])
    assert not {"he", "she", "his", "her", "him"} & set(told.replace(";", "").split())
