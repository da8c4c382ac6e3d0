"""How well two people fit: named features, and the scorecard over them."""

from matcher.compatibility.features import distances
from matcher.compatibility.scorecard import MICRO, Scorecard, Scores

__all__ = ["MICRO", "Scorecard", "Scores", "distances"]
