"""Replay a season under several rhythms, shares held back and orders of request."""

from collections.abc import Iterator, Sequence
from datetime import date

from matcher.policy import HeldBack, Policy
from matcher.preparation import Prepared, unsupported
from matcher.reading import conform
from matcher.roster import InputError, MatcherError, Roster, numbers
from matcher.scenarios import Track, plainly
from matcher.season.answer import SeasonReplay
from matcher.season.batch import Standing
from matcher.season.measuring import Measured
from matcher.season.plan import AT_ONCE, HINDSIGHT, Plan, Task, replayed
from matcher.season.planning import plan_season
from matcher.season.rhythm import RHYTHMS
from matcher.season.tables import season_tables
from matcher.solving.levels import FIRST_COME

SCENARIO = "held back in this scenario"
SEEDS = 20
WORTH_SHARING = 1_000_000
"""From so many possible pairs, over all replays, on they are shared among all processors."""


def replay_season(
    roster: Roster,
    policy: Policy,
    *,
    every: Sequence[str] = RHYTHMS,
    hold: Sequence[float] = (0.0,),
    until: date | None = None,
    seeds: int = SEEDS,
    declines: float = 0.0,
    jobs: int | None = None,
    track: Track = plainly,
) -> SeasonReplay:
    """Return what a season comes to, in batches at several rhythms and with seats held back, beside the best at once.

    Each batch makes the list that `match` makes of those who have asked by the end of its day, on that day, with the pairs
    of the batches before confirmed. There is one on the day of the first request, then one each so many days, and one
    on the season's last day. Pairs that are confirmed, agreed on or locked stand from the beginning; fewest numbers
    (``min_mentees``, ``min``) hold for no batch.

    Parameters
    ----------
    every
        How often batches run, of `RHYTHMS`.
    hold
        Shares of the seats of every region, 0 to 1, that are held back beside what the policy holds back; 0 is
        always among them.
    until
        The first day on which these seats are given.
    seeds
        How many seasons: the first is the one that is listed; in each other the moments of request are dealt anew among
        those who ask.
    declines
        Which part of all offered pairs is declined; it is the same pairs at every rhythm.
    jobs
        How many processors work on it; None for all. The answer is the same.
    track
        Goes through the replays and tells how far it is.

    Raises
    ------
    InputError
        The policy does not serve first come, first served, or asks for what is not supported; the roster has codes
        that the policy does not know, or requests without a moment.
    MatcherError
        A rhythm, a share or a number is none; nobody asks in the season.
    InfeasibleError
        A fixed pair is forbidden.
    """
    every, hold = _checked(every, hold, until, seeds, declines, jobs)
    if policy.objectives.order[0] != FIRST_COME:
        raise MatcherError(
            f"A season is replayed under rules that serve first come, first served: the first goal must be "
            f"'{FIRST_COME}'. The first goal of '{policy.program.name}' is '{policy.objectives.order[0]}'."
        )
    roster = conform(roster, policy.expectations)
    refused = unsupported(policy)
    if refused:
        raise InputError(refused)
    prepared, plan = plan_season(roster, policy, {share: _overlay(share, until) for share in hold}, declines)
    if not plan.asking.any():
        raise MatcherError(f"Nobody on these lists asks for a mentor by the season's end, {plan.last}.")
    tasks = [
        task
        for seed in range(seeds)
        for task in (
            *(Task(seed, name, 0.0) for name in (HINDSIGHT, AT_ONCE)),
            *(Task(seed, rhythm, share) for rhythm in every for share in hold),
        )
    ]
    found = list(_all_replayed(plan, tasks, jobs, track))
    return SeasonReplay(**season_tables(tasks, found), facts=_facts(prepared, plan, seeds))


def _checked(
    every: Sequence[str],
    hold: Sequence[float],
    until: date | None,
    seeds: int,
    declines: float,
    jobs: int | None,
) -> tuple[list[str], list[float]]:
    """Return the rhythms, the most often first, and the shares, from 0 up."""
    unknown = [one for one in every if one not in RHYTHMS]
    if unknown or not every:
        said = f"not '{unknown[0]}'" if unknown else "and at least one"
        raise MatcherError(f"Batches run {', '.join(RHYTHMS[:-1])} or {RHYTHMS[-1]}, {said}.")
    for name, shares in (("held back", hold), ("declined", [declines])):
        wrong = [one for one in shares if not 0 <= one <= 1]
        if wrong:
            raise MatcherError(f"What is {name} is a share from 0 to 1, not {wrong[0]:g}.")
    if any(hold) and until is None:
        raise MatcherError("Say until which day the seats are held back.")
    if until is not None and not any(hold):
        raise MatcherError("Say how many seats are held back until then, as a share.")
    for name, number in (("seeds", seeds), ("jobs", jobs)):
        if number is not None and number < 1:
            raise MatcherError(f"The number of {name} must be a whole number of at least 1, not {number}.")
    return [one for one in RHYTHMS if one in every], sorted({0.0, *hold})


def _overlay(share: float, until: date | None) -> list[HeldBack]:
    """Return what a scenario holds back beside the policy."""
    if not share or until is None:
        return []
    return [HeldBack(name=SCENARIO, by="region", share=share, until=until)]


def _all_replayed(plan: Plan, tasks: Sequence[Task], jobs: int | None, track: Track) -> Iterator[Measured]:
    """Yield what each task comes to, in order."""
    if jobs is None:
        jobs = 1 if len(tasks) * len(plan.tier) < WORTH_SHARING else -1
    if jobs == 1:
        yield from (replayed(plan, task) for task in track(tasks, "Replaying"))
        return
    from joblib import Parallel, delayed

    workers = Parallel(n_jobs=jobs, return_as="generator")
    found = workers(delayed(replayed)(plan, task) for task in tasks)
    for _ in track(tasks, "Replaying"):
        yield next(found)


def _facts(prepared: Prepared, plan: Plan, seeds: int) -> dict[str, object]:
    """Return what the answer's text says beside its tables."""
    policy, everybody = prepared.policy, plan.everybody
    late = (Standing.at_first(everybody).left > 0) & ~plan.asking
    minimums = bool((numbers(prepared.roster.mentors, "min_mentees") > 0).any()) or any(
        limit.min is not None for limit in policy.limits
    )
    return {
        "program": f"{policy.program.name} {policy.program.season}",
        "first": str(plan.first),
        "last": str(plan.last),
        "asking": int(plan.asking.sum()),
        "mentors": int((everybody.seats > 0).sum()),
        "seats": int(everybody.seats.sum()),
        "standing": int(everybody.instance.load_before.sum()) + len(everybody.fixed),
        "after_the_end": int(late.sum()),
        "minimums_left_out": minimums,
        "until": "" if plan.until is None else str(plan.until),
        "declines": plan.declines,
        "seeds": seeds,
    }
