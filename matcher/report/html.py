"""`report.html`: one file without network, to read, print and hand on."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd

from matcher.matching import Matching
from matcher.report.past import past_seasons_section
from matcher.report.words import CAUSES, claims, headline
from matcher.roster import texts

MOST_ROWS = 3000
MOST_VALUES = 12


def report_html(matching: Matching) -> str:
    """Return the report of a list as one HTML page."""
    style = resources.files("matcher").joinpath("report/report.css").read_text(encoding="utf-8")
    program = matching.policy.program
    region = matching.prepared.rules.region
    title = f"{program.name} {program.season}" + (f", {region} only" if region else "")
    parts = [
        f"<h1>{escape(title)}</h1>",
        _headline(matching),
        _goals(matching),
        _by_region(matching),
        _pairs(matching),
        _unserved(matching),
        past_seasons_section(matching),
        _rules(matching),
        _remarks(matching),
    ]
    body = "\n".join(part for part in parts if part)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}: list of pairs</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _headline(matching: Matching) -> str:
    counts = matching.counts
    served, eligible = counts["mentees_served"], counts["mentees_eligible"]
    needs_approval = int((matching.pairs["approval"] != "").sum())
    numbers = [
        (f"{served} of {eligible}", "have a mentor"),
        (str(counts["mentors_used"]), "mentors in use"),
        (str(counts["seats_left"]), "seats left"),
        (str(needs_approval), "pairs to approve"),
    ]
    boxes = "".join(
        f"<li><strong>{escape(number)}</strong> {escape(words)}</li>" for number, words in numbers
    )
    return f"<p class='lead'>{escape(headline(matching))}</p>\n<ul class='numbers'>{boxes}</ul>"


def _goals(matching: Matching) -> str:
    rows = [
        [str(place), name, f"Proven: {claim}."] for place, (name, claim) in enumerate(claims(matching), 1)
    ]
    return _section("Goals, in order", _table(["", "Goal", "What is proven"], rows))


def _by_region(matching: Matching) -> str:
    titles = [tier.name for tier in matching.policy.tiers]
    regions = matching.counts["by_region"]
    mentee_regions = texts(matching.roster.mentees, "region")
    region_of = dict(zip(texts(matching.roster.mentees, "mentee_id"), mentee_regions, strict=True))
    of_pairs = np.array([region_of[one] for one in matching.pairs["mentee_id"]], dtype=object)
    ranks = matching.pairs["tier_rank"].to_numpy(dtype=object)
    rows = []
    for region, counts in regions.items():
        own = of_pairs == region
        kinds = [str(int(np.sum(own & (ranks == str(place))))) for place in range(1, len(titles) + 1)]
        name = matching.policy.title("region", region)
        label = region if name == region else f"{region} {name}"
        rows.append([label, f"{counts['mentees_served']} of {counts['mentees_eligible']}", *kinds])
    return _section(
        "By region of the mentee", _table(["Region", "With a mentor", *titles], rows, numeric_from=1)
    )


def _pairs(matching: Matching) -> str:
    people = _People(matching)
    rows = [
        [
            people.mentee(mentee),
            people.mentor(mentor),
            escape(tier or kind),
            f"{score:.2f}<small> from {known.replace('/', ' of ')} facts</small>",
            escape(why) + (f" <strong>To approve: {escape(approval)}</strong>" if approval else ""),
        ]
        for mentee, mentor, kind, tier, _, score, known, approval, _, _, why in _rows(matching.pairs)
    ]
    titles = ["Mentee", "Mentor", "Kind of match", "Fit, 0 to 1", "Why"]
    return _section(
        f"Pairs ({len(matching.pairs)})",
        _more(len(matching.pairs), "assignments.csv") + _table(titles, rows, raw=True),
    )


def _unserved(matching: Matching) -> str:
    people = _People(matching)
    rows = [
        [people.mentee(mentee), escape(CAUSES[cause]), escape(detail), escape(suggestion)]
        for mentee, _, cause, detail, suggestion in _rows(matching.unserved)
    ]
    if not rows:
        return _section("Without a mentor", "<p>Nobody.</p>")
    titles = ["Mentee", "Cause", "In detail", "What would help"]
    count = len(matching.unserved)
    return _section(
        f"Without a mentor, or with one too few ({count})",
        _more(count, "unserved.csv") + _table(titles, rows, raw=True),
    )


def _rows(frame: pd.DataFrame) -> Iterable[tuple[Any, ...]]:
    return frame.head(MOST_ROWS).itertuples(index=False, name=None)


def _more(count: int, file: str) -> str:
    return f"<p>The first {MOST_ROWS} of {count}; {file} has all.</p>" if count > MOST_ROWS else ""


def _rules(matching: Matching) -> str:
    policy = matching.policy
    tiers = "".join(
        f"<li>{escape(tier.name)}{' (to be approved)' if tier.approval else ''}</li>" for tier in policy.tiers
    )
    same = ", ".join(column.replace("_", " ") for column in policy.conflicts.same)
    forbidden = f"<p>Nobody is paired with somebody of the same {escape(same)}.</p>" if same else ""
    weights = ", ".join(f"{name} {weight:.0%}" for name, weight in policy.compatibility.weights.items())
    return _section(
        "Rules",
        f"<p>Kinds of match, best first:</p><ol>{tiers}</ol>{forbidden}{_limits(matching)}"
        f"<p>Fit is an estimate; its parts: {escape(weights)}. Race, gender and age are never used.</p>",
    )


def _limits(matching: Matching) -> str:
    """Return the limits, and for whom each is full."""
    items, all_full = [], matching.full_limits
    for place, limit in enumerate(matching.policy.limits):
        full = [values or "all" for number, values in all_full if number == place]
        shown = ", ".join(full[:MOST_VALUES]) + (
            f" and {len(full) - MOST_VALUES} more" if len(full) > MOST_VALUES else ""
        )
        items.append(
            f"<li>{escape(limit.name)}: {escape(f'full for {shown}' if full else 'nowhere full')}</li>"
        )
    return f"<p>Limits:</p><ul>{''.join(items)}</ul>" if items else ""


def _remarks(matching: Matching) -> str:
    if not matching.notices:
        return ""
    items = "".join(f"<li>{escape(notice)}</li>" for notice in matching.notices)
    return _section("Remarks", f"<ul>{items}</ul>")


def _section(title: str, content: str) -> str:
    return f"<section>\n<h2>{escape(title)}</h2>\n{content}\n</section>"


def _table(
    titles: Sequence[str], rows: Iterable[Sequence[str]], *, raw: bool = False, numeric_from: int = 99
) -> str:
    head = "".join(f"<th scope='col'>{escape(title)}</th>" for title in titles)
    body = "\n".join(f"<tr>{_cells(row, raw, numeric_from)}</tr>" for row in rows)
    return f"<div class='scroll'><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>"


def _cells(row: Sequence[str], raw: bool, numeric_from: int) -> str:
    made = []
    for place, cell in enumerate(row):
        kind = " class='number'" if place >= numeric_from else ""
        made.append(f"<td{kind}>{cell if raw else escape(cell)}</td>")
    return "".join(made)


class _People:
    """Names and places of people, as HTML."""

    def __init__(self, matching: Matching):
        self._cards = {table: _cards(matching, table, f"{table[:-1]}_id") for table in ("mentees", "mentors")}

    def mentee(self, one: str) -> str:
        """Return the card of a mentee."""
        return self._cards["mentees"][one]

    def mentor(self, one: str) -> str:
        """Return the card of a mentor."""
        return self._cards["mentors"][one]


def _cards(matching: Matching, table: str, key: str) -> dict[str, str]:
    frame = matching.roster.table(table)
    columns = (key, "name", "district", "region")
    return {
        one: f"<b>{escape(name)}</b><small> {escape(one)}<br>{escape(', '.join(filter(None, (district, region))))}</small>"
        for one, name, district, region in zip(*(texts(frame, column) for column in columns), strict=True)
    }
