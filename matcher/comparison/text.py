"""A comparison as text for people."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from matcher.comparison.details import (
    NOT_COMPARED,
    coverage_lines,
    fit_lines,
    inputs_lines,
    kinds_lines,
    loads_lines,
    pairs_lines,
    rules_lines,
)
from matcher.comparison.wording import SHOWN, named, nobody_in_both, number, table_lines
from matcher.policy.words import MEASURED
from matcher.roster.text import few

if TYPE_CHECKING:
    from matcher.comparison.comparison import Comparison

NOTHING = "Nothing differs: the same people, rows, rules and pairs."
PEOPLE = {
    "mentees": "Mentees on the list",
    "mentees_eligible": "who can be served",
    "mentees_served": "who have a mentor",
    "mentees_waiting": "who are without one",
    "mentors": "Mentors on the list",
    "mentors_serving": "who can serve",
    "mentors_used": "who have a mentee",
    "seats": "Seats",
    "seats_left": "left",
    "pairs": "Pairs",
}
INNER = (
    "mentees_eligible",
    "mentees_served",
    "mentees_waiting",
    "mentors_serving",
    "mentors_used",
    "seats_left",
)
NEWLY = {
    "new_waited": "waited before",
    "new_not_eligible": "not served by the rules before",
    "new_on_list": "newly on the list",
}
NO_LONGER = {
    "lost_waiting": "waiting now",
    "lost_not_eligible": "not served by the rules now",
    "lost_gone": "no longer on the list",
}
LEAST = ("tiers", "balance")
"""Goals of which less is better."""


def comparison_text(one: "Comparison") -> str:
    """Return what differs, the most important first."""
    head = _head(one)
    if not one.differs:
        return "\n".join([*head, "", NOTHING, NOT_COMPARED])
    sections = [
        ("People", _people(one)),
        ("Goals", _goals(one)),
        ("Pairs", pairs_lines(one)),
        (
            "Mentees with a mentor, of those who can be served, by region",
            coverage_lines(one.regions, both=True),
        ),
        ("The same by main group", coverage_lines(one.groups, both=False)),
        ("Pairs by kind of match", kinds_lines(one)),
        ("Mentors by number of mentees", loads_lines(one)),
        ("Fit", fit_lines(one)),
        ("Rules", rules_lines(one)),
        ("Lists of people", inputs_lines(one)),
    ]
    lines = [*head, "", *_summary(one), *one.remarks]
    for title, body in sections:
        lines += ["", title, *(f"  {line}" for line in body)]
    return "\n".join(lines)


def _head(one: "Comparison") -> list[str]:
    before, after = one.programs
    return [f"Both: {before}"] if before == after else [f"Before: {before}", f"After: {after}"]


def _summary(one: "Comparison") -> Iterator[str]:
    before, after = (_served(one, when) for when in ("before", "after"))
    yield f"Before, {before} people who can be served have a mentor; after, {after}."
    counts = one.counts
    if nobody_in_both(one):
        yield "Nobody is a mentee on both lists, so that no pair is compared with another."
        return
    kept = number(counts["kept"], "mentee")
    yield f"{kept} {'keeps' if counts['kept'] == 1 else 'keep'} the same mentor; {_have(counts['moved'])} another."
    if not counts["new"] and not counts["lost"]:
        yield "The same mentees have a mentor in both lists."
    if counts["new"]:
        yield f"{_have(counts['new'])} a mentor who had none: {_told(counts, NEWLY)}."
    if counts["lost"]:
        has = "has" if counts["lost"] == 1 else "have"
        yield f"{counts['lost']:,} had a mentor and {has} none: {_told(counts, NO_LONGER)}."


def _told(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return "; ".join(f"{counts[key]:,} {said}" for key, said in words.items() if counts[key])


def _served(one: "Comparison", when: str) -> str:
    counts = dict(zip(one.people["what"], one.people[when], strict=True))
    return f"{counts['mentees_served']:,} of {counts['mentees_eligible']:,}"


def _have(count: int) -> str:
    return f"{count:,} {'has' if count == 1 else 'have'}"


def _people(one: "Comparison") -> Iterator[str]:
    rows = [
        ("  " * (what in INNER) + PEOPLE[what], f"{before:,}", f"{after:,}")
        for what, before, after in one.people.itertuples(index=False)
    ]
    yield from table_lines(["", "before", "after"], rows)
    for table in ("mentees", "mentors"):
        if nobody_in_both(one, table):
            yield f"None of the {table} is on both lists."
        else:
            yield from _only_in_one(one.only_in_one[one.only_in_one["table"] == table], table)


def _only_in_one(only: pd.DataFrame, table: str) -> Iterator[str]:
    for change, words in (("new", "Newly on the list of"), ("gone", "No longer on the list of")):
        rows = only[only["change"] == change]
        if len(rows):
            yield f"{words} {table} ({len(rows):,}): {few(named(rows['name'], rows['id']), SHOWN)}."


def _goals(one: "Comparison") -> Iterator[str]:
    goals = one.goals.to_dict("records")
    same = one.goals["place_before"].equals(one.goals["place_after"])
    if not same:
        for when in ("before", "after"):
            order = one.goals.dropna(subset=[f"place_{when}"]).sort_values(f"place_{when}")
            yield f"Order {when}: {', then '.join(order['name'])}."
    for place, goal in enumerate(goals, 1):
        yield f"{f'{place}. ' if same else ''}{MEASURED[goal['goal']]}: {_values(goal)}"
        if not pd.isna(goal["under_after"]) and (
            not goal["comparable"] or goal["under_after"] != goal["before"]
        ):
            yield f"   Under the rules and people of the second list, the first list would come to {_value(goal['under_after'])}."


def _values(goal: dict[Any, Any]) -> str:
    before, after, note = goal["before"], goal["after"], goal["note"]
    said = f"{_value(before)} before, {_value(after)} after"
    if not goal["comparable"]:
        return f"{said}; not to be compared: {note}"
    return f"{said}; {note or _better(goal)}"


def _better(goal: dict[Any, Any]) -> str:
    before, after = goal["before"], goal["after"]
    if pd.isna(before) or pd.isna(after) or before == after:
        return "the same" if pd.isna(before) == pd.isna(after) else "no new pairs on one side"
    return "better" if (after < before) == (goal["goal"] in LEAST) else "worse"


def _value(value: Any) -> str:
    if pd.isna(value):
        return "none"
    return f"{int(value):,}" if value == int(value) else f"{value:,.3f}"
