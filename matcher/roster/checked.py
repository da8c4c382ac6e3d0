"""Strictly checked TOML files: every fault at once, each with the nearest thing that would be right."""

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from matcher.roster.problems import InputError, Problem

_SAYINGS = {
    "string_type": "must be text in quotes.",
    "int_type": "must be a whole number.",
    "float_type": "must be a number.",
    "float_parsing": "must be a number.",
    "bool_type": "must be true or false.",
    "list_type": "must be a list in [brackets].",
    "dict_type": "must be a table: { key = value }.",
    "model_type": "must be a table.",
    "missing": "is missing.",
    "date_type": "must be a date like 2026-08-15, without quotes.",
    "date_from_datetime_inexact": "must be a date without a time.",
}


class Strict(BaseModel):
    """A part of a checked file: nothing unknown, nothing of another type, never changed afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


_PLACE = re.compile(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", re.DOTALL)
_CURLY = re.compile("[“”„‘’]")
_TOML_SAYINGS = (
    (("twice", "Cannot overwrite", "Cannot mutate", "Duplicate"), "this key stands twice"),
    (("Expected '='",), "after the key there is no ="),
    (("Invalid value",), "what stands after = is no value; text stands in quotes"),
    (("Expected newline",), "something stands after the value that does not belong to it"),
    (("Illegal character '\\n'", "Unterminated string"), "a quote is not closed"),
    (("Unclosed",), "a bracket is not closed"),
    (("Expected ']'",), "a name in [brackets] is not closed"),
    (("Invalid statement", "Invalid initial character"), "this is neither a [table] nor a key = value"),
    (("Unescaped '\\'",), "a \\ in quotes is written \\\\, or use single quotes"),
)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a suggestion that names the known word nearest to `word`; empty if none is near."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.55)
    return f"Did you mean '{close[0]}'?" if close else ""


def read_toml(path: Path, table: str) -> dict[str, Any]:
    """Return the content of a TOML file.

    Raises
    ------
    InputError
        The file is missing or is not TOML.
    """
    text = ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return tomllib.loads(text)
    except FileNotFoundError:
        raise InputError([Problem("error", table, None, "", str(path), "There is no such file.")]) from None
    except OSError as error:
        rule = f"The file cannot be read: {error.strerror}."
        raise InputError([Problem("error", table, None, "", str(path), rule)]) from None
    except UnicodeDecodeError:
        raise InputError([Problem("error", table, None, "", path.name, "The file is not UTF-8.")]) from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets in thousands
        rule, hint = _not_toml(str(error), text)
        raise InputError([Problem("error", table, None, "", path.name, rule, hint)]) from None


def _not_toml(message: str, text: str) -> tuple[str, str]:
    """Return in plain words why `text` is no TOML, and what would be right; the library's words where none are known."""
    found = _PLACE.fullmatch(message)
    if not found:
        return f"The file is not TOML: {message}.", ""
    what, lines = found[1], text.split("\n")
    number = int(found[2] or len(text.rstrip().split("\n")))
    hint = ""
    if number <= len(lines) and _CURLY.search(lines[number - 1]):
        what, hint = "the quotes are curly", 'Use straight quotes: "…".'
    else:
        what = next((said for marks, said in _TOML_SAYINGS if any(mark in what for mark in marks)), what)
    return f"The file is not TOML: line {number}: {what}.", hint


def problems_of(error: ValidationError, table: str, model: type[BaseModel]) -> list[Problem]:
    """Return pydantic's findings as problems, each at its key."""
    return [_problem(dict(finding), table, model) for finding in error.errors()]


def _problem(finding: dict[str, Any], table: str, model: type[BaseModel]) -> Problem:
    place, kind = finding["loc"], finding["type"]
    key = _key(place)
    if kind == "extra_forbidden":
        names = _known_keys(model, place[:-1])
        said = ", ".join(names)
        hint = nearest(str(place[-1]), names) or f"Known here: {said}."
        return Problem("error", table, None, key, str(place[-1]), "There is no such key.", hint)
    if kind == "literal_error":
        expected = finding["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        hint = nearest(str(finding["input"]), expected.split(", "))
        return Problem("error", table, None, key, str(finding["input"]), f"Must be one of: {expected}.", hint)
    saying = _SAYINGS.get(kind)
    text = f"The value {saying}" if saying else _sentence(finding["msg"].removeprefix("Value error, "))
    value = "" if kind == "missing" else str(finding["input"])[:200]
    return Problem("error", table, None, key, value, text)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _key(place: tuple[Any, ...]) -> str:
    """Return a key as staff find it: lists are counted from 1, the names of a union's branches left out."""
    parts: list[str] = []
    for step in place:
        if isinstance(step, int):
            parts[-1:] = [f"{parts[-1]}[{step + 1}]"]
        elif not (step.endswith("]") or step in ("str", "int", "float", "bool", "list")):
            parts.append(step)
    return ".".join(parts)


def _known_keys(model: type[BaseModel], place: tuple[Any, ...]) -> list[str]:
    """Return the keys that may stand at `place` of `model`."""
    current: Any = model
    for step in place:
        if isinstance(step, str) and isinstance(current, type) and issubclass(current, BaseModel):
            names = {info.alias or name: info for name, info in current.model_fields.items()}
            if step in names:
                current = _inner_model(names[step].annotation) or current
    fields = current.model_fields
    return [info.alias or name for name, info in fields.items()]


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _inner_model(part)
        if found is not None:
            return found
    return None
