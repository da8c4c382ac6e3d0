"""The goals as costs on arcs, each in its own whole units."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints
from matcher.solving.instance import Instance
from matcher.solving.network import Network

FIRST_COME, TIE_BREAK = "first_come", "tie_break"
SUPPORTED = ("served", FIRST_COME, "tiers", "compatibility")
TIE_BITS = 20

_WORDS = {
    "served": ("most seats filled; a first mentor counts 2, each further one 1", "most"),
    FIRST_COME: ("in the order of requests; nobody is passed over for a later request", "most"),
    "tiers": ("the best kinds of match: least total cost", "least"),
    "compatibility": ("the best fit: highest total", "most"),
    TIE_BREAK: ("a fixed choice between lists that are equal so far", "most"),
}


@dataclass(frozen=True)
class Level:
    """One goal.

    Parameters
    ----------
    name
        As in the policy.
    cost
        int64 per arc, to be minimised.
    """

    name: str
    cost: Ints

    def describe(self) -> str:
        """Return what the level asks for, in words."""
        return _WORDS[self.name][0]

    @property
    def sense(self) -> str:
        """Return "most" or "least"."""
        return _WORDS[self.name][1]

    def value(self, flow: Ints) -> int:
        """Return what `flow` reaches, in the level's whole units."""
        total = int(self.cost @ flow)
        return -total if self.sense == "most" else total


def cost_level(name: str, instance: Instance, network: Network) -> Level:
    """Return the level called `name` on the arcs of `network`; ``first_come`` has no costs."""
    return Level(name, _cost(name, instance, network))


def _cost(name: str, instance: Instance, network: Network) -> Ints:
    cost = np.zeros(len(network.tail), dtype=np.int64)
    if name == "served":
        cost[: len(network.seat_mentee)] = -1
        cost[: network.first_seats] = -2
    elif name == "tiers":
        cost[network.pair_arcs] = instance.tier_cost
    elif name == "compatibility":
        cost[network.pair_arcs] = -instance.score
    return cost


def tie_break(instance: Instance, network: Network, salt: int) -> Level:
    """Return the level that gives each pair 20 bits, mixed from both people's bits and `salt`.

    The mixing is not linear: of sums of a mentee's and a mentor's bits every cycle of swaps would cancel.
    """
    cost = np.zeros(len(network.tail), dtype=np.int64)
    mixed = _mix(
        instance.mentee_bits[instance.mentee] + _mix(instance.mentor_bits + np.uint64(salt))[instance.mentor]
    )
    cost[network.pair_arcs] = -(mixed >> np.uint64(64 - TIE_BITS)).astype(np.int64)
    return Level(TIE_BREAK, cost)


def _mix(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return well mixed bits (the finaliser of splitmix64, Steele, Lea & Flood 2014); sums wrap around."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
