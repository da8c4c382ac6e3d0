"""What became of the pairs of past seasons: figures that keep small numbers back, and the handover."""

from matcher.outcomes.figures import HAPPY, SHARES
from matcher.outcomes.handover import handover, handover_counts
from matcher.outcomes.interval import wilson
from matcher.outcomes.past import past_seasons
from matcher.outcomes.withholding import SMALL

__all__ = ["HAPPY", "SHARES", "SMALL", "handover", "handover_counts", "past_seasons", "wilson"]
