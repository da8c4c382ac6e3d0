"""Check that changes.csv, where there is one, names everybody who has others than those that were proposed."""

from collections.abc import Iterator, Sequence

import numpy as np

from matcher.matching import Matching
from matcher.report.folder import CHANGES
from matcher.roster import texts
from matcher.roster.text import clean
from matcher.verification.finding import SHOWN, ResultFolder

TITLES = ("mentee_id", "before", "after", "change", "why", "staying")
FIXED = ("confirmed", "agreed", "lock")
CONFIRMED = (
    f"{CHANGES} names everybody who has others than those that were proposed. Whom people had who are gone, and why each of the "
    "changes is, cannot be checked without the earlier list."
)


def has_changes(result: ResultFolder) -> bool:
    """Whether a result says what changed."""
    return (result.path / CHANGES).is_file()


def changes_differences(matching: Matching, result: ResultFolder) -> list[str]:
    """Return where changes.csv says otherwise than list and proposed pairs do; nothing without one."""
    if not has_changes(result):
        return []
    rows = result.table(CHANGES)
    if not rows or tuple(rows[0]) != TITLES or any(len(row) != len(TITLES) for row in rows):
        return [f"{CHANGES} does not have the columns {', '.join(TITLES)}."]
    found = list(_differences(matching, rows[1:]))
    more = len(found) - SHOWN
    return found if more <= 0 else [*found[:SHOWN], f"{CHANGES}: {more} more differences."]


def _differences(matching: Matching, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    has, proposed, gained = _pairs(matching)
    named = [clean(row[0]) for row in rows]
    for number, (mentee, row) in enumerate(zip(named, rows, strict=True), 2):
        before, after = (set(filter(None, map(clean, cell.split(";")))) for cell in row[1:3])
        place = f"{CHANGES}, row {number}"
        if after != has.get(mentee, set()):
            yield f"{place}: after says '{row[2]}', and should say '{';'.join(sorted(has.get(mentee, set())))}'."
        elif not proposed.get(mentee, set()) <= before or gained.get(mentee, set()) & before:
            yield f"{place}: before says '{row[1]}', which is not what was proposed."
        elif before == after or row[3] not in _kinds(before, after):
            yield f"{place}: change says '{row[3]}', which it is not."
    if len(set(named)) < len(named):
        yield f"{CHANGES} names somebody twice."
    for mentee in sorted({*has, *proposed} - set(named)):
        if gained.get(mentee) or proposed.get(mentee, set()) - has.get(mentee, set()):
            yield f"{CHANGES} does not name {mentee}, who has others than those that were proposed."


def _kinds(before: set[str], after: set[str]) -> tuple[str, ...]:
    """Return what a change of somebody's mentors may be called."""
    if not after or not before:
        return ("new",) if after else ("lost", "left")
    if len(before) != len(after):
        return ("more",) if len(after) > len(before) else ("fewer",)
    return "moved", "replaced"


def _pairs(matching: Matching) -> tuple[dict[str, set[str]], ...]:
    """Return for each mentee the mentors on the list, those that were proposed, and those on the list that were not before.

    Whether a fixed pair was there before is not known; a row says so.
    """
    rules, listing = matching.prepared.rules, matching.listing
    fixed = np.logical_or.reduce([rules.are_listed(kind, listing.mentee, listing.mentor) for kind in FIXED])
    known = fixed | rules.are_listed("proposed", listing.mentee, listing.mentor)
    mentee, mentor = rules.listed("proposed")
    here = rules.here[0][mentee]
    ids = (texts(matching.roster.mentees, "mentee_id"), texts(matching.roster.mentors, "mentor_id"))
    found: list[dict[str, set[str]]] = []
    for one, other in (
        (listing.mentee, listing.mentor),
        (mentee[here], mentor[here]),
        (listing.mentee[~known], listing.mentor[~known]),
    ):
        found.append({})
        for left, right in zip(ids[0][one], ids[1][other], strict=True):
            found[-1].setdefault(left, set()).add(right)
    return tuple(found)
