"""Who could step in: possible, together within seats and limits, and as many and as good as can be."""

import random
from dataclasses import replace

from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st
from oracles.limited_seasons import limited_seasons
from oracles.problem import Problem, problem_of
from oracles.seasons import policy_of, roster_of, seasons

from matcher import InputError, match

RANKS = ("backup_1", "backup_2")


def matched(season):
    try:
        matching = match(roster_of(season), policy_of(season), region=season.region)
    except InputError:  # its limits cut through each other
        reject()
    assume(matching.status == "optimal")
    return matching


def listed(matching, rank):
    """Return the pairs that could be replaced, each with its backup (empty for none)."""
    frame = matching.pairs[matching.pairs["kind"] != "confirmed"]
    return [
        ((mentee, mentor), backup)
        for mentee, mentor, backup in zip(frame["mentee_id"], frame["mentor_id"], frame[rank], strict=True)
    ]


def numbered(season, pairs):
    _, mentees, mentors = problem_of(season)
    return {(mentees.index(mentee), mentors.index(mentor)) for mentee, mentor in pairs}


def without_what_backups_need_not_keep(problem):
    """Return the problem in which pairs may be replaced and a mentor who steps back needs no minimum."""
    return replace(problem, locked=frozenset(), min_load=None)


@settings(max_examples=120)
@given(limited_seasons(), st.integers(0, 10**6))
def test_any_of_the_first_or_of_the_second_can_step_in_together(season, seed):
    matching = matched(season)
    problem = without_what_backups_need_not_keep(problem_of(season)[0])
    dice = random.Random(seed)
    for rank in RANKS:
        pairs = listed(matching, rank)
        for share in (1.0, 0.5):
            after = [
                (pair[0], backup) if backup and dice.random() < share else pair for pair, backup in pairs
            ]
            assert len(set(after)) == len(after)
            assert problem.keeps_the_rules(numbered(season, after))


@given(limited_seasons())
def test_the_two_backups_of_a_pair_are_two_others(season):
    matching = matched(season)
    mentors = {}
    for rank in RANKS:
        for (mentee, mentor), backup in listed(matching, rank):
            mentors.setdefault((mentee, "listed"), []).append(mentor)
            mentors.setdefault((mentee, "backups"), []).extend([backup] if backup else [])
    for (mentee, kind), own in mentors.items():
        if kind == "backups":
            assert len(set(own)) == len(own)
            assert not set(own) & set(mentors[mentee, "listed"])


def spare_problem(problem, pairs, earlier):
    """Return the problem of finding backups where no limit stands in the way."""
    used = problem.loads(pairs)
    left = {pair for pair in problem.cost if pair not in pairs and pair not in earlier}
    return Problem(
        demand=problem.counts(pairs),
        before=[0] * len(problem.demand),
        capacity=[seats - load for seats, load in zip(problem.capacity, used, strict=True)],
        order=problem.order,
        cost={pair: problem.cost[pair] for pair in left},
        score={pair: problem.score[pair] for pair in left},
        home=problem.home & left,
    )


@given(seasons(keepable=True))
def test_no_other_backups_are_more_or_better(season):
    matching = match(roster_of(season), policy_of(season))
    problem, mentees, mentors = problem_of(season)
    frame = matching.candidates
    problem.score = {
        (mentees.index(one), mentors.index(other)): round(score * 1_000_000)
        for one, other, score in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    own = [
        name for name in season.policy["objectives"]["order"] if name in ("home", "tiers", "compatibility")
    ]
    order = ["served", *own, *(name for name in ("tiers", "compatibility") if name not in own)]
    pairs = numbered(season, [pair for pair, _ in listed(matching, "backup_1")])
    earlier = set()
    for rank in RANKS:
        spare = spare_problem(problem, pairs, earlier)
        found = numbered(season, [(pair[0], backup) for pair, backup in listed(matching, rank) if backup])
        assert spare.keeps_the_rules(found)
        assert spare.values(order, found) == spare.best(order)
        earlier |= found
