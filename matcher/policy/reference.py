"""The generated parts of the reference pages; ``python -m matcher.policy.reference`` renews them."""

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import annotated_types
import pandas as pd
from pydantic.fields import FieldInfo

from matcher.policy.load import extend, load_policy, parse_policy, shipped_text
from matcher.policy.model import TABLES
from matcher.policy.types import Said
from matcher.reading import read_frames
from matcher.roster.columns import TABLES as LISTS
from matcher.roster.columns import Column, Kind
from matcher.roster.problems import InputError

DOCS = Path(__file__).resolve().parents[2] / "docs"
RENEW = "python -m matcher.policy.reference"
_BLOCK = re.compile(r"<!-- begin: generated (.+?) -->\n.*?<!-- end -->", re.DOTALL)
_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false"}

MISTAKEN = """\
extends = "masa"

[mentors]
max_capacty = 2

[conflicts]
same = ["district", "county"]

[[tiers]]
name = "same group, home region"
same = ["component_group", "region"]
mentor = { training = "Trained", other_regions = true }

[objectives]
order = ["tiers", "served"]
"""
"""A region's file with a mistake in each table, as the page shows it."""

MISTAKEN_LIST = """\
mentee_id,name,email,region,component_group,new_to_role,mentors_needed
N1,Ada Berg,ada.berg@example,MASA-3,curriculum,maybe,1
N1,Sam Ortiz,sam.ortiz@example.org,MASA-12,Curiculum,yes,1.5
"""
"""A list of mentees with mistakes in each row, as the page shows it."""

EMPTY = {
    "mentor_id": "made from the e-mail, else from name and district, with a notice",
    "mentee_id": "made from the e-mail, else from name and district, with a notice",
    "name": "refused, unless there is `first_name` or `last_name`",
    "email": "a warning",
    "capacity": "the policy's `default_capacity`",
    "available_from": "the whole season",
    "available_until": "the whole season",
    "requested_at": "refused if the policy is `first_come`",
    "urgent_reason": "refused where `urgent` is yes",
    "district_id": "`district` is compared",
    "category": "nothing",
    "special_application": "no application",
    "prefers": "no preference",
}
"""What an empty cell means where the column alone does not say."""


def key_table(table: str) -> str:
    """Return every key of one table of a policy: type, default, meaning and an example."""
    rows = [
        (f"`{name}`", type_words(info), default_words(info), info.description or "", _examples(info))
        for name, info in TABLES[table].model_fields.items()
    ]
    return _markdown(("key", "type", "left out", "meaning", "example"), rows)


def column_table(table: str) -> str:
    """Return every column of one list: type, what an empty cell means, and its meaning."""
    rows = [
        (f"`{one.name}`", cell_words(one), empty_words(one), one.meaning) for one in LISTS[table].values()
    ]
    return _markdown(("column", "type", "empty means", "meaning"), rows)


def mistakes() -> str:
    """Return a policy with mistakes, and what is said about them."""
    changes = tomllib.loads(MISTAKEN)
    base = tomllib.loads(shipped_text(changes.pop("extends")))
    try:
        parse_policy(extend(base, changes))
    except InputError as error:
        rows = [(f"`{one.column}`", one.value, one.problem, one.suggestion) for one in error.problems]
        return f"```toml\n{MISTAKEN}```\n\n" + _markdown(("where", "found", "problem", "suggestion"), rows)
    raise AssertionError("The policy with mistakes has none.")


def list_faults() -> str:
    """Return a list of mentees with mistakes, and what is said about them under MASA's rules."""
    cells = [line.split(",") for line in MISTAKEN_LIST.splitlines()]
    mentees = pd.DataFrame(cells[1:], columns=cells[0])
    mentors = mentees[["name", "region", "component_group"]].head(0)
    try:
        read_frames(mentors, mentees, expectations=load_policy("masa").expectations)
    except InputError as error:
        rows = [
            (str(one.row), f"`{one.column}`", one.value, one.problem, one.suggestion)
            for one in error.problems
            if one.is_error and one.table == "mentees"
        ]
        return f"```csv\n{MISTAKEN_LIST}```\n\n" + _markdown(
            ("row", "column", "found", "problem", "suggestion"), rows
        )
    raise AssertionError("The list with mistakes has none.")


def type_words(info: FieldInfo) -> str:
    """Return what kind of value a key takes, in words."""
    for one in info.metadata:
        if isinstance(one, Said):
            return one.words
    return _words(info.annotation) + _bounds(info.metadata)


def default_words(info: FieldInfo) -> str:
    """Return what holds where a key is left out, in words."""
    if info.is_required():
        return "refused"
    default = info.get_default()
    if default in (None, [], {}):
        return "–"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, str):
        return f'`"{default}"`'
    return f"`{default:g}`"


def cell_words(column: Column) -> str:
    """Return what the cells of a column hold, in words."""
    if column.kind is Kind.CHOICE:
        also = [f"{said} = {f'`{choice}`' if choice else 'empty'}" for said, choice in column.also]
        return f"one of {_listed(column.choices)}" + (f" ({', '.join(also)})" if also else "")
    words = column.kind.value
    if column.vocabulary:
        words += f", of `[values.{column.vocabulary}]`"
    if column.at_least is not None and column.at_most is not None:
        return f"{words}, {column.at_least:g} to {column.at_most:g}"
    if column.at_least is not None:
        return f"{words}, {column.at_least:g} or more"
    return f"{words}, above {column.above:g}" if column.above is not None else words


def empty_words(column: Column) -> str:
    """Return what an empty cell of a column means, in words."""
    if column.name in EMPTY and (column.kind is not Kind.ID or not column.required):
        return EMPTY[column.name]
    if column.required:
        return "refused"
    if column.empty:
        return f"`{column.empty}`"
    if column.kind.is_list:
        return "none"
    return "nothing" if column.kind is Kind.TEXT else "unknown"


BLOCKS: Mapping[str, Callable[[], str]] = {
    **{f"keys of {name}": lambda name=name: key_table(name) for name in TABLES},  # type: ignore[misc]
    **{f"columns of {name}": lambda name=name: column_table(name) for name in LISTS},  # type: ignore[misc]
    "mistakes": mistakes,
    "list faults": list_faults,
}
"""Every generated part by the name that stands in its marker."""


def renewed(page: str) -> str:
    """Return the text of a page with its generated parts as the code has them.

    Raises
    ------
    KeyError
        A marker names a part that there is not.
    """
    return _BLOCK.sub(lambda found: _block(found[1]), page)


def main() -> int:
    """Renew the generated parts of the pages in docs; 1 where there are no pages."""
    if not DOCS.is_dir():
        print(f"There is no folder {DOCS}; the pages come with the source only.", file=sys.stderr)
        return 1
    for path in sorted(DOCS.glob("*.md")):
        page = path.read_text(encoding="utf-8")
        if (new := renewed(page)) != page:
            path.write_text(new, encoding="utf-8")
            print(f"{path.name} renewed")
    return 0


def _block(name: str) -> str:
    return f"<!-- begin: generated {name} -->\n{BLOCKS[name]()}<!-- end -->"


def _words(annotation: Any) -> str:
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        said = [one.words for one in parts[1:] if isinstance(one, Said)]
        return said[0] if said else _words(parts[0]) + _bounds(parts[1:])
    if origin is Literal:
        return f"one of {_listed(parts)}" if len(parts) > 1 else f"`{parts[0]}`"
    if origin is list:
        return f"list of {_words(parts[0]).removeprefix('one of ')}"
    if origin in (Union, UnionType):
        return " or ".join(_words(part) for part in parts if part is not NoneType)
    return _PLAIN[annotation]


def _bounds(metadata: Iterable[object]) -> str:
    least: object = None
    for one in metadata:
        for bound in one.metadata if isinstance(one, FieldInfo) else (one,):
            least = bound.ge if isinstance(bound, annotated_types.Ge) else least
    return "" if least is None else f", {least:g} or more"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _examples(info: FieldInfo) -> str:
    return ", ".join(f"`{example}`" for example in info.examples or ()) or "–"


def _markdown(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
