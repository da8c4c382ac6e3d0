"""The exact engine on arrays, and the check of its proofs; only `flow` calls the solver."""

from matcher.solving.engine import Solution, solve
from matcher.solving.flow import SolverFailure
from matcher.solving.instance import Instance
from matcher.solving.levels import SUPPORTED
from matcher.solving.proof import LevelCheck, Proof, Verdict, check

__all__ = [
    "SUPPORTED",
    "Instance",
    "LevelCheck",
    "Proof",
    "Solution",
    "SolverFailure",
    "Verdict",
    "check",
    "solve",
]
