"""The goals as costs on arcs, each in its own whole units."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.solving.instance import Instance
from matcher.solving.network import Network

FIRST_COME, WORST_OFF, TIE_BREAK = "first_come", "worst_off", "tie_break"
COSTS = ("served", "home", "fewest_changes", "tiers", "compatibility", "balance")
"""The goals that are sums; the other two are an order of requests and a threshold."""
BY_SCORE = ("compatibility", WORST_OFF)
"""The goals that look at the fit."""
SUPPORTED = (*COSTS, FIRST_COME, WORST_OFF)
TIE_BITS = 20
MOST_SALTS = 64
"""So many fixed choices in a row are tried until one list is left."""
FIRST_MENTOR = 2
"""What a first mentor counts at ``served``; each further one counts 1."""

_WORDS = {
    "served": ("most seats filled; a first mentor counts 2, each further one 1", "most"),
    "home": ("most pairs within one region", "most"),
    FIRST_COME: ("in the order of requests: the earliest that can be served", "most"),
    "fewest_changes": ("most proposed pairs kept", "most"),
    "tiers": ("the best kinds of match: least total cost", "least"),
    WORST_OFF: ("the lowest fit among the new pairs as high as can be", "most"),
    "compatibility": ("the best fit: highest total", "most"),
    "balance": ("mentors as evenly loaded as can be: least total of squared loads", "least"),
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
        int64 per arc, to be minimised; zeros for goals that are no sums.
    """

    name: str
    cost: Ints

    def describe(self) -> str:
        """Return what the level asks for, in words."""
        return _WORDS[self.name][0]

    @property
    def sense(self) -> str:
        """Return "most" or "least"."""
        return sense_of(self.name)

    def value(self, flow: Ints) -> int:
        """Return what `flow` reaches, in the level's whole units."""
        total = int(self.cost @ flow)
        return -total if self.sense == "most" else total


def sense_of(name: str) -> str:
    """Return whether "most" or "least" is best at a goal."""
    return _WORDS[name][1]


def cost_level(name: str, instance: Instance, network: Network) -> Level:
    """Return the level called `name` on the arcs of `network`."""
    cost = np.zeros(len(network.tail), dtype=np.int64)
    if name == "served":
        # Only first seats are one wide and have others of the same person behind or nobody: they count 2.
        first = instance.seats_before[network.asked.person] == 0
        cost[network.seat_arcs] = np.where(first & (network.asked.before == 0), -FIRST_MENTOR, -1)
    elif name == "home":
        cost[network.pair_arcs] = -instance.home.astype(np.int64)
    elif name == "fewest_changes":
        cost[network.pair_arcs] = -instance.proposed.astype(np.int64)
    elif name == "tiers":
        cost[network.pair_arcs] = instance.tier_cost
    elif name == "compatibility":
        cost[network.pair_arcs] = -instance.score
    elif name == "balance":
        # A mentor's n-th pair adds n² − (n − 1)² to the sum of squares.
        load = instance.load_before[network.offered.person] + network.offered.before
        cost[network.mentor_arcs] = 2 * load + 1
    return Level(name, cost)


def new_pairs(instance: Instance) -> Mask:
    """Return which pairs ``worst_off`` looks at: neither fixed before nor proposed."""
    return ~(instance.locked | instance.proposed)


def forbidding(network: Network, pairs: Mask) -> Ints:
    """Return the costs that count these pairs: where their least is above 0, no list is without them."""
    cost = np.zeros(len(network.tail), dtype=np.int64)
    cost[network.pair_arcs][pairs] = 1
    return cost


def tie_break(instance: Instance, network: Network, salt: int) -> Level:
    """Return the level that gives each pair 20 bits, mixed from both people's bits and `salt`.

    The mixing is not linear: of sums of a mentee's and a mentor's bits every cycle of swaps would cancel.
    """
    cost = np.zeros(len(network.tail), dtype=np.int64)
    mixed = mix(
        instance.mentee_bits[instance.mentee] + mix(instance.mentor_bits + np.uint64(salt))[instance.mentor]
    )
    cost[network.pair_arcs] = -(mixed >> np.uint64(64 - TIE_BITS)).astype(np.int64)
    return Level(TIE_BREAK, cost)


def mix(bits: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return well mixed bits (the finaliser of splitmix64, Steele, Lea & Flood 2014); sums wrap around."""
    bits = bits + np.uint64(0x9E3779B97F4A7C15)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return bits ^ (bits >> np.uint64(31))
