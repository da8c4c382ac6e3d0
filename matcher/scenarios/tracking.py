"""Telling how far a long piece of work is."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Track(Protocol):
    """Goes through a piece of work step by step."""

    def __call__(self, steps: Sequence[T], words: str) -> Iterable[T]:
        """Yield each step in order; `words` say what is being done."""


def plainly(steps: Sequence[T], words: str) -> Iterable[T]:
    """Return the steps and tell nothing."""
    return steps
