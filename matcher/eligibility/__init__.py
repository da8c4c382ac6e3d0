"""Who can be paired with whom: every hard rule, vectorised, and what each of them removed."""

from matcher.eligibility.candidates import Candidates, Removed, Rules, find_candidates
from matcher.eligibility.groups import UNKNOWN, Group, LimitGroups
from matcher.eligibility.holding import mentor_groups, seats_held
from matcher.eligibility.limits import funding_groups, limit_groups, pairs_before
from matcher.eligibility.restrictions import CONFIDENTIAL
from matcher.eligibility.standing import Standing, renewals_due
from matcher.eligibility.supply import supply_warnings

__all__ = [
    "CONFIDENTIAL",
    "UNKNOWN",
    "Candidates",
    "Group",
    "LimitGroups",
    "Removed",
    "Rules",
    "Standing",
    "find_candidates",
    "funding_groups",
    "limit_groups",
    "mentor_groups",
    "pairs_before",
    "renewals_due",
    "seats_held",
    "supply_warnings",
]
