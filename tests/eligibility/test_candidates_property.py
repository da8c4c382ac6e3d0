"""Which pairs are possible, in which kind of match and with whose approval: against plain loops over the rows."""

import numpy as np
from hypothesis import given
from oracles import rules as oracle
from oracles.seasons import policy_of, roster_of, seasons

from matcher.eligibility import Rules, find_candidates
from matcher.reading import conform


def candidates_of(season):
    policy = policy_of(season)
    roster = conform(roster_of(season), policy.expectations)
    return roster, find_candidates(Rules(roster, policy))


def ids_of(roster, candidates):
    mentees, mentors = roster.mentees["mentee_id"], roster.mentors["mentor_id"]
    return [
        (mentees[one], mentors[other])
        for one, other in zip(candidates.mentee, candidates.mentor, strict=True)
    ]


@given(seasons())
def test_possible_pairs_are_those_that_every_rule_allows_each_with_its_first_kind_of_match(season):
    roster, candidates = candidates_of(season)
    pairs = ids_of(roster, candidates)
    found = dict(zip(pairs, candidates.tier.tolist(), strict=True))
    assert found == oracle.candidates(season)
    assert pairs == sorted(found), "pairs stand by mentee, then mentor"


@given(seasons())
def test_pairs_with_a_conflict_that_is_asked_about_are_flagged(season):
    roster, candidates = candidates_of(season)
    asked = {
        (row["mentee_id"], row["mentor_id"])
        for row in season.conflicts
        if row["kind"] in season.policy["conflicts"]["ask"]
    }
    for pair, flag in zip(ids_of(roster, candidates), candidates.asked.tolist(), strict=True):
        assert flag == (pair in asked)


@given(seasons())
def test_who_is_eligible_and_with_how_many_seats(season):
    roster, candidates = candidates_of(season)
    for place, one in enumerate(roster.mentees["mentee_id"]):
        broken = [rule.name for rule in candidates.mentees.rules if rule.broken[place]]
        assert broken == oracle.mentee_faults(season.policy, season.mentee[one])
        assert candidates.mentees.eligible[place] == (not broken)
    for place, one in enumerate(roster.mentors["mentor_id"]):
        faults = oracle.mentor_faults(season.policy, season.mentor[one])
        seats = 0 if faults else oracle.seats(season.policy, season.mentor[one])
        assert candidates.seats[place] == seats
        assert candidates.mentors.eligible[place] == (not faults), faults


@given(seasons())
def test_who_was_removed_and_who_is_possible_add_up_to_all_who_could_serve(season):
    roster, candidates = candidates_of(season)
    able = [one for one, row in season.mentor.items() if not oracle.mentor_faults(season.policy, row)]
    possible = oracle.candidates(season)
    for place, mentee in enumerate(roster.mentees["mentee_id"]):
        if oracle.mentee_faults(season.policy, season.mentee[mentee]):
            assert not candidates.removed.by_mentee[:, place].any()
            continue
        left = sum(one == mentee for one, _ in possible)
        assert candidates.removed.by_mentee[:, place].sum() + left == len(able)


@given(seasons())
def test_each_rule_removes_at_least_whom_it_alone_forbids_and_at_most_whom_it_forbids(season):
    roster, candidates = candidates_of(season)
    able = [one for one, row in season.mentor.items() if not oracle.mentor_faults(season.policy, row)]
    for place, mentee in enumerate(roster.mentees["mentee_id"]):
        if oracle.mentee_faults(season.policy, season.mentee[mentee]):
            continue
        faults = {
            mentor: [
                *(
                    []
                    if oracle.tier_of(season, mentee, mentor) is not None
                    else [candidates.removed.rules[0]]
                ),
                *oracle.pair_faults(season, mentee, mentor),
                *(["confirmed already"] if (mentee, mentor) in season.listed("confirmed") else []),
            ]
            for mentor in able
        }
        for rule, count in zip(candidates.removed.rules, candidates.removed.by_mentee[:, place], strict=True):
            alone = sum(broken == [rule] for broken in faults.values())
            assert alone <= count <= sum(rule in broken for broken in faults.values())


@given(seasons())
def test_rules_that_a_pair_breaks_are_named_in_full(season):
    policy = policy_of(season)
    roster = conform(roster_of(season), policy.expectations)
    rules = Rules(roster, policy)
    for place, mentee in enumerate(roster.mentees["mentee_id"]):
        for other, mentor in enumerate(roster.mentors["mentor_id"]):
            broken = rules.broken_by(place, other)
            forbidden = oracle.pair_faults(season, mentee, mentor)
            assert [one for one in broken if one in forbidden] == forbidden
            people = oracle.mentee_faults(season.policy, season.mentee[mentee]) + oracle.mentor_faults(
                season.policy, season.mentor[mentor]
            )
            tierless = oracle.tier_of(season, mentee, mentor) is None
            assert len(broken) == len(people) + tierless + len(forbidden)


@given(seasons())
def test_finding_a_pair_among_the_possible_ones(season):
    roster, candidates = candidates_of(season)
    sizes = len(roster.mentees), len(roster.mentors)
    mentee, mentor = (
        grid.ravel() for grid in np.meshgrid(*(np.arange(size) for size in sizes), indexing="ij")
    )
    found = candidates.find(mentee.astype(np.int64), mentor.astype(np.int64))
    pairs = list(zip(candidates.mentee.tolist(), candidates.mentor.tolist(), strict=True))
    for pair, place in zip(zip(mentee.tolist(), mentor.tolist(), strict=True), found.tolist(), strict=True):
        assert place == (pairs.index(pair) if pair in pairs else -1)
