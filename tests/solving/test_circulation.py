"""Ways along which a circulation can change, and what bars them, whatever flow it was brought to."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of
from oracles.limits import limited_problems

from matcher.solving import build
from matcher.solving.circulation import Circulation


def residual(circulation, network):
    """Return for each node where the flow out of it could change by one."""
    ways = {node: set() for node in range(network.nodes)}
    ends = zip(network.tail.tolist(), network.head.tolist(), strict=True)
    for arc, (tail, head) in enumerate(ends):
        if circulation.flow[arc] < circulation.upper[arc]:
            ways[tail].add(head)
        if circulation.flow[arc] > circulation.lower[arc]:
            ways[head].add(tail)
    return ways


def reached(ways, start):
    found, stack = {start}, [start]
    while stack:
        new = ways[stack.pop()] - found
        found |= new
        stack.extend(new)
    return found


def push(circulation, network, arc):
    """Bring one unit more over an arc, if it can be; what flows there must not fall meanwhile."""
    if circulation.flow[arc] == circulation.upper[arc]:
        return False
    circulation.lower[arc] = circulation.flow[arc]
    way = circulation.way(int(network.head[arc]), int(network.tail[arc]))
    if way is not None:
        circulation.change([*way, arc])
    circulation.lower[arc] = 0
    return way is not None


def pushed(network, arcs, *, seed):
    """Return a circulation on which as much as can be flows over some arcs, pushed there in an order by chance."""
    zero = np.zeros(len(network.tail), dtype=np.int64)
    circulation = Circulation(network, zero.copy(), network.upper.copy(), zero.copy())
    for arc in random.Random(seed).sample(arcs, len(arcs)):
        while push(circulation, network, arc):
            pass
    return circulation


@settings(max_examples=150)
@given(limited_problems(most=6), st.integers(0, 10**6))
def test_a_way_is_found_exactly_where_there_is_one_and_keeps_a_circulation(problem, seed):
    network = build(instance_of(problem), ())
    dice = random.Random(seed)
    arcs = dice.sample(range(len(network.tail)), min(len(network.tail), 3))
    circulation = pushed(network, [arc for arc in arcs if network.upper[arc] > 0], seed=seed)
    inflow, outflow = (np.zeros(network.nodes, dtype=np.int64) for _ in range(2))
    np.add.at(inflow, network.head, circulation.flow)
    np.add.at(outflow, network.tail, circulation.flow)
    assert np.array_equal(inflow, outflow)
    assert np.all((circulation.flow >= 0) & (circulation.flow <= network.upper))
    ways = residual(circulation, network)
    for _ in range(5):
        start, end = dice.sample(range(network.nodes), 2)
        found = circulation.way(start, end)
        inside = reached(ways, start)
        assert (found is not None) == (end in inside)
        if found is None:
            back = {node for node in range(network.nodes) if end in reached(ways, node)}
            smaller = inside if len(inside) <= len(back) else set(range(network.nodes)) - back
            assert set(np.flatnonzero(circulation.closed).tolist()) == smaller


@settings(max_examples=150)
@given(limited_problems(most=6), st.integers(0, 10**6))
def test_what_bars_the_way_does_not_depend_on_how_the_flow_came_about(problem, seed):
    network = build(instance_of(problem), ())
    wide = np.flatnonzero(network.upper > 0).tolist()
    if not wide:
        return
    arc = random.Random(seed).choice(wide)
    start, end = int(network.head[arc]), int(network.tail[arc])
    cuts = []
    for order in (seed, seed + 1, seed + 2):
        circulation = pushed(network, [arc], seed=order)
        circulation.lower[arc] = circulation.flow[arc]
        # Other flows, over which the one arc still has as much as it can.
        for other in random.Random(order).sample(wide, min(len(wide), 4)):
            if other != arc:
                push(circulation, network, other)
        circulation.lower[arc] = circulation.flow[arc]
        if circulation.flow[arc] < circulation.upper[arc]:
            assert circulation.way(start, end) is None
            cuts.append(circulation.closed.tolist())
    assert all(cut == cuts[0] for cut in cuts)
