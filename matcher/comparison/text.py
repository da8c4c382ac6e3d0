"""A comparison as text for people."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from matcher.comparison.coverage import most_telling
from matcher.comparison.goals import TOTALS
from matcher.policy.words import plain
from matcher.results.differences import LOST, MOVED, NEW
from matcher.roster.text import few

if TYPE_CHECKING:
    from matcher.comparison.comparison import Comparison

SHOWN = 12
"""So many people, rules or places are named of each kind; of the others there is only the number."""
MORE_IN_JSON = "and {:,} more; all are in the tables (--json)"
NOT_COMPARED = (
    "Who avoids whom and all other confidential restrictions are not compared here; they may differ too."
)
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
CHANGED = {MOVED: "With another mentor", NEW: "With a mentor, had none", LOST: "Had a mentor, with none now"}
UNKNOWN = "–"


def comparison_text(one: "Comparison") -> str:
    """Return what differs, the most important first."""
    head = _head(one)
    if not one.differs:
        return "\n".join([*head, "", NOTHING, NOT_COMPARED])
    sections = [
        ("People", _people(one)),
        ("Goals", _goals(one)),
        ("Pairs", _pairs(one)),
        ("Mentees with a mentor, of those who can be served, by region", _coverage(one.regions, both=True)),
        ("The same by main group", _coverage(one.groups, both=False)),
        ("Pairs by kind of match", _kinds(one)),
        ("Mentors by number of mentees", _loads(one)),
        ("Fit", _fit(one)),
        ("Rules", _rules(one)),
        ("Lists of people", _inputs(one)),
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
    if _nobody_in_both(one):
        yield "Nobody is a mentee on both lists, so that no pair is compared with another."
        return
    new, lost = (
        "; ".join(f"{counts[key]:,} {words}" for key, words in told.items() if counts[key])
        for told in (NEWLY, NO_LONGER)
    )
    kept = _number(counts["kept"], "mentee")
    yield f"{kept} {'keeps' if counts['kept'] == 1 else 'keep'} the same mentor; {_have(counts['moved'])} another."
    yield f"{_have(counts['new'])} a mentor who had none{f': {new}' if new else ''}."
    yield f"{counts['lost']:,} had a mentor and {'has' if counts['lost'] == 1 else 'have'} none{f': {lost}' if lost else ''}."


def _served(one: "Comparison", when: str) -> str:
    counts = dict(zip(one.people["what"], one.people[when], strict=True))
    return f"{counts['mentees_served']:,} of {counts['mentees_eligible']:,}"


def _nobody_in_both(one: "Comparison", table: str = "mentees") -> bool:
    return not one.inputs.loc[one.inputs["table"] == table, "in_both"].any()


def _have(count: int) -> str:
    return f"{count:,} {'has' if count == 1 else 'have'}"


def _people(one: "Comparison") -> Iterator[str]:
    rows = [
        ("  " * (what in INNER) + PEOPLE[what], f"{before:,}", f"{after:,}")
        for what, before, after in one.people.itertuples(index=False)
    ]
    yield from table_lines(["", "before", "after"], rows)
    for table in ("mentees", "mentors"):
        if _nobody_in_both(one, table):
            yield f"None of the {table} is on both lists."
        else:
            yield from _only_in_one(one.only_in_one[one.only_in_one["table"] == table], table)


def _only_in_one(only: pd.DataFrame, table: str) -> Iterator[str]:
    for change, words in (("new", "Newly on the list of"), ("gone", "No longer on the list of")):
        rows = only[only["change"] == change]
        if len(rows):
            yield f"{words} {table} ({len(rows):,}): {few(_named(rows['name'], rows['id']), SHOWN)}."


def _named(names: Iterable[str], ids: Iterable[str]) -> list[str]:
    return [f"{name} ({one})" for name, one in zip(names, ids, strict=True)]


def _goals(one: "Comparison") -> Iterator[str]:
    goals = one.goals.to_dict("records")
    same = one.goals["place_before"].equals(one.goals["place_after"])
    if not same:
        for when in ("before", "after"):
            order = one.goals.dropna(subset=[f"place_{when}"]).sort_values(f"place_{when}")
            yield f"Order {when}: {', then '.join(order['name'])}."
    for place, goal in enumerate(goals, 1):
        yield f"{f'{place}. ' if same else ''}{goal['name']}: {_values(goal)} ({goal['words']})"
        if not pd.isna(goal["under_after"]) and (
            not goal["comparable"] or goal["under_after"] != goal["before"]
        ):
            yield f"   Under the second list’s rules the first list would come to {_value(goal['under_after'])}."


def _values(goal: dict[Any, Any]) -> str:
    before, after, note = goal["before"], goal["after"], goal["note"]
    said = f"{_value(before)} before, {_value(after)} after"
    if not goal["comparable"]:
        return f"{said}; not to be compared: {note}"
    if note and goal["goal"] in TOTALS:
        return f"{said}; {note}"
    return f"{said}; {_better(goal)}"


def _better(goal: dict[Any, Any]) -> str:
    before, after = goal["before"], goal["after"]
    if pd.isna(before) or pd.isna(after) or before == after:
        return "the same" if pd.isna(before) == pd.isna(after) else "no new pairs on one side"
    return "better" if (after < before) == (goal["goal"] in LEAST) else "worse"


def _value(value: Any) -> str:
    if pd.isna(value):
        return "none"
    return f"{int(value):,}" if value == int(value) else f"{value:,.3f}"


def _pairs(one: "Comparison") -> Iterator[str]:
    counts = one.counts
    if _nobody_in_both(one):
        yield "All are of other mentees."
        return
    yield (
        f"{counts['pairs_in_both']:,} of {_number(counts['pairs_before'], 'pair')} before and of "
        f"{counts['pairs_after']:,} after are the same."
    )
    for change, title in CHANGED.items():
        rows = one.pairs[one.pairs["change"] == change]
        if len(rows):
            yield f"{title} ({len(rows):,})"
            yield from _capped([f"  {_pair(row)}" for row in rows.head(SHOWN).to_dict("records")], len(rows))


def _pair(row: dict[Any, Any]) -> str:
    sides = [_mentors(row, when) for when in ("before", "after")]
    return f"{row['name']} ({row['mentee_id']}, {row['region']}): {sides[0]} → {sides[1]}"


STANDING = {"waiting": "waits", "not_eligible": "not served by the rules", "": "not on the list"}


def _mentors(row: dict[Any, Any], when: str) -> str:
    ids = row[f"mentors_{when}"]
    if not ids:
        return STANDING[row[f"standing_{when}"]]
    named = ", ".join(_named(row[f"mentor_names_{when}"].split(";"), ids.split(";")))
    kinds = dict.fromkeys(kind or "fixed before" for kind in row[f"tier_{when}"].split(";"))
    return f"{named}, {'; '.join(kinds)}, fit {row[f'fit_{when}']:.2f}"


def _capped(lines: Sequence[str], total: int) -> Iterator[str]:
    yield from lines
    if total > len(lines):
        yield f"  {MORE_IN_JSON.format(total - len(lines))}"


def _coverage(table: pd.DataFrame, *, both: bool) -> Iterator[str]:
    """Yield the rows with most people, those that differ before all others."""
    rows, left = most_telling(table, SHOWN)
    said = [
        (
            title if title == code or not both else f"{code} {title}",
            *_share(eligible, served),
            *_share(eligible_after, served_after),
        )
        for code, title, eligible, served, eligible_after, served_after in rows.itertuples(index=False)
    ]
    yield from table_lines(["", "before", "", "after", ""], said)
    if left:
        yield MORE_IN_JSON.format(left)


def _share(eligible: int, served: int) -> tuple[str, str]:
    if not eligible:
        return UNKNOWN, ""
    # Rounded down, so that 100% is everybody.
    return f"{served:,} of {eligible:,}", f"{100 * served // eligible}%"


def _kinds(one: "Comparison") -> Iterator[str]:
    rows = [
        (tier or "fixed before, no kind", *(UNKNOWN if pd.isna(value) else f"{value:,}" for value in values))
        for tier, *values in one.kinds.itertuples(index=False)
    ]
    yield from table_lines(["", "before", "after"], rows)


def _loads(one: "Comparison") -> Iterator[str]:
    rows = [
        (_number(load, "mentee"), f"{before:,}", f"{after:,}")
        for load, before, after in one.loads.itertuples(index=False)
        if before or after
    ]
    yield from table_lines(["", "before", "after"], rows)
    changes = one.load_changes
    if len(changes):
        said = [
            f"{name} ({one_id}) {before} → {after}"
            for one_id, name, before, after in changes.itertuples(index=False)
        ]
        yield f"More or fewer than before ({len(said):,}): {few(said, SHOWN)}."


def _fit(one: "Comparison") -> Iterator[str]:
    for what, before, after in one.fit.itertuples(index=False):
        said = [UNKNOWN if pd.isna(value) else f"{value:.3f}" for value in (before, after)]
        yield f"{what.capitalize()}: {said[0]} before, {said[1]} after"
    if not one.same_fit:
        yield "These are not to be compared: the parts of the fit weigh otherwise."


def _rules(one: "Comparison") -> Iterator[str]:
    if not len(one.rules):
        yield "The same."
    lines = [
        f"{part}, {rule}: {before} → {after}"
        for part, rule, before, after in one.rules[["part", "rule", "before", "after"]].itertuples(
            index=False
        )
    ]
    yield from _capped(lines[:SHOWN], len(lines))


ROWS = {"pairs": "Fixed pairs", "outcomes": "Outcomes of past seasons"}


def _inputs(one: "Comparison") -> Iterator[str]:
    for row in one.inputs.to_dict("records"):
        table = row["table"]
        if table in ROWS:
            if row["only_before"] or row["only_after"]:
                yield f"{ROWS[table]}: {row['in_both']:,} rows in both, {row['only_before']:,} only before, {row['only_after']:,} only after."
            continue
        if not row["in_both"]:
            continue
        yield f"{table.capitalize()}: {row['in_both']:,} on both lists, {_rows_changed(one, table, row['changed'])}."
    yield NOT_COMPARED


def _rows_changed(one: "Comparison", table: str, changed: int) -> str:
    if not changed:
        return "with the same rows"
    own = one.columns[one.columns["table"] == table]
    columns = [
        f"{plain(column)} {people:,}" for column, people in own[["column", "people"]].itertuples(index=False)
    ]
    return f"{changed:,} of them with another row ({few(columns, SHOWN)})"


def _number(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def table_lines(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows with their cells under each other: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    for row in (heads, *rows):
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        yield "  ".join(cells).rstrip()
