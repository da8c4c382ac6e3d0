"""Strongly connected components of a graph."""

from collections.abc import Sequence


def strong_components(ways: Sequence[Sequence[int]]) -> list[int]:
    """Return the component of each node; nodes that lead to each other share one (Tarjan 1972, without recursion).

    Parameters
    ----------
    ways
        For each node the nodes that it leads to.
    """
    size = len(ways)
    number, low, component = [-1] * size, [0] * size, [-1] * size
    path: list[int] = []
    count = found = 0
    for root in range(size):
        if number[root] >= 0:
            continue
        number[root] = low[root] = count
        count += 1
        path.append(root)
        stack = [(root, 0)]
        while stack:
            node, step = stack.pop()
            for place in range(step, len(ways[node])):
                there = ways[node][place]
                if number[there] < 0:
                    stack.append((node, place + 1))
                    number[there] = low[there] = count
                    count += 1
                    path.append(there)
                    stack.append((there, 0))
                    break
                if component[there] < 0:
                    low[node] = min(low[node], number[there])
            else:
                if stack:
                    low[stack[-1][0]] = min(low[stack[-1][0]], low[node])
                if low[node] == number[node]:
                    while True:
                        member = path.pop()
                        component[member] = found
                        if member == node:
                            break
                    found += 1
    return component
