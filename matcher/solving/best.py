"""The best list of a problem, confirmed by its own proof before anything is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.arrays import Mask
from matcher.solving.engine import LARGE, Solution, resolve, solve, solve_rest
from matcher.solving.flow import SolverFailure
from matcher.solving.instance import Instance
from matcher.solving.levels import BY_SCORE, TIE_BREAK
from matcher.solving.proof import LevelCheck, Proof, check


@dataclass(frozen=True)
class Best:
    """The one best list of a problem.

    Parameters
    ----------
    levels
        The goals in order.
    chosen
        bool per pair.
    proof
        What proves it.
    goals
        What it reaches at each goal, the fixed choice between equal lists left out.
    """

    instance: Instance
    levels: tuple[str, ...]
    chosen: Mask
    proof: Proof
    goals: tuple[LevelCheck, ...]


def find_best(instance: Instance, levels: Sequence[str], earlier: Best | None = None) -> Best | None:
    """Return the best list under `levels`; None where no list keeps all fixed pairs, minimums and limits.

    Parameters
    ----------
    earlier
        The best list from before a small change, which makes that of a large problem quicker to find.

    Raises
    ------
    SolverFailure
        A defect: what was found is not confirmed by its own proof.
    """
    if earlier is None or len(instance.mentee) < LARGE:
        solution = solve(instance, levels)
    else:
        solution = resolve(instance, levels, earlier.instance, Solution(earlier.chosen, earlier.proof))
    if solution.chosen is None or solution.proof is None:
        return None
    return confirmed(instance, levels, solution.proof, solution.chosen)


def find_best_again(instance: Instance, best: Best) -> Best:
    """Return the best list after the fit of pairs has changed, and nothing else.

    What the goals before the first that looks at the fit have proven stays proven, by the same prices; so only the
    others are solved again. The list and the proof are those of `find_best` in every bit.

    Parameters
    ----------
    instance
        Differs from that of `best` in `score` alone.

    Raises
    ------
    SolverFailure
        A defect: what was found is not confirmed by its own proof.
    """
    levels = best.levels
    count = next((place for place, name in enumerate(levels) if name in BY_SCORE), len(levels))
    solution = solve_rest(instance, levels, Solution(best.chosen, best.proof), count)
    assert solution.chosen is not None
    assert solution.proof is not None
    return confirmed(instance, levels, solution.proof, solution.chosen)


def confirmed(instance: Instance, levels: Sequence[str], proof: Proof, chosen: Mask) -> Best:
    """Return a list with what it reaches.

    Raises
    ------
    SolverFailure
        Its proof does not confirm it.
    """
    verdict = check(instance, levels, proof, chosen)
    if verdict.failure is not None or not verdict.unique:
        raise SolverFailure("what was found is not confirmed by its own proof")
    goals = tuple(one for one in verdict.checks if one.level.name != TIE_BREAK)
    return Best(instance, tuple(levels), chosen, proof, goals)
