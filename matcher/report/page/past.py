"""What became of the pairs of past seasons, and what the next coordinator needs to know."""

from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from matcher.matching import Matching
from matcher.outcomes import handover_counts
from matcher.report.page.markup import items, paragraph
from matcher.report.page.tables import Column, Kind, table_html
from matcher.report.past import CAUTIONS, REASON, WITHHELD, records, unanswered

MOST_ROWS = 300
TITLES = {
    "hours": "Hours, median",
    "reached_target": "Reached the hours hoped for",
    "continued": "Went on",
    "ended_early": "Ended early",
    "mentee_content": "Mentee content (4 or 5 of 5)",
    "mentor_content": "Mentor content (4 or 5 of 5)",
    "in_post_next_fall": "In post next fall",
}


def past_seasons_section(matching: Matching) -> str:
    """Return the figures of past seasons; empty without outcomes."""
    table = matching.past_seasons
    if table.empty:
        return ""
    parts = [
        _table("Season", table, "season", matching),
        items(CAUTIONS),
        _list(unanswered(table)),
        _table("Season and region", table, "region", matching),
        _table(_of_groups(matching), table, "component_group", matching),
        paragraph(f"{WITHHELD.capitalize()}: {REASON}.") if table["withheld"].any() else "",
        f"<h3>Handover</h3>{items(_handover(matching))}",
    ]
    return "\n".join(part for part in parts if part)


def _of_groups(matching: Matching) -> str:
    region = matching.prepared.rules.region
    return f"Season and component group, {region} only" if region else "Season and component group"


def _list(sentences: list[str]) -> str:
    return items(sentences) if sentences else ""


def _table(title: str, table: pd.DataFrame, by: str, matching: Matching) -> str:
    rows = records(table[table["by"] == by])
    told = [name for name in TITLES if (table[f"{name}_known"].fillna(1) > 0).any()]
    heads = [Column(title, Kind.REGION), *map(Column, ("Pairs", "Mentees", "Mentors"))]
    heads += [Column(TITLES[name]) for name in told]
    more = f"The first {MOST_ROWS} of {len(rows)}; summary.json has all." if len(rows) > MOST_ROWS else ""
    cells = [_cells(row, told, matching) for row in rows[:MOST_ROWS]]
    if not rows:
        return ""
    return paragraph(more) + table_html(
        f"past-{by}", f"Past pairs by {title[0].lower()}{title[1:]}", heads, cells
    )


def _cells(row: dict[str, Any], told: Iterable[str], matching: Matching) -> list[str]:
    counts = [WITHHELD if row[name] is None else str(row[name]) for name in ("pairs", "mentees", "mentors")]
    return [_name(row, matching), *map(escape, counts), *(_figure(row, name) for name in told)]


def _name(row: dict[str, Any], matching: Matching) -> str:
    season, value = f'<span class="season">{escape(row["season"])}</span>', row["value"]
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
