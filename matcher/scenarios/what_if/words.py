"""Changes of rules in words."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from matcher.policy import Policy

ANY = ("membership", "training", "category")
"""Rules that take anybody where they are left out."""


def rule_words(before: Policy, after: Policy) -> list[str]:
    """Return in words what is different between two policies."""
    if after is before:
        return []
    one, other = before.canonical(), after.canonical()
    return list(_differences(one, other))


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for table, now in after.items():
        was = before.get(table)
        if was == now:
            continue
        if table == "limits":
            yield from _listed(was or [], now, "the limit")
        elif table == "tiers":
            yield from _listed(was or [], now, "the kind of match")
        elif table == "objectives":
            yield f"The goals in order would be {', '.join(now['order'])}, instead of {', '.join(was['order'])}."  # type: ignore[index]
        elif isinstance(now, dict) and isinstance(was, dict):
            yield from _keys(table, was, now)
        else:
            yield f"[{table}] would be {'another' if was and now else 'taken out' if was else 'added'}."


def _listed(before: list[dict[str, Any]], after: list[dict[str, Any]], what: str) -> Iterator[str]:
    """Yield which limits or kinds of match are gone, new or changed."""
    was, now = ({one["name"]: one for one in some} for some in (before, after))
    yield from (f"Without {what} '{name}'." for name in was if name not in now)
    for name, one in now.items():
        if name not in was:
            yield f"With {what} '{name}'{_numbers(one)}."
        else:
            changed = [key for key in one if one[key] != was[name][key]]
            # Where others are gone, what a kind costs by its place is written out, and is the same as before.
            changed = [
                key
                for key in changed
                if not (key == "cost" and was[name][key] is None and len(now) < len(was))
            ]
            yield from (
                f"{key} of {what} '{name}' would be {_said(one[key])} instead of {_said(was[name][key])}."
                for key in changed
            )
    kept = [name for name in was if name in now]
    if kept != [name for name in now if name in was]:
        yield f"Another order of {what.removeprefix('the ')}es: {', '.join(now)}."


def _numbers(one: Mapping[str, Any]) -> str:
    """Return the numbers of a limit."""
    said = [
        f"{words} {_said(one[key])}"
        for key, words in (("min", "at least"), ("max", "at most"))
        if one.get(key) is not None
    ]
    by = f" for each {' and '.join(map(_sided, one['by']))}" if one.get("by") else ""
    return f": {' and '.join(said)}{by}" if said else ""


def _sided(name: str) -> str:
    """Return ``mentee.region`` as people say it."""
    side, _, column = name.partition(".")
    return f"{column.replace('_', ' ')} of the {side}"


def _keys(table: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        if was == now:
            continue
        if (table, key) == ("conflicts", "same"):
            yield from _same(was or [], now or [])
        elif table == "compatibility" and key != "model":
            yield f"The weight of {key} would be {_said(now)} instead of {_said(was)}."
        elif table == "values":
            yield f"The list '{key}' of what may be written would be another."
        else:
            one, other = (_free(key) if value is None else _said(value) for value in (now, was))
            yield f"{key} of [{table}] would be {one} instead of {other}."


def _same(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for column in dict.fromkeys([*before, *after]):
        words = column.replace("_", " ")
        if column not in after:
            yield f"Two people with the same {words} could be paired."
        elif column not in before:
            yield f"Two people with the same {words} could not be paired."


def _free(key: str) -> str:
    """Return what holds where a rule is left out."""
    return {"max_capacity": "no limit"}.get(key, f"any {key}" if key in ANY else "nothing")


def _said(value: object) -> str:
    if value is None or value == [] or value == {}:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return " or ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(one)}" for key, one in value.items())
    return str(value)
