"""The best list of an earlier problem, and its prices, on the people and pairs of a changed one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Instance
from matcher.solving.levels import COSTS, TIE_BREAK, Level, tie_break
from matcher.solving.network import Network
from matcher.solving.proof import Proof
from matcher.solving.repair import prices_of_new, repaired


@dataclass(frozen=True)
class Earlier:
    """What an earlier solution says about a changed problem; all of it is a guess.

    Parameters
    ----------
    instance
        The changed problem.
    chosen
        bool per pair: those that were in the earlier list.
    names
        The goals of the earlier proof, tie-breaks too.
    prices
        int64, goals × nodes: of each node the earlier price, 0 for new ones.
    new
        bool per node.
    """

    instance: Instance
    chosen: Mask
    names: tuple[str, ...]
    prices: Ints
    new: Mask

    @classmethod
    def of(cls, instance: Instance, nodes: int, before: tuple[Instance, Proof, Mask]) -> "Earlier":
        """Return what `before` (problem, proof and list) says about `instance`.

        Parameters
        ----------
        nodes
            How many nodes the network of `instance` has.
        """
        old, proof, chosen = before
        mentees, mentors = (
            places_before(getattr(instance, name), getattr(old, name))
            for name in ("mentee_bits", "mentor_bits")
        )
        stride = max(len(instance.capacity), 1)
        mentee, mentor = (
            _inverse(places, size)[people[chosen]]
            for places, size, people in (
                (mentees, len(old.demand), old.mentee),
                (mentors, len(old.capacity), old.mentor),
            )
        )
        still = (mentee >= 0) & (mentor >= 0)
        chosen_before = np.zeros(len(instance.mentee), dtype=bool)
        chosen_before[
            _find(instance.mentee * stride + instance.mentor, (mentee * stride + mentor)[still])
        ] = True
        old_nodes = len(old.demand) + len(old.capacity)
        place = np.concatenate([mentees, np.where(mentors < 0, -1, len(old.demand) + mentors), [old_nodes]])
        same_groups = len(instance.groups) == len(old.groups)
        groups = old_nodes + 1 + np.arange(len(instance.groups))
        place = np.concatenate([place, groups if same_groups else np.full(len(groups), -1)])
        assert len(place) == nodes
        prices = np.where(place >= 0, proof.prices[:, place], 0)
        return cls(instance, chosen_before, proof.levels, prices, place < 0)

    def start(self, network: Network) -> Ints | None:
        """Return a list near the earlier one that keeps every hard rule; None if none is found soon."""
        flow = network.flow_of(self.chosen, self.instance)
        return flow if self.instance.allows(self.chosen) else repaired(network, flow, [], [])

    def best(self, network: Network, flow: Ints, levels: Sequence[Level]) -> Ints | None:
        """Return a guess at the best list under `levels` and the tie-breaks after them; None if it would take long.

        Parameters
        ----------
        flow
            A list that keeps every hard rule and is best at the goals before.
        """
        names = [level.name for level in levels]
        first = self.names.index(names[0])
        rows = list(range(first, first + len(names)))
        costs = [level.cost for level in levels]
        after = self.names[first + len(names) :]
        if not any(name in COSTS for name in after) and set(after) <= {TIE_BREAK}:
            rows += range(first + len(names), len(self.names))
            costs += [tie_break(self.instance, network, salt).cost for salt in range(len(after))]
        prices = self.prices[rows]
        prices_of_new(network, self.new, costs, prices)
        return repaired(network, flow, costs, list(prices))


def _inverse(places: Ints, size: int) -> Ints:
    """Return for each earlier person the place now, -1 for who is gone; `places` are the earlier ones."""
    found = np.full(size, -1, dtype=np.int64)
    known = np.flatnonzero(places >= 0)
    found[places[known]] = known
    return found


def _find(keys: Ints, wanted: Ints) -> Ints:
    """Return the places of those of the wanted keys that are among the sorted `keys`."""
    place = np.searchsorted(keys, wanted)
    place = np.minimum(place, max(len(keys) - 1, 0))
    found: Ints = place[keys[place] == wanted] if len(keys) else place[:0]
    return found


def places_before(bits: npt.NDArray[np.uint64], before: npt.NDArray[np.uint64]) -> Ints:
    """Return where each person stood before, found by the bits of the id; -1 for who is new."""
    order = np.argsort(before)
    found = np.full(len(bits), -1, dtype=np.int64)
    if not len(before):
        return found
    place = np.minimum(np.searchsorted(before[order], bits), len(before) - 1)
    same = before[order][place] == bits
    found[same] = order[place[same]]
    return found
