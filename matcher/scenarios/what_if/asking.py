"""Make the changed season, find its best list, and set it beside the list as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from matcher.arrays import Mask
from matcher.explanation import clashes_of, crossing_limits, impossible_pairs, loosening_of
from matcher.results import Listing, level_result, moves_between
from matcher.roster import InputError, texts
from matcher.scenarios.what_if.answer import WhatIf
from matcher.scenarios.what_if.both import Measure, measure_both
from matcher.scenarios.what_if.changes import Changes
from matcher.scenarios.what_if.comparing import Comparison
from matcher.scenarios.what_if.counting import both_counts, both_kinds, names_in
from matcher.scenarios.what_if.refusing import refuse_nonsense
from matcher.scenarios.what_if.season import ChangedSeason, changed_season, withdrawn_mentees
from matcher.solving import Best, CrossingGroups, Shortlist, find_best_near, solve

NO_LIST = "There would be no list."
MEASURED_ANEW = "The goals themselves change; both columns are measured under the changed rules."
NOT_COMPARED = (
    "The goals themselves change; those that are measured otherwise, or stand in another place, have no value for the "
    "list as it is."
)


def what_if(listing: Listing, changes: Changes, shortlist: Shortlist) -> WhatIf:
    """Return what other circumstances would change.

    Parameters
    ----------
    listing
        The list as it is.
    shortlist
        Pairs that were nearly as good as the listed ones, to start from.

    Raises
    ------
    InputError
        With everything that is wrong with the changes, each under the name of the change.
    """
    refuse_nonsense(changes)
    season = changed_season(listing, changes)
    prepared = season.prepared
    impossible = impossible_pairs(prepared)
    try:
        best = None if impossible else find_best_near(prepared.instance, prepared.levels, shortlist)
    except CrossingGroups:
        source = "limits" if changes.limits else "rules"
        raise InputError([replace(one, table=source) for one in crossing_limits(prepared)]) from None
    if best is None:
        return _no_list(season, [one.sentence for one in impossible])
    return _compared(listing, Listing.of(prepared, best.chosen), best, season, changes)


def _no_list(season: ChangedSeason, sentences: list[str]) -> WhatIf:
    """Return why there would be no list, and what would have to give way."""
    infeasible = solve(season.prepared.instance, season.prepared.levels).infeasible
    if infeasible is not None:
        sentences += [one.sentence for one in clashes_of(season.prepared, infeasible)]
        loosening = loosening_of(season.prepared, infeasible)
        sentences += [f"It would take at the least: {'; '.join(loosening)}."] if loosening else []
    return WhatIf(
        season.said, "impossible", NO_LIST, _table("goal", "words"), _table("mentee_id", last="change"),
        _table("count"), _table("tier"), season.remarks, tuple(sentences),
    )  # fmt: skip


def _table(*first: str, last: str = "") -> pd.DataFrame:
    return pd.DataFrame({name: [] for name in (*first, "before", "after", last) if name}, dtype=object)


def _compared(old: Listing, new: Listing, best: Best, season: ChangedSeason, changes: Changes) -> WhatIf:
    prepared = new.prepared
    gone = withdrawn_mentees(old.prepared, changes)
    staying = _without(old, gone)
    after = [level_result(prepared, one) for one in best.goals]
    measure = measure_both(*staying, new, after, fewest_changes=changes.fewest_changes)
    moves = moves_between(old, new)
    names = names_in(moves, [old.prepared.roster, prepared.roster])
    told = Comparison(measure, (staying[0], new), moves, gone, names["mentees"], changes.fewest_changes)
    remarks = [*season.remarks, *_on_measures(measure)]
    return WhatIf(
        season.said,
        told.status,
        told.sentence,
        measure.table(),
        moves,
        both_counts(old, new),
        both_kinds(old, new),
        tuple(remarks),
        (),
        names,
    )


def _without(old: Listing, gone: Sequence[str]) -> tuple[Listing, Mask]:
    """Return the list without these mentees, on the season without their pairs that stand."""
    if not gone:
        return old, old.chosen
    prepared, instance = old.prepared, old.prepared.instance
    leave = np.isin(texts(prepared.roster.mentees, "mentee_id"), list(gone))
    chosen = old.chosen & ~leave[instance.mentee]
    ending = leave[prepared.confirmed[0]]
    freed = np.bincount(prepared.confirmed[1][ending], minlength=len(prepared.taken))
    taken = prepared.taken - freed
    instance = replace(instance, load_before=instance.load_before - freed)
    confirmed = prepared.confirmed[0][~ending], prepared.confirmed[1][~ending]
    left = replace(prepared, confirmed=confirmed, taken=taken, instance=instance)
    return Listing.of(left, chosen), chosen


def _on_measures(measure: Measure) -> Iterator[str]:
    if measure.alike:
        return
    yield MEASURED_ANEW if measure.still_possible else NOT_COMPARED
