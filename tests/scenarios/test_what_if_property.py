"""What would be otherwise, against the season written anew: the oracle's best values, and the list made from scratch."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracles.limited_seasons import limited_seasons, regional_seasons
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of
from scenarios.other_circumstances import keeping, some_changes

from matcher import InputError, match


def matched(season):
    return match(roster_of(season), policy_of(season), region=season.region)


def listed(matching):
    return set(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


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


def best_values(season, matching):
    """Return what any list reaches at the goals of a season, with the program's own rounding of the scores."""
    problem, mentees, mentors = problem_of(season)
    frame = matching.candidates
    score = {
        (mentees.index(one), mentors.index(other)): round(value * 1_000_000)
        for one, other, value in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    return replace(problem, score=score), mentees, mentors


@settings(max_examples=120)
@given(limited_seasons(most=4) | regional_seasons(most=4), st.integers(0, 10**6), st.booleans())
def test_the_list_under_other_circumstances_is_the_one_from_scratch_and_the_best(season, number, fewest):
    try:
        now = matched(season)
    except InputError:  # its limits cut through each other
        assume(False)
    assume(now.status == "optimal")
    arguments, changed = some_changes(season, number)
    if fewest:
        fixed_before = changed.listed("confirmed")
        changed = keeping(changed, sorted(listed(now) - season.listed("confirmed") - fixed_before))
    try:
        then = matched(changed)
    except InputError:
        with pytest.raises(InputError):
            now.what_if(**arguments, fewest_changes=fewest)
        return
    answer = now.what_if(**arguments, fewest_changes=fewest)
    assert (answer.status == "impossible") == (then.status == "infeasible")
    if then.status == "infeasible":
        assert set(answer.clashes) >= {one.sentence for one in then.clashes}
        return
    after = after_moves(listed(now), answer.moves)
    assert after == listed(then)
    goals = [one for one in then.levels if one.name != "tie_break"]
    assert list(answer.goals["goal"]) == [one.name for one in goals]
    for told, one in zip(answer.goals.to_dict("records"), goals, strict=True):
        assert told["after"] == one.value or (one.value is None and told["after"] != told["after"])
    problem, mentees, mentors = best_values(changed, then)
    new = after - changed.listed("confirmed")
    order = changed.policy["objectives"]["order"]
    pairs = frozenset((mentees.index(one), mentors.index(other)) for one, other in new)
    assert problem.keeps_the_rules(pairs)
    assert problem.values(order, pairs) == problem.best(order)
    assert (not arguments and not fewest) <= (answer.status == "equal" and not len(answer.moves))
    assert str(answer)
