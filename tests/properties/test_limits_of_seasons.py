"""Seasons with limits, minimums and fixed pairs of every kind, perhaps of one region: against brute force from the same rows."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from oracles.limited_seasons import limited_seasons
from oracles.nesting import nest
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of

from matcher import match
from matcher.roster import InputError


def matched(season):
    return match(roster_of(season), policy_of(season), region=season.region)


def listed(matching):
    return list(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


def limits_nest(problem):
    """Return whether the limits nest; those that share no pair with others are looked at by themselves."""
    left = [group for group in problem.groups if group.can_bind]
    while left:
        part, touched = [], [left.pop()]
        while touched:
            part += touched
            touched = [one for one in left if any(one.pairs & other.pairs for other in part)]
            left = [one for one in left if one not in touched]
        if not nest(replace(problem, groups=tuple(part))):
            return False
    return True


def is_feasible(season, problem):
    every_fixed_pair_is_possible = len(season.listed_here("agreed", "lock")) == len(problem.locked)
    return every_fixed_pair_is_possible and problem.best([]) is not None


def with_scores_of(matching, problem, mentees, mentors):
    """Return the problem with the program's own rounding of the scores."""
    frame = matching.candidates
    found = {
        (mentees.index(mentee), mentors.index(mentor)): round(score * 1_000_000)
        for mentee, mentor, score in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    assert set(found) == set(problem.cost)
    assert all(abs(found[pair] - score) <= 1 for pair, score in problem.score.items())
    return replace(problem, score=found)


def see_the_best_list(season, problem, mentees, mentors):
    matching = matched(season)
    assert matching.status == ("optimal" if is_feasible(season, problem) else "infeasible")
    if matching.status == "infeasible":
        assert matching.clashes
        return
    problem = with_scores_of(matching, problem, mentees, mentors)
    new = [pair for pair in listed(matching) if pair not in season.listed("confirmed")]
    pairs = frozenset((mentees.index(one), mentors.index(other)) for one, other in new)
    order = season.policy["objectives"]["order"]
    assert problem.keeps_the_rules(pairs)
    assert problem.values(order, pairs) == problem.best(order)


@settings(max_examples=250)
@given(limited_seasons())
def test_there_is_a_list_exactly_where_one_keeps_everything_and_every_goal_reaches_its_best(season):
    problem, mentees, mentors = problem_of(season)
    if limits_nest(problem):
        see_the_best_list(season, problem, mentees, mentors)


@settings(max_examples=150)
@given(limited_seasons(crossing=True))
def test_limits_are_refused_by_name_exactly_where_they_cut_through_each_other(season):
    problem, mentees, mentors = problem_of(season)
    if limits_nest(problem):
        see_the_best_list(season, problem, mentees, mentors)
        return
    with pytest.raises(InputError) as refused:
        matched(season)
    names = {limit["name"] for limit in season.policy["limits"]}
    assert {one.value for one in refused.value.problems if one.is_error} <= names


@settings(max_examples=100)
@given(limited_seasons())
def test_values_of_the_goals_count_what_stands(season):
    problem, _, _ = problem_of(season)
    assume(limits_nest(problem) and is_feasible(season, problem))
    matching = matched(season)
    pairs, region_of = listed(matching), {}
    for rows, name in ((season.mentees, "mentee_id"), (season.mentors, "mentor_id")):
        region_of |= {(name, row[name]): row["region"].casefold() for row in rows}
    kept = season.listed("confirmed", "agreed", "lock", "proposed")
    scores = dict(zip(pairs, matching.pairs["score"], strict=True))
    loads = matching.mentors["used"]
    expected = {
        "home": sum(region_of["mentee_id", one] == region_of["mentor_id", other] for one, other in pairs),
        "fewest_changes": sum(pair in season.listed("proposed") for pair in pairs),
        "worst_off": min((scores[pair] for pair in pairs if pair not in kept), default=math.inf),
        "balance": sum(load**2 for load in loads),
    }
    assert season.region or loads.sum() == len(pairs)
    for level in matching.levels:
        assert level.proven
        if level.name in expected and (level.name != "balance" or not season.region):
            value = math.inf if level.value is None else level.value
            assert value == pytest.approx(expected[level.name], abs=1e-7), level.name
