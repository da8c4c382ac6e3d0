"""One spelling for each code: the policy's, or else the first of those in use."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.reading.people import NO_COMMAS
from matcher.reading.tables import TypedTable
from matcher.roster.columns import TABLES, Column, Kind
from matcher.roster.problems import Problem
from matcher.roster.roster import texts
from matcher.roster.text import fold_code, split_list
from matcher.roster.vocabulary import Vocabulary

WORDS = {"component_group": "component group", "region": "region", "topics": "topic"}


def unify_codes(tables: list[TypedTable], vocabularies: Mapping[str, Vocabulary]) -> None:
    """Replace every code by its canonical spelling; one that the policy does not know is an error.

    Parameters
    ----------
    vocabularies
        By the name of the ``[values]`` list. A list left out takes any value; then spellings that differ only in
        case, spaces or hyphens become the one that sorts first, so that the order of rows does not matter.
    """
    for name in WORDS:
        places = [(table, column) for table in tables for column in _coded(table, name)]
        vocabulary = vocabularies.get(name)
        checked = vocabulary is not None
        known = vocabulary or _in_use(name, places)
        for table, column in places:
            _unify(table, column, known, WORDS[name] if checked else "")


def known_codes(
    tables: list[TypedTable], newcomers: TypedTable, vocabularies: Mapping[str, Vocabulary]
) -> dict[str, Vocabulary]:
    """Return the policy's lists; for those left out what `tables` use already, then what `newcomers` bring."""
    found = {}
    for name in WORDS:
        own, new = (
            _in_use(name, [(table, one) for table in some for one in _coded(table, name)]).titles
            for some in (tables, [newcomers])
        )
        found[name] = vocabularies.get(name) or Vocabulary.of(name, [*own, *new])
    return found


def _coded(table: TypedTable, name: str) -> list[Column]:
    return [column for column in TABLES[table.name].values() if column.vocabulary == name]


def _in_use(name: str, places: list[tuple[TypedTable, Column]]) -> Vocabulary:
    spellings = sorted(
        {
            item
            for table, column in places
            for text in pd.unique(texts(table.frame, column.name))
            for item in _items(column, text)
        }
    )
    first: dict[str, str] = {}
    for spelling in spellings:
        first.setdefault(fold_code(spelling), spelling)
    return Vocabulary.of(name, first.values())


def _items(column: Column, text: str) -> list[str]:
    if column.kind is Kind.CODES:
        return split_list(text)
    return [text] if text else []


def _unify(table: TypedTable, column: Column, vocabulary: Vocabulary, what: str) -> None:
    codes, uniques = pd.factorize(texts(table.frame, column.name))
    spelled = np.empty(len(uniques), dtype=object)
    for number, text in enumerate(uniques):
        items = _items(column, str(text))
        found = [vocabulary.find(item) for item in items]
        spelled[number] = ";".join(dict.fromkeys(code for code in found if code is not None))
        unknown = [item for item, code in zip(items, found, strict=True) if code is None]
        if unknown:
            places = np.flatnonzero(codes == number)
            _report(table, column, str(text), _fault(column, vocabulary, what, unknown), places)
    table.frame[column.name] = spelled[codes]


def _fault(column: Column, vocabulary: Vocabulary, what: str, unknown: list[str]) -> tuple[str, str]:
    """Return the rule that unknown codes break, and what would be right."""
    listed = " and ".join(f"'{item}'" for item in unknown)
    near = [code for code in map(vocabulary.nearest, unknown) if code]
    hint = f"Did you mean {' and '.join(repr(code) for code in near)}? " if near else ""
    if column.kind.is_list and any("," in item for item in unknown):
        hint += f"{NO_COMMAS} "
    return f"The policy knows no {what} {listed}.", f"{hint}Known: {', '.join(vocabulary.titles)}."


def _report(
    table: TypedTable, column: Column, text: str, fault: tuple[str, str], places: npt.NDArray[np.int64]
) -> None:
    if column.name in table.constants:
        key = f"{table.name}.constants.{column.name}"
        table.problems.append(Problem("error", "map", None, key, text, *fault))
        return
    for place in places:
        table.error(place, column.name, text, *fault)
