"""The table of funding as a page for a superintendent and an officer of the state."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from matcher.funding.money import dollar_words
from matcher.funding.rows import ALL, IN_ALL, LIMIT, REGION
from matcher.roster.text import few

if TYPE_CHECKING:
    from matcher.funding.answer import Funding

EMPTY = "–"
SHOWN = 12
HEADS = {
    "asked": "asked",
    "served": "served",
    "ended": "ended",
    "funded": "funded",
    "left": "left",
    "waiting": "wait",
    "for_money": "for money",
    "no_seat": "for a seat",
    "no_mentor": "no mentor",
    "other": "other rules",
    "best_use": "best use",
    "dollars": "cost",
}
"""What stands over each column of the text; those that would be empty or 0 throughout are left out, but the first few."""
ALWAYS = ("asked", "served", "funded", "waiting")
NO_CAP = "The rules set no number of funded pairs ([[limits]] with funding = true)."


def funding_text(told: "Funding") -> str:
    """Return the table, what the next dollar buys, how far more money goes, and what could be moved."""
    where = f", {told.region} only" if told.region else ""
    lines = [f"{told.program}{where}: pairs served against pairs funded", *_table(told.rows)]
    if not told.is_limited:
        return "\n".join([*lines, NO_CAP])
    lines += ["", "One funded pair more, each taken alone:", *_next(told.rows)]
    lines += ["", "How far more money goes:", *_further(told)]
    moved = [*_exceeded(told.rows), *_idle(told.rows), *_best_use(told)]
    return "\n".join([*lines, "", "Within the money there is:", *moved] if moved else lines)


def _table(rows: pd.DataFrame) -> Iterator[str]:
    shown = [name for name in HEADS if name in ALWAYS or rows[name].fillna(0).any()]
    cells = [["", *(HEADS[name] for name in shown)]]
    for row in rows.to_dict("records"):
        if row["kind"] == LIMIT:
            row["served"] = row["paid"]
        cells.append([row["title"], *(_cell(name, row[name]) for name in shown)])
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        first, *others = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield f"  {'  '.join([first, *others])}".rstrip()


def _cell(name: str, value: Any) -> str:
    if pd.isna(value):
        return "no cap" if name == "funded" else EMPTY
    return dollar_words(value) if name == "dollars" else f"{value:,}"


def _next(rows: pd.DataFrame) -> Iterator[str]:
    """Yield what the next dollar buys; rows of which the same is to be said stand together, those of nothing last."""
    said: dict[str, list[str]] = {}
    for row in rows.to_dict("records"):
        words = f"{row['raised']}: {row['next']}" if row["serves"] else row["next"]
        said.setdefault(words, []).append(row["title"])
    for words in sorted(said, key=lambda one: one.startswith("nothing")):
        yield f"  {_titles(said[words])}: {words}."


def _titles(titles: Sequence[str]) -> str:
    """Return the rows of which the same is said; of all together it is said first."""
    if len(titles) > 1 and titles[-1] == IN_ALL:
        return f"{IN_ALL}, and so for {few(titles[:-1], SHOWN)}"
    return few(titles, SHOWN)


def _further(told: "Funding") -> Iterator[str]:
    rows = told.rows
    for row in _records(rows, "more_alone"):
        if row["more_alone"] > 0 and row["kind"] == ALL:
            yield (
                f"  In all: up to {_pairs(row['useful_alone'])}, {row['more_alone']:,} more{_cost(row['costs_alone'])}, the "
                "other caps as they are."
            )
        elif row["more_alone"] > 0:
            net = row["net_alone"]
            others = f" here, {net or 'none'} more in all" if net != row["more_alone"] else ""
            yield (
                f"  {row['title']}: up to {_pairs(row['useful_alone'])}, {row['more_alone']:,} more{others}"
                f"{_cost(row['costs_alone'])}, the other caps as they are."
            )
    yield from _without_limit(rows)


def _without_limit(rows: pd.DataFrame) -> Iterator[str]:
    whole = rows.iloc[-1].to_dict()
    if not whole["for_money"]:
        yield "  Nobody waits for money: without any cap nobody more would have a mentor."
        return
    yield (
        f"  If money were no limit: {_pairs(whole['useful_all'])}, {whole['more_all']:,} more{_cost(whole['costs_all'])}: "
        f"{_changes(rows, 'useful_all')}."
    )
    lost = whole["for_money"] - whole["more_all"]
    if lost:
        seats = "1 seat" if lost == 1 else f"{lost:,} seats"
        yield f"  Of those who wait for money some would then have {seats} that others have now."


def _changes(rows: pd.DataFrame, column: str) -> str:
    """Return the regions that would have another number of funded pairs than now."""
    changed = [
        f"{row['title']} {row[column]:,} ({row[column] - row['paid']:+,})"
        for row in _records(rows, column)
        if row["kind"] == REGION and row[column] != row["paid"]
    ]
    return few(changed, SHOWN)


def _exceeded(rows: pd.DataFrame) -> Iterator[str]:
    """Yield where more pairs stand than are funded."""
    for row in _records(rows, "funded"):
        if row["paid"] > row["funded"]:
            yield f"  {row['title']}: {_pairs(row['paid'])} for {row['funded']:,} funded; those that stand are kept."


def _idle(rows: pd.DataFrame) -> Iterator[str]:
    idle = [row for row in _records(rows, "left") if row["kind"] == REGION and row["left"]]
    if idle:
        total = sum(row["left"] for row in idle)
        are = "1 funded place is" if total == 1 else f"{total:,} funded places are"
        parts = [f"{row['left']:,} in {row['title']}" for row in idle]
        yield f"  {are} not used: {few(parts, SHOWN)}. Lowering these caps to what is used leaves this list as it is."


def _best_use(told: "Funding") -> Iterator[str]:
    whole = told.rows.iloc[-1].to_dict()
    if pd.isna(whole["best_use"]):
        return
    more, changes = whole["best_use"] - whole["paid"], _changes(told.rows, "best_use")
    if not changes:
        yield "  The money is where the goals would put it: if it could go to any region the list would be the same."
    else:
        serves = f"{more:,} more" if more else "no more"
        yield (
            f"  If the same money went where the goals would put it: {_pairs(whole['best_use'])}, {serves}: {changes}."
        )
    if told.largest is not None and told.largest > whole["best_use"]:
        yield (
            f"  Were serving the most people the first goal, the same money would serve up to {_pairs(told.largest)}."
        )


def _records(rows: pd.DataFrame, column: str) -> Sequence[dict[Any, Any]]:
    """Return the rows in which something stands in a column."""
    return rows[rows[column].notna()].to_dict("records")


def _pairs(count: int) -> str:
    return f"{count:,} {'pair' if count == 1 else 'pairs'}"


def _cost(amount: Any) -> str:
    return "" if pd.isna(amount) else f" for {dollar_words(amount)}"
