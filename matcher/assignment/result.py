"""The list for arrays, with what proves it."""

import math
from dataclasses import dataclass, field

import numpy as np

from matcher.arrays import Floats, Mask
from matcher.assignment.question import Question
from matcher.solving import Conflict, Infeasible, Instance, LevelCheck, Loosening, Proof, Solution

OPTIMAL, INFEASIBLE = "optimal", "infeasible"
_BEYOND = 128
"""By which power of two scores are made smaller if their sum is none that a float can hold."""


@dataclass(frozen=True)
class LevelValue:
    """What the list reaches at one level, and what can be reached, in the level's own unit.

    Parameters
    ----------
    value, bound
        ``served``: seats, a mentee's first one twice; ``first_come``: seats; ``tiers``: total cost; ``balance``: total
        of squared loads; ``compatibility``: total score; ``worst_off``: lowest score of a pair that is not locked,
        None without any. Scores are weighed in units of at most a millionth of their span.
    """

    name: str
    value: float | None
    bound: float | None
    proven: bool

    @classmethod
    def of(cls, found: LevelCheck, score: Floats, new: Mask) -> "LevelValue":
        """Return a level of which the proof holds, as the caller's scores have it.

        Parameters
        ----------
        score, new
            Per chosen arc: its score, and whether it is not locked.
        """
        name = found.level.name
        value: float | None = found.value
        bound: float | None = found.bound
        if name == "compatibility":
            value = bound = _total(score)
        elif name == "worst_off" and value is not None:
            value = bound = float(score[new].min())
        return cls(name, value, bound, found.proven)


@dataclass(frozen=True, eq=False)
class Assignment:
    """The best list of arcs, and why there is no better one; or why there is none at all.

    Parameters
    ----------
    status
        "optimal" or "infeasible".
    chosen
        bool per arc, in the caller's order; None where no list keeps all locks and minimum loads.
    levels
        The levels in order.
    proof
        Prices and marks by level; see `matcher.solving.Proof`. Its nodes are mentees, mentors and the root.
    infeasible
        What cannot hold together, and the least that would have to give way; arcs are numbered as the caller has them.
    seconds
        By phase, and by level among them.
    """

    status: str
    chosen: Mask | None
    levels: tuple[LevelValue, ...]
    proof: Proof | None
    infeasible: Infeasible | None
    seconds: dict[str, float]
    _question: Question = field(repr=False)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what cannot hold together; empty where there is a list."""
        return self.infeasible.conflicts if self.infeasible else ()

    @property
    def loosening(self) -> Loosening | None:
        """Return the least that would have to give way; None where there is a list."""
        return self.infeasible.loosening if self.infeasible else None

    @property
    def solution(self) -> tuple[Instance, Solution] | None:
        """Return the problem and its solution as the engine has them; None where there is no list."""
        if self.chosen is None or self.proof is None:
            return None
        chosen = self._question.order.to_engine(self.chosen)
        return self._question.instance, Solution(chosen, self.proof)

    def verify(self) -> bool:
        """Whether the list is the only best one, or there is none, as the proof says; by arithmetic, without a solver."""
        if self.infeasible is not None:
            return self.chosen is None and self._question.has_no_list(self.infeasible)
        if self.chosen is None or self.proof is None:
            return False
        return bool(self._question.checks(self.chosen, self.proof))


def _total(score: Floats) -> float:
    """Return the exact sum, rounded once; infinite where no float is as large."""
    try:
        return math.fsum(score)
    except OverflowError:
        with np.errstate(over="ignore"):
            return float(np.ldexp(math.fsum(np.ldexp(score, -_BEYOND)), _BEYOND))
