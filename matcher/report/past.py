"""The figures of past seasons as values for the summary and as a section of the report."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import pandas as pd

from matcher.matching import Matching
from matcher.outcomes import SHARES, SMALL, handover_counts

MOST_ROWS = 300
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
TITLES = {
    "hours": "Hours, median",
    "reached_target": "Reached the hours hoped for",
    "continued": "Went on",
    "ended_early": "Ended early",
    "mentee_content": "Mentee content (4 or 5 of 5)",
    "mentor_content": "Mentor content (4 or 5 of 5)",
    "in_post_next_fall": "In post next fall",
}
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
        "rows": [_row_values(row) for row in _records(matching.past_seasons)],
        "handover": handover_counts(matching.roster, matching.prepared.rules.region),
        "cautions": [*CAUTIONS, *_unanswered(matching.past_seasons)],
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


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
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


def _unanswered(table: pd.DataFrame) -> list[str]:
    """Return of how many pairs each thing is not known, in the seasons of which all of that may be told."""
    found = []
    for row in _records(table[table["by"] == "season"]):
        missing = [
            f"{words}, {row['pairs'] - row[f'{name}_known']}"
            for name, words in _ASKED.items()
            if row["pairs"] is not None and row[f"{name}_known"] not in (None, row["pairs"])
        ]
        if missing:
            found.append(f"{row['season']}, {row['pairs']} pairs. Nobody told {'; '.join(missing)}.")
    return found


def past_seasons_section(matching: Matching) -> str:
    """Return the section of the report on past seasons, as HTML; empty without outcomes."""
    table = matching.past_seasons
    if table.empty:
        return ""
    parts = [
        _table("Season", table, "season", matching),
        _list(CAUTIONS),
        _list(_unanswered(table)),
        _table("Season and region", table, "region", matching),
        _table(_of_groups(matching), table, "component_group", matching),
        f"<p>{escape(WITHHELD.capitalize())}: {escape(REASON)}.</p>" if table["withheld"].any() else "",
        f"<h3>Handover</h3>{_list(_handover(matching))}",
    ]
    return f"<section>\n<h2>Past seasons</h2>\n{''.join(part for part in parts if part)}\n</section>"


def _of_groups(matching: Matching) -> str:
    region = matching.prepared.rules.region
    return f"Season and component group, {region} only" if region else "Season and component group"


def _list(sentences: Sequence[str]) -> str:
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<ul>{items}</ul>\n" if items else ""


def _table(title: str, table: pd.DataFrame, by: str, matching: Matching) -> str:
    rows = _records(table[table["by"] == by])
    told = [name for name in TITLES if (table[f"{name}_known"].fillna(1) > 0).any()]
    names = [title, "Pairs", "Mentees", "Mentors", *(TITLES[name] for name in told)]
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in names)
    body = "\n".join(f"<tr>{_cells(row, told, matching)}</tr>" for row in rows[:MOST_ROWS])
    more = (
        f"<p>The first {MOST_ROWS} of {len(rows)}; summary.json has all.</p>" if len(rows) > MOST_ROWS else ""
    )
    return (
        (
            f"{more}<div class='scroll'><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n"
            "</table></div>\n"
        )
        if rows
        else ""
    )


def _cells(row: dict[str, Any], told: Iterable[str], matching: Matching) -> str:
    counts = [WITHHELD if row[name] is None else str(row[name]) for name in ("pairs", "mentees", "mentors")]
    cells = [_name(row, matching), *map(escape, counts), *(_figure(row, name) for name in told)]
    return "".join(f"<td>{cell}</td>" for cell in cells)


def _name(row: dict[str, Any], matching: Matching) -> str:
    season, value = f"<span style='white-space: nowrap'>{escape(row['season'])}</span>", row["value"]
    if row["by"] == "season":
        return season
    title = matching.policy.title(row["by"], value) if value else "not known"
    code = value if row["by"] == "region" and title != value else ""
    return f"{season}, {escape(' '.join(filter(None, (code, title))))}"


def _figure(row: dict[str, Any], name: str) -> str:
    known = row[f"{name}_known"]
    if known is None:
        return WITHHELD
    if not known:
        return "not told"
    if name == "hours":
        return f"{row['hours_median']:.10g}<small> of {known} who answered</small>"
    if row[f"{name}_yes"] is None:
        return f"{WITHHELD}<small> of {known} who answered</small>"
    low, share, high = (f"{100 * row[f'{name}_{part}']:.0f}" for part in ("low", "share", "high"))
    return f"{row[f'{name}_yes']} of {known}<small> who answered<br>{share}%, {low} to {high}%</small>"


def _handover(matching: Matching) -> list[str]:
    """Return what the next coordinator needs to know, in sentences."""
    counts = handover_counts(matching.roster, matching.prepared.rules.region)
    season = counts["last_season"]
    if counts["mentors"] is None:
        return [f"{season}: {WITHHELD}; {REASON}."]
    found = [
        f"Of {counts['mentors']} who were mentors in {season}, {counts['mentors_again']} are on the present list; "
        f"of their mentees, {counts['mentees_again']}. handover.csv says who had whom."
    ]
    if counts["continued"] is not None:
        found.append(
            f"Pairs that went on: {counts['continued']}; that ended early: {counts['ended_early']}. Mentees whose pair "
            f"ended early and who are on the present list: {counts['ended_early_again']}."
        )
    return found
