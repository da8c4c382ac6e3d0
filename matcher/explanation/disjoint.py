"""Disjoint sets."""


class DisjointSets:
    """Sets of whole numbers from 0 that can only be joined."""

    def __init__(self, size: int):
        self._parent = list(range(size))

    def find(self, node: int) -> int:
        """Return the set's representative."""
        parent = self._parent
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    def join(self, one: int, other: int) -> bool:
        """Join two sets; False if they were one already."""
        one, other = self.find(one), self.find(other)
        if one == other:
            return False
        self._parent[max(one, other)] = min(one, other)
        return True
