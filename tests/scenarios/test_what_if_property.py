"""What would be otherwise, against the season written anew: the oracle's best values, and the list made from scratch."""

import math
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.limited_seasons import limited_seasons, regional_seasons
from oracles.people import cell
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of
from scenarios.other_circumstances import keeping, some_changes
from solving.test_narrowed_property import small_problems_too

from matcher import InputError, match
from matcher.preparation import prepare
from matcher.scenarios.what_if import Changes
from matcher.scenarios.what_if.season import changed_season

SEASONS = limited_seasons(most=4, loose=True) | limited_seasons(most=4) | regional_seasons(most=4)


def matched(season):
    return match(roster_of(season), policy_of(season), region=season.region)


def listed(matching):
    return set(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


def asked(season, number, fewest):
    """Return the list as it is, the arguments of a scenario, and the season as somebody would write it for that."""
    try:
        now = matched(season)
    except InputError:  # its limits cut through each other
        assume(False)
    assume(now.status == "optimal")
    arguments, changed = some_changes(season, number)
    if fewest:
        arguments["fewest_changes"] = True
        changed = keeping(changed, sorted(listed(now) - season.listed("confirmed")))
    return now, arguments, changed


def after_moves(before, moves):
    """Return the pairs after the moves that are told."""
    after = set(before)
    for row in moves.to_dict("records"):
        own = {(row["mentee_id"], one) for one in row["before"].split(";") if one}
        new = {(row["mentee_id"], one) for one in row["after"].split(";") if one}
        assert own == {pair for pair in before if pair[0] == row["mentee_id"]}
        assert own != new
        assert row["change"] == ("new" if not own else "lost" if not new else "moved")
        after = (after - own) | new
    return after


def with_scores_of(season, matching):
    """Return the oracle's problem with the program's own rounding of the scores, and the ids by place."""
    problem, mentees, mentors = problem_of(season)
    frame = matching.candidates
    score = {
        (mentees.index(one), mentors.index(other)): round(value * 1_000_000)
        for one, other, value in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    return replace(problem, score=score), mentees, mentors


def see_the_best_list(season, matching, pairs):
    problem, mentees, mentors = with_scores_of(season, matching)
    new = pairs - season.listed("confirmed")
    places = frozenset((mentees.index(one), mentors.index(other)) for one, other in new)
    order = season.policy["objectives"]["order"]
    assert problem.keeps_the_rules(places)
    assert problem.values(order, places) == problem.best(order)


def see_the_list_from_scratch(now, arguments, changed):
    try:
        then = matched(changed)
    except InputError:
        with pytest.raises(InputError):
            now.what_if(**arguments)
        return
    answer = now.what_if(**arguments)
    assert (answer.status == "impossible") == (then.status == "infeasible")
    if then.status == "infeasible":
        assert set(answer.clashes) >= {one.sentence for one in then.clashes}
        return
    after = after_moves(listed(now), answer.moves)
    assert after == listed(then)
    goals = [one for one in then.levels if one.name != "tie_break"]
    assert list(answer.goals["goal"]) == [one.name for one in goals]
    for told, one in zip(answer.goals["after"], goals, strict=True):
        assert told == one.value or (one.value is None and (told is None or math.isnan(told)))
    see_the_best_list(changed, then, after)


@settings(max_examples=150)
@given(SEASONS, st.integers(0, 10**6), st.booleans())
def test_the_list_under_other_circumstances_is_the_one_from_scratch_and_the_best(season, number, fewest):
    see_the_list_from_scratch(*asked(season, number, fewest))


@settings(max_examples=60)
@given(SEASONS, st.integers(0, 10**6), st.booleans())
def test_so_it_is_where_it_is_found_among_few_pairs(season, number, fewest):
    with small_problems_too():
        see_the_list_from_scratch(*asked(season, number, fewest))


@settings(max_examples=100)
@given(SEASONS, st.integers(0, 10**6), st.booleans())
def test_what_is_taken_over_from_before_is_as_if_prepared_anew(season, number, fewest):
    now, arguments, _ = asked(season, number, fewest)
    try:
        again = changed_season(now.listing, Changes(**arguments)).prepared
    except InputError:
        assume(False)
    anew = prepare(again.roster, again.policy, again.rules.region)
    for name in ("candidates", "scores", "confirmed", "taken", "needed", "limits", "instance"):
        assert alike(getattr(again, name), getattr(anew, name)), name


def alike(one, other):
    if is_dataclass(one):
        names = [field.name for field in fields(one) if field.name not in ("removed", "rules")]
        return all(alike(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(alike, one, other))
    return np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other


def worth(season, matching, pairs, order):
    """Return what a list is worth, goal after goal, more is better; requests in the queue of `season`."""
    found = []
    values = {one.name: one.value for one in matching.levels}
    for name in order:
        if name == "first_come":
            found.append(served_in_order(season, pairs))
        elif name in ("tiers", "balance"):
            found.append(-values[name])
        else:
            found.append(math.inf if values[name] is None else values[name])
    return found


def served_in_order(season, pairs):
    def turn(row):
        return cell(row, "urgent") != "yes", cell(row, "requested_at") or "9999", row["mentee_id"]

    rows = sorted(season.mentees, key=turn)
    counts = {row["mentee_id"]: sum(pair[0] == row["mentee_id"] for pair in pairs) for row in rows}
    return [int(seat < counts[row["mentee_id"]]) for seat in range(9) for row in rows]


@settings(max_examples=120)
@given(SEASONS, st.integers(0, 10**6), st.booleans())
def test_better_and_worse_are_told_by_the_first_goal_that_differs(season, number, fewest):
    now, arguments, changed = asked(season, number, fewest)
    alike = not {"weights", "rules"} & set(arguments) or "mentors" in arguments.get("rules", {})
    gone = [one for one in arguments.get("withdrawn", []) if one in season.mentee]
    assume(alike and not gone)
    try:
        answer = now.what_if(**arguments)
    except InputError:
        assume(False)
    assume(answer.status != "impossible")
    then = matched(changed)
    order = [one for one in season.policy["objectives"]["order"] if one != "fewest_changes" or not fewest]
    order = [one for one in order if one != "worst_off" or not fewest]
    before, after = worth(changed, now, listed(now), order), worth(changed, then, listed(then), order)
    assert answer.status == ("better" if after > before else "worse" if after < before else "equal")


@settings(max_examples=60)
@given(SEASONS, st.integers(0, 10**6))
def test_without_any_change_everything_stays(season, number):
    now, _, _ = asked(season, number, False)
    answer = now.what_if()
    assert (answer.status, len(answer.moves)) == ("equal", 0)
    assert answer.goals["before"].equals(answer.goals["after"])


@settings(max_examples=60)
@given(SEASONS, st.integers(0, 10**6), st.booleans())
def test_counts_and_kinds_are_those_of_both_lists(season, number, fewest):
    now, arguments, changed = asked(season, number, fewest)
    try:
        answer, then = now.what_if(**arguments), matched(changed)
    except InputError:
        assume(False)
    assume(answer.status != "impossible")
    told = answer.counts.set_index("count")
    for column, one in (("before", now), ("after", then)):
        counts = one.counts
        assert told[column]["people with a mentor"] == counts["mentees_served"]
        assert told[column]["people who can be served"] == counts["mentees_eligible"]
        assert told[column]["mentors with somebody"] == counts["mentors_used"]
        assert told[column]["pairs"] == counts["pairs"]
        kinds = dict(zip(answer.kinds["tier"], answer.kinds[column], strict=True))
        assert {name: kinds[name] for name in counts["by_tier"]} == counts["by_tier"]
    assert told["after"]["pairs that stay"] == len(listed(now) & listed(then))
