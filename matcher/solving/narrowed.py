"""The best list of a large problem near one that is solved, found among few of its pairs and proven among all.

A change moves prices a little. So the new list is looked for among the pairs that were nearly as good as the listed ones
for somebody, and those that are new. Its prices then tell which of the others could help; they are added, until there is none,
and the list is checked on all pairs, as any other is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Floats, Ints, Mask
from matcher.solving.best import Best, find_best
from matcher.solving.earlier import places_before
from matcher.solving.engine import LARGE, solve
from matcher.solving.instance import Instance
from matcher.solving.levels import COSTS, TIE_BREAK, cost_level, tie_break
from matcher.solving.network import Network, build
from matcher.solving.prices import reduced_costs
from matcher.solving.proof import Proof, check

EACH = 12
"""So many pairs of each person are kept."""
ROUNDS = 6
"""So many times pairs that would help are added before all pairs are solved."""
WORTH_NARROWING = 3
"""At least so many times more pairs there must be than are kept."""


@dataclass(frozen=True)
class Shortlist:
    """The pairs of a solved problem that were nearly as good as the listed ones.

    Parameters
    ----------
    kept
        bool per pair.
    """

    instance: Instance
    kept: Mask

    @classmethod
    def of(cls, best: Best) -> "Shortlist":
        """Return the listed pairs and, for each person, those with the least reduced costs, goal after goal."""
        instance = best.instance
        kept = best.chosen | instance.locked
        if len(kept) >= LARGE:
            order = np.argsort(_worth(best), kind="stable")
            for people in (instance.mentee, instance.mentor):
                kept |= _first_of_each(people, order)
        return cls(instance, kept)

    def among(self, instance: Instance) -> Mask:
        """Return which pairs of a changed problem are worth trying: those that are kept, locked, or new."""
        if _same_pairs(self.instance, instance):
            return self.kept | instance.locked
        mentees = places_before(instance.mentee_bits, self.instance.mentee_bits)[instance.mentee]
        mentors = places_before(instance.mentor_bits, self.instance.mentor_bits)[instance.mentor]
        stride = max(len(self.instance.capacity), 1)
        keys = self.instance.mentee * stride + self.instance.mentor
        wanted = np.where((mentees < 0) | (mentors < 0), -1, mentees * stride + mentors)
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        known = keys[place] == wanted
        worth: Mask = ~known | self.kept[place] | instance.locked
        return worth


def _same_pairs(one: Instance, other: Instance) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("mentee_bits", "mentor_bits", "mentee", "mentor")
    )


def _worth(best: Best) -> Floats:
    """Return for each pair its reduced costs as one number: those of a goal as a fraction of those of the goal before.

    The last goals may be lost in rounding, which only makes the choice of pairs a worse one.
    """
    network = build(best.instance, best.levels)
    pairs, worth = network.pair_arcs, np.zeros(len(best.chosen))
    for name, price in reversed(list(zip(best.proof.levels, best.proof.prices, strict=True))):
        if name in COSTS:
            cost = cost_level(name, best.instance, network).cost
            worth = reduced_costs(network, cost, price)[pairs] + worth / (2 * np.abs(worth).max(initial=1.0))
    return worth


def _first_of_each(people: Ints, order: Ints) -> Mask:
    """Return which pairs are among the first few of their person; `order` is that of all pairs."""
    own = people[order]
    by_person = order[np.argsort(own.astype(np.min_scalar_type(own.max(initial=0))), kind="stable")]
    own = people[by_person]
    first = np.searchsorted(own, np.arange(own.max(initial=0) + 1))
    found = np.zeros(len(people), dtype=bool)
    found[by_person[np.arange(len(people)) - first[own] < EACH]] = True
    return found


def find_best_near(instance: Instance, levels: Sequence[str], shortlist: Shortlist) -> Best | None:
    """Return what `find_best` returns, quicker where the problem is large and little has changed.

    The list is the same; the prices that prove it may be others.

    Parameters
    ----------
    shortlist
        Of the problem before the change, which may have had other goals.

    Raises
    ------
    SolverFailure
        A defect: what was found is not confirmed by its own proof.
    """
    size = len(instance.mentee)
    if size >= LARGE and len(shortlist.kept):
        few = shortlist.among(instance)
        found = _found_among(instance, levels, few) if few.sum() * WORTH_NARROWING < size else None
        if found is not None:
            return found
    return find_best(instance, levels)


def _found_among(instance: Instance, levels: Sequence[str], few: Mask) -> Best | None:
    """Return the best list of these pairs and of those that turn out to help it, once its proof holds for all."""
    network = build(instance, levels)
    for _ in range(ROUNDS):
        solution = solve(instance.with_pairs(np.flatnonzero(few)), levels)
        if solution.chosen is None or solution.proof is None:
            return None
        helpful = ~few & _would_help(instance, network, solution.proof)
        if not helpful.any():
            chosen = np.zeros(len(few), dtype=bool)
            chosen[np.flatnonzero(few)[solution.chosen]] = True
            return _if_proven(instance, levels, solution.proof, chosen, network)
        few = few | helpful
    return None


def _would_help(instance: Instance, network: Network, proof: Proof) -> Mask:
    """Return which pairs could make a list better, by its prices: goal after goal, the first that is not zero decides."""
    pairs = network.pair_arcs
    tail, head = network.tail[pairs], network.head[pairs]
    open_still = np.ones(len(tail), dtype=bool)
    helpful = np.zeros(len(tail), dtype=bool)
    salt = 0
    for name, price in zip(proof.levels, proof.prices, strict=True):
        if name not in COSTS and name != TIE_BREAK:
            continue
        level = (
            tie_break(instance, network, salt) if name == TIE_BREAK else cost_level(name, instance, network)
        )
        salt += name == TIE_BREAK
        reduced = level.cost[pairs] + price[tail] - price[head]
        helpful |= open_still & (reduced < 0)
        open_still &= reduced == 0
    return helpful


def _if_proven(
    instance: Instance, levels: Sequence[str], proof: Proof, chosen: Mask, network: Network
) -> Best | None:
    """Return the list if its proof holds for all pairs."""
    verdict = check(instance, levels, proof, chosen, network)
    if verdict.failure is not None or not verdict.unique:
        return None
    goals = tuple(one for one in verdict.checks if one.level.name != TIE_BREAK)
    return Best(instance, tuple(levels), chosen, proof, goals)
