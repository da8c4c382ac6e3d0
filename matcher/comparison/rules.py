"""What is different between two policies, rule by rule, in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from matcher.policy import FEATURES, Policy
from matcher.policy.words import FEATURES as FEATURE_WORDS
from matcher.policy.words import (
    GOALS,
    conditions,
    held_amount,
    internship,
    limit_amounts,
    listed,
    nearness,
    plain,
    stipend,
    tier_conditions,
)

COLUMNS = ["part", "key", "rule", "before", "after"]
ABSENT = "not there"
OTHERS = "never paired; others need an approval instead"
_ORDERS = ("tiers",)
"""Keys of which only the order of what both policies have is compared."""


class Line(NamedTuple):
    """One rule.

    Parameters
    ----------
    part, rule
        Which part of the rules it is of, and what it is about.
    words
        What it says.
    value
        What is compared.
    """

    part: str
    rule: str
    words: str
    value: object


def rules_table(before: Policy, after: Policy) -> pd.DataFrame:
    """Return the rules that are not the same: `part`, `key` (as in the policy's file), `rule`, `before` and `after` in words.

    Kinds of confidential restrictions are not named.
    """
    sides = [dict(rule_lines(policy)) for policy in (before, after)]
    keys = [*sides[0], *(key for key in sides[1] if key not in sides[0])]
    rows = []
    for key in keys:
        one, other = (side.get(key) for side in sides)
        known = one or other
        if known is None or _alike(key, one, other):
            continue
        words = [ABSENT if line is None else line.words for line in (one, other)]
        if key == "conflicts.ask" and words[0] == words[1]:
            words[1] = OTHERS
        rows.append((known.part, key, known.rule, *words))
    table = pd.DataFrame(rows, columns=COLUMNS, dtype=object)
    parts = {part: place for place, part in enumerate(_PARTS)}
    return table.sort_values("part", key=lambda column: column.map(parts), kind="stable", ignore_index=True)


def _alike(key: str, one: Line | None, other: Line | None) -> bool:
    if one is None or other is None:
        return False
    if key in _ORDERS:
        names, others = (line.value for line in (one, other))
        assert isinstance(names, list)
        assert isinstance(others, list)
        return [name for name in names if name in others] == [name for name in others if name in names]
    return one.value == other.value


def rule_lines(policy: Policy) -> Iterator[tuple[str, Line]]:
    """Yield every rule of a policy by its key."""
    for part, lines in _PARTS.items():
        for key, (rule, words, value) in lines(policy):
            yield key, Line(part, rule, words, value)


Said = Iterator[tuple[str, tuple[str, str, object]]]


def _program(policy: Policy) -> Said:
    program = policy.program
    yield "program.name", ("name", program.name, program.name)
    yield "program.season", ("name of the season", program.season, program.season)
    yield "program.starts", ("first day", f"{program.starts}", program.starts)
    yield "program.ends", ("last day", f"{program.ends}", program.ends)


def _mentees(policy: Policy) -> Said:
    asked = policy.mentees
    yield "mentees.membership", ("membership", _any_of(asked.membership), _set(asked.membership))
    yield "mentees.category", ("kind of newcomer", _any_of(asked.category), _set(asked.category))
    words = (
        f"one of these holds: {conditions(asked.any_of, 'or')}" if asked.any_of else "nothing more is asked"
    )
    yield "mentees.any_of", ("at least", words, _wanted(asked.any_of))


def _mentors(policy: Policy) -> Said:
    asked = policy.mentors
    yield "mentors.membership", ("membership", _any_of(asked.membership), _set(asked.membership))
    yield "mentors.training", ("training", _any_of(asked.training), _set(asked.training))
    valid = {
        "at_start": "valid on the season’s first day",
        "through_season": "valid through the whole season",
        "any": "not asked for",
    }
    yield "mentors.certified", ("certificate of a certified mentor", valid[asked.certified], asked.certified)
    seats = f"{asked.default_capacity}"
    yield "mentors.default_capacity", ("seats of a mentor who does not say", seats, asked.default_capacity)
    most = "any number" if asked.max_capacity is None else f"{asked.max_capacity}"
    yield "mentors.max_capacity", ("most seats of one mentor", most, asked.max_capacity)
    least = {"always": "always kept", "if_used": "kept by who has anybody"}[asked.min_mentees]
    yield "mentors.min_mentees", ("fewest mentees that a mentor asks for", least, asked.min_mentees)


def _apart(policy: Policy) -> Said:
    same = listed([plain(column) for column in policy.conflicts.same], "or") or "nothing"
    yield "conflicts.same", ("two of the same", same, _set(policy.conflicts.same))
    asked = "never paired" + ("; some need an approval instead" if policy.conflicts.ask else "")
    rule = "two whom a confidential restriction keeps apart"
    yield "conflicts.ask", (rule, asked, _set(policy.conflicts.ask))


def _kinds(policy: Policy) -> Said:
    for tier, cost in zip(policy.tiers, policy.tier_costs, strict=True):
        value = (tier.model_dump(exclude={"name", "cost"}), cost)
        yield f"tiers.{tier.name}", (tier.name, f"{tier_conditions(tier)}; counts {cost}", value)
    names = [tier.name for tier in policy.tiers]
    yield "tiers", ("best first", "; ".join(names), names)


def _limits(policy: Policy) -> Said:
    for limit in policy.limits:
        by = listed([plain(column).replace(".", "’s ") for column in limit.by])
        words = f"{limit_amounts(limit)}, {f'for each {by}' if by else 'all together'}"
        yield f"limits.{limit.name}", (limit.name, words, limit.model_dump(exclude={"name"}))


def _held_back(policy: Policy) -> Said:
    for held in policy.held_back:
        yield f"held_back.{held.name}", (held.name, held_amount(held), held.model_dump(exclude={"name"}))


def _goals(policy: Policy) -> Said:
    order = policy.objectives.order
    yield "objectives.order", ("order", ", then ".join(GOALS[name] for name in order), list(order))


def _fit(policy: Policy) -> Said:
    weights = policy.compatibility.weights
    for name in FEATURES:
        weight = weights.get(name, 0.0)
        yield f"compatibility.{name}", (FEATURE_WORDS[name], f"{100 * weight:.3g}%", round(weight, 9))
    near = policy.proximity
    virtual = "; near too where someone meets virtually" if near.virtual_is_near else ""
    yield "proximity", ("near", f"{nearness(near)}{virtual}", near.model_dump())


def _money(policy: Policy) -> Said:
    money = policy.money
    words = "none" if money is None else stipend(money)
    yield "money", ("amount", words, None if money is None else money.model_dump())


def _internship(policy: Policy) -> Said:
    asked = policy.internship
    words = "none" if asked is None else internship(asked)
    yield "internship", ("what it asks for", words, None if asked is None else asked.model_dump())


def _values(policy: Policy) -> Said:
    for name, codes in policy.values.items():
        for code, titles in codes.items():
            said = [titles] if isinstance(titles, str) else titles
            yield f"values.{name}.{code}", (f"{plain(name)} {code}", "; ".join(said), said)


_PARTS: Mapping[str, Callable[[Policy], Said]] = {
    "Program": _program,
    "Who is served": _mentees,
    "Who can be a mentor": _mentors,
    "Who is never paired": _apart,
    "Kinds of match": _kinds,
    "Limits": _limits,
    "Seats held back": _held_back,
    "Goals": _goals,
    "What makes up the fit": _fit,
    "Stipend": _money,
    "Internship": _internship,
    "What may stand in the lists": _values,
}
"""The parts of the rules in order, as the report has them."""


def _any_of(values: Sequence[str] | None) -> str:
    return "any" if values is None else listed([plain(one) for one in values], "or")


def _set(values: Sequence[str] | None) -> list[str] | None:
    """Return what is the same whatever the order."""
    return None if values is None else sorted(set(values))


def _wanted(asked: Mapping[str, str | list[str]]) -> dict[str, list[str] | None]:
    return {column: _set([one] if isinstance(one, str) else one) for column, one in asked.items()}
