"""`assign(mentee, mentor, score, …) -> Assignment`: the same engine and guarantees, on arrays."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from matcher.assignment.arrays import Arrays, read_arrays
from matcher.assignment.instance import instance_of
from matcher.assignment.question import Question
from matcher.assignment.result import INFEASIBLE, OPTIMAL, Assignment, LevelValue
from matcher.clock import Clock
from matcher.solving import LARGE, Infeasible, Solution, SolverFailure, resolve, solve


def assign(
    mentee: npt.ArrayLike,
    mentor: npt.ArrayLike,
    score: npt.ArrayLike,
    *,
    demand: npt.ArrayLike,
    capacity: npt.ArrayLike,
    min_load: npt.ArrayLike = 0,
    tier_cost: npt.ArrayLike | None = None,
    rank: npt.ArrayLike | None = None,
    locked: npt.ArrayLike | None = None,
    levels: Sequence[str] = ("served", "compatibility"),
    earlier: Assignment | None = None,
) -> Assignment:
    """Return the one best list of arcs, level after level, with its proof.

    Lists that are equal at all levels are told apart by a fixed choice, which does not depend on the order of the arcs.
    Nothing that is passed is changed, and nothing of it is kept.

    Parameters
    ----------
    mentee, mentor
        Whole number per arc, from 0: whose it is. No pair stands twice.
    score
        Finite float per arc. It is weighed in units of at most a millionth of the span between the lowest and the
        highest score, decimal ones where the size of the problem allows, so that scores of few digits are exact.
    demand
        Whole number of at least 0 per mentee: seats asked for.
    capacity
        Whole number of at least 0 per mentor: seats offered.
    min_load
        Fewest arcs that each mentor must have; one number for all, or one for each.
    tier_cost
        Whole number from 0 to 1,000,000 per arc: what the level ``tiers`` makes as small as can be.
    rank
        Whole number per mentee: the order of requests for the level ``first_come``, lowest first, equal ones by index.
    locked
        bool per arc: must be in the list; uses a seat.
    levels
        What is best, the most important first: ``served``, ``first_come``, ``tiers``, ``worst_off``,
        ``compatibility``, ``balance``. With ``compatibility`` before all that serves, an arc of negative score is
        chosen only where a lock or a minimum load needs it.
    earlier
        The list from before a small change, which makes a large one quicker to find again; the result is the same
        with or without. People keep their numbers: who is gone asks for 0 seats, who is new comes last.

    Returns
    -------
    Assignment
        Its `status` is "infeasible" where locks and minimum loads cannot all be kept.

    Raises
    ------
    ValueError
        Something in the arrays is wrong: all of it, a sentence each, with array, place and rule.

    Examples
    --------
    >>> found = assign([0, 0, 1], [0, 1, 0], [0.9, 0.4, 0.8], demand=[1, 1], capacity=[1, 1])
    >>> found.chosen.tolist()
    [False, True, True]
    """
    clock = Clock()
    question = _question(
        read_arrays(
            mentee,
            mentor,
            score,
            demand=demand,
            capacity=capacity,
            min_load=min_load,
            tier_cost=tier_cost,
            rank=rank,
            locked=locked,
            levels=levels,
        )
    )
    clock.note("arrays")
    solution = _solution(question, earlier)
    _note_solving(clock, solution)
    if solution.infeasible is not None:
        return _infeasible(question, solution.infeasible, clock)
    return _optimal(question, solution, score, clock)


def _solution(question: Question, earlier: Assignment | None) -> Solution:
    """Solve from the earlier list where that is quicker."""
    before = None if earlier is None else earlier.solution
    if before is None or len(question.instance.mentee) < LARGE:
        return solve(question.instance, question.levels)
    return resolve(question.instance, question.levels, *before)


def _question(arrays: Arrays) -> Question:
    return Question(instance_of(arrays), arrays.levels, arrays.order)


def _optimal(question: Question, solution: Solution, score: npt.ArrayLike, clock: Clock) -> Assignment:
    """Return the list, after seeing that its proof holds."""
    assert solution.chosen is not None
    assert solution.proof is not None
    chosen, locked = (question.order.to_caller(mask) for mask in (solution.chosen, question.instance.locked))
    checks = question.checks(chosen, solution.proof)
    if not checks:
        raise SolverFailure("the list that was found is not confirmed by its own proof")
    scores = np.asarray(score)[chosen].astype(np.float64)
    levels = tuple(LevelValue.of(one, scores, ~locked[chosen]) for one in checks)
    clock.note("proof")
    return Assignment(OPTIMAL, chosen, levels, solution.proof, None, clock.seconds, question)


def _infeasible(question: Question, found: Infeasible, clock: Clock) -> Assignment:
    """Return why there is no list, after seeing that there is none."""
    told = question.told(found)
    if not question.has_no_list(told):
        raise SolverFailure("the conflict that was found is none")
    clock.note("proof")
    return Assignment(INFEASIBLE, None, (), None, told, clock.seconds, question)


def _note_solving(clock: Clock, solution: Solution) -> None:
    """Note the seconds of each level, and what is left as those of the start."""
    took = clock.note("start")
    clock.seconds["start"] = took - sum(solution.seconds.values())
    clock.seconds.update(solution.seconds)
