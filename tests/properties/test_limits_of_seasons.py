"""Seasons with limits, minimums and fixed pairs of every kind, perhaps of one region: against oracles from the same rows."""

import math
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from oracles import hand, rules
from oracles.limited_seasons import all_goals, limited_seasons, regional_seasons
from oracles.milp import best_values
from oracles.nesting import nest
from oracles.people import fold_code, number
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


def brute_force(problem, order):
    return problem.best(order)


def every_fixed_pair_is_possible(season, problem):
    return len(season.listed_here("agreed", "lock")) == len(problem.locked)


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


def see_the_best_list(season, problem, mentees, mentors, best_of=brute_force):
    """The program finds a list exactly where there is one; it keeps all rules and is the best at each goal."""
    matching = matched(season)
    order = season.policy["objectives"]["order"]
    problem = with_scores_of(matching, problem, mentees, mentors)
    best = best_of(problem, order) if every_fixed_pair_is_possible(season, problem) else None
    assert matching.status == ("infeasible" if best is None else "optimal")
    if best is None:
        assert matching.clashes
        return
    new = [pair for pair in listed(matching) if pair not in season.listed("confirmed")]
    pairs = frozenset((mentees.index(one), mentors.index(other)) for one, other in new)
    assert problem.keeps_the_rules(pairs)
    assert problem.values(order, pairs) == best


@settings(max_examples=120)
@given(limited_seasons())
def test_there_is_a_list_exactly_where_one_keeps_everything_and_every_goal_reaches_its_best(season):
    problem, mentees, mentors = problem_of(season)
    if limits_nest(problem):
        see_the_best_list(season, problem, mentees, mentors)


@settings(max_examples=150)
@given(regional_seasons())
def test_one_region_with_lent_mentors_has_a_list_exactly_where_its_own_rules_can_be_kept(season):
    problem, mentees, mentors = problem_of(season)
    if limits_nest(problem):
        see_the_best_list(season, problem, mentees, mentors)


def of_three_kinds(season):
    """Return the season with kinds of match of which several often fit."""
    tiers = [{"name": "near", "same": ["region"]}, {"name": "alike", "same": ["component_group"]}]
    return season.with_parts(policy={**season.policy, "tiers": [*tiers, {"name": "anyone"}]})


larger_seasons = (
    regional_seasons(14)
    | limited_seasons(14)
    | limited_seasons(14, loose=True, with_region=False, order=all_goals)
    | regional_seasons(14, loose=True, order=all_goals)
)


@pytest.mark.slow
@settings(max_examples=120)
@given(larger_seasons.map(of_three_kinds))
def test_a_dozen_people_reach_what_integer_programs_reach(season):
    problem, mentees, mentors = problem_of(season)
    try:
        see_the_best_list(season, problem, mentees, mentors, best_values)
    except InputError:  # limits that cut through each other, which is looked at below
        assume(False)


@settings(max_examples=100)
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


def expected_values(season, matching):
    """Return what a list reaches at each goal, counted row by row, confirmed pairs included."""
    pairs, possible = listed(matching), rules.candidates(season)
    confirmed, kept = season.listed("confirmed"), season.listed("confirmed", "agreed", "lock", "proposed")
    scores = dict(zip(pairs, matching.pairs["score"], strict=True))
    served = []
    for one, row in season.mentee.items():
        own = [pair for pair in pairs if pair[0] == one]
        stands = sum(pair in confirmed for pair in own)
        served.append(min(stands, int(number(row, "mentors_needed"))) + len(own) - stands)
    here = {
        one
        for one, row in season.mentor.items()
        if not season.region or rules.is_of(season.region, row) or is_lent(season, row)
    }
    elsewhere = season.listed_elsewhere("confirmed", "agreed", "lock")
    loads = [sum(mentor == one for _, mentor in [*pairs, *elsewhere]) for one in here]
    return {
        "served": sum(count + (count > 0) for count in served),
        "first_come": sum(served),
        "home": sum(
            fold_code(season.mentee[one]["region"]) == fold_code(season.mentor[other]["region"])
            for one, other in pairs
        ),
        "fewest_changes": sum(pair in season.listed("proposed") for pair in pairs),
        "tiers": sum(
            rules.tier_cost(season.policy, possible[pair]) for pair in pairs if pair not in confirmed
        ),
        "worst_off": min((scores[pair] for pair in pairs if pair not in kept), default=math.inf),
        "compatibility": sum(scores.values()),
        "balance": sum(load**2 for load in loads),
    }


def is_lent(season, row):
    return rules.is_lent_to(season.policy, season.region, row)


@settings(max_examples=60)
@given(limited_seasons(order=all_goals) | regional_seasons(order=all_goals))
def test_values_of_the_goals_count_what_stands(season):
    matching = matched_where_limits_nest(season)
    assume(matching.status == "optimal")
    expected = expected_values(season, matching)
    assert [level.name for level in matching.levels] == [*season.policy["objectives"]["order"], "tie_break"]
    for level in matching.levels[:-1]:
        assert level.proven
        value = math.inf if level.value is None else level.value
        assert value == pytest.approx(expected[level.name], abs=1e-7), level.name


def matched_where_limits_nest(season):
    try:
        return matched(season)
    except InputError:
        assume(False)


RESTS = "The minimum of '{}' is about all regions together and was not asked of this one."


@settings(max_examples=25)
@given(regional_seasons())
def test_minimums_about_all_regions_rest_with_a_notice_exactly_where_one_is_served(season):
    about_all = [
        one["name"]
        for one in season.policy["limits"]
        if "min" in one and not any(column.endswith(".region") for column in one["by"])
    ]
    for served, expected in (
        (season, {RESTS.format(name) for name in about_all}),
        (season.with_parts(region=""), set()),
    ):
        matching = matched_where_limits_nest(served)
        assert {one for one in matching.notices if "was not asked of this one" in one} == expected


def two_regions(*limits, pairs=(), region="North"):
    season = hand.season(
        [hand.mentor("M1"), hand.mentor("M2", region="South", lent_to="North")],
        [hand.mentee("P1"), hand.mentee("P2", region="South")],
        hand.policy(limits=[{"name": f"limit {number}", **one} for number, one in enumerate(limits)]),
        pairs=pairs,
    )
    return season.with_parts(region=region)


@pytest.mark.parametrize(
    ("limit", "holds"),
    [
        ({"by": [], "min": 2}, True),
        ({"by": ["mentee.component_group"], "min": 5}, True),
        ({"by": ["mentee.region", "mentee.component_group"], "min": 5}, False),
        ({"by": ["mentee.region"], "min": {"South": 2}}, True),
        ({"by": ["mentee.region"], "min": {"North": 1}}, True),
        ({"by": ["mentee.region"], "min": {"North": 2}}, False),
        ({"by": ["mentee.region"], "min": 2}, False),
        ({"by": ["mentor.region"], "min": {"South": 2, "default": 1}}, True),
    ],
)
def test_only_minimums_about_the_served_region_are_asked_of_it(limit, holds):
    assert matched(two_regions(limit)).status == ("optimal" if holds else "infeasible")


def test_nobody_of_another_region_is_asked_for_a_minimum_for_having_a_fixed_pair():
    two_each = {"by": ["mentee.mentee_id"], "min": {"P1": 1, "default": 2}}
    season = two_regions(two_each, pairs=[("P2", "M2", "lock")])
    assert matched(season).status == "optimal"


def test_pairs_fixed_for_another_region_take_their_seats_and_count_in_limits():
    pairs = [("P2", "M2", "agreed")]
    lone = {"by": ["mentor.mentor_id"], "max": {"M1": 0}}
    assert listed(matched(two_regions(lone))) == [("P1", "M2")]
    assert listed(matched(two_regions(lone, pairs=pairs))) == []
    assert listed(matched(two_regions({"by": [], "max": 1}, pairs=pairs))) == []
    assert listed(matched(two_regions({"by": [], "max": 2}, pairs=pairs))) == [("P1", "M1")]


def test_who_cannot_take_part_makes_no_value_present():
    """The docs say which values there are: those of people who can take part."""
    season = hand.season(
        [hand.mentor("M1"), hand.mentor("M2")],
        [hand.mentee("P1", district="Oak"), hand.mentee("P2", district="Elm", wants_mentor="no")],
        hand.policy(limits=[{"name": "two each", "by": ["mentee.district"], "min": 1}]),
        pairs=[("P2", "M2", "confirmed")],
    )
    assert matched(season).status == "optimal"
    asked = season.policy["limits"][0]
    for least, status in ((2, "infeasible"), ({"Oak": 1, "default": 2}, "optimal")):
        policy = {**season.policy, "limits": [{**asked, "min": least}]}
        assert matched(season.with_parts(policy=policy)).status == status


def test_pairs_that_exceed_a_limit_are_told_as_what_they_are():
    nothing = {"by": [], "max": 0}
    elsewhere = matched(two_regions(nothing, pairs=[("P2", "M2", "lock")]))
    assert (
        "1 pair is confirmed or fixed for another region, against the limit 'limit 0': at most 0."
        in elsewhere.notices
    )
    confirmed = [("P1", "M1", "confirmed"), ("P2", "M2", "confirmed")]
    everywhere = matched(two_regions(nothing, pairs=confirmed, region=""))
    assert "2 pairs are confirmed, against the limit 'limit 0': at most 0." in everywhere.notices


def test_pairs_fixed_for_another_region_are_told_to_be_in_no_list_of_this_one():
    pairs = [("P2", "M2", "lock")]
    told = "1 pair that is agreed or locked with mentees of other regions: not in this list, but the seats are kept."
    assert told in matched(two_regions(pairs=pairs)).notices
    assert told not in matched(two_regions(pairs=pairs, region="")).notices
    assert told not in matched(two_regions(pairs=[("P1", "M2", "lock")])).notices
