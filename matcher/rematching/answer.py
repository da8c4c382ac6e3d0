"""The list after the start with what changed, as tables and as text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from matcher.matching import Matching
from matcher.roster.text import few
from matcher.scenarios.what_if import called

LEFT, LOST, FEWER, REPLACED, MOVED, NEW, MORE = "left", "lost", "fewer", "replaced", "moved", "new", "more"
SHOWN, SHOWN_CAUSES, SHOWN_PEOPLE = 12, 6, 6


@dataclass(frozen=True)
class Rematch:
    """The list after people left, came, or were given seats, with the fewest changes; `str()` of it is text for people.

    Parameters
    ----------
    status
        "optimal", or "infeasible" where no list keeps all fixed pairs, minimums and limits; then all tables are empty.
    happened
        What is otherwise than in the earlier list's season, in words.
    sentence
        What it comes to.
    changes
        `mentee_id`, `before` and `after` (ids of mentors, joined by ``;``), `change`, `why`, and `staying`: what it would
        cost to keep an earlier mentor who could still be had. Changes are "left" (is gone or not served any more),
        "lost" (has nobody any more), "fewer", "replaced" (has another; the earlier pair cannot go on), "moved" (has
        another, though the earlier pair could still be), "new" (had nobody) and "more".
    chains
        `chain`, `step`, `mentee_id`, `before` and `after`: who gives up whom for whom; the mentor of one step is given up by
        the next.
    prices
        `mentee_id`, `mentor_id`, `status`, `goal`, `now`, `then`, `instead`, `without` and `sentence`: what each earlier pair
        that could still be would cost, who would move instead, and who would be without.
    waiting
        `mentee_id`, `seats_missing`, `cause`, `detail` and `suggestion`: who is still without, or has too few.
    counts, kinds
        People, pairs and kinds of match, before and after.
    goals
        `goal`, `words` and `value`: what the new list reaches, in order.
    stories
        For each chain a sentence, and what staying would cost its people.
    remarks
        What else to know.
    names
        For ``mentees`` and ``mentors``, by id, the names of those who are spoken of.
    matching
        The new list.
    """

    status: str
    happened: tuple[str, ...]
    sentence: str
    changes: pd.DataFrame
    chains: pd.DataFrame
    prices: pd.DataFrame
    waiting: pd.DataFrame
    counts: pd.DataFrame
    kinds: pd.DataFrame
    goals: pd.DataFrame
    stories: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...]
    names: Mapping[str, Mapping[str, str]]
    matching: Matching = field(repr=False)

    def __str__(self) -> str:
        lines = ["What happened:", *(f"  {one}" for one in self.happened)] if self.happened else []
        lines += [self.sentence, *(f"Remark: {one}" for one in self.remarks)]
        if self.stories:
            lines.append("Who has others than before, and why:")
            for told, *prices in self.stories[:SHOWN]:
                lines += [f"  {told}", *(f"    {one}" for one in prices)]
            lines += _more(len(self.stories))
        lines += self._without()
        return "\n".join(lines)

    def _without(self) -> Iterator[str]:
        """Yield who waits, together those of whom the same is so; whose list changed first."""
        if not len(self.waiting):
            return
        yield "Still without a mentor, or with too few:"
        touched = set(self.changes["mentee_id"])
        rows = sorted(self.waiting.to_dict("records"), key=lambda row: row["mentee_id"] not in touched)
        alike: dict[str, list[str]] = {}
        for row in rows:
            who = called(self.names["mentees"], str(row["mentee_id"]))
            alike.setdefault(f"{row['detail']} {row['suggestion']}".rstrip(), []).append(who)
        shown = list(alike.items())[:SHOWN_CAUSES]
        yield from (f"  {few(people, SHOWN_PEOPLE)}: {said}" for said, people in shown)
        rest = len(rows) - sum(len(people) for _, people in shown)
        if rest:
            yield f"  and {rest} more."


def _more(count: int) -> list[str]:
    return [f"  and {count - SHOWN} more."] if count > SHOWN else []
