"""The changed season in arrays, with what the changes leave as it was taken over.

Which pairs are possible hangs on who can take part, on what the two have in common and on the rules on pairs. Where nobody
can take part who could not before, and kinds of match and conflicts are as they were, the possible pairs are those of
before without those of people who cannot any more, and without blocked ones.
"""

from dataclasses import replace

import numpy as np

from matcher.arrays import Mask
from matcher.compatibility import Scorecard, Scores
from matcher.eligibility import Candidates, Removed, Rules
from matcher.policy import Policy
from matcher.preparation import FixedFacts, Prepared, assemble, prepare
from matcher.roster import Roster

NOT_COUNTED = Removed((), np.zeros((0, 0), dtype=np.int64), np.zeros((0, 0), dtype=np.int64))
"""How many partners each rule removed, which nobody asks of a season that is only imagined."""


def prepare_again(before: Prepared, roster: Roster, policy: Policy, *, same_people: bool) -> Prepared:
    """Return what `prepare` returns, without the counts of what each rule removed.

    Parameters
    ----------
    before
        The season before the changes.
    same_people
        Whether the same people stand in the same places, with other seats, minimums and availability at the most, and no
        fixed pair is new but proposed ones, locks and blocks, and none is gone but of people who withdraw.
    """
    rules = Rules(roster, policy, before.rules.region, before.rules.at)
    if not (same_people and _same_pairs(before.policy, policy) and _nobody_new(before.rules, rules)):
        return prepare(roster, policy, before.rules.region, at=before.rules.at)
    kept = _still_possible(before.candidates, rules)
    candidates = _those(before.candidates, rules, kept)
    facts = FixedFacts(before.instance.home[kept], before.instance.mentee_bits, before.instance.mentor_bits)
    if (policy.compatibility, policy.proximity) == (before.policy.compatibility, before.policy.proximity):
        scores = Scores(before.scores.micro[kept], before.scores.known[kept])
        return assemble(rules, candidates, before.scorecard, scores, facts)
    scorecard = Scorecard(roster, policy)
    return assemble(
        rules, candidates, scorecard, scorecard.score(candidates.mentee, candidates.mentor), facts
    )


def _same_pairs(before: Policy, after: Policy) -> bool:
    """Whether the same pairs are possible of people who can take part; what a kind of match costs does not matter."""
    kinds = [[tier.model_copy(update={"cost": None}) for tier in one.tiers] for one in (before, after)]
    return kinds[0] == kinds[1] and before.conflicts == after.conflicts and before.values == after.values


def _nobody_new(before: Rules, after: Rules) -> bool:
    """Whether everybody who can take part, and asks for somebody, could and did before."""
    could = before.asking, before.mentors.eligible & (before.seats > 0)
    can = after.asking, after.mentors.eligible & (after.seats > 0)
    return not any(np.any(now & ~was) for was, now in zip(could, can, strict=True))


def _still_possible(before: Candidates, rules: Rules) -> Mask:
    can_serve = rules.mentors.eligible & (rules.seats > 0)
    possible = rules.asking[before.mentee] & can_serve[before.mentor]
    found: Mask = possible & ~rules.are_listed("block", before.mentee, before.mentor)
    return found


def _those(before: Candidates, rules: Rules, kept: Mask) -> Candidates:
    return replace(
        before,
        mentee=before.mentee[kept],
        mentor=before.mentor[kept],
        tier=before.tier[kept],
        asked=before.asked[kept],
        mentees=rules.mentees,
        mentors=rules.mentors,
        seats=rules.seats,
        removed=NOT_COUNTED,
    )
