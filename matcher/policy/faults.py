"""What is wrong with a policy, told so that staff can mend it: where, what was found, what would be right."""

import difflib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from matcher.policy.findings import RULE, refuse
from matcher.policy.model import TABLES, Policy
from matcher.policy.relations import relation_faults
from matcher.roster.checked import nearest, problems_of
from matcher.roster.problems import Problem
from matcher.roster.text import fold_code

SURELY = 0.85
"""From this likeness on an unknown key is taken for a misspelt one, even where another table has a key like it."""

_RULES = {
    "greater_than_equal": "The value must be at least {ge:,.0f}.",
    "less_than_equal": "The value must be at most {le:,.0f}.",
    "finite_number": "The value must be a number; nan and inf are none.",
    "string_too_short": "The value must not be empty.",
    "too_short": "The list must not be empty.",
}


def find_faults(raw: Mapping[str, Any], error: ValidationError) -> list[Problem]:
    """Return every fault of a policy.

    Parameters
    ----------
    raw
        The policy as it stands in the file.
    error
        What pydantic found in it; it does not reach the relations between tables while single keys have faults.
    """
    return list(dict.fromkeys([*_problems(error), *_relations(raw)]))


def _relations(raw: Mapping[str, Any]) -> list[Problem]:
    try:
        refuse(relation_faults(raw))
    except ValidationError as error:
        return _problems(error)
    return []


def _problems(error: ValidationError) -> list[Problem]:
    told = problems_of(error, "policy", Policy)
    return [_refined(dict(finding), one) for finding, one in zip(error.errors(), told, strict=True)]


def _refined(finding: Mapping[str, Any], problem: Problem) -> Problem:
    """Return `problem` in words that fit a policy."""
    kind, place = finding["type"], finding["loc"]
    if isinstance(finding["input"], bool | list | dict) and kind not in ("missing", "extra_forbidden"):
        problem = replace(problem, value=json.dumps(finding["input"], ensure_ascii=False, default=str)[:200])
    if finding["input"] is None:
        problem = replace(problem, value="")
    if kind == RULE:
        return replace(problem, suggestion=finding["ctx"]["hint"])
    if kind == "extra_forbidden":
        return replace(problem, suggestion=_key_meant(place))
    if kind == "missing":
        return replace(problem, problem=_missing(place), suggestion=_description(place))
    if kind == "list_type" and place in (("tiers",), ("limits",)):
        return replace(problem, suggestion=f"Write [[{place[0]}]] in double brackets, once for each.")
    if kind in _RULES:
        return replace(problem, problem=_RULES[kind].format(**finding.get("ctx", {})))
    return problem


def _key_meant(place: tuple[str | int, ...]) -> str:
    key = str(place[-1])
    top = [*Policy.model_fields, "extends"]
    known = top if len(place) == 1 else list(TABLES[str(place[0])].model_fields)
    spelled = [one for one in known if fold_code(one) == fold_code(key)]
    close = spelled or difflib.get_close_matches(key.casefold(), known, n=1, cutoff=SURELY)
    if close:
        return f"Did you mean '{close[0]}'?"
    homes = [_titled(name) for name, table in TABLES.items() if key in table.model_fields]
    if homes:
        return f"It belongs in {' or '.join(homes)}."
    if len(place) > 1 and key in top:
        return f"Write {_titled(key)} as a table of its own, above or below this one."
    return nearest(key.casefold(), known) or f"Known here: {', '.join(known)}."


def _missing(place: tuple[str | int, ...]) -> str:
    if len(place) == 1:
        return f"There is no table {_titled(str(place[0]))}, which every policy needs."
    return "The value is missing."


def _description(place: tuple[str | int, ...]) -> str:
    table = TABLES.get(str(place[0]))
    if table is None:
        return ""
    if len(place) == 1:
        return _sentence(table.__doc__ or "")
    return _sentence(table.model_fields[str(place[-1])].description or "")


def _sentence(text: str) -> str:
    return " ".join(text.split())


def _titled(name: str) -> str:
    if name == "extends":
        return "extends"
    return f"[[{name}]]" if name in ("tiers", "limits") else f"[{name}]"
