"""How firm a list is: under other weights, and with any one mentor gone."""

from matcher.scenarios.firmness.answer import Firmness
from matcher.scenarios.firmness.finding import firmness, lists_to_make
from matcher.scenarios.firmness.weights import STEPS

__all__ = ["STEPS", "Firmness", "firmness", "lists_to_make"]
