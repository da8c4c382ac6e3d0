"""The list after something happened, against the season written anew and the oracle's best lists."""

import math
import re
from dataclasses import replace

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matched_seasons import matched
from oracles.limited_seasons import limited_seasons, regional_seasons
from oracles.problem import Group
from oracles.rules import candidates
from oracles.seasons import policy_of, roster_of
from rematching.rematched import listed, rematched, tight_seasons
from scenarios.test_what_if_property import see_the_best_list, with_scores_of

from matcher import InputError, match, rematch

SEASONS = (
    tight_seasons()
    | tight_seasons()
    | limited_seasons(most=4, loose=True)
    | limited_seasons(most=4)
    | regional_seasons(most=4)
)
NUMBERS = st.integers(0, 10**6)
CLAUSE = re.compile(r"(\S+?)(?:, who [^;]*?,)? has (\S+), whom (\S+) had")


def drawn(season, number, **more):
    try:
        return rematched(season, number, **more)
    except InputError:
        assume(False)


@settings(max_examples=60)
@given(SEASONS, NUMBERS)
def test_the_list_is_the_one_from_scratch_and_the_best_that_keeps_most_pairs(season, number):
    _, answer, kept = drawn(season, number)
    then = match(roster_of(kept), policy_of(kept), region=kept.region)
    assert answer.status == then.status
    assume(then.status == "optimal")
    assert listed(answer.matching) == listed(then)
    see_the_best_list(kept, then, listed(then))


@settings(max_examples=60)
@given(SEASONS, NUMBERS)
def test_everybody_who_has_others_is_told_once_and_rightly(season, number):
    now, answer, kept = drawn(season, number)
    assume(answer.status == "optimal")
    before, after = listed(now), listed(answer.matching)
    told = {row["mentee_id"]: row for row in answer.changes.to_dict("records")}
    assert len(told) == len(answer.changes)
    for mentee in {one for one, _ in before | after}:
        had, has = ({other for one, other in pairs if one == mentee} for pairs in (before, after))
        if had == has:
            assert mentee not in told
            continue
        row = told.pop(mentee)
        assert (set(filter(None, row["before"].split(";"))), set(filter(None, row["after"].split(";")))) == (
            had,
            has,
        )
        could = {(mentee, one) for one in had - has} & set(candidates(kept))
        assert row["change"] == expected_kind(had, has, could, gone=is_gone(answer, mentee))
        assert row["why"]
    assert not told


def is_gone(answer, mentee):
    rules, ids = answer.matching.prepared.rules, answer.matching.roster.mentees["mentee_id"].tolist()
    return mentee not in ids or not rules.mentees.eligible[ids.index(mentee)]


def expected_kind(had, has, could, *, gone):
    if not has:
        return "left" if gone else "lost"
    if not had:
        return "new"
    if len(has) != len(had):
        return "fewer" if len(has) < len(had) else "more"
    return "moved" if could else "replaced"


@settings(max_examples=70)
@given(SEASONS, NUMBERS)
def test_what_staying_costs_is_what_the_best_list_with_that_pair_loses(season, number):
    now, answer, kept = drawn(season, number)
    assume(answer.status == "optimal")
    problem, mentees, mentors = with_scores_of(kept, answer.matching)
    order = answer.matching.levels
    names = [one.name for one in order if one.name != "tie_break"]
    best = problem.best(names)
    lost = (listed(now) - listed(answer.matching)) & set(candidates(kept))
    assert {(row["mentee_id"], row["mentor_id"]) for row in answer.prices.to_dict("records")} == lost
    for row in answer.prices.to_dict("records"):
        pair = mentees.index(row["mentee_id"]), mentors.index(row["mentor_id"])
        wanted = Group(frozenset([pair]), 1, 1)
        then = replace(problem, groups=(*problem.groups, wanted)).best(names)
        see_the_price(row, names, best, then)


def see_the_price(row, names, best, then):
    if then is None:
        assert (row["status"], row["goal"]) == ("impossible", "")
        assert "could not stay with" in row["sentence"]
    elif then == best:
        assert (row["status"], row["goal"]) == ("equal", "")
    else:
        first = next(place for place, pair in enumerate(zip(best, then, strict=True)) if pair[0] != pair[1])
        assert (row["status"], row["goal"]) == ("worse", names[first])
        if names[first] not in ("first_come", "worst_off"):
            unit = 1_000_000 if names[first] == "compatibility" else 1
            assert math.isclose(abs(row["now"] - row["then"]) * unit, best[first] - then[first])


@settings(max_examples=20)
@given(SEASONS, NUMBERS)
def test_who_would_move_instead_is_found_by_matching_with_that_pair_fixed(season, number):
    now, answer, kept = drawn(season, number)
    assume(answer.status == "optimal" and len(answer.prices))
    before, after = listed(now), listed(answer.matching)
    for row in answer.prices.to_dict("records"):
        pair = {"mentee_id": row["mentee_id"], "mentor_id": row["mentor_id"], "kind": "lock"}
        others = [one for one in kept.pairs if {**one, "kind": "lock"} != pair]
        fixed = kept.with_parts(pairs=[*others, pair])
        if "worst_off" in kept.policy["objectives"]["order"]:
            continue  # a fixed pair is none of the new ones whose lowest fit counts
        then = match(roster_of(fixed), policy_of(fixed), region=kept.region)
        assert (then.status == "optimal") == (row["status"] != "impossible")
        with_pair = listed(then) if then.status == "optimal" else after
        moving = {one for one, _ in before - with_pair} - {one for one, _ in before - after}
        without = {one for one, _ in after} - {one for one, _ in with_pair}
        assert row["instead"] == ";".join(sorted(moving - {row["mentee_id"]}))
        assert row["without"] == ";".join(sorted(without - {row["mentee_id"]}))


@settings(max_examples=70)
@given(SEASONS, NUMBERS)
def test_reasons_say_only_who_really_had_and_has_whom(season, number):
    now, answer, _ = drawn(season, number)
    assume(answer.status == "optimal")
    before, after = listed(now), listed(answer.matching)
    for told in answer.changes["why"]:
        for mentee, mentor, other in CLAUSE.findall(told):
            assert (mentee, mentor) in after - before, told
            assert (other, mentor) in before - after, told
    loads = [np.unique([mentor for _, mentor in pairs], return_counts=True) for pairs in (before, after)]
    had, has = (dict(zip(*one, strict=True)) for one in loads)
    for _, own in answer.chains.groupby("chain"):
        end = own["after"].iloc[-1]
        if end and end != own["before"].iloc[0]:
            assert has[end] > had.get(end, 0)


@settings(max_examples=50)
@given(SEASONS, NUMBERS)
def test_confirmed_pairs_stand_and_as_many_as_can_be_are_confirmed(season, number):
    now, answer, kept = drawn(season, number, confirmed=True)
    assume(answer.status == "optimal")
    listed_now = answer.matching.pairs
    stand = listed_now[listed_now["kind"] == "confirmed"]
    told = set(zip(stand["mentee_id"], stand["mentor_id"], strict=True))
    problem, _, _ = with_scores_of(kept, match(roster_of(kept), policy_of(kept), region=kept.region))
    assert len(told - kept.listed("confirmed")) == problem.best(["fewest_changes"])[0]
    fixed = kept.listed("confirmed", "agreed", "lock")
    if {pair for pair in listed(now) if pair in candidates(kept)} <= told | fixed:
        assert "moved" not in set(answer.changes["change"])


@settings(max_examples=60)
@given(SEASONS, NUMBERS)
def test_if_nothing_happened_only_goals_that_count_for_more_let_anybody_move(season, number):
    now = matched(season)
    answer = rematch(now)
    if answer.changes.empty:
        assert answer.sentence == "Nobody needs to move: the list stays as it is."
        assert listed(answer.matching) == listed(now)
    else:
        # What comes before keeping pairs was no goal of the first list in this order.
        order = answer.matching.policy.objectives.order
        assert (
            order[: order.index("fewest_changes")]
            != season.policy["objectives"]["order"][: order.index("fewest_changes")]
        )
