"""The best list of a problem, confirmed by its own proof before anything is said of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.arrays import Mask
from matcher.solving.engine import LARGE, Solution, resolve, solve
from matcher.solving.flow import SolverFailure
from matcher.solving.instance import Instance
from matcher.solving.levels import TIE_BREAK
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
