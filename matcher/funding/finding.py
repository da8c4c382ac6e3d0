"""`funding_of(matching) -> Funding`."""

from typing import Any

import numpy as np
import pandas as pd

from matcher.arrays import Ints
from matcher.explanation import NO_CANDIDATE, NOT_ELIGIBLE, SHORTAGE, find_causes
from matcher.funding.answer import BOUGHT, COLUMNS, DOLLARS, Funding
from matcher.funding.buying import Buying, Step, step_words
from matcher.funding.counting import Tally
from matcher.funding.lists import Lists
from matcher.funding.money import dollars
from matcher.funding.rows import ALL, Row, Rows
from matcher.matching import Matching
from matcher.roster import texts
from matcher.solving import Best


def funding_of(matching: Matching) -> Funding:
    """Return pairs served against pairs funded, and what more money would buy. Print it, or read its tables.

    Everything is found by making the best list anew with the caps that are said, all other rules as they are.

    Raises
    ------
    InfeasibleError
        There is no list.
    """
    rows = Rows.of(matching.prepared)
    return _Finder(matching, Lists(matching.prepared, matching.best, rows)).funding()


class _Finder:
    """Makes the table row by row."""

    def __init__(self, matching: Matching, lists: Lists):
        self.matching, self.lists, self.rows = matching, lists, lists.rows
        self.tally = Tally.of(matching.prepared, self.rows)
        self.reasons = _reasons(lists, self.tally)
        self.best_use = lists.best_use()
        self.cents = self.tally.costs.by_region(lists.best.chosen)

    def funding(self) -> Funding:
        """Return the whole answer."""
        buying = Buying(self.lists, self.tally, self.reasons)
        steps = buying.steps()
        table = [
            self._row(row, step) | {"next": step_words(buying, step)}
            for row, step in zip(self.rows.rows, steps, strict=True)
        ]
        bought = [one for step in steps for one in step.bought]
        program = self.matching.policy.program
        return Funding(
            program=f"{program.name} {program.season}",
            rows=pd.DataFrame(table, columns=COLUMNS).astype(_types()),
            bought=pd.DataFrame(bought, columns=BOUGHT),
            is_limited=self.rows.is_limited,
            largest=None if self.best_use is None else self._largest(self.best_use[1]),
            region=self.matching.prepared.rules.region,
        )

    def _largest(self, new: int) -> int:
        """Return how many funded pairs there are with so many new ones."""
        fixed = self.tally.counts(self.rows.all, np.zeros_like(self.lists.best.chosen)).paid
        return fixed + new

    def _row(self, row: Row, step: Step) -> dict[str, Any]:
        counts = self.tally.counts(row, self.lists.best.chosen)
        own, funded = self.tally.own(row), self.rows.funded(row)
        missing = {
            name: None if counts.asked is None else int(one[own].sum()) for name, one in self.reasons.items()
        }
        ids = texts(self.matching.roster.mentees, "mentee_id")
        return {
            "kind": row.kind,
            "code": row.code,
            "title": row.title,
            "asked": counts.asked,
            "served": counts.served,
            "ended": counts.ended,
            "paid": counts.paid,
            "funded": funded,
            "left": None if funded is None else max(0, funded - counts.paid),
            "waiting": counts.waiting,
            **missing,
            "dollars": self._dollars(row),
            "raised": step.raised,
            "serves": ";".join(str(ids[one]) for one in step.served),
            "instead": ";".join(str(ids[one]) for one in step.instead),
            "costs": dollars(step.cents),
            **self._further(row),
        }

    def _dollars(self, row: Row) -> float | None:
        if row.kind == ALL:
            return dollars(self.tally.costs.cents(self.lists.best.chosen))
        return dollars(self.cents.get(row.code, 0)) if row.kind == "region" and self._has_money else None

    @property
    def _has_money(self) -> bool:
        return self.tally.costs.money is not None

    def _further(self, row: Row) -> dict[str, Any]:
        """Return the row with its own cap lifted, with all caps lifted, and where the money serves most."""
        found: dict[str, Any] = {}
        alone = None if row.funded is None else self.lists.without_cap(row)
        for name, best in (("alone", alone), ("all", self.lists.without_any)):
            found |= self._with(row, name, best if self.rows.is_limited else None)
        use = None if self.best_use is None else self.best_use[0]
        net = None if alone is None else int(alone.chosen.sum() - self.lists.best.chosen.sum())
        return {
            **found,
            "net_alone": net,
            "best_use": None if use is None else self.tally.counts(row, use.chosen).paid,
        }

    def _with(self, row: Row, name: str, best: Best | None) -> dict[str, Any]:
        """Return how many pairs would be paid for on a list, so many more than now, and what that costs more."""
        if best is None:
            return {f"useful_{name}": None, f"more_{name}": None, f"costs_{name}": None}
        now, then = (self.tally.counts(row, one.chosen).paid for one in (self.lists.best, best))
        costs = self.tally.costs.more(self.lists.best.chosen, best.chosen)
        if name == "all" and row.kind != ALL:
            costs = self._region_costs(row, best)
        return {f"useful_{name}": then, f"more_{name}": then - now, f"costs_{name}": dollars(costs)}

    def _region_costs(self, row: Row, best: Best) -> int | None:
        """Return what a region's own part of a list costs more than now."""
        if row.kind != "region" or not self._has_money:
            return None
        return self.tally.costs.by_region(best.chosen).get(row.code, 0) - self.cents.get(row.code, 0)


def _types() -> dict[str, str]:
    """Return the types of the columns that are numbers, in which what is not known is empty."""
    return {name: "Float64" if name in DOLLARS else "Int64" for name in COLUMNS if name not in _TEXTS}


_TEXTS = ("kind", "code", "title", "raised", "serves", "instead", "next")


def _reasons(lists: Lists, tally: Tally) -> dict[str, Ints]:
    """Return int64 per mentee: seats missing now, by what they are missing for.

    Those that the best list has if money were no limit are missing for money; of the others it is said what they would be missing
    for then.
    """
    best, lifted = lists.best, lists.without_any
    now, then = tally.new(best.chosen), tally.new(lifted.chosen)
    missing = np.maximum(best.instance.demand - now, 0)
    money = np.minimum(np.maximum(then - now, 0), missing)
    found = {"for_money": money, "no_seat": 0 * money, "no_mentor": 0 * money, "other": 0 * money}
    rest = missing - money
    alone = np.minimum(rest, np.maximum(best.instance.demand - np.diff(lists.prepared.candidates.starts), 0))
    found["no_mentor"] += alone
    for cause in find_causes(lists.prepared_without_any, lifted.chosen):
        if cause.cause != NOT_ELIGIBLE:
            name = "no_seat" if cause.cause in (SHORTAGE, NO_CANDIDATE) else "other"
            found[name][cause.mentee] = (rest - alone)[cause.mentee]
    return found
