"""The lists that are the best at the goals before the two that are weighed against each other."""

from collections.abc import Sequence

from matcher.solving.best import Best, find_best
from matcher.solving.network import Network, build
from matcher.solving.proof import face_after


def face_of(best: Best, goals: Sequence[str], other: str) -> Network:
    """Return the face of the lists that are the best at `goals`.

    Parameters
    ----------
    best
        A list of the same problem; its proof is used where its goals begin with these.
    other
        The goal that is weighed against total fit.
    """
    instance = best.instance
    if best.levels[: len(goals)] != tuple(goals):
        found = find_best(instance, goals)
        assert found is not None  # there is a list: `best`
        best = found
    network = build(instance, [*goals, other])
    return face_after(instance, network, best.proof, best.chosen, len(goals))
