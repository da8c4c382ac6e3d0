"""A whole season, from its rows to its list: against an oracle that starts from the same rows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles import fit, rules
from oracles.people import number
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of, seasons

from matcher import match


def matched(season, shuffled=None):
    return match(roster_of(season, shuffled), policy_of(season))


def listed(matching):
    return list(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))


def problem_with_scores_of(season, matching):
    """Return the oracle's problem with the program's own rounding of the scores, which is checked on the way."""
    problem, mentees, mentors = problem_of(season)
    frame = matching.candidates
    found = {
        (mentees.index(mentee), mentors.index(mentor)): round(score * 1_000_000)
        for mentee, mentor, score in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    assert set(found) == set(problem.cost)
    assert all(abs(found[pair] - score) <= 1 for pair, score in problem.score.items())
    problem.score = found
    return problem, mentees, mentors


@settings(max_examples=80)
@given(seasons(keepable=True))
def test_every_goal_reaches_the_best_value_of_any_list(season):
    matching = matched(season)
    assert matching.status == "optimal"
    problem, mentees, mentors = problem_with_scores_of(season, matching)
    new = [pair for pair in listed(matching) if pair not in season.listed("confirmed")]
    pairs = frozenset((mentees.index(one), mentors.index(other)) for one, other in new)
    order = season.policy["objectives"]["order"]
    assert problem.keeps_the_rules(pairs)
    assert problem.values(order, pairs) == problem.best(order)


@given(seasons(keepable=True))
def test_confirmed_pairs_stand_and_agreed_pairs_are_kept(season):
    pairs = listed(matched(season))
    assert season.listed("confirmed") <= set(pairs)
    assert season.listed("agreed") <= set(pairs)
    assert not season.listed("continuing") & set(pairs)
    assert len(pairs) == len(set(pairs))


@given(seasons(keepable=True))
def test_every_listed_pair_says_its_kind_its_tier_its_fit_and_who_must_approve(season):
    frame = matched(season).pairs
    possible = rules.candidates(season)
    for row in frame.to_dict("records"):
        pair = row["mentee_id"], row["mentor_id"]
        kinds = [kind for kind in ("confirmed", "agreed", "proposed") if pair in season.listed(kind)]
        assert row["kind"] == (kinds[0] if kinds else "new")
        score, known = fit.score(season.policy, season.mentee[pair[0]], season.mentor[pair[1]])
        assert row["score"] == pytest.approx(score, abs=1.01e-6)
        assert row["known"] == f"{known}/{len(fit.weights(season.policy))}"
        if row["kind"] == "confirmed":
            assert (row["tier"], row["tier_rank"], row["approval"]) == ("", "", "")
            continue
        tier = possible[pair]
        assert row["tier_rank"] == (str(tier + 1) if tier >= 0 else "")
        assert row["tier"] == (season.policy["tiers"][tier]["name"] if tier >= 0 else "")
        assert row["approval"] == ("region" if rules.needs_approval(season, *pair, tier) else "")


@given(seasons(keepable=True))
def test_seats_and_missing_seats_are_counted_right(season):
    matching = matched(season)
    pairs = listed(matching)
    for row in matching.mentors.to_dict("records"):
        mentor = season.mentor[row["mentor_id"]]
        faults = rules.mentor_faults(season.policy, mentor)
        assert row["seats"] == (0 if faults else rules.seats(season.policy, mentor))
        assert row["used"] == sum(one == row["mentor_id"] for _, one in pairs)
        assert bool(row["cause"]) == bool(faults)
    missing = {
        one: int(number(row, "mentors_needed")) - sum(mentee == one for mentee, _ in pairs)
        for one, row in season.mentee.items()
    }
    found = dict(zip(matching.unserved["mentee_id"], matching.unserved["seats_missing"], strict=True))
    assert found == {one: count for one, count in missing.items() if count > 0}


@given(seasons(keepable=True))
def test_values_of_the_goals_count_the_confirmed_pairs_too(season):
    matching = matched(season)
    pairs = listed(matching)
    confirmed, possible = season.listed("confirmed"), rules.candidates(season)
    per_mentee = {}
    for one, row in season.mentee.items():
        stands = min(sum(mentee == one for mentee, _ in confirmed), int(number(row, "mentors_needed")))
        new = sum(mentee == one for mentee, other in pairs if (mentee, other) not in confirmed)
        per_mentee[one] = stands + new
    expected = {
        "served": sum(count + (count > 0) for count in per_mentee.values()),
        "first_come": sum(per_mentee.values()),
        "tiers": sum(
            rules.tier_cost(season.policy, possible[pair]) for pair in pairs if pair not in confirmed
        ),
        "compatibility": matching.pairs["score"].sum(),
    }
    names = [level.name for level in matching.levels if level.name != "tie_break"]
    assert names == season.policy["objectives"]["order"]
    for level in matching.levels:
        assert level.proven
        assert level.value == level.bound
        if level.name in expected:
            assert level.value == pytest.approx(expected[level.name], abs=1e-7)


@given(seasons(keepable=True), st.integers(1, 10**6))
def test_the_same_list_and_proof_whatever_the_order_of_rows_and_columns(season, shuffled):
    one, other = matched(season), matched(season, shuffled)
    for name in ("pairs", "unserved", "mentors", "candidates"):
        assert getattr(one, name).equals(getattr(other, name)), name
    assert one.proof.levels == other.proof.levels
    assert np.array_equal(one.proof.prices, other.proof.prices)
    for name in ("target", "node", "mark"):
        assert np.array_equal(getattr(one.proof.marks, name), getattr(other.proof.marks, name))
    assert one.levels == other.levels
    assert one.counts == other.counts


@settings(max_examples=80)
@given(seasons(most=4))
def test_no_list_exactly_where_agreed_pairs_cannot_be_kept_and_it_is_said_which(season):
    problem, mentees, mentors = problem_of(season)
    agreed = season.listed("agreed")
    possible = {(mentees[one], mentors[other]) for one, other in problem.cost}
    impossible = (agreed | season.listed("lock")) - possible
    matching = matched(season)
    kept = problem.keeps_the_rules(problem.locked) and not impossible
    assert matching.status == ("optimal" if kept else "infeasible")
    assert bool(matching.clashes) == (not kept)
    said = " ".join(clash.sentence for clash in matching.clashes)
    for mentee, mentor in impossible:
        clash = next(one.sentence for one in matching.clashes if f"{mentee} and {mentor}" in one.sentence)
        for fault in rules.pair_faults(season, mentee, mentor) if (mentee, mentor) in agreed else ():
            assert fault in clash
        assert "confirmed already" not in clash
    named = {pair for pair in problem.locked if f"{mentees[pair[0]]} and {mentors[pair[1]]} a" in said}
    others = problem.locked - named
    assert problem.relaxed_to(others).keeps_the_rules(others)
    assert all(
        clash.sources and all("row" in source for source in clash.sources) for clash in matching.clashes
    )


@given(seasons(keepable=True, order=["first_come", "tiers", "compatibility"]))
def test_nobody_is_passed_over_for_a_later_request(season):
    matching = matched(season)
    problem, mentees, _ = problem_of(season)
    confirmed = season.listed("confirmed")
    new = [pair for pair in listed(matching) if pair not in confirmed]
    assert [sum(mentee == one for mentee, _ in new) for one in mentees] == problem.first_come()
