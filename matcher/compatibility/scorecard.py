"""The fit of a pair: a weighted mean of its features, and how much of it rests on known facts."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Floats, Ints
from matcher.compatibility.features import Feature, make_features
from matcher.policy import Policy
from matcher.roster import Roster

NEUTRAL = 0.5
MICRO = 1_000_000
"""Scores are decided on as whole millionths."""
BLOCK = 1 << 20


@dataclass(frozen=True)
class Scores:
    """The fit of many pairs.

    Parameters
    ----------
    micro
        int64, the score in millionths, 0 to 1,000,000.
    known
        int64, how many of the weighted features are known.
    """

    micro: Ints
    known: Ints


class Scorecard:
    """Scores pairs of one roster by a policy's weights.

    Parameters
    ----------
    roster, policy
        The weights are the policy's, divided by their sum.
    """

    def __init__(self, roster: Roster, policy: Policy):
        self.weights = policy.compatibility.weights
        self.all_features: dict[str, Feature] = make_features(roster, policy)

    def with_weights(self, weights: Mapping[str, float]) -> "Scorecard":
        """Return the scorecard of the same people by other weights, which are divided by their sum already."""
        other = copy(self)
        other.weights = dict(weights)
        return other

    def features(self, mentee: Ints, mentor: Ints) -> dict[str, Floats]:
        """Return the weighted features of each pair by name; NaN is unknown."""
        return {
            name: feature(mentee, mentor)
            for name, feature in self.all_features.items()
            if name in self.weights
        }

    def contributions(self, mentee: Ints, mentor: Ints) -> dict[str, Floats]:
        """Return what each feature adds to each pair's score; unknown ones add half of their weight."""
        return {
            name: self.weights[name] * np.where(np.isnan(values), NEUTRAL, values)
            for name, values in self.features(mentee, mentor).items()
        }

    def score(self, mentee: Ints, mentor: Ints) -> Scores:
        """Return the fit of each pair."""
        micro = np.empty(len(mentee), dtype=np.int64)
        known = np.empty(len(mentee), dtype=np.int64)
        for start in range(0, len(mentee), BLOCK):
            block = slice(start, start + BLOCK)
            micro[block], known[block] = self._score_block(mentee[block], mentor[block])
        return Scores(micro, known)

    def _score_block(self, mentee: Ints, mentor: Ints) -> tuple[Ints, npt.NDArray[np.int64]]:
        total = np.zeros(len(mentee))
        known = np.zeros(len(mentee), dtype=np.int64)
        for name, values in self.features(mentee, mentor).items():
            missing = np.isnan(values)
            total += self.weights[name] * np.where(missing, NEUTRAL, values)
            known += ~missing
        return np.rint(total * MICRO).astype(np.int64), known
