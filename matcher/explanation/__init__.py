"""Why a pair, why not, and why no list: computed from the list and the rules."""

from matcher.explanation.answer import Explanation, MentorExplanation
from matcher.explanation.causes import (
    LIMIT,
    NO_CANDIDATE,
    NOT_ELIGIBLE,
    SHORTAGE,
    Cause,
    could_seat_more,
    find_causes,
    not_eligible,
)
from matcher.explanation.clashes import Clash, clashes_of, crossing_limits, impossible_pairs, loosening_of
from matcher.explanation.forcing import Forced, Forcing, moved
from matcher.explanation.prices import in_units, price_sentence, stands_against, worse_words
from matcher.explanation.reasons import reasons
from matcher.explanation.why_not import WhyNot, goals_table, no_goals, no_moves

__all__ = [
    "LIMIT",
    "NOT_ELIGIBLE",
    "NO_CANDIDATE",
    "SHORTAGE",
    "Cause",
    "Clash",
    "Explanation",
    "Forced",
    "Forcing",
    "MentorExplanation",
    "WhyNot",
    "clashes_of",
    "could_seat_more",
    "crossing_limits",
    "find_causes",
    "goals_table",
    "impossible_pairs",
    "in_units",
    "loosening_of",
    "moved",
    "no_goals",
    "no_moves",
    "not_eligible",
    "price_sentence",
    "reasons",
    "stands_against",
    "worse_words",
]
