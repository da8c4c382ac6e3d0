"""The best list under other circumstances: other people, other rules, other answers."""

from matcher.scenarios.firmness import Firmness, firmness
from matcher.scenarios.recruiting import Recruiting, recruiting
from matcher.scenarios.tracking import Track, plainly

__all__ = ["Firmness", "Recruiting", "Track", "firmness", "plainly", "recruiting"]
