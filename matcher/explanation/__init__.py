"""Why a pair, and why not: computed from the list and the rules."""

from matcher.explanation.answer import Explanation
from matcher.explanation.causes import NOT_ELIGIBLE, Cause, find_causes
from matcher.explanation.reasons import reasons

__all__ = ["NOT_ELIGIBLE", "Cause", "Explanation", "find_causes", "reasons"]
