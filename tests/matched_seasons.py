"""A drawn season with its matching, beside the oracle's problem; what several property tests begin with."""

from hypothesis import assume
from oracles.problem import problem_of
from oracles.seasons import policy_of, roster_of

from matcher import InputError, match


def matched(season):
    """Return the matching of a season that has a list; others are passed over."""
    try:
        matching = match(roster_of(season), policy_of(season), region=season.region)
    except InputError:  # its limits cut through each other
        assume(False)
    assume(matching.status == "optimal")
    return matching


def asked(season):
    """Return the matching, the oracle's problem with the program's own rounding of the scores, and the ids by place."""
    matching = matched(season)
    problem, mentees, mentors = problem_of(season)
    frame = matching.candidates
    problem.score = {
        (mentees.index(one), mentors.index(other)): round(score * 1_000_000)
        for one, other, score in zip(frame["mentee_id"], frame["mentor_id"], frame["score"], strict=True)
    }
    return matching, problem, mentees, mentors


def listed_in(matching, mentees, mentors):
    """Return the listed pairs that are not confirmed, by place."""
    frame = matching.pairs[matching.pairs["kind"] != "confirmed"]
    return {
        (mentees.index(one), mentors.index(other))
        for one, other in zip(frame["mentee_id"], frame["mentor_id"], strict=True)
    }
