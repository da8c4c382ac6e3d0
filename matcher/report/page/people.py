"""The people on the list: the pairs with reasons, and who is without a mentor."""

from html import escape

import numpy as np

from matcher.arrays import Ints
from matcher.explanation import NOT_ELIGIBLE, Cause
from matcher.matching import Matching
from matcher.report.page.markup import name_html, paragraph, plural
from matcher.report.page.regions import Regions
from matcher.report.page.tables import Column, Kind, cut_note, first_rows, table_html
from matcher.report.words import CAUSES
from matcher.roster import texts

KINDS = {"confirmed": "confirmed before", "agreed": "agreed by both"}
"""What stands for the kind of match where a pair needs none."""


def pairs(matching: Matching) -> str:
    """Return the pairs with their reasons, those to be approved first."""
    regions = Regions.of(matching)
    approval = texts(matching.pairs, "approval") != ""
    shown = first_rows(approval, regions.of_pairs[0])
    if not len(shown):
        return paragraph("There is no pair.")
    mentee, mentor = matching.listing.mentee, matching.listing.mentor
    cells = {
        Column("Mentee", Kind.PERSON): _cards(matching, "mentees", mentee[shown]),
        Column("Mentor", Kind.PERSON): _cards(matching, "mentors", mentor[shown]),
        Column("Region", Kind.CODE): _regions_of(regions, shown),
        Column("Kind of match"): _kinds(matching, shown),
        Column("Fit, 0 to 1", Kind.NUMBER): _fits(matching, shown),
        Column("Could step in", Kind.SPARE): _backups(matching, shown),
        Column("Approval", Kind.CODE): _approvals(matching, shown),
        Column("Why", Kind.WORDS): [escape(one) for one in texts(matching.pairs, "reasons")[shown]],
    }
    columns = {column: said for column, said in cells.items() if any(said)}
    order = "Those that somebody must approve stand first, then all by region of the mentee."
    first = "those to approve, and the first of each region"
    note = cut_note(len(shown), len(approval), first, "assignments.csv")
    title = f"{plural(len(approval), 'pair')} with reasons"
    rows = zip(*columns.values(), strict=True)
    return paragraph(order if approval.any() else "", note) + table_html(
        "pairs-table", title, list(columns), rows, find="pairs"
    )


def _regions_of(regions: Regions, shown: Ints) -> list[str]:
    """Return the mentee's region, and the mentor's where it is another one."""
    names = [escape(name) for name in regions.names]
    return [
        names[one] if one == other else f"{names[one]}<small>mentor of {names[other]}</small>"
        for one, other in zip(*(side[shown].tolist() for side in regions.of_pairs), strict=True)
    ]


def _kinds(matching: Matching, shown: Ints) -> list[str]:
    columns = (texts(matching.pairs, name)[shown] for name in ("tier", "kind"))
    return [escape(tier or KINDS.get(kind, kind)) for tier, kind in zip(*columns, strict=True)]


def _fits(matching: Matching, shown: Ints) -> list[str]:
    scores, known = matching.pairs["score"].to_numpy()[shown], texts(matching.pairs, "known")[shown]
    return [
        f"{score:.2f}<small>from {facts.replace('/', ' of ')} facts</small>"
        for score, facts in zip(scores.tolist(), known, strict=True)
    ]


def _approvals(matching: Matching, shown: Ints) -> list[str]:
    return [
        f"the {escape(one)} must approve" if one else "" for one in texts(matching.pairs, "approval")[shown]
    ]


def _backups(matching: Matching, shown: Ints) -> list[str]:
    """Return by name who could step in."""
    ids, names = (texts(matching.roster.mentors, name) for name in ("mentor_id", "name"))
    card = {
        one: f"<span>{name_html(name)}<small>{escape(one)}</small></span>"
        for one, name in zip(ids, names, strict=True)
    }
    columns = (texts(matching.pairs, name)[shown] for name in ("backup_1", "backup_2"))
    return ["".join(card[one] for one in both if one) for both in zip(*columns, strict=True)]


def unserved(matching: Matching) -> str:
    """Return who is without a mentor, or with one too few; those who could be served stand first."""
    causes = matching.causes
    if not causes:
        return paragraph("Nobody: everybody has as many mentors as they need.")
    regions = Regions.of(matching)
    mentee = np.array([one.mentee for one in causes], dtype=np.int64)
    waits = np.array([one.cause != NOT_ELIGIBLE for one in causes], dtype=bool)
    shown = first_rows(waits, regions.mentees[mentee])
    rows = [
        [
            card,
            escape(regions.names[region]),
            _cause(one),
            escape(one.detail),
            escape(one.suggestion),
        ]
        for card, region, one in zip(
            _cards(matching, "mentees", mentee[shown]),
            regions.mentees[mentee[shown]].tolist(),
            (causes[place] for place in shown),
            strict=True,
        )
    ]
    heads = [Column("Mentee", Kind.PERSON), Column("Region", Kind.CODE), Column("Cause")]
    heads += [Column("In detail", Kind.WORDS), Column("What would help", Kind.WORDS)]
    first = "those who could be served, and the first of each region"
    return paragraph(
        "Those who could be served stand first, then those whom these rules do not serve; all by region.",
        cut_note(len(shown), len(causes), first, "unserved.csv"),
    ) + table_html(
        "unserved-table",
        f"{plural(len(causes), 'person', 'people')} without a mentor, or with one too few",
        heads,
        rows,
        find="people",
    )


def _cause(one: Cause) -> str:
    missing = "" if one.cause == NOT_ELIGIBLE else f"<small>{plural(one.missing, 'mentor')} missing</small>"
    return escape(CAUSES[one.cause]) + missing


def _cards(matching: Matching, table: str, places: Ints) -> list[str]:
    """Return name, id and district of some people."""
    frame = matching.roster.table(table)
    columns = (texts(frame, name)[places] for name in ("name", f"{table[:-1]}_id", "district"))
    return [
        f"<b>{name_html(name)}</b><small>{escape(one)}{', ' if district else ''}{name_html(district)}</small>"
        for name, one, district in zip(*columns, strict=True)
    ]
