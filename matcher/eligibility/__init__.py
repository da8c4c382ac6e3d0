"""Who can be paired with whom: every hard rule, vectorised, and what each of them removed."""

from matcher.eligibility.candidates import Candidates, Removed, Rules, find_candidates
from matcher.eligibility.groups import Group, LimitGroups
from matcher.eligibility.limits import limit_groups
from matcher.eligibility.restrictions import CONFIDENTIAL
from matcher.eligibility.standing import Standing, renewals_due
from matcher.eligibility.supply import supply_warnings

__all__ = [
    "CONFIDENTIAL",
    "Candidates",
    "Group",
    "LimitGroups",
    "Removed",
    "Rules",
    "Standing",
    "find_candidates",
    "limit_groups",
    "renewals_due",
    "supply_warnings",
]
