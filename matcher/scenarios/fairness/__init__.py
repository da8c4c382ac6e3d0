"""What fairness costs: the exact frontier between the total fit and the lowest fit, or even loads."""

from matcher.scenarios.fairness.answer import BALANCE, WORST_OFF, Tradeoff
from matcher.scenarios.fairness.finding import tradeoff

__all__ = ["BALANCE", "WORST_OFF", "Tradeoff", "tradeoff"]
