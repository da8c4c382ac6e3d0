"""What is asked to be otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Changes:
    """Other circumstances, all of them together.

    Parameters
    ----------
    seats
        By the mentor's id: so many seats more, or fewer where it is below 0.
    mentors, mentees
        People more, each with the columns that are known.
    withdrawn
        Ids of mentors and mentees who do not take part any more.
    lifted
        Names of rules that do not hold any more; see `matcher.scenarios.what_if.lifting`.
    rules
        What is laid over the policy: tables key by key, lists whole, as `extends` does.
    limits
        Limits more, beside those that stand.
    weights
        By fact, what it weighs.
    locked, blocked
        Pairs of mentee and mentor that must, and must not, be on the list.
    fewest_changes
        Whether as many pairs as possible are kept, as soon as serving people is settled.
    """

    seats: Mapping[str, int] = field(default_factory=dict)
    mentors: Sequence[Mapping[str, Any]] = ()
    mentees: Sequence[Mapping[str, Any]] = ()
    withdrawn: Sequence[str] = ()
    lifted: Sequence[str] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    limits: Sequence[Mapping[str, Any]] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    locked: Sequence[tuple[str, str]] = ()
    blocked: Sequence[tuple[str, str]] = ()
    fewest_changes: bool = False
