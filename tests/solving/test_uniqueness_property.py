"""Whether a list is the only one that is as good: against all circulations, and against all lists."""

import random
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.instances import instance_of, mask_of, problems
from oracles.limits import limited_problems

from matcher.solving.engine import solve
from matcher.solving.instance import Groups
from matcher.solving.network import Network, Seats, build
from matcher.solving.uniqueness import is_unique


def circulations(nodes, arcs, lower, upper):
    """Return every flow within the bounds that leaves every node as it enters it."""
    found = []
    for flow in product(*(range(low, high + 1) for low, high in zip(lower, upper, strict=True))):
        net = [0] * nodes
        for (tail, head), amount in zip(arcs, flow, strict=True):
            net[tail] -= amount
            net[head] += amount
        if not any(net):
            found.append(flow)
    return found


@settings(max_examples=300)
@given(st.integers(0, 10**6), st.integers(2, 5), st.integers(1, 7))
def test_only_circulation_on_a_face_is_told_from_one_of_several(seed, nodes, size):
    dice = random.Random(seed)
    arcs = [tuple(dice.sample(range(nodes), 2)) for _ in range(size)]
    lower = [dice.choice([0, 0, 1]) for _ in arcs]
    upper = [low + dice.choice([0, 1, 1, 2]) for low in lower]
    found = circulations(nodes, arcs, lower, upper)
    tail, head = (np.array([arc[end] for arc in arcs], dtype=np.int64) for end in (0, 1))
    nothing = np.array([], dtype=np.int64)
    nobody = Seats(nothing, nothing, nothing)
    network = Network(
        tail=tail,
        head=head,
        lower=np.array(lower, dtype=np.int64),
        upper=np.array(upper, dtype=np.int64),
        asked=nobody,
        offered=nobody,
        pairs=len(arcs),
        mentees=0,
        nodes=nodes,
        binding=nothing,
        groups=Groups.none(),
    )
    for flow in found:
        assert is_unique(network, np.array(flow, dtype=np.int64)) == (len(found) == 1)


@settings(max_examples=100)
@given(limited_problems(most=4, moods=["loose", "tight"]))
def test_a_list_is_the_only_one_iff_no_other_keeps_the_rules(problem):
    instance = instance_of(problem)
    network = build(instance, ())
    lists = []
    for pairs in problem.all_lists():
        lists.append(pairs)
        if len(lists) > 20:
            break
    for pairs in lists:
        assert is_unique(network, network.flow_of(mask_of(problem, pairs), instance)) == (len(lists) == 1)


@settings(max_examples=60)
@given(problems(most=5, costs="none", scores="none"))
def test_where_everything_ties_one_list_is_still_chosen_and_proven_unique(problem):
    chosen = [
        solve(instance_of(problem), [*order, "tiers", "compatibility"]).chosen for order in (["served"],) * 2
    ]
    assert np.array_equal(*chosen)
