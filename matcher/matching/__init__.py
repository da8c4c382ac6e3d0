"""From a roster and a policy to the one best list, and what it answers."""

from matcher.matching.found import INFEASIBLE, OPTIMAL, InfeasibleError
from matcher.matching.making import match
from matcher.matching.matching import Matching

__all__ = ["INFEASIBLE", "OPTIMAL", "InfeasibleError", "Matching", "match"]
