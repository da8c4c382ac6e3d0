"""Why a pair, why not, and why no list: computed from the list and the rules."""

from matcher.explanation.answer import Explanation
from matcher.explanation.causes import NOT_ELIGIBLE, Cause, find_causes
from matcher.explanation.clashes import Clash, clashes_of, crossing_limits, impossible_pairs, loosening_of
from matcher.explanation.forcing import force
from matcher.explanation.reasons import reasons
from matcher.explanation.why_not import WhyNot, goals_table, moves_table, no_goals, no_moves, price_sentence

__all__ = [
    "NOT_ELIGIBLE",
    "Cause",
    "Clash",
    "Explanation",
    "WhyNot",
    "clashes_of",
    "crossing_limits",
    "find_causes",
    "force",
    "goals_table",
    "impossible_pairs",
    "loosening_of",
    "moves_table",
    "no_goals",
    "no_moves",
    "price_sentence",
    "reasons",
]
