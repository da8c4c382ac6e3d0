"""The best list under other circumstances: other people, other rules, other answers."""

from matcher.scenarios.recruiting import Recruiting, recruiting

__all__ = ["Recruiting", "recruiting"]
