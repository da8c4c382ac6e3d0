"""Seasons at the edges: nobody, one person, no seats, everybody after one mentor, odd ids; and what is refused by name."""

import pytest
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.roster import InputError


def matched(case):
    return match(roster_of(case), policy_of(case))


def listed(case):
    matching = matched(case)
    assert all(level.proven for level in matching.levels)
    return list(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


ORDERS = [["served", "tiers", "compatibility"], ["first_come", "tiers", "compatibility"], ["compatibility"]]


@pytest.mark.parametrize("order", ORDERS)
def test_without_mentees_the_list_is_empty(order):
    assert listed(season([mentor("M1")], [], policy(objectives={"order": order}))) == []


@pytest.mark.parametrize("order", ORDERS)
def test_without_mentors_everybody_is_unserved(order):
    matching = matched(season([], [mentee("P1"), mentee("P2")], policy(objectives={"order": order})))
    assert len(matching.pairs) == 0
    assert matching.unserved["cause"].tolist() == ["no_candidate", "no_candidate"]
    assert all(level.proven for level in matching.levels)


def test_with_nobody_at_all_the_list_is_empty():
    matching = matched(season([], []))
    assert (len(matching.pairs), len(matching.unserved), len(matching.mentors)) == (0, 0, 0)
    assert matching.counts["mentees"] == 0


@pytest.mark.parametrize("order", ORDERS[:2])
def test_two_people_are_paired(order):
    assert listed(season([mentor("M1")], [mentee("P1")], policy(objectives={"order": order}))) == [
        ("P1", "M1")
    ]


def test_where_no_pair_is_possible_the_list_is_empty():
    rules = policy(tiers=[{"name": "same group", "same": ["component_group"]}])
    matching = matched(season([mentor("M1")], [mentee("P1", component_group="middle")], rules))
    assert len(matching.pairs) == 0
    assert matching.unserved.loc[0, "cause"] == "no_candidate"
    assert matching.status == "optimal"


def test_capacity_0_is_no_seat():
    matching = matched(season([mentor("M1", capacity="0")], [mentee("P1")]))
    assert len(matching.pairs) == 0
    assert matching.mentors.loc[0, "cause"] == "has no seats"


@pytest.mark.parametrize("order", ORDERS[:2])
def test_200_people_who_all_want_one_mentor(order):
    mentees = [
        mentee(f"P{number:03}", requested_at=f"2026-07-01T{23 - number // 10:02}:00") for number in range(200)
    ]
    mentors = [mentor("M1", capacity="3"), mentor("M2", capacity="0")]
    matching = matched(season(mentors, mentees, policy(objectives={"order": order})))
    assert len(matching.pairs) == 3
    assert len(matching.unserved) == 197
    assert set(matching.unserved["cause"]) == {"shortage"}
    # Each of them and the three who were served: the same for everybody, whoever was served.
    expected = "4 people ask for 4 seats, and 3 can be had from the 1 mentor possible for them. In all 200 people (high; North) share 3 seats there, and 197 wait."
    assert set(matching.unserved["detail"]) == {expected}
    if order[0] == "first_come":
        assert matching.pairs["mentee_id"].tolist() == ["P190", "P191", "P192"]


def test_where_everybody_is_confirmed_nothing_is_decided():
    pairs = [(f"P{number}", f"M{number}", "confirmed") for number in range(3)]
    case = season(
        [mentor(f"M{number}") for number in range(3)],
        [mentee(f"P{number}") for number in range(3)],
        pairs=pairs,
    )
    matching = matched(case)
    assert matching.pairs["kind"].tolist() == ["confirmed"] * 3
    assert len(matching.unserved) == 0
    assert all(level.proven for level in matching.levels)
    assert {level.name: level.value for level in matching.levels}["served"] == 6


def test_confirmed_pairs_stand_against_every_rule_and_use_seats():
    rules = policy(mentors={"membership": ["active"]}, conflicts={"same": ["district"]})
    case = season(
        [mentor("M1", membership="none", district="Oak", capacity="1"), mentor("M2")],
        [mentee("P1", district="Oak", wants_mentor="no"), mentee("P2", district="Elm")],
        rules,
        conflicts=[("P1", "M1", "relative")],
        pairs=[("P1", "M1", "confirmed")],
    )
    assert listed(case) == [("P1", "M1"), ("P2", "M2")]
    notice = next(one for one in matched(case).notices if "P1 and M1" in one)
    for rule in ("membership", "the same district", "a confidential restriction"):
        assert rule in notice
    assert "relative" not in notice


@pytest.mark.parametrize("order", ORDERS[:2])
def test_where_all_scores_are_equal_one_list_is_chosen_and_proven(order):
    case = season(
        [mentor(f"M{number}", capacity="2") for number in range(5)],
        [mentee(f"P{number}") for number in range(8)],
        policy(objectives={"order": order}, compatibility={"meeting": 1}),
    )
    assert len(listed(case)) == 8
    assert listed(case) == listed(case)


def test_ids_are_kept_as_written():
    case = season(
        [mentor("007"), mentor("7"), mentor("Ω-é"), mentor("m 1")],
        [mentee("12"), mentee("012"), mentee("Šárka"), mentee("名前")],
    )
    matching = matched(case)
    assert set(matching.pairs["mentor_id"]) == {"007", "7", "Ω-é", "m 1"}
    assert matching.pairs["mentee_id"].tolist() == sorted(["12", "012", "Šárka", "名前"])


def test_equal_times_go_by_id_the_urgent_first_and_second_seats_last():
    rules = policy(objectives={"order": ["first_come", "tiers", "compatibility"]})
    mentees = [
        mentee("P3", requested_at="2026-06-01", mentors_needed="2"),
        mentee("P2", requested_at="2026-07-01"),
        mentee("P10", requested_at="2026-07-01"),
        mentee("P9", requested_at="2026-08-01", urgent="yes", urgent_reason="a reason"),
    ]
    served = []
    for seats in range(1, 6):
        case = season([mentor(f"M{number}") for number in range(seats)], mentees, rules)
        now = [mentee for mentee, _ in listed(case)]
        served.extend(one for one in now if now.count(one) > served.count(one))
    assert served == ["P9", "P3", "P10", "P2", "P3", "P3"][: len(served)]
    assert len(served) >= 5


AGREED = [("P1", "M1", "agreed")]
BREAKS = {
    "wishes": ({"wants_mentor": "no"}, {}, {}, [], "does not want"),
    "the mentee's membership": (
        {"membership": "none"},
        {},
        {"mentees": {"membership": ["active"]}},
        [],
        "membership",
    ),
    "the mentor's membership": (
        {},
        {"membership": "none"},
        {"mentors": {"membership": ["active"]}},
        [],
        "membership",
    ),
    "training": ({}, {"training": "lii"}, {"mentors": {"training": ["trained"]}}, [], "training"),
    "category": ({"category": "aspiring"}, {}, {"mentees": {"category": ["novice"]}}, [], "is not novice"),
    "who is served": ({}, {}, {"mentees": {"any_of": {"new_to_role": "yes"}}}, [], "new to role"),
    "available from": ({}, {"available_from": "2026-09-01"}, {}, [], "not there yet"),
    "available until": ({}, {"available_until": "2027-01-01"}, {}, [], "leaves before"),
    "certificate": ({}, {"training": "certified"}, {"mentors": {"certified": "at_start"}}, [], "certificate"),
    "no seats": ({}, {"capacity": "0"}, {}, [], "no seats"),
    "no seats by default": ({}, {}, {"mentors": {"default_capacity": 0}}, [], "no seats"),
    "same person": ({"email": "a@x.org"}, {"email": "A@x.org"}, {}, [], "the same person"),
    "same district": (
        {"district": "Oak"},
        {"district": "OAK"},
        {"conflicts": {"same": ["district"]}},
        [],
        "the same district",
    ),
    "conflict": ({}, {}, {}, [("P1", "M1", "relative")], "a confidential restriction"),
    "avoided mentor": ({"avoided_mentors": "M1"}, {}, {}, [], "a confidential restriction"),
    "avoided mentee": ({}, {"avoided_mentees": "P1"}, {}, [], "a confidential restriction"),
    "avoided district": (
        {"avoided_districts": "oak"},
        {"district": "Oak"},
        {},
        [],
        "a confidential restriction",
    ),
    "avoided the other way": (
        {"district_id": "7"},
        {"avoided_districts": "7"},
        {},
        [],
        "a confidential restriction",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_an_agreed_pair_that_breaks_a_rule_leaves_no_list_and_the_rule_is_named(name):
    mentee_cells, mentor_cells, rules, conflicts, words = BREAKS[name]
    case = season(
        [mentor("M1", **mentor_cells), mentor("M2", membership="active", training="trained", capacity="1")],
        [mentee("P1", **mentee_cells), mentee("P2", membership="active")],
        policy(**rules),
        conflicts=conflicts,
        pairs=AGREED,
    )
    matching = matched(case)
    assert matching.status == "infeasible"
    assert matching.chosen is None
    assert len(matching.clashes) == 1
    assert "P1 and M1" in matching.clashes[0].sentence
    assert words in matching.clashes[0].sentence
    assert "relative" not in matching.clashes[0].sentence
    assert matching.clashes[0].sources == ("pairs, row 2",)


def test_an_agreed_pair_with_a_conflict_that_is_only_asked_about_is_kept():
    rules = policy(conflicts={"ask": ["former_supervisor"]})
    case = season(
        [mentor("M1")], [mentee("P1")], rules, conflicts=[("P1", "M1", "former_supervisor")], pairs=AGREED
    )
    assert matched(case).pairs.loc[0, ["kind", "approval"]].tolist() == ["agreed", "region"]


def test_more_agreed_pairs_than_seats_are_named_with_both_people():
    case = season(
        [mentor("M1", capacity="1")], [mentee("P1"), mentee("P2")], pairs=[*AGREED, ("P2", "M1", "agreed")]
    )
    matching = matched(case)
    assert matching.status == "infeasible"
    [clash] = matching.clashes
    assert (
        "P1 and M1 agreed on each other; P2 and M1 agreed on each other. M1 has 1 seat left; together they need 2, and there is room for 1."
        in clash.sentence
    )
    assert clash.sources == ("pairs, row 2", "pairs, row 3")


def test_more_agreed_pairs_than_a_mentee_needs_are_named():
    case = season([mentor("M1"), mentor("M2")], [mentee("P1")], pairs=[*AGREED, ("P1", "M2", "agreed")])
    [clash] = matched(case).clashes
    assert (
        "P1 and M1 agreed on each other; P1 and M2 agreed on each other. P1 asks for 1 more; together they need 2, and there is room for 1."
        in clash.sentence
    )


def test_a_seat_that_a_confirmed_pair_uses_is_not_there_for_an_agreed_one():
    case = season([mentor("M1")], [mentee("P1"), mentee("P2")], pairs=[*AGREED, ("P2", "M1", "confirmed")])
    matching = matched(case)
    assert matching.status == "infeasible"
    assert (
        "P1 and M1 agreed on each other. M1 has 0 seats left; it needs 1, and there is room for 0."
        in matching.clashes[0].sentence
    )


@pytest.mark.parametrize(
    ("rules", "cells", "value"),
    [
        ({"limits": [{"name": "paid mentors", "by": [], "max": 3, "count": "mentors"}]}, {}, "mentors"),
        ({"mentors": {"min_mentees": "if_used"}}, {}, "if_used"),
        ({"compatibility": {"model": "learnt-2025"}}, {}, "learnt-2025"),
    ],
    ids=["limits on mentors", "if_used", "model"],
)
def test_what_is_not_built_yet_is_refused_by_name(rules, cells, value):
    with pytest.raises(InputError) as refused:
        matched(season([mentor("M1", **cells)], [mentee("P1")], policy(**rules)))
    assert value in [problem.value for problem in refused.value.problems]
