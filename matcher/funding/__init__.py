"""On which a program and its funder agree: pairs served against pairs funded, and what the next dollar buys."""

from matcher.funding.answer import Funding
from matcher.funding.counting import Served, served_and_funded
from matcher.funding.finding import funding_of

__all__ = ["Funding", "Served", "funding_of", "served_and_funded"]
