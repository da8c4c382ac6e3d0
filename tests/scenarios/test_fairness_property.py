"""What fairness costs, against all lists of small seasons, one by one."""

import math
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matched_seasons import asked
from oracles import hand
from oracles.limited_seasons import limited_seasons, regional_seasons
from oracles.people import cell, fold_code, items
from oracles.seasons import policy_of, roster_of

from matcher import MatcherError, match
from matcher.report.pictures import fairness_picture
from matcher.scenarios import tradeoff

FAIR = ("worst_off", "balance")


def goals_before_the_fit(season, goal):
    order = season.policy["objectives"]["order"]
    place = order.index("compatibility") if "compatibility" in order else len(order)
    return [one for one in order[:place] if one != goal]


def new_pairs_of(matching):
    frame = matching.pairs[matching.pairs["kind"] != "confirmed"]
    return set(zip(frame["mentee_id"], frame["mentor_id"], strict=True))


def after_moves(pairs, confirmed, moves):
    """Return the new pairs after the moves that are told."""
    after = set(pairs)
    for row in moves.to_dict("records"):
        mentee = row["mentee_id"]
        now = {pair for pair in after | confirmed if pair[0] == mentee}
        assert {mentor for _, mentor in now} == {one for one in row["before"].split(";") if one}
        then = {(mentee, one) for one in row["after"].split(";") if one}
        after = (after - now) | (then - confirmed)
    return after


def serves_here(season, mentor):
    """Return whether a mentor is of the region that is served, or lent to it."""
    regions = [cell(mentor, "region"), *items(mentor, "lent_to")]
    return not season.region or fold_code(season.region) in map(fold_code, regions)


def value(problem, goal, pairs):
    """Return a goal's value as the program tells it, without what stands already."""
    reached = problem.value(goal, pairs)
    return -reached if goal == "balance" else reached


def non_dominated(values):
    return {
        one
        for one in values
        if not any(all(a >= b for a, b in zip(two, one, strict=True)) for two in values - {one})
    }


@settings(max_examples=60)
@given(limited_seasons(most=4) | regional_seasons(most=4), st.sampled_from(FAIR))
def test_every_list_of_the_frontier_and_no_other(season, goal):
    matching, problem, mentees, mentors = asked(season)
    found = matching.frontier(goal)
    kept = goals_before_the_fit(season, goal)
    assert list(found.kept) == kept
    lists = list(problem.all_lists())
    best = max(problem.values(kept, pairs) for pairs in lists)
    reached = {
        problem.values(["compatibility", goal], pairs)
        for pairs in lists
        if problem.values(kept, pairs) == best
    }
    confirmed = season.listed_here("confirmed")
    standing = round(matching.pairs.loc[matching.pairs["kind"] == "confirmed", "score"].sum() * 1_000_000)
    squares = sum(
        load**2
        for one, load in zip(mentors, problem.load_before, strict=True)
        if serves_here(season, season.mentor[one])
    )
    told = set()
    for place, row in enumerate(found.points.to_dict("records")):
        moves = found.moves[found.moves["point"] == place]
        assert len(moves) == row["changed"]
        ids = after_moves(new_pairs_of(matching), confirmed, moves)
        pairs = {(mentees.index(one), mentors.index(other)) for one, other in ids}
        assert problem.keeps_the_rules(pairs)
        assert problem.values(kept, pairs) == best
        told.add(problem.values(["compatibility", goal], pairs))
        assert round(row["compatibility"] * 1_000_000) == problem.value("compatibility", pairs) + standing
        if goal == "balance":
            assert row[goal] == squares + value(problem, goal, pairs)
        else:
            lowest = value(problem, goal, pairs)
            assert (math.isnan(row[goal]) and lowest == math.inf) or round(row[goal] * 1_000_000) == lowest
            worst = {pair for pair in pairs & problem.new if problem.score[pair] == lowest}
            assert set(filter(None, row["worst_off_pairs"].split(";"))) == {
                f"{mentees[one]} with {mentors[other]}" for one, other in worst
            }
    assert told == non_dominated(reached)
    assert len(found.points) == len(told)
    assert not found.points["gap_after"].any()
    now = {(mentees.index(one), mentors.index(other)) for one, other in new_pairs_of(matching)}
    assert found.keeps == (problem.values(kept, now) == best)
    assert (found.here is not None) == (problem.values(["compatibility", goal], now) in told)
    assert str(found)
    drawn = ElementTree.fromstring(fairness_picture([found]))
    circles = 0 if len(told) == 1 and found.here is not None else len(found.points.dropna(subset=[goal]))
    assert len(drawn.findall(".//circle")) == circles
    if not found.keeps:
        was, then = (
            [problem.value(name, pairs) for name in kept]
            for pairs in (now, max(lists, key=lambda one: problem.values(kept, one)))
        )
        assert found.behind == next(
            name for name, one, other in zip(kept, was, then, strict=True) if one != other
        )
        assert "cost" not in str(found)
        assert "bring" not in str(found)


def small_season(order):
    """Return a list of two pairs: with the best fit in all one is bad, and the other way round both are middling."""
    mentors = [hand.mentor("M1", strengths="t1;t2;t3;t4;t5"), hand.mentor("M2", strengths="t1;t3")]
    mentees = [hand.mentee("P1", needs="t1;t2"), hand.mentee("P2", needs="t3;t4;t5;t6;t7")]
    rules = hand.policy(objectives={"order": order}, compatibility={"needs": 1})
    return match(roster_of(hand.season(mentors, mentees, rules)), policy_of(rules))


def test_a_price_is_told_as_a_sentence():
    told = str(small_season(["served", "compatibility"]).frontier("worst_off"))
    assert "This list: fit 1.200 in all; the lowest is 0.200, Mentee P2 (P2) with Mentor M2 (M2)." in told
    assert (
        "Raising the lowest fit from 0.200 to 0.500 would cost 0.100 of the total fit (8.3%); 2 people would have others."
        in told
    )


def test_where_fairness_comes_first_the_gain_of_less_of_it_is_told():
    found = small_season(["served", "worst_off", "compatibility"]).frontier("worst_off")
    assert found.here == 1
    assert (
        "Lowering the lowest fit from 0.500 to 0.200 would bring 0.100 of the total fit (9.1%) more"
        in str(found)
    )


def test_where_nothing_is_to_be_weighed_it_is_told_and_drawn():
    found = small_season(["served", "compatibility"]).frontier("balance")
    assert "This list is the best at both" in str(found)
    assert "This list is the best at both" in fairness_picture([found])


def test_a_list_that_keeps_a_goal_less_well_is_told_apart_and_has_no_price():
    """Two of one region fit badly; crosswise, in a worse kind of match, all fit well."""
    mentors = [
        hand.mentor("M1", strengths="t1", region="north"),
        hand.mentor("M2", strengths="t2", region="south"),
    ]
    mentees = [hand.mentee("P1", needs="t2", region="north"), hand.mentee("P2", needs="t1", region="south")]
    order = ["served", "worst_off", "tiers", "compatibility"]
    tiers = [{"name": "near", "same": ["region"]}, {"name": "any"}]
    rules = hand.policy(objectives={"order": order}, compatibility={"needs": 1}, tiers=tiers)
    told = str(match(roster_of(hand.season(mentors, mentees, rules)), policy_of(rules)).frontier("worst_off"))
    assert "These rules put the lowest fit before kinds of match, so that this list stands apart" in told
    assert "less of both, but better at kinds of match; 2 people would have others." in told
    assert "cost" not in told


def test_where_the_search_is_broken_off_the_text_and_the_picture_tell():
    """Three fit best with the first mentor; one could go to another who has nobody, or one to who has somebody."""
    topics = ["t1;t2;t3", "t4;t5", "t7"]
    mentors = [
        hand.mentor("M1", strengths=";".join(topics), capacity="3"),
        hand.mentor("M2", strengths="t4;t9", capacity="2"),
        hand.mentor("M3", strengths="t1", capacity="1"),
    ]
    needs = [*topics, "t9"]
    mentees = [hand.mentee(f"P{number}", needs=need) for number, need in enumerate(needs)]
    rules = hand.policy(objectives={"order": ["served", "compatibility"]}, compatibility={"needs": 1})
    matching = match(roster_of(hand.season(mentors, mentees, rules)), policy_of(rules))
    found = tradeoff(matching.listing, matching.best, "balance", most_lists=0)
    assert found.points["gap_after"].tolist() == [True, False]
    assert found.points["balance"].tolist() == [10, 6]
    assert "may be more lists between those with these sums of squares: 10 and 6." in str(found)
    assert "there may be more lists between" in fairness_picture([found])


def test_another_goal_has_no_frontier():
    with pytest.raises(MatcherError, match="no frontier of 'tiers'"):
        small_season(["served", "compatibility"]).frontier("tiers")
