"""The lists as they are at a moment of the season, with what the ledger says of the people in them."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Mask
from matcher.ledger import Decided
from matcher.ledger.events import LEFT
from matcher.roster import Origin, Roster, texts

CONFIRMED, BLOCK, ENDED, INTERRUPTED = "confirmed", "block", "ended", "interrupted"
CHOSEN = ("agreed", "lock")
Moments = npt.NDArray[np.datetime64]


def season_so_far(roster: Roster, decided: Decided, at: str) -> Roster:
    """Return the people who are there at a moment, and their pairs.

    Whoever asked later is not on the lists yet. Who withdrew, and has not asked again since, wants no mentor; a mentor who
    left, and is not available from a later day, leaves on that day. Pairs that stand are confirmed.

    Parameters
    ----------
    at
        The moment, as ISO has it.
    """
    mentees, mentors = _mentees(roster, decided), _mentors(roster, decided)
    later = mentees["requested_at"].to_numpy() > np.datetime64(at)
    # A pair that ended counts in what is paid for, also while the mentee has not come back yet.
    back = later & mentees["mentee_id"].isin({mentee for mentee, _ in decided.ended}).to_numpy()
    mentees.loc[back, "wants_mentor"] = "no"
    here = ~later | back
    known = set(texts(mentees, "mentee_id")[here])
    pairs, origin = _pairs(roster, decided, known)
    conflicts = roster.conflicts["mentee_id"].isin(known).to_numpy()
    origins = {
        **roster.origins,
        "pairs": origin,
        "mentees": _origin_of(roster.origins["mentees"], here),
        "conflicts": _origin_of(roster.origins["conflicts"], conflicts),
    }
    return roster.with_tables(
        mentees=mentees[here].reset_index(drop=True),
        mentors=mentors.assign(avoided_mentees=_among(texts(mentors, "avoided_mentees"), known)),
        conflicts=roster.conflicts[conflicts].reset_index(drop=True),
        pairs=pairs,
        origins=origins,
    )


def _mentees(roster: Roster, decided: Decided) -> pd.DataFrame:
    """Return the mentees with what became of their requests."""
    frame = roster.mentees
    ids = texts(frame, "mentee_id")
    asked, wants = frame["requested_at"].to_numpy().copy(), texts(frame, "wants_mentor").copy()
    urgent, reason = texts(frame, "urgent").copy(), texts(frame, "urgent_reason").copy()
    place = _places(ids)
    for one, moment in decided.withdrawn.items():
        if one in place and not asked[place[one]] > np.datetime64(moment):
            wants[place[one]] = "no"
    for one, moment in decided.asked_again.items():
        if one in place and asked[place[one]] < np.datetime64(moment):
            asked[place[one]] = np.datetime64(moment)
    for one, (event, moment, said) in decided.first.items():
        if one in place:
            urgent[place[one]] = "yes"
            reason[place[one]] = f"{said} left on {moment[:10]}." if event == LEFT else said
    return frame.assign(requested_at=asked, wants_mentor=wants, urgent=urgent, urgent_reason=reason)


def _mentors(roster: Roster, decided: Decided) -> pd.DataFrame:
    """Return the mentors; who left does so on that day, and has no seat that anybody could be asked for."""
    frame = roster.mentors
    seats = frame["capacity"].to_numpy(np.float64).copy()
    until, since = frame["available_until"].to_numpy().copy(), frame["available_from"].to_numpy()
    place = _places(texts(frame, "mentor_id"))
    for one, moment in decided.left.items():
        day = np.datetime64(moment[:10])
        if one in place and not since[place[one]] > day:
            until[place[one]], seats[place[one]] = day, 0.0
    return frame.assign(available_until=until, capacity=seats)


def _places(ids: npt.NDArray[np.object_]) -> dict[str, int]:
    return {one: place for place, one in enumerate(ids.tolist())}


def _pairs(roster: Roster, decided: Decided, known: set[str]) -> tuple[pd.DataFrame, Origin]:
    """Return the pairs of the lists with those of the ledger; who chose each other by the lists may do so again."""
    frame, mentors = roster.pairs, set(texts(roster.mentors, "mentor_id"))
    by_list = dict(zip(zip(frame["mentee_id"], frame["mentor_id"], strict=True), frame["kind"], strict=True))
    said = dict.fromkeys(decided.standing, CONFIRMED)
    over = [
        *(
            (pair, INTERRUPTED if again and pair not in decided.declined else ENDED)
            for pair, again in decided.ended.items()
        ),
        *((pair, BLOCK) for pair in decided.declined),
    ]
    for pair, kind in over:
        if pair not in said and by_list.get(pair) not in CHOSEN:
            said[pair] = kind
    added = sorted((*pair, kind) for pair, kind in said.items() if pair[0] in known and pair[1] in mentors)
    kept = frame["mentee_id"].isin(known).to_numpy() & np.array(
        [pair not in said for pair in by_list], dtype=bool
    )
    rows = pd.DataFrame(
        {name: [row[at] for row in added] for at, name in enumerate(("mentee_id", "mentor_id", "kind"))},
        dtype=object,
    )
    joined = pd.concat([frame[kept], rows[list(frame.columns)]], ignore_index=True)
    order = np.lexsort([texts(joined, key) for key in ("kind", "mentor_id", "mentee_id")])
    origin, places = roster.origins["pairs"], np.flatnonzero(kept)
    files = [origin.named(one) for one in places.tolist()] + ["the ledger"] * len(added)
    numbers = np.concatenate([origin.rows[places], np.zeros(len(added), dtype=np.int64)])
    placed = Origin(origin.name, numbers[order], tuple(files[one] for one in order.tolist()))
    return joined.iloc[order].reset_index(drop=True), placed


def _origin_of(origin: Origin, kept: Mask) -> Origin:
    names = tuple(origin.named(one) for one in np.flatnonzero(kept).tolist()) if origin.names else ()
    return Origin(origin.name, origin.rows[kept], names)


def _among(cells: npt.NDArray[np.object_], known: set[str]) -> npt.NDArray[np.object_]:
    """Return lists of ids with those alone who are known."""
    kept = [";".join(one for one in cell.split(";") if one in known) for cell in cells.tolist()]
    return np.array(kept, dtype=object)
