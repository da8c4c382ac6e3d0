"""The figures of past seasons as values for the summary, and the words for them."""

from typing import Any

import pandas as pd

from matcher.matching import Matching
from matcher.outcomes import SHARES, SMALL, handover_counts

WITHHELD = "withheld"
REASON = (
    f"fewer than {SMALL} people, or kept back so that a number of fewer than {SMALL} cannot be worked out"
)
CAUTIONS = (
    "Nobody was matched by lot. A difference between seasons, regions or groups is no effect of the mentoring.",
    "What nobody answered counts neither as yes nor as no, and who answers may differ from who does not.",
    "Behind each share stands the range in which it could well lie with so few answers (Wilson's interval, 95%).",
    "A pair counts where its mentee is on the lists of this run, else where its mentor is; people who are on none of "
    "them are told as not known.",
)
_ASKED = {
    "hours": "the hours together",
    "reached_target": "whether the hours hoped for were reached",
    "continued": "whether it went on",
    "ended_early": "whether it ended early",
    "mentee_content": "how content the mentee was",
    "mentor_content": "how content the mentor was",
    "in_post_next_fall": "whether the mentee was in post the next fall",
}


def past_values(matching: Matching) -> dict[str, Any]:
    """Return the figures as plain values for `summary.json`; {} without outcomes.

    What is kept back is None, and `withheld` of its row names it with the reason.
    """
    if matching.past_seasons.empty:
        return {}
    return {
        "rows": [_row_values(row) for row in records(matching.past_seasons)],
        "handover": handover_counts(matching.roster, matching.prepared.rules.region),
        "cautions": [*CAUTIONS, *unanswered(matching.past_seasons)],
    }


def _row_values(row: dict[str, Any]) -> dict[str, Any]:
    kept = [name for name in row["withheld"].split(";") if name]
    counted = {name: row[name] for name in ("season", "by", "value", "pairs", "mentees", "mentors")}
    hours = None if "hours" in kept else {"known": row["hours_known"], "median": row["hours_median"]}
    shares = {
        name: None
        if row[f"{name}_known"] is None
        else {part: row[f"{name}_{part}"] for part in ("known", "yes", "share", "low", "high")}
        for name in SHARES
    }
    return {**counted, "hours": hours, **shares, "withheld": dict.fromkeys(kept, REASON)}


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as Python's own values; what is missing is None, shares have four digits."""
    columns = {
        name: [None if pd.isna(value) else _plain(value) for value in table[name]] for name in table.columns
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    return (
        round(float(value), 4)
        if isinstance(value, float)
        else value
        if isinstance(value, str)
        else int(value)
    )


def unanswered(table: pd.DataFrame) -> list[str]:
    """Return of how many pairs each thing is not known, in the seasons of which all of that may be told."""
    found = []
    for row in records(table[table["by"] == "season"]):
        missing = [
            f"{words} of {row['pairs'] - row[f'{name}_known']}"
            for name, words in _ASKED.items()
            if row["pairs"] is not None and row[f"{name}_known"] not in (None, row["pairs"])
        ]
        if missing:
            found.append(f"{row['season']}, {row['pairs']} pairs. Not told: {', '.join(missing)}.")
    return found
