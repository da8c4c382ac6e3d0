"""How firm a list is: under other weights, and with any one mentor gone."""

from matcher.scenarios.firmness.answer import Firmness
from matcher.scenarios.firmness.finding import firmness

__all__ = ["Firmness", "firmness"]
