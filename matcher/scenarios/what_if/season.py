"""A season under other circumstances, ready to be solved."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.policy import Policy
from matcher.preparation import Prepared
from matcher.reading import conform
from matcher.results import Listing
from matcher.roster import InputError, Problem, Roster, texts
from matcher.scenarios.what_if.changes import Changes
from matcher.scenarios.what_if.people import People
from matcher.scenarios.what_if.preparing import prepare_again
from matcher.scenarios.what_if.rules import FEWEST, changed_policy, lifts, with_fewest_changes
from matcher.scenarios.what_if.words import rule_words

GOALS_BEFORE = {
    "served": "how many people are served",
    "first_come": "the order of requests",
    "home": "how many pairs are within one region",
}


@dataclass(frozen=True)
class ChangedSeason:
    """What the changes make of a season.

    Parameters
    ----------
    said
        Each change in words.
    remarks
        What else a reader should know.
    """

    prepared: Prepared
    said: tuple[str, ...]
    remarks: tuple[str, ...]


def changed_season(listing: Listing, changes: Changes) -> ChangedSeason:
    """Return the season that a list is of, with these changes.

    Raises
    ------
    InputError
        With everything that is wrong with the changes, each under the name of the change.
    """
    before = listing.prepared
    problems: list[Problem] = []
    lifted = lifts(before.policy, changes, problems)
    policy = changed_policy(before.policy, changes, lifted, problems)
    roster = before.roster
    for one in lifted:
        roster = one.lists(roster)
    people = People(_conformed(roster, before.policy, policy), policy, problems=problems)
    people.said += [f"The rule '{one.name}' would not hold." for one in lifted if one.column]
    people.said += rule_words(before.policy, policy)
    people.change(changes)
    if problems:
        raise InputError(problems)
    if changes.fewest_changes:
        policy = with_fewest_changes(policy)
        people.said.append(_kept(policy))
        people.propose(_pairs(listing))
    same_people = not (changes.mentors or changes.mentees) and policy.values == before.policy.values
    prepared = prepare_again(before, people.roster, policy, same_people=same_people)
    return ChangedSeason(prepared, tuple(people.said), (*people.remarks, *unable(prepared, changes, roster)))


def _kept(policy: Policy) -> str:
    """Return that pairs are kept, and what counts for more."""
    order = policy.objectives.order
    before = [GOALS_BEFORE.get(one, one) for one in order[: order.index(FEWEST)]]
    place = f"next after {' and '.join(before)}" if before else "first"
    return f"As many pairs as possible would stay as they are: that would count {place}."


def _conformed(roster: Roster, before: Policy, policy: Policy) -> Roster:
    """Return the roster as the changed rules spell it."""
    if policy.values == before.values and policy.expectations == before.expectations:
        return roster
    return conform(roster, policy.expectations)


def _pairs(listing: Listing) -> list[tuple[str, str]]:
    """Return the ids of the listed pairs that are not confirmed."""
    roster, open_ones = listing.prepared.roster, ~listing.stands
    mentees = texts(roster.mentees, "mentee_id")[listing.mentee[open_ones]]
    return list(zip(mentees, texts(roster.mentors, "mentor_id")[listing.mentor[open_ones]], strict=True))


def unable(prepared: Prepared, changes: Changes, before: Roster) -> list[str]:
    """Return why people who were added, or were given seats, cannot take part; `before` is without the changes."""
    found = []
    for table, standing, cannot in (
        ("mentors", prepared.rules.mentors, "cannot serve"),
        ("mentees", prepared.rules.mentees, "cannot be served"),
    ):
        key = f"{table[:-1]}_id"
        known = set(texts(before.table(table), key))
        given = {one for one, more in changes.seats.items() if more > 0} if table == "mentors" else set()
        for place, one in enumerate(texts(prepared.roster.table(table), key)):
            if (one not in known or one in given) and standing.causes(place):
                found.append(f"{one} {cannot}: {'; '.join(standing.causes(place))}.")
    return found


def withdrawn_mentees(prepared: Prepared, changes: Changes) -> Sequence[str]:
    """Return the ids of the mentees who withdraw."""
    known = set(texts(prepared.roster.mentees, "mentee_id"))
    return [one for one in changes.withdrawn if one in known]
