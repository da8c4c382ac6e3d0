"""Facts that the program's rules look at too: an answer can then make pairs possible or impossible."""

from collections.abc import Iterator

from matcher.explanation import crossing_limits, impossible_pairs
from matcher.policy import Policy
from matcher.policy.columns import SIDES
from matcher.preparation import prepare
from matcher.results import Listing, moves_between
from matcher.scenarios.answers.facts import MENTEES, MENTORS, Fact
from matcher.scenarios.answers.fits import Cells, with_answer
from matcher.solving import find_best


def rules_look_at(policy: Policy, fact: Fact) -> bool:
    """Whether a kind of match, a limit, a conflict or the rule who is served looks at the fact."""
    return any(table == fact.table and name in fact.columns for table, name in _columns_in_rules(policy))


def _columns_in_rules(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield table and column of everything that rules look at."""
    for tier in policy.tiers:
        yield from ((table, name) for name in tier.same for table in SIDES.values())
        yield from ((MENTORS, name) for name in tier.mentor)
        yield from ((MENTEES, name) for name in tier.mentee)
    for limit in policy.limits:
        for name in limit.by:
            side, _, column = name.partition(".")
            yield SIDES[side], column
    yield from ((MENTORS, held.by) for held in policy.held_back if held.by is not None)
    yield from ((table, name) for name in policy.conflicts.same for table in SIDES.values())
    yield from ((MENTEES, name) for name in policy.mentees.any_of)


def moved_by(listing: Listing, fact: Fact, person: int, answer: Cells) -> list[str] | None:
    """Return the ids of the mentees whose mentors are others if somebody says something; None where no list is left."""
    prepared = listing.prepared
    roster = with_answer(prepared.roster, fact.table, person, answer)
    after = prepare(roster, prepared.policy, prepared.rules.region, at=prepared.rules.at)
    if crossing_limits(after) or impossible_pairs(after):
        return None
    best = find_best(after.instance, after.levels)
    if best is None:
        return None
    found: list[str] = moves_between(listing, Listing.of(after, best.chosen))["mentee_id"].tolist()
    return found
