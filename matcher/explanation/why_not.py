"""Why somebody does not have a certain mentor: the rules that forbid it, or exactly what it would cost."""

from dataclasses import dataclass

import pandas as pd

from matcher.explanation.forcing import Forced
from matcher.explanation.prices import in_units
from matcher.roster.text import few

SHOWN = 6


@dataclass(frozen=True)
class WhyNot:
    """Why a list does not have one pair; `str()` of it is text for people.

    Parameters
    ----------
    mentee_id, mentor_id
        The pair that is asked about.
    rules
        The rules that forbid it, in words; then the rest is empty.
    status
        "listed", "forbidden", "impossible" (a limit, minimum or fixed pair leaves no list that has it), "equal" or "worse".
    sentence
        What having it would come to.
    goals
        `goal`, `before` and `after`: what the list reaches at each goal as it is, and the best that has the pair, without
        the confirmed pairs, in the goal's own unit.
    moves
        `mentee_id`, `before` and `after`: whose mentors would change, with the ids of all that they have, confirmed ones
        too, joined by ``;``.
    approval
        Who would have to approve the pair; empty where nobody would, or no list has it.
    """

    mentee_id: str
    mentor_id: str
    rules: tuple[str, ...]
    status: str
    sentence: str
    goals: pd.DataFrame
    moves: pd.DataFrame
    approval: str = ""

    def __str__(self) -> str:
        lines = [f"{self.mentee_id} with {self.mentor_id}", self.sentence]
        lines += [f"The {self.approval} would have to approve the pair."] if self.approval else []
        if len(self.moves):
            said = [
                f"{row['mentee_id']}: {_named(row['before'])} → {_named(row['after'])}"
                for row in self.moves.to_dict("records")
            ]
            lines.append(f"Others than now would have: {few(said, SHOWN, '; ')}.")
        return "\n".join(lines)


def _named(mentors: str) -> str:
    return mentors.replace(";", ", ") or "nobody"


def no_goals() -> pd.DataFrame:
    """Return a table of goals without rows."""
    return pd.DataFrame({"goal": [], "before": [], "after": []})


def no_moves() -> pd.DataFrame:
    """Return a table of moves without rows."""
    return pd.DataFrame({"mentee_id": [], "before": [], "after": []}, dtype=object)


def goals_table(forced: Forced) -> pd.DataFrame:
    """Return what the list reaches at each goal, before and after."""
    rows = [
        (one.level.name, in_units(one), in_units(other))
        for one, other in zip(forced.before, forced.after, strict=True)
    ]
    return pd.DataFrame(rows, columns=["goal", "before", "after"])
