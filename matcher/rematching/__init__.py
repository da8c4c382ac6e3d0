"""After the start: the list of pairs again, with the fewest changes, after people left, came or were given seats."""

from matcher.rematching.answer import Rematch
from matcher.rematching.making import rematch

__all__ = ["Rematch", "rematch"]
