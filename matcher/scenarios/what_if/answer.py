"""The best list under other circumstances beside the one that was found, as tables and as text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from matcher.policy.words import MEASURED
from matcher.results.differences import LOST, MOVED, NEW
from matcher.solving.levels import BY_SCORE

SHOWN = 12
STAY = "pairs that stay"


@dataclass(frozen=True)
class WhatIf:
    """What other circumstances would change; `str()` of it is text for people.

    Parameters
    ----------
    changes
        What would be otherwise, in words.
    status
        "better", "worse" or "equal" than the list as it is; "other" where goals are not comparable, as what they measure
        changes too; "impossible" where there would be no list.
    sentence
        What it comes to: the first goal that changes, and how.
    goals
        `goal`, `words`, `before` and `after`: what the list reaches at each goal as it is and as it would be; missing where
        that cannot be compared.
    moves
        `mentee_id`, `before` and `after` (ids of mentors, joined by ``;``) and `change` ("new", "lost" or "moved").
    counts
        `count`, `before` and `after`: people and pairs.
    kinds
        `tier`, `before` and `after`: how many pairs are of each kind of match.
    remarks
        What else to know: pairs that end, who cannot serve and why, how goals were measured.
    clashes
        What cannot hold together, where there would be no list.
    names
        For ``mentees`` and ``mentors``, by id, the names of the people in `moves`.
    """

    changes: tuple[str, ...]
    status: str
    sentence: str
    goals: pd.DataFrame
    moves: pd.DataFrame
    counts: pd.DataFrame
    kinds: pd.DataFrame
    remarks: tuple[str, ...] = ()
    clashes: tuple[str, ...] = ()
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def __str__(self) -> str:
        lines = ["What if:", *(f"  {one}" for one in self.changes), self.sentence]
        lines += [f"  {one}" for one in self.clashes]
        lines += [f"Remark: {one}" for one in self.remarks]
        if len(self.goals):
            lines.append("Goals in order, now → then:")
            lines += [f"  {_goal(row)}" for row in self.goals.to_dict("records")]
        lines += self._counted()
        if len(self.moves):
            count, shown = len(self.moves), self._shown()
            lines.append(f"{count} {'person' if count == 1 else 'people'} would have others than now:")
            lines += [f"  {self._move(row)}" for row in shown.to_dict("records")]
            if count > len(shown):
                lines.append(f"  and {count - len(shown)} more.")
        return "\n".join(lines)

    def _counted(self) -> Iterator[str]:
        """Yield what there is more or fewer of, and how many pairs stay."""
        kinds = self.kinds.assign(count=[f"'{one}'" for one in self.kinds["tier"]])
        for row in [*self.counts.to_dict("records"), *kinds.to_dict("records")]:
            if row["count"] == STAY:
                yield f"{row['after']} of {row['before']} pairs would stay."
            elif row["before"] != row["after"]:
                yield f"{row['count'][0].upper()}{row['count'][1:]}: {row['before']} → {row['after']}"

    def _shown(self) -> pd.DataFrame:
        """Return everybody who loses their mentor, then who gains one, then others, up to so many."""
        change = self.moves["change"]
        lost, gained, others = (self.moves[change == one] for one in (LOST, NEW, MOVED))
        rest = pd.concat([gained, others])
        return pd.concat([lost, rest.head(max(SHOWN - len(lost), 0))])

    def _move(self, row: Mapping[object, str]) -> str:
        before, after = (
            ", ".join(self._named("mentors", one) for one in row[side].split(";")) if row[side] else "nobody"
            for side in ("before", "after")
        )
        return f"{self._named('mentees', row['mentee_id'])}: {before} → {after}"

    def _named(self, table: str, one: str) -> str:
        return called(self.names.get(table, {}), one)


def called(names: Mapping[str, str], one: str) -> str:
    """Return somebody's name and id."""
    return f"{names[one]} ({one})" if one in names else one


def _goal(row: Mapping[object, object]) -> str:
    name = str(row["goal"])
    before, after = (_amount(name, row[side]) for side in ("before", "after"))
    return f"{MEASURED[name]}: {before} → {after}"


def _amount(name: str, value: object) -> str:
    if value is None or value != value:
        return "–"
    return f"{value:.3f}" if name in BY_SCORE else f"{value:.0f}"
