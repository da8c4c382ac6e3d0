"""Where one more mentor, or one more seat of a mentor who is there, would bring most: exactly, for all at once.

A mentor who is not there yet is added with seats that are closed, which changes nothing; what opening one seat comes to
is priced on the cheapest ways round the list. Where that is not possible each is really added and the season solved.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from matcher.arrays import Floats, Ints, Mask
from matcher.compatibility import MICRO
from matcher.explanation import could_seat_more
from matcher.preparation import Prepared, prepare
from matcher.results import SHORT_WORDS, gain_words
from matcher.roster import texts
from matcher.scenarios.imagined import cells_of, with_imagined
from matcher.scenarios.one_more import Changes, differences
from matcher.solving import Best, CrossingGroups, Pricing, can_price, find_best
from matcher.solving.levels import BY_SCORE, FIRST_COME

SHOWN = 5
EXPLAINED = (
    "Plus is better; fit and kinds (of match) are totals over all pairs, that of the new one included."
)
EARLIER = "an earlier request served instead of a later one"


@dataclass(frozen=True)
class Recruiting:
    """What one more mentor, or one more seat, would bring; `str()` of it is text for people.

    Parameters
    ----------
    cells
        One row for each region and group, the best first: `region`, `component_group`, how many mentees a new mentor
        would be possible for (`possible`), how many of those wait for a mentor (`waiting`), by how much each goal's value
        would change (a column a goal, in its own unit), `rank` (1 best, equal ones alike), and the `gain` in words: the
        first goal that changes, empty where nothing does or where it would be worse.
    mentors
        One row for each mentor who can serve and is allowed a seat more, likewise: what that would bring.
    titles
        What people call the groups and regions, by code.
    """

    cells: pd.DataFrame
    mentors: pd.DataFrame
    titles: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        lines = ["One more mentor, who stays in the region, each taken alone:"]
        lines += _lines(self.cells, lambda row: place_of(row, self.titles))
        lines.append("One more seat of a mentor who is there, each taken alone:")
        lines += _lines(self.mentors, lambda row: f"{row['name']} ({row['mentor_id']})")
        return "\n".join([*lines, EXPLAINED])


def recruiting(prepared: Prepared, best: Best) -> Recruiting:
    """Return what one more mentor of each region and group, and one more seat of each mentor, would bring.

    Parameters
    ----------
    best
        The best list of `prepared`.
    """
    found = _found(prepared, best, may_solve=True)
    assert found is not None
    return found


def priced_recruiting(prepared: Prepared, best: Best) -> Recruiting | None:
    """Return the same without making any other list; None where that cannot be."""
    return _found(prepared, best, may_solve=False)


def _found(prepared: Prepared, best: Best, *, may_solve: bool) -> Recruiting | None:
    # A seat more may be one that is held back, or open one that is.
    priceable = can_price(prepared.instance, best.levels) and not prepared.limits.is_held_back
    cells = _cells(prepared, best, priceable, may_solve) if priceable or may_solve else None
    if cells is None:
        return None
    titles = {
        str(code): prepared.policy.title(name, str(code))
        for name in ("region", "component_group")
        for code in cells[name].unique()
    }
    return Recruiting(cells, _mentors(prepared, best, priceable), titles)


def place_of(row: Mapping[Any, Any], titles: Mapping[str, str]) -> str:
    """Return the group and the region of a new mentor, as people call them."""
    group, region = row["component_group"], row["region"]
    title = titles.get(region, region)
    return f"{titles.get(group, group)}, {region if title == region else f'{region} {title}'}"


def _cells(prepared: Prepared, best: Best, priceable: bool, may_solve: bool) -> pd.DataFrame | None:
    region, roster = prepared.rules.region, prepared.roster
    cells = cells_of(roster, region)
    extended = prepare(
        with_imagined(roster, prepared.policy, cells), prepared.policy, region, at=prepared.rules.at
    )
    new = len(roster.mentors) + np.arange(len(cells))
    change = _opened(prepared, best, extended, new) if priceable else None
    if change is None and not may_solve:
        return None
    if change is None:
        change = differences(best, _with_each(prepared, best, cells))
    pair = np.flatnonzero(extended.candidates.mentor >= len(roster.mentors))
    mentee, cell = extended.candidates.mentee[pair], extended.candidates.mentor[pair] - len(roster.mentors)
    waits = _waiting(prepared, best)[mentee]
    table = pd.DataFrame(cells, columns=["region", "component_group"], dtype=object)
    table["possible"] = np.bincount(cell, minlength=len(cells))
    table["waiting"] = np.bincount(cell[waits], minlength=len(cells))
    return _ranked(table, best, change, ["region", "component_group"])


def _mentors(prepared: Prepared, best: Best, priceable: bool) -> pd.DataFrame:
    mentors = could_seat_more(prepared, np.flatnonzero(prepared.candidates.seats > 0))
    if priceable:
        change = Changes.priced(Pricing(best.instance, best.levels, best.chosen).seats_more(mentors))
    else:
        change = differences(best, (_with_seat(prepared, best, mentor) for mentor in mentors.tolist()))
    frame = prepared.roster.mentors
    table = pd.DataFrame({name: texts(frame, name)[mentors] for name in ("mentor_id", "name", "region")})
    load = np.bincount(prepared.instance.mentor[best.chosen], minlength=len(frame)) + prepared.taken
    table["seats"], table["used"] = prepared.candidates.seats[mentors], load[mentors]
    return _ranked(table, best, change, ["mentor_id"])


def _opened(prepared: Prepared, best: Best, extended: Prepared, new: Ints) -> Changes | None:
    """Return what opening one seat of each new mentor comes to.

    None where their being there alone would change what the rules ask of a list: a limit of their own with a minimum.
    """
    instance = extended.instance
    pairs = np.flatnonzero(best.chosen)
    places = extended.candidates.find(prepared.candidates.mentee[pairs], prepared.candidates.mentor[pairs])
    chosen = np.zeros(len(instance.mentee), dtype=bool)
    chosen[places] = True
    if not instance.allows(chosen):
        return None
    imagined = np.zeros(len(instance.capacity), dtype=bool)
    imagined[new] = True
    try:
        pricing = Pricing(instance, best.levels, chosen, imagined)
    except CrossingGroups:
        return None
    return Changes.priced(pricing.seats_more(new))


def _with_each(prepared: Prepared, best: Best, cells: Sequence[tuple[str, str]]) -> Iterator[Best | None]:
    """Yield the best list with one more mentor, for each region and group; None where no list keeps the rules then."""
    for cell in cells:
        roster = with_imagined(prepared.roster, prepared.policy, [cell])
        instance = prepare(roster, prepared.policy, prepared.rules.region, at=prepared.rules.at).instance
        try:
            yield find_best(instance, best.levels, best)
        except CrossingGroups:
            yield None


def _with_seat(prepared: Prepared, best: Best, mentor: int) -> Best | None:
    if prepared.limits.is_held_back:
        seats = prepared.roster.mentors["capacity"].to_numpy(np.float64).copy()
        seats[mentor] = prepared.candidates.seats[mentor] + 1
        roster = prepared.roster.with_tables(mentors=prepared.roster.mentors.assign(capacity=seats))
        rules = prepared.rules
        return find_best(prepare(roster, rules.policy, rules.region, at=rules.at).instance, best.levels, best)
    capacity = best.instance.capacity.copy()
    capacity[mentor] += 1
    return find_best(replace(best.instance, capacity=capacity), best.levels, best)


def _waiting(prepared: Prepared, best: Best) -> Mask:
    """Return who has a seat missing."""
    filled = np.bincount(best.instance.mentee[best.chosen], minlength=len(best.instance.demand))
    return np.asarray(filled < best.instance.demand)


def _ranked(table: pd.DataFrame, best: Best, change: Changes, keys: list[str]) -> pd.DataFrame:
    """Add the changes at the goals, the ranks, and the gains in words; sort by them."""
    names = [one.level.name for one in best.goals]
    units = np.array([MICRO if name in BY_SCORE else 1 for name in names])
    gains = change.gains(best.goals)
    order = np.lexsort([*(texts(table, key) for key in reversed(keys)), *(-gains.T[::-1])])
    for place, (name, unit) in enumerate(zip(names, units, strict=True)):
        table[name] = change.value[:, place] / unit
    ranked = table.iloc[order].reset_index(drop=True)
    steps = np.any(np.diff(gains[order], axis=0) != 0, axis=1)
    ranked["rank"] = 1 + np.concatenate([[0], np.cumsum(steps)])[: len(ranked)]
    ranked["gain"] = [_gain(names, row) for row in gains[order] / units]
    return ranked


def _gain(names: Sequence[str], gains: Floats) -> str:
    """Return the first goal that changes, in words; empty where it would be worse, or none does."""
    changed = np.flatnonzero(gains)
    if not len(changed) or gains[changed[0]] < 0:
        return ""
    if names[changed[0]] == FIRST_COME and gains[changed[0]] < 1:
        return EARLIER
    return gain_words(names[changed[0]], float(gains[changed[0]]))


def _lines(table: pd.DataFrame, who: Callable[[dict[Any, Any]], str]) -> list[str]:
    """Return the best few with all that they would change, and how many others would bring what."""
    gaining = table[table["gain"] != ""]
    lines = [
        f"  {who(row)}: {'; '.join(_effects(row))}.{_possible(row)}"
        for row in gaining.head(SHOWN).to_dict("records")
    ]
    further = gaining["gain"].iloc[SHOWN:].map(_without_numbers).value_counts(sort=False)
    lines += [f"  {count:,} more: {gain}." for gain, count in further.items()]
    nothing = len(table) - len(gaining)
    if not lines:
        return ["  Nothing would be better."]
    return [*lines, f"  {nothing:,} more: nothing would be better."] if nothing else lines


def _effects(row: dict[Any, Any]) -> Iterator[str]:
    """Yield the first gain, and what else would change then."""
    yield row["gain"]
    changes = [
        (name, row[name]) for name in row if name in SHORT_WORDS and row[name] and row[name] == row[name]
    ]
    # That an earlier request is served changes no number of its own.
    besides = changes if row["gain"] == EARLIER else changes[1:]
    yield from (SHORT_WORDS[name](change) for name, change in besides)


def _possible(row: dict[Any, Any]) -> str:
    if "possible" not in row:
        return ""
    waits = f", of whom {row['waiting']} wait{'s' if row['waiting'] == 1 else ''}" if row["waiting"] else ""
    return f" Possible for {row['possible']}{waits}."


def _without_numbers(gain: str) -> str:
    return re.sub(r",? by .*", "", gain)
