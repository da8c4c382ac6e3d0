"""The best list under other circumstances: other people, other rules, other answers."""

from matcher.scenarios.fairness import Tradeoff, tradeoff
from matcher.scenarios.firmness import Firmness, firmness
from matcher.scenarios.recruiting import Recruiting, recruiting
from matcher.scenarios.tracking import Track, plainly

__all__ = ["Firmness", "Recruiting", "Track", "Tradeoff", "firmness", "plainly", "recruiting", "tradeoff"]
