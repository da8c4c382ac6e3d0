"""The season as it is now: the lists with what happened, and the pairs of the earlier list to be kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher.matching import OPTIMAL, match
from matcher.policy import Policy
from matcher.preparation import Prepared, region_faults, unsupported
from matcher.reading import conform
from matcher.results import Listing
from matcher.roster import InputError, Problem, Roster, texts
from matcher.scenarios.what_if import FEWEST, Changes, People, with_fewest_changes

Pair = tuple[str, str]


@dataclass(frozen=True)
class SeasonNow:
    """What is matched after the start.

    Parameters
    ----------
    listed
        The lists before `changes`.
    happened
        Each change in words.
    withdrawn
        Ids of mentors and mentees who withdrew.
    stand
        How many of the earlier pairs were made confirmed; None where that was not asked for.
    """

    roster: Roster
    policy: Policy
    listed: Roster
    changes: Changes
    happened: tuple[str, ...]
    remarks: tuple[str, ...]
    withdrawn: frozenset[str]
    stand: int | None

    @property
    def added(self) -> set[str]:
        """Return the ids of the people whom the changes added."""
        return _there(self.roster) - _there(self.listed)


def season_now(
    earlier: Listing,
    roster: Roster | None,
    policy: Policy | None,
    changes: Changes,
    *,
    at: date | None,
    confirmed: bool,
) -> SeasonNow:
    """Return the season to be matched.

    Parameters
    ----------
    roster, policy
        The lists and rules as they are now; None where they are as they were.
    at
        The moment of matching.
    confirmed
        Whether all earlier pairs that can still be stand, as confirmed ones.

    Raises
    ------
    InputError
        With everything that is wrong with the changes, each under the name of the change.
    """
    before = earlier.prepared
    policy = policy or before.policy
    listed = conform(roster or before.roster, policy.expectations)
    refused = [*unsupported(policy), *region_faults(listed, policy, before.rules.region)]
    if refused:
        raise InputError(refused)
    changes = _of_people_there(changes, before.roster, listed)
    problems: list[Problem] = []
    people = People(listed, policy, happened=True, problems=problems)
    people.change(changes)
    if problems:
        raise InputError(problems)
    policy = with_fewest_changes(policy)
    pairs = _still_there(earlier, people.roster, set(changes.withdrawn))
    people.propose(pairs)
    stand = None
    if confirmed:
        standing = _can_stand(people.roster, policy, before, at, pairs)
        people.confirm(standing)
        stand = len(standing)
    return SeasonNow(
        people.roster,
        policy,
        listed,
        changes,
        tuple(people.said),
        tuple(people.remarks),
        frozenset(changes.withdrawn),
        stand,
    )


def _of_people_there(changes: Changes, before: Roster, now: Roster) -> Changes:
    """Return the changes without the withdrawals of people whom the lists do not have any more."""
    left = _there(before) - _there(now)
    return replace(changes, withdrawn=[one for one in changes.withdrawn if one not in left])


def _there(roster: Roster) -> set[str]:
    return {*texts(roster.mentees, "mentee_id"), *texts(roster.mentors, "mentor_id")}


def _still_there(earlier: Listing, now: Roster, gone: set[str]) -> list[Pair]:
    """Return the ids of the earlier pairs of people who are both still there."""
    mentees, mentors = (
        set(texts(now.mentees, "mentee_id")) - gone,
        set(texts(now.mentors, "mentor_id")) - gone,
    )
    return [pair for pair in listed_pairs(earlier) if pair[0] in mentees and pair[1] in mentors]


def listed_pairs(listing: Listing) -> list[Pair]:
    """Return the ids of mentee and mentor of each pair on a list."""
    roster = listing.prepared.roster
    mentees = texts(roster.mentees, "mentee_id")[listing.mentee]
    return list(zip(mentees, texts(roster.mentors, "mentor_id")[listing.mentor], strict=True))


def _can_stand(
    roster: Roster, policy: Policy, before: Prepared, at: date | None, pairs: Sequence[Pair]
) -> list[Pair]:
    """Return the proposed pairs that can all stand together: as many as can be, chosen by the goals."""
    objectives = policy.objectives
    order = [FEWEST, *(one for one in objectives.order if one != FEWEST)]
    first = policy.model_copy(update={"objectives": objectives.model_copy(update={"order": order})})
    found = match(roster, first, region=before.rules.region, at=at)
    if found.status != OPTIMAL:
        return []
    kept = found.pairs["kind"] == "proposed"
    listed = set(zip(found.pairs["mentee_id"][kept], found.pairs["mentor_id"][kept], strict=True))
    return [pair for pair in pairs if pair in listed]
