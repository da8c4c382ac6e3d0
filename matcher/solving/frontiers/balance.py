"""Total fit against even loads: the sum of the squares of what each mentor has.

Both goals are sums over arcs, so that the best list under any weights on the two is a flow. These lists are the corners
of the frontier, found between two known ones by the weights under which both are equally good (Cohon 1978, ch. 6). Between
two corners that follow each other there can be lists below the straight line through them, where mentors have three seats
and more: no weights find these. They are searched by branch and bound on how many mentees a mentor has, and what the
weights of the line allow is the bound.
"""

from itertools import pairwise

from matcher.solving.frontiers.between import Between
from matcher.solving.frontiers.points import Frontier, Point
from matcher.solving.frontiers.search import Search, even
from matcher.solving.instance import Instance
from matcher.solving.network import Network

MOST_LISTS = 2000
"""So many lists are made at the most to search what is between the corners."""


def frontier_of_balance(instance: Instance, face: Network, most_lists: int = MOST_LISTS) -> Frontier:
    """Return all lists on a face of which none has both a higher total fit and more even loads.

    Parameters
    ----------
    face
        Its network has an arc for each seat of a mentor.
    most_lists
        How many lists may be made to search what is between the corners; then gaps are left, which are told.
    """
    search = Search(instance, face)
    corners = search.corners()
    points, gaps = [corners[0]], []
    for one, other in pairwise(corners):
        found, complete = _between(search, one, other, most_lists)
        gaps += [] if complete else [len(points) + len(found) - 1]
        points += [*found, other]
    return Frontier(tuple(points), tuple(gaps))


def _between(search: Search, one: Point, other: Point, most_lists: int) -> tuple[list[Point], bool]:
    """Return the points between two corners, and whether these are all.

    For each load that is allowed in turn the best fit is found; of several lists with one fit the last is the most even.
    """
    found: list[Point] = []
    last = one
    while (most := even(last) - search.step) > even(other):
        point = Between(search, (one, other), most).best(most_lists)
        if point is None:
            # Of the last one it is not known yet whether another is as good and more even.
            return found[:-1], False
        if point.compatibility <= other.compatibility:
            break
        if found and found[-1].compatibility == point.compatibility:
            found.pop()
        found.append(point)
        last = point
    return found, True
