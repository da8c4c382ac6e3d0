"""Codes and the many ways in which people write them."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from matcher.roster.text import fold_code

LONGEST = 100
"""Longer texts are cut before the nearest spelling is looked for, which takes time by their length."""


@dataclass(frozen=True)
class Vocabulary:
    """The codes that a column may hold, each with its title and synonyms.

    Parameters
    ----------
    name
        What the list is of, in words ("topic").
    titles
        For each code its title first, then synonyms. Code, title and synonyms all stand for the code.
    """

    name: str
    titles: Mapping[str, tuple[str, ...]]
    _codes: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for code, titles in self.titles.items():
            for spelling in (code, *titles):
                self._codes.setdefault(fold_code(spelling), code)

    @classmethod
    def of(cls, name: str, codes: Iterable[str]) -> "Vocabulary":
        """Return a vocabulary whose codes have no other spelling."""
        return cls(name, dict.fromkeys(codes, ()))

    def find(self, text: str) -> str | None:
        """Return the code that `text` stands for, or None."""
        return self._codes.get(fold_code(text))

    def title(self, code: str) -> str:
        """Return what people call `code`."""
        titles = self.titles.get(code)
        return titles[0] if titles else code

    def nearest(self, text: str) -> str | None:
        """Return the code that `text` was probably meant to be, or None."""
        close = difflib.get_close_matches(fold_code(text)[:LONGEST], self._codes, n=1, cutoff=0.7)
        return self._codes[close[0]] if close else None

    def clashes(self) -> list[tuple[str, str, str]]:
        """Return ``(spelling, code, other code)`` for each spelling that stands for two codes."""
        seen: dict[str, str] = {}
        found = []
        for code, titles in self.titles.items():
            for spelling in (code, *titles):
                first = seen.setdefault(fold_code(spelling), code)
                if first != code:
                    found.append((spelling, first, code))
        return found
