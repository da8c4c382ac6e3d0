"""The options that say what would be otherwise, or what happened, as `Matching.what_if` and `matcher.rematch` take them."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from matcher.policy import load_policy
from matcher.policy.load import extend
from matcher.roster import InputError, Problem
from matcher.roster.checked import read_toml

Command = TypeVar("Command", bound=Callable[..., Any])
OPTIONS = {
    "seats": "--seat",
    "mentors": "--mentor",
    "mentees": "--mentee",
    "withdrawn": "--withdraw",
    "locked": "--lock",
    "blocked": "--block",
}
"""What problems call a change of people, and the option that asks for it."""
_SEATS = re.compile(r"(.+)=([+-]?\d+)")
_COLUMN = re.compile(r"(?:^|,)\s*([^=,;]+?)\s*=")
_WORD = re.compile(r"[A-Za-z][\w-]*")


def people_options(command: Command) -> Command:
    """Add the options that change people, their seats and pairs."""
    for name, metavar, help_text in (
        ("--block", "MENTEE=MENTOR", "This pair must not be on the list."),
        ("--lock", "MENTEE=MENTOR", "This pair must be on the list."),
        ("--withdraw", "ID", "This mentor or mentee does not take part any more."),
        ("--mentee", "COLUMNS", "A mentee more, likewise."),
        ("--mentor", "COLUMNS", 'A mentor more: "region=MASA-3, component_group=curriculum".'),
        ("--seat", "ID[=N]", "A seat more at this mentor; =-1 one fewer, =+2 two more."),
    ):
        command = click.option(name, multiple=True, metavar=metavar, help=help_text)(command)
    return command


def read_people_changes(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the options ask for that change people.

    Raises
    ------
    InputError
        With every option that cannot be read.
    """
    problems: list[Problem] = []
    changes = _people_changes(options, problems)
    if problems:
        raise InputError(problems)
    return changes


def read_changes(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the options ask for, of people, rules and goals.

    Raises
    ------
    InputError
        With every option that cannot be read.
    """
    problems: list[Problem] = []
    changes = {
        **_people_changes(options, problems),
        "lifted": list(options["lift"]),
        "rules": _rules(options["rules"], options["sets"], problems),
        "limits": [_limit(text, problems) for text in options["limit"]],
        "weights": dict(_weight(text, problems) for text in options["weight"]),
        "fewest_changes": options["fewest_changes"],
    }
    if problems:
        raise InputError(problems)
    return changes


def _people_changes(options: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    return {
        "seats": _seats(options["seat"], problems),
        "mentors": [_columns(text, "mentors", problems) for text in options["mentor"]],
        "mentees": [_columns(text, "mentees", problems) for text in options["mentee"]],
        "withdrawn": list(options["withdraw"]),
        "locked": [_pair(text, "locked", problems) for text in options["lock"]],
        "blocked": [_pair(text, "blocked", problems) for text in options["block"]],
    }


def _refuse(problems: list[Problem], table: str, text: str, rule: str, hint: str) -> None:
    problems.append(Problem("error", table, None, "", text, rule, hint))


def _seats(texts: Iterable[str], problems: list[Problem]) -> dict[str, int]:
    """Return how many seats more each mentor has; who is named twice has both."""
    found: dict[str, int] = {}
    for text in texts:
        named = _SEATS.fullmatch(text)
        if named is None and "=" in text:
            _refuse(problems, "seats", text, "After = a whole number is expected.", "Write M00044=2.")
            continue
        one, more = (named[1], int(named[2])) if named else (text, 1)
        if not more:
            _refuse(problems, "seats", text, "0 seats more or fewer change nothing.", "Write M00044=1.")
        found[one.strip()] = found.get(one.strip(), 0) + more
    return found


def _columns(text: str, table: str, problems: list[Problem]) -> dict[str, str]:
    """Return the columns of one person: name=value, separated by commas; a comma without a name after it is text."""
    starts = list(_COLUMN.finditer(text))
    if not starts or text[: starts[0].start()].strip():
        hint = 'Write "region=MASA-3, component_group=curriculum;superintendent".'
        _refuse(problems, table, text, "Columns are written as name=value, separated by commas.", hint)
        return {}
    ends = [one.start() for one in starts[1:]] + [len(text)]
    found: dict[str, str] = {}
    for one, end in zip(starts, ends, strict=True):
        if one[1] in found:
            _refuse(problems, table, text, f"'{one[1]}' stands twice.", "Separate several values with ;.")
        found[one[1]] = text[one.end() : end].strip()
    return found


def _rules(files: Iterable[Path], sets: Iterable[str], problems: list[Problem]) -> dict[str, Any]:
    """Return what is laid over the rules: the files in order, then single keys."""
    found: dict[str, Any] = {}
    for path in files:
        try:
            said = read_toml(path, "rules")
            found = extend(found, load_policy(path).canonical() if "extends" in said else said)
        except InputError as error:
            problems += error.problems
    for text in sets:
        found = extend(found, _key(text, problems))
    return found


def _key(text: str, problems: list[Problem]) -> dict[str, Any]:
    """Return one key with its value as TOML has it; a bare word is text."""
    key, given, value = text.partition("=")
    word = value.strip()
    said = f'"{word}"' if _WORD.fullmatch(word) and word not in ("true", "false", "inf", "nan") else word
    try:
        if not given or not word:
            raise ValueError
        return tomllib.loads(f"{key} = {said}")
    except ValueError:
        hint = "Write mentors.max_capacity=2, or 'mentors.training=[\"trained\"]'."
        _refuse(problems, "rules", text, "A rule is set as key=value, the value as in a policy file.", hint)
        return {}


def _limit(text: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = tomllib.loads(f"limit = {{ {text} }}")["limit"]
    except ValueError:
        hint = 'Write \'name = "by region", by = ["mentee.region"], max = 12\'.'
        _refuse(
            problems, "limits", text, "A limit is written as in a policy file, with commas between.", hint
        )
        return {}
    return found


def _weight(text: str, problems: list[Problem]) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        _refuse(problems, "weights", text, "A weight is written as fact=number.", "Write needs=0.4.")
        return name.strip(), 0.0


def _pair(text: str, table: str, problems: list[Problem]) -> tuple[str, str]:
    mentee, given, mentor = (part.strip() for part in text.partition("="))
    if not (given and mentee and mentor):
        _refuse(problems, table, text, "A pair is written as MENTEE=MENTOR.", "Write P00012=M00044.")
    return mentee, mentor
