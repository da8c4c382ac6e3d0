"""Invented relations between mentors and mentees: conflicts, wishes and agreed pairs.

A mentor or mentee is a row number here; -1 stands for nobody.
"""

import numpy as np

from matcher.sample.draws import Draws, Ints, Texts, blanked, texts
from matcher.sample.mentees import eligible
from matcher.sample.people import People
from matcher.sample.words import CONFLICT_KINDS, CONFLICT_NOTES

_IN_CONFLICT = 0.08
_AVOIDING = 0.04
_MOST_WISHES = 3
_NOBODY = -1


def clashes(draws: Draws, mentors: People, mentees: People) -> Ints:
    """Draw for each mentee the mentor of a conflict; mostly nobody."""
    return np.where(draws.few(_IN_CONFLICT, len(mentees)), _acquaintances(draws, mentors, mentees), _NOBODY)


def conflict_table(draws: Draws, mentors: People, mentees: People, clash: Ints) -> dict[str, Texts]:
    """Write the conflicts, with kinds and a few notes."""
    rows = np.flatnonzero(clash >= 0)
    kinds = draws.word(CONFLICT_KINDS, len(rows))
    notes = texts([CONFLICT_NOTES[kind] for kind in kinds.tolist()])
    return {
        "mentor_id": mentors.ids[clash[rows]],
        "mentee_id": mentees.ids[rows],
        "kind": kinds,
        "note": blanked(notes, draws.few(0.7, len(rows))),
    }


def avoided(draws: Draws, mentors: People, mentees: People) -> Ints:
    """Draw for each mentee a mentor to avoid; mostly nobody."""
    return np.where(draws.few(_AVOIDING, len(mentees)), _acquaintances(draws, mentors, mentees), _NOBODY)


def wishes(draws: Draws, mentors: People, mentees: People, unwanted: Ints) -> Texts:
    """Write for about a quarter of the mentees the mentors they prefer, never an unwanted one (mentees by any)."""
    counts = draws.index((72, 13, 8, 7), len(mentees))
    slots = [_acquaintances(draws, mentors, mentees) for _ in range(_MOST_WISHES)]
    lists = texts([""] * len(mentees))
    for place, slot in enumerate(slots):
        taken = np.stack([*unwanted.T, *slots[:place]])
        wished = (counts > place) & (taken != slot).all(axis=0)
        lists += np.where(wished & (lists != ""), ";", "").astype(np.object_)
        lists += np.where(wished, named(mentors, slot), "")
    return lists


def named(mentors: People, rows: Ints) -> Texts:
    """Write the ids of the mentors in these rows; nothing for nobody."""
    found: Texts = np.append(mentors.ids, "")[rows]
    return found


def agreed_pairs(draws: Draws, mentors: People, mentees: People, unwanted: Ints) -> dict[str, Texts]:
    """Write pairs for half of the interns, each with an eligible mentee of another district.

    The mentee is of the intern's region if one is left, and then of the same group if one is left.
    """
    rows = draws.order(len(mentees))
    rows = rows[eligible(mentees)[rows]]
    choosers = _choosers(draws, mentors)
    regions = np.unique(mentors.region[choosers]).tolist()
    of_region = {region: rows[mentees.region[rows] == region] for region in regions}
    free = np.ones(len(mentees), dtype=np.bool_)
    pairs: list[tuple[str, str]] = []
    for intern in choosers.tolist():
        for pool in (of_region[int(mentors.region[intern])], rows):
            stranger = mentees.district[pool] != mentors.district[intern]
            fits = pool[free[pool] & stranger & (unwanted[pool] != intern).all(axis=1)]
            if len(fits):
                mentee = fits[np.argmax(mentees.group[fits] == mentors.group[intern])]
                free[mentee] = False
                pairs.append((mentors.ids[intern], mentees.ids[mentee]))
                break
    return {
        "mentor_id": texts([mentor for mentor, _ in pairs]),
        "mentee_id": texts([mentee for _, mentee in pairs]),
        "kind": texts(["agreed"] * len(pairs)),
    }


def _choosers(draws: Draws, mentors: People) -> Ints:
    """Draw half of the interns who are members, in the order of the table."""
    member = np.isin(mentors.columns["membership"].astype(str), ("active", "retired"))
    interns = np.flatnonzero(member & (mentors.columns["training"] == "intern"))
    return np.sort(interns[draws.order(len(interns))[: (len(interns) + 1) // 2]])


def _acquaintances(draws: Draws, mentors: People, mentees: People) -> Ints:
    """Draw a mentor for each mentee: mostly of the region and main group, else of the region, else of anywhere."""
    if not len(mentors):
        return np.full(len(mentees), _NOBODY, dtype=np.int64)
    groups = int(max(mentors.group.max(), mentees.group.max(initial=0))) + 1
    same = _one_of(draws, mentors.region * groups + mentors.group, mentees.region * groups + mentees.group)
    near = _one_of(draws, mentors.region, mentees.region)
    reach = draws.unit(len(mentees))
    local = np.where((same >= 0) & (reach < 0.75), same, near)
    return np.where((local >= 0) & (reach < 0.95), local, draws.below(len(mentors), len(mentees)))


def _one_of(draws: Draws, keys: Ints, wanted: Ints) -> Ints:
    """Draw for each wanted key a row that has it."""
    order = np.argsort(keys, kind="stable")
    first = np.searchsorted(keys[order], wanted, side="left")
    count = np.searchsorted(keys[order], wanted, side="right") - first
    place = first + draws.below(count, len(wanted))
    return np.where(count > 0, order[np.minimum(place, len(order) - 1)], _NOBODY)
