"""Why a pair, why not, and why no list: computed from the list and the rules."""

from matcher.explanation.answer import Explanation
from matcher.explanation.causes import NOT_ELIGIBLE, Cause, find_causes
from matcher.explanation.clashes import Clash, clashes_of, crossing_limits, impossible_pairs, loosening_of
from matcher.explanation.reasons import reasons

__all__ = [
    "NOT_ELIGIBLE",
    "Cause",
    "Clash",
    "Explanation",
    "clashes_of",
    "crossing_limits",
    "find_causes",
    "impossible_pairs",
    "loosening_of",
    "reasons",
]
