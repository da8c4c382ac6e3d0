"""What one goal costs another: all lists of which none is better at both."""

from matcher.solving.frontiers.balance import frontier_of_balance
from matcher.solving.frontiers.face import face_of
from matcher.solving.frontiers.lowest import frontier_of_lowest
from matcher.solving.frontiers.points import Frontier, Point

__all__ = ["Frontier", "Point", "face_of", "frontier_of_balance", "frontier_of_lowest"]
