from hypothesis import given
from hypothesis import strategies as st

from matcher.explanation.components import strong_components


@st.composite
def graphs(draw: st.DrawFn) -> list[list[int]]:
    size = draw(st.integers(0, 8))
    return [draw(st.lists(st.integers(0, size - 1), max_size=5)) for _ in range(size)]


def reached(ways: list[list[int]], start: int) -> set[int]:
    found, stack = {start}, [start]
    while stack:
        new = set(ways[stack.pop()]) - found
        found |= new
        stack.extend(new)
    return found


@given(graphs())
def test_two_nodes_share_a_component_exactly_if_each_leads_to_the_other(ways):
    component = strong_components(ways)
    for one in range(len(ways)):
        for other in range(len(ways)):
            mutual = other in reached(ways, one) and one in reached(ways, other)
            assert (component[one] == component[other]) == mutual


def test_a_long_chain_needs_no_recursion():
    size = 50_000
    assert len(set(strong_components([[n + 1] for n in range(size - 1)] + [[]]))) == size
