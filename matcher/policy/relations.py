"""What must hold between the tables of a policy; told even where single keys have faults of their own."""

from collections.abc import Iterator, Mapping
from typing import Any

from matcher.policy.columns import SIDES, meant, options_of
from matcher.policy.findings import Finding
from matcher.policy.vocabularies import lenient_vocabularies
from matcher.roster.columns import Column, column_of
from matcher.roster.vocabulary import Vocabulary

DEFAULT = "default"
"""The name, in a limit, of every value that has no number of its own."""

Place = tuple[str | int, ...]


def relation_faults(plain: Mapping[str, Any]) -> list[Finding]:
    """Return what does not fit together in a policy.

    Parameters
    ----------
    plain
        The policy as it stands in the file; what is of a wrong type is passed over, as that is told elsewhere.
    """
    vocabularies = lenient_vocabularies(plain)
    found = [
        *_doubled_names(plain, "tiers", "kind of match"),
        *_doubled_names(plain, "limits", "limit"),
        *_doubled_names(plain, "held_back", "number of seats held back"),
    ]
    for place, table, wanted in _conditions(plain):
        for name, values in wanted.items():
            column = column_of(table, str(name))
            if column is not None:
                found.extend(_code_faults((*place, name), column, values, vocabularies))
    for number, limit in _tables(plain, "limits"):
        found.extend(_limit_faults(("limits", number), limit, vocabularies))
    for number, held in _tables(plain, "held_back"):
        found.extend(_held_faults(("held_back", number, "seats"), held, vocabularies))
    return found


def _tables(plain: Mapping[str, Any], key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    listed = plain.get(key)
    for number, table in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(table, dict):
            yield number, table


def _doubled_names(plain: Mapping[str, Any], key: str, what: str) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, table in _tables(plain, key):
        name = str(table.get("name", "")).strip()
        if name and seen.setdefault(name, number) != number:
            rule = f"Each {what} needs a name of its own; {key}[{seen[name] + 1}] has this one too."
            yield Finding((key, number, "name"), name, rule)


def _conditions(plain: Mapping[str, Any]) -> Iterator[tuple[Place, str, dict[str, Any]]]:
    """Yield place, table and content of every table of columns and wanted values."""
    mentees = plain.get("mentees")
    places: list[tuple[Place, str, Any]] = []
    if isinstance(mentees, dict):
        places.append((("mentees", "any_of"), "mentees", mentees.get("any_of")))
    for number, tier in _tables(plain, "tiers"):
        places += [(("tiers", number, side), table, tier.get(side)) for side, table in SIDES.items()]
    yield from ((place, table, wanted) for place, table, wanted in places if isinstance(wanted, dict))


def _code_faults(
    place: Place, column: Column, values: object, vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Finding]:
    vocabulary = vocabularies.get(column.vocabulary)
    for number, value in enumerate(values if isinstance(values, list) else [values]):
        if vocabulary is not None and isinstance(value, str) and value and value not in vocabulary.titles:
            rule = f"'{column.name}' is never '{value}', by [values.{column.vocabulary}]."
            known = vocabulary.find(value)
            hint = f"Did you mean '{known}'?" if known else meant(value, vocabulary.titles)
            where = (*place, number) if isinstance(values, list) else place
            yield Finding(where, value, rule, hint or f"Known: {', '.join(vocabulary.titles)}.")


def _limit_faults(
    place: Place, limit: Mapping[str, Any], vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Finding]:
    by = limit.get("by")
    columns = [_column(name) for name in by] if isinstance(by, list) else [None]
    for key in ("max", "min"):
        named = limit.get(key)
        for combination in named if isinstance(named, dict) else ():
            if combination != DEFAULT and None not in columns:
                known = [column for column in columns if column is not None]
                yield from _combination_faults((*place, key, combination), combination, known, vocabularies)


def _held_faults(
    place: Place, held: Mapping[str, Any], vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Finding]:
    column, named = column_of("mentors", str(held.get("by"))), held.get("seats")
    for value in named if isinstance(named, dict) and column is not None else ():
        if value != DEFAULT and column is not None:
            yield from _code_faults((*place, value), column, value, vocabularies)


def _column(name: object) -> Column | None:
    side, _, column = str(name).partition(".")
    return column_of(SIDES[side], column) if side in SIDES else None


def _combination_faults(
    place: Place, combination: str, columns: list[Column], vocabularies: Mapping[str, Vocabulary]
) -> Iterator[Finding]:
    parts = combination.split("|")
    if len(parts) != len(columns):
        named = "|".join(column.name for column in columns)
        rule = f"A value for each column of 'by' is needed, joined by '|': {named}."
        yield Finding(
            place, combination, rule if columns else "Without columns in 'by' there is one number only."
        )
        return
    for part, column in zip(parts, columns, strict=True):
        yield from _code_faults(place, column, part, vocabularies)
        options = options_of(column)
        if options and part not in (*options, column.empty):
            rule = f"'{column.name}' is never '{part}'; it is one of: {', '.join(options)}."
            yield Finding(place, combination, rule, meant(part, options))
