"""What is different between two lists, as tables and as text."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from matcher.comparison.text import comparison_text


@dataclass(frozen=True)
class Comparison:
    """What is different between two lists; `str()` of it is text for people.

    Parameters
    ----------
    programs
        Program, season and region of the list before and the one after.
    goals
        `goal`, `name`, `words`, `place_before` and `place_after` (1 is the most important), `before` and `after` in the goal's
        own unit, `comparable` and `note` (why not, or what to mind); `under_after` is what the first list would reach under the
        rules of the second, up to the goal at which it is worse, where those allow it.
    people
        `what`, `before`, `after`: mentees on the list, who can be served, have a mentor, wait; mentors, seats, pairs.
    only_in_one
        `table`, `id`, `name`, `region` and `change`: who is newly on the list ("new") or on it no more ("gone").
    loads, load_changes
        How many mentors who can serve have how many mentees; and which mentors on both lists have more or fewer.
    regions, groups
        `code`, `title`, `eligible_before`, `served_before`, `eligible_after`, `served_after`: mentees who can be served, and who
        have a mentor, by region and by main group.
    kinds
        `tier`, `before`, `after`: pairs by kind of match; "" is a pair that was fixed before, and a kind that one list does not
        know has no number.
    fit
        `what` ("mean", "lowest"), `before`, `after`; comparable only if the goal is that rests on it.
    same_fit
        Whether both weigh the fit alike, so that its values can be compared.
    pairs
        Everybody with a mentor on either list: `mentee_id`, `name`, `region`, `change` ("kept", "moved", "new", "lost"), and
        before and after: mentors (ids), their names and kinds of match, joined by ``;``, the mean fit, and how the mentee stands
        ("served", "waiting", "not_eligible", "" for not on the list).
    counts
        Mentees by change, with where the new and the lost stood and stand; pairs of each list, and of both.
    rules
        `part`, `key`, `rule`, `before`, `after`: every rule that is not the same, in words.
    inputs, columns
        By table how many people are on both lists, with other rows, and on one only; and which columns differ in how many rows.
        What is confidential is not compared.
    remarks
        What a reader should know.
    """

    programs: tuple[str, str]
    goals: pd.DataFrame
    people: pd.DataFrame
    only_in_one: pd.DataFrame
    loads: pd.DataFrame
    load_changes: pd.DataFrame
    regions: pd.DataFrame
    groups: pd.DataFrame
    kinds: pd.DataFrame
    fit: pd.DataFrame
    same_fit: bool
    pairs: pd.DataFrame
    counts: Mapping[str, int]
    rules: pd.DataFrame
    inputs: pd.DataFrame
    columns: pd.DataFrame
    remarks: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether anything is different: a person, a row, a rule, a goal or a pair."""
        moved = any(self.counts[change] for change in ("moved", "new", "lost"))
        rows = self.inputs[["changed", "only_before", "only_after"]].to_numpy().any()
        values = self.people["before"] != self.people["after"]
        return bool(moved or rows or values.any() or len(self.rules) or self.programs[0] != self.programs[1])

    def __str__(self) -> str:
        return comparison_text(self)
