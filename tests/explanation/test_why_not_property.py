"""Why not a certain mentor: the rules that forbid it, or the best list that has the pair, against an oracle's."""

from dataclasses import replace

from hypothesis import given, settings
from matched_seasons import asked, listed_in
from oracles import rules
from oracles.limited_seasons import limited_seasons
from oracles.problem import Group


def with_pair(problem, pair):
    """Return the problem in which a pair must be in the list, but is no fixed one."""
    return replace(problem, groups=(*problem.groups, Group(frozenset([pair]), 1, 1)))


def after_moves(answer, season, listed, mentees, mentors):
    """Return the list after the moves that are told; confirmed pairs stand before and after."""
    after = set(listed)
    stand = {(mentees.index(one), mentors.index(other)) for one, other in season.listed("confirmed")}
    for row in answer.moves.to_dict("records"):
        mentee = mentees.index(row["mentee_id"])
        both = [
            {(mentee, mentors.index(one)) for one in row[when].split(";") if one}
            for when in ("before", "after")
        ]
        assert both[0] == {pair for pair in listed | stand if pair[0] == mentee}
        after = (after - both[0]) | both[1]
    assert stand & after == {pair for pair in stand if mentees[pair[0]] in set(answer.moves["mentee_id"])}
    return after - stand


@settings(max_examples=60)
@given(limited_seasons(most=4))
def test_the_price_of_a_pair_is_the_best_list_that_has_it(season):
    matching, problem, mentees, mentors = asked(season)
    listed = listed_in(matching, mentees, mentors)
    order = season.policy["objectives"]["order"]
    now = problem.values(order, listed)
    for pair in sorted(set(problem.cost) - listed):
        answer = matching.explain(mentees[pair[0]], mentors[pair[1]])
        best = with_pair(problem, pair).best(order)
        assert (answer.status == "impossible") == (best is None)
        if best is None:
            continue
        after = after_moves(answer, season, listed, mentees, mentors)
        assert pair in after
        assert problem.keeps_the_rules(after)
        assert problem.values(order, after) == best
        assert (answer.status == "worse") == (best != now)


@settings(max_examples=60)
@given(limited_seasons(most=4))
def test_a_pair_that_is_no_possible_one_is_told_its_rules(season):
    matching, problem, mentees, mentors = asked(season)
    listed = {tuple(one) for one in matching.pairs[["mentee_id", "mentor_id"]].itertuples(index=False)}
    for one, mentee in enumerate(mentees):
        for other, mentor in enumerate(mentors):
            answer = matching.explain(mentee, mentor)
            if (mentee, mentor) in listed:
                assert answer.status == "listed"
            elif (one, other) in problem.cost:
                assert answer.status in ("worse", "equal", "impossible")
            else:
                assert answer.status == "forbidden"
                faults = rules.pair_faults(season, mentee, mentor)
                assert set(faults) <= set(answer.rules)
                assert answer.rules


@settings(max_examples=40)
@given(limited_seasons(most=4))
def test_better_ones_are_all_possible_mentors_of_a_better_kind_or_fit(season):
    matching, problem, mentees, mentors = asked(season)
    listed = listed_in(matching, mentees, mentors)
    tier = rules.candidates(season)
    for one, mentee in enumerate(mentees):
        worth = {
            mentor: (tier[mentee, mentors[mentor]], -problem.score[one, mentor])
            for mentor in problem.ways(one)
        }
        own = [worth[mentor] for place, mentor in listed if place == one]
        better = {mentors[mentor] for mentor in worth if own and worth[mentor] < max(own)}
        better -= {mentors[mentor] for place, mentor in listed if place == one}
        frame = matching.explain(mentee).better
        assert set(frame["mentor_id"]) == better
        for row in frame.to_dict("records"):
            asked_alone = matching.explain(mentee, row["mentor_id"])
            assert row["price"] == asked_alone.sentence
            assert row["status"] == asked_alone.status


@settings(max_examples=40)
@given(limited_seasons(most=4))
def test_alternatives_are_those_that_cost_all_together_least(season):
    matching, problem, mentees, mentors = asked(season)
    listed = listed_in(matching, mentees, mentors)
    order = season.policy["objectives"]["order"]
    now = problem.values(order, listed)
    for one, mentee in enumerate(mentees):
        told = matching.explain(mentee).alternatives
        best = {
            mentors[mentor]: with_pair(problem, (one, mentor)).best(order)
            for mentor in problem.ways(one)
            if (one, mentor) not in listed
        }
        possible = {mentor: values for mentor, values in best.items() if values is not None}
        assert len(told) == min(5, len(possible))
        # More is better at every goal, and lists are compared goal by goal.
        assert [possible[mentor] for mentor in told["mentor_id"]] == sorted(possible.values(), reverse=True)[
            :5
        ]
        for row in told.to_dict("records"):
            answer = matching.explain(mentee, row["mentor_id"])
            assert row["price"] == answer.sentence
            assert (row["status"] == "equal") == (possible[row["mentor_id"]] == now)
            others = set(answer.moves["mentee_id"]) - {mentee}
            assert set(row["others"].split(";")) - {""} == others
            nobody = answer.moves[(answer.moves["after"] == "") & (answer.moves["mentee_id"] != mentee)][
                "mentee_id"
            ]
            assert set(row["without"].split(";")) - {""} == set(nobody)


@settings(max_examples=40)
@given(limited_seasons(most=5))
def test_the_place_of_a_mentor_counts_who_is_better_for_the_mentee(season):
    matching, problem, mentees, mentors = asked(season)
    tier = rules.candidates(season)
    for one, mentee in enumerate(mentees):
        told = matching.explain(mentee)
        worth = {
            mentors[mentor]: (tier[mentee, mentors[mentor]], -problem.score[one, mentor])
            for mentor in problem.ways(one)
        }
        for row in told.pairs[told.pairs["kind"] != "confirmed"].to_dict("records"):
            own = worth[row["mentor_id"]]
            assert (row["place"], row["of"]) == (1 + sum(other < own for other in worth.values()), len(worth))
