"""`match(roster, policy) -> Matching`: the heart, three nouns and a verb."""

from datetime import date, datetime

from matcher.backups import find_backups
from matcher.clock import Clock
from matcher.explanation import crossing_limits, impossible_pairs
from matcher.matching.matching import Matching
from matcher.policy import Policy
from matcher.preparation import Prepared, known_region, prepare, region_faults, unsupported
from matcher.reading import conform
from matcher.roster import InputError, Roster
from matcher.solving import LARGE, Solution, SolverFailure, Verdict, resolve, solve


def match(
    roster: Roster,
    policy: Policy,
    *,
    region: str = "",
    at: date | datetime | None = None,
    earlier: Matching | None = None,
) -> Matching:
    """Return the one list that is best under the policy's goals, in their order, with its proof.

    Parameters
    ----------
    roster
        From `matcher.read_roster` or `matcher.read_frames`.
    policy
        From `matcher.load_policy`.
    region
        Serve this region's mentees only, from its own mentors and those lent to it; empty for all together.
    at
        The moment of matching, in local time: mentors must be there on its day, and seats that are held back are until
        theirs. Left out: the season's first day.
    earlier
        The list from before a small change, which makes a large one quicker to find again: a person more or less, a
        seat, a lock, a block. The list and its proof are the same with or without.

    Returns
    -------
    Matching
        Its `status` is "infeasible", and its tables are not there, where fixed pairs, minimums and limits cannot hold
        together.

    Raises
    ------
    InputError
        The roster has codes that the policy does not know, there is no such region, or the policy asks for what is
        not supported yet.
    """
    clock = Clock()
    roster = conform(roster, policy.expectations)
    refused = [*unsupported(policy), *region_faults(roster, policy, region)]
    if refused:
        raise InputError(refused)
    clock.note("rules")
    prepared = prepare(roster, policy, known_region(roster, policy, region), clock, at=_moment(at))
    crossing = crossing_limits(prepared)
    if crossing:
        raise InputError(crossing)
    solution = _solution(prepared, earlier)
    clock.note("goals")
    if solution.chosen is None or impossible_pairs(prepared):
        return Matching(prepared, None, None, solution.infeasible, clock.seconds)
    backups = find_backups(prepared, solution.chosen)
    clock.note("backups")
    matching = Matching(prepared, solution.chosen, solution.proof, None, clock.seconds, backups)
    if not all(map(_confirms, [matching.verdict, *matching.backup_verdicts])):
        raise SolverFailure("what was found is not confirmed by its own proof")
    clock.note("proof")
    clock.seconds.update({f"goal {name}": value for name, value in solution.seconds.items()})
    return matching


def _moment(at: date | datetime | None) -> str:
    """Return a moment as ISO has it, to the second; a date alone is its 00:00."""
    if at is None:
        return ""
    moment = at if isinstance(at, datetime) else datetime(at.year, at.month, at.day)
    return moment.isoformat(timespec="seconds")


def _confirms(verdict: Verdict) -> bool:
    return verdict.failure is None and verdict.unique


def _solution(prepared: Prepared, earlier: Matching | None) -> Solution:
    """Solve from the earlier list where that is quicker."""
    instance, levels = prepared.instance, prepared.levels
    if earlier is None or earlier.chosen is None or earlier.proof is None or len(instance.mentee) < LARGE:
        return solve(instance, levels)
    return resolve(instance, levels, earlier.prepared.instance, Solution(earlier.chosen, earlier.proof))
