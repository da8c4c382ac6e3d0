"""Which answers are tried: a few for each fact, the most promising ones that the other side suggests among them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np

from matcher.arrays import Ints
from matcher.preparation import Prepared
from matcher.roster import Roster, numbers, texts
from matcher.roster.columns import LOCALES
from matcher.roster.text import split_list
from matcher.scenarios.answers.facts import OTHER, Fact, is_empty
from matcher.scenarios.answers.fits import Cells

MOST_WISHES, MOST_PARTNERS, MOST_TOPICS = 24, 12, 24
"""So many possible mentors are named, possible partners imitated, and topics told singly."""
YEARS = (0.0, 15.0)
SIZES = (100.0, 100_000.0)
"""Students of a very small and a very large district."""
STYLE_ENDS = (1.0, 5.0)
STYLE_MIDDLE = 3.0


def answers_to(prepared: Prepared, fact: Fact, person: int, partners: Ints) -> list[Cells]:
    """Return the answers of one person that are tried, each once.

    Parameters
    ----------
    person
        Place in the roster.
    partners
        int64: places of all possible partners in the roster, the most promising first.
    """
    tried = _TRIED[fact.name](prepared, fact, partners)
    empty = [name for name in fact.columns if is_empty(prepared.roster, fact.table, name)[person]]
    found = {
        tuple(answer[name] for name in empty): {name: answer[name] for name in empty} for answer in tried
    }
    return list(found.values())


def said(answer: Cells) -> str:
    """Return an answer as it would be written into the lists, column by column."""
    return ", ".join(f"{name} = {value_in_words(value)}" for name, value in answer.items())


def value_in_words(value: str | float) -> str:
    """Return the text of a cell."""
    return value if isinstance(value, str) else np.format_float_positional(value, trim="-")


def is_complete(fact: Fact) -> bool:
    """Whether there are no other answers than those that are tried."""
    return fact.name == "locale"


def _locales(prepared: Prepared, fact: Fact, partners: Ints) -> Iterator[Cells]:
    return ({"locale": one} for one in LOCALES)


def _years(prepared: Prepared, fact: Fact, partners: Ints) -> Iterator[Cells]:
    return ({"years_experience": one} for one in YEARS)


def _sizes(prepared: Prepared, fact: Fact, partners: Ints) -> Iterator[Cells]:
    """Yield two ends and the sizes of the partners' districts."""
    yield from ({"district_size": one} for one in SIZES)
    yield from _of_partners(prepared.roster, fact, partners)


def _positions(prepared: Prepared, fact: Fact, partners: Ints) -> Iterator[Cells]:
    """Yield the partners' own places."""
    yield from _of_partners(prepared.roster, fact, partners)


def _styles(prepared: Prepared, fact: Fact, partners: Ints) -> Iterator[Cells]:
    """Yield the least and the most for all questions, and the partners' answers, the middle where they gave none."""
    yield from (dict.fromkeys(fact.columns, one) for one in STYLE_ENDS)
    for one in _of_partners(prepared.roster, fact, partners, complete=False):
        yield {name: STYLE_MIDDLE if np.isnan(value) else value for name, value in one.items()}


def _topics(prepared: Prepared, fact: Fact, partners: Ints) -> Iterator[Cells]:
    """Yield each single topic, all of them, and what the partners list."""
    (name,), (theirs,) = fact.columns, fact.partner
    lists = [one for one in texts(prepared.roster.table(OTHER[fact.table]), theirs)[partners] if one]
    counted = Counter(topic for one in lists for topic in split_list(one))
    vocabulary = prepared.policy.vocabularies.get("topics")
    known = {*counted, *(vocabulary.titles if vocabulary else ())}
    topics = sorted(sorted(known, key=lambda topic: (-counted[topic], topic))[:MOST_TOPICS])
    yield from ({name: topic} for topic in topics)
    yield {name: ";".join(topics)}
    yield from ({name: one} for one in lists[:MOST_PARTNERS])


def _wishes(prepared: Prepared, fact: Fact, partners: Ints) -> Iterator[Cells]:
    """Yield each possible mentor as the only wish."""
    ids = texts(prepared.roster.mentors, "mentor_id")[partners[:MOST_WISHES]]
    return ({"preferred_mentors": one} for one in ids.tolist())


def _of_partners(
    roster: Roster, fact: Fact, partners: Ints, *, complete: bool = True
) -> Iterator[dict[str, Any]]:
    """Yield what the partners have in the same columns, those with nothing left out."""
    frame = roster.table(OTHER[fact.table])
    cells = np.array([numbers(frame, name)[partners] for name in fact.columns])
    known = ~np.isnan(cells)
    kept = np.flatnonzero(known.all(axis=0) if complete else known.any(axis=0))
    for row in cells.T[kept[:MOST_PARTNERS]].tolist():
        yield dict(zip(fact.columns, row, strict=True))


_TRIED = {
    "preferred_mentors": _wishes,
    "needs": _topics,
    "strengths": _topics,
    "years_experience": _years,
    "locale": _locales,
    "district_size": _sizes,
    "position": _positions,
    "style": _styles,
}
