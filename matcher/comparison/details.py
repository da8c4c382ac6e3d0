"""What the tables of a comparison say, line by line."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from matcher.comparison.coverage import most_telling
from matcher.comparison.wording import MORE, SHOWN, UNKNOWN, nobody_in_both, number, table_lines
from matcher.policy.words import plain
from matcher.results.differences import LOST, MOVED, NEW
from matcher.roster.text import few

if TYPE_CHECKING:
    from matcher.comparison.comparison import Comparison

CHANGED = {MOVED: "With another mentor", NEW: "With a mentor, had none", LOST: "Had a mentor, with none now"}
STANDING = {"waiting": "waits", "not_eligible": "not served by the rules", "": "not on the list"}
ROWS = {"pairs": "Fixed pairs", "outcomes": "Outcomes of past seasons"}
NOT_COMPARED = (
    "Who avoids whom and all other confidential restrictions are not compared here; they may differ too."
)


def pairs_lines(one: "Comparison") -> Iterator[str]:
    """Yield who has another mentor, has one now, or none any more."""
    counts = one.counts
    if nobody_in_both(one):
        yield "All are of other mentees."
        return
    yield (
        f"{counts['pairs_in_both']:,} of {number(counts['pairs_before'], 'pair')} before and of "
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


def _mentors(row: dict[Any, Any], when: str) -> str:
    names, ids, kinds = (row[f"{column}_{when}"] for column in ("mentor_names", "mentors", "tier"))
    if not ids:
        return STANDING[row[f"standing_{when}"]]
    said = "; ".join(dict.fromkeys(kind or "fixed before" for kind in kinds.split(";")))
    who = f"{_with_commas(names)} ({_with_commas(ids)})"
    return f"{who}, {said}, fit {row[f'fit_{when}']:.2f}"


def _with_commas(joined: str) -> str:
    return ", ".join(part.strip() for part in joined.split(";"))


def _capped(lines: Sequence[str], total: int) -> Iterator[str]:
    yield from lines
    if total > len(lines):
        yield f"  {MORE.format(total - len(lines))}"


def coverage_lines(table: pd.DataFrame, *, both: bool) -> Iterator[str]:
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
        yield MORE.format(left)


def _share(eligible: int, served: int) -> tuple[str, str]:
    if not eligible:
        return UNKNOWN, ""
    # Only all are 100%, and only none are 0%.
    percent = (
        served // eligible * 100
        if served in (0, eligible)
        else min(max(round(100 * served / eligible), 1), 99)
    )
    return f"{served:,} of {eligible:,}", f"{percent}%"


def kinds_lines(one: "Comparison") -> Iterator[str]:
    """Yield the pairs by kind of match."""
    rows = [
        (tier or "fixed before, no kind", *(UNKNOWN if pd.isna(value) else f"{value:,}" for value in values))
        for tier, *values in one.kinds.itertuples(index=False)
    ]
    yield from table_lines(["", "before", "after"], rows)


def loads_lines(one: "Comparison") -> Iterator[str]:
    """Yield how many mentors have how many mentees, and who has more or fewer."""
    rows = [
        (number(load, "mentee"), f"{before:,}", f"{after:,}")
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


def fit_lines(one: "Comparison") -> Iterator[str]:
    """Yield the mean and the lowest fit."""
    for what, before, after in one.fit.itertuples(index=False):
        said = [UNKNOWN if pd.isna(value) else f"{value:.3f}" for value in (before, after)]
        yield f"{what.capitalize()}: {said[0]} before, {said[1]} after"
    if not one.same_fit:
        yield "These are not to be compared: the parts of the fit weigh otherwise."


def rules_lines(one: "Comparison") -> Iterator[str]:
    """Yield the rules that are not the same."""
    if not len(one.rules):
        yield "The same."
    lines = [
        f"{part}, {rule}: {before} → {after}"
        for part, rule, before, after in one.rules[["part", "rule", "before", "after"]].itertuples(
            index=False
        )
    ]
    yield from _capped(lines[:SHOWN], len(lines))


def inputs_lines(one: "Comparison") -> Iterator[str]:
    """Yield how many rows are not the same."""
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
