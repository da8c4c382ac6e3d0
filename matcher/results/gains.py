"""What it means for people when a goal is better reached by so much."""

from collections.abc import Callable, Mapping

from matcher.roster.text import digits_apart
from matcher.solving.levels import FIRST_COME, FIRST_MENTOR, WORST_OFF

SHORT_WORDS: Mapping[str, Callable[[float], str]] = {
    "served": lambda change: f"served {change:+.0f}",
    FIRST_COME: lambda change: f"served {change:+.0f}",
    "home": lambda change: f"at home {change:+.0f}",
    "fewest_changes": lambda change: f"kept {change:+.0f}",
    "tiers": lambda change: f"kinds {-change:+.0f}",
    WORST_OFF: lambda change: f"lowest {change:+.{digits_apart(change, 0, 2)}f}",
    "compatibility": lambda change: f"fit {change:+.{digits_apart(change, 0, 2)}f}",
    "balance": lambda change: f"evenness {-change:+.0f}",
}
"""What a change of a goal's value is called where there is little room; plus is better."""


def gain_words(name: str, change: float) -> str:
    """Return a gain at one goal as a phrase: "1 more person with a mentor".

    Parameters
    ----------
    change
        By how much the goal's value changes for the better, in its own unit.
    """
    amount = abs(change)
    whole = f"{amount:,.0f}"
    pairs = "pair" if amount == 1 else "pairs"
    if name == "served":
        return _served(amount)
    digits = digits_apart(amount, 0, 3)
    return {
        FIRST_COME: f"{whole} more {'request' if amount == 1 else 'requests'} served",
        "home": f"{whole} more {pairs} within one region",
        "fewest_changes": f"{whole} more proposed {pairs} kept",
        "tiers": f"better kinds of match, by {whole} in all",
        WORST_OFF: f"the lowest fit higher by {amount:.{digits}f}",
        "compatibility": f"a better fit, by {amount:.{digits}f} in all",
        "balance": "mentors more evenly loaded",
    }[name]


def _served(amount: float) -> str:
    people, seats = divmod(round(amount), FIRST_MENTOR)
    if seats:
        return f"{seats + people} more {'seat' if seats + people == 1 else 'seats'} filled"
    return f"{people:,} more {'person' if people == 1 else 'people'} with a mentor"
