"""Mentor–mentee lists that are provably the best under a program's own rules.

>>> import matcher
>>> roster = matcher.read_roster("program.xlsx")  # doctest: +SKIP
>>> matching = matcher.match(roster, matcher.load_policy("masa"))  # doctest: +SKIP
>>> matching.pairs  # doctest: +SKIP
"""

from matcher.assignment import Assignment, assign
from matcher.batches import Batch, run_batch
from matcher.calendars import SeasonCalendar, season_calendar
from matcher.comparison import Comparison, compare
from matcher.funding import Funding, funding_of
from matcher.ledger import Ledger, open_ledger, read_ledger, record
from matcher.matching import InfeasibleError, Matching, match
from matcher.policy import Policy, load_policy
from matcher.reading import ColumnMap, load_map, read_edits, read_frames, read_roster
from matcher.rematching import Rematch, rematch
from matcher.report import write_result
from matcher.roster import InputError, MatcherError, Problem, Roster
from matcher.season import SeasonReplay, replay_season
from matcher.verification import Finding, read_result, verify

__all__ = [
    "Assignment",
    "Batch",
    "ColumnMap",
    "Comparison",
    "Finding",
    "Funding",
    "InfeasibleError",
    "InputError",
    "Ledger",
    "MatcherError",
    "Matching",
    "Policy",
    "Problem",
    "Rematch",
    "Roster",
    "SeasonCalendar",
    "SeasonReplay",
    "assign",
    "compare",
    "funding_of",
    "load_map",
    "load_policy",
    "match",
    "open_ledger",
    "read_edits",
    "read_frames",
    "read_ledger",
    "read_result",
    "read_roster",
    "record",
    "rematch",
    "replay_season",
    "run_batch",
    "season_calendar",
    "verify",
    "write_result",
]
