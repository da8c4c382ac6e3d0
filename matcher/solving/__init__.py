"""The exact engine on arrays, and the check of its proofs; only `flow` calls the solver."""

from matcher.solving.best import Best, confirmed, find_best, find_best_again
from matcher.solving.conflicts import MOST, Borders, Conflict, Infeasible, have_nothing_in_common
from matcher.solving.engine import LARGE, Solution, resolve, solve
from matcher.solving.flow import SolverFailure
from matcher.solving.instance import Groups, Instance
from matcher.solving.levels import SUPPORTED
from matcher.solving.loosening import Loosening, is_least
from matcher.solving.marks import Marks
from matcher.solving.narrowed import Shortlist, find_best_near
from matcher.solving.nesting import CrossingGroups, nest
from matcher.solving.network import build
from matcher.solving.pricing import Changed, Pricing, can_price
from matcher.solving.proof import LevelCheck, Proof, Verdict, check
from matcher.solving.queue import Queue
from matcher.solving.spare import spare

__all__ = [
    "LARGE",
    "MOST",
    "SUPPORTED",
    "Best",
    "Borders",
    "Changed",
    "Conflict",
    "CrossingGroups",
    "Groups",
    "Infeasible",
    "Instance",
    "LevelCheck",
    "Loosening",
    "Marks",
    "Pricing",
    "Proof",
    "Queue",
    "Shortlist",
    "Solution",
    "SolverFailure",
    "Verdict",
    "build",
    "can_price",
    "check",
    "confirmed",
    "find_best",
    "find_best_again",
    "find_best_near",
    "have_nothing_in_common",
    "is_least",
    "nest",
    "resolve",
    "solve",
    "spare",
]
