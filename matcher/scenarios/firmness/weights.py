"""The best list where one fact counts more, or less, than the rules say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matcher.arrays import Mask
from matcher.policy import Policy
from matcher.policy.words import SHORT
from matcher.preparation import Prepared
from matcher.results import LevelResult, level_result
from matcher.scenarios.tracking import Track
from matcher.solving import Best, find_best_again
from matcher.solving.levels import BY_SCORE

STEPS = (10, 20, 40)
"""By how much a weight is changed, in per cent, up and down."""


@dataclass(frozen=True)
class Change:
    """One weight is another.

    Parameters
    ----------
    feature
        Whose weight.
    percent
        By how much it is greater, or smaller where it is below 0, before all weights are divided by their sum.
    """

    feature: str
    percent: int

    @property
    def words(self) -> str:
        """Return what is changed, as the end of a sentence."""
        return f"if '{SHORT[self.feature]}' counted {abs(self.percent)}% {'more' if self.percent > 0 else 'less'}"


@dataclass(frozen=True)
class UnderWeights:
    """The best list under one change.

    Parameters
    ----------
    chosen
        bool per possible pair.
    goals
        What it reaches, the fit counted by the changed weights.
    """

    change: Change
    chosen: Mask
    goals: tuple[LevelResult, ...]


def changes(policy: Policy) -> list[Change]:
    """Return all changes of a weight, the smallest first; none where no goal looks at the fit."""
    if not set(BY_SCORE) & set(policy.objectives.order):
        return []
    weights = policy.compatibility.weights
    return [Change(feature, sign * step) for step in STEPS for feature in weights for sign in (1, -1)]


def reweighted(prepared: Prepared, change: Change) -> Prepared:
    """Return the problem with one weight changed; only the fit of the pairs is another."""
    rules = prepared.policy.compatibility
    weight = getattr(rules, change.feature) * (100 + change.percent) / 100
    rules = rules.model_copy(update={change.feature: weight})
    card = prepared.scorecard.with_weights(rules.weights)
    scores = card.score(prepared.candidates.mentee, prepared.candidates.mentor)
    return replace(
        prepared,
        policy=prepared.policy.model_copy(update={"compatibility": rules}),
        scorecard=card,
        scores=scores,
        instance=replace(prepared.instance, score=scores.micro),
    )


def under_weights(prepared: Prepared, best: Best, track: Track) -> Sequence[UnderWeights]:
    """Return the best list under each change of a weight, the smallest change first."""
    return [
        _under(reweighted(prepared, change), best, change)
        for change in track(changes(prepared.policy), "With other weights")
    ]


def _under(prepared: Prepared, best: Best, change: Change) -> UnderWeights:
    found = find_best_again(prepared.instance, best)
    goals = tuple(level_result(prepared, one) for one in found.goals)
    return UnderWeights(change, found.chosen, goals)
