"""The best list under other circumstances: other people, other rules, other answers."""

from matcher.scenarios.answers import Answers, answers_to_collect
from matcher.scenarios.fairness import Tradeoff, tradeoff
from matcher.scenarios.firmness import Firmness, firmness
from matcher.scenarios.recruiting import Recruiting, priced_recruiting, recruiting
from matcher.scenarios.tracking import Track, plainly

__all__ = [
    "Answers",
    "Firmness",
    "Recruiting",
    "Track",
    "Tradeoff",
    "answers_to_collect",
    "firmness",
    "plainly",
    "priced_recruiting",
    "recruiting",
    "tradeoff",
]
