"""A replayed season as tables and as text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from matcher.season.text import lines_of


@dataclass(frozen=True)
class SeasonReplay:
    """What a season comes to at several rhythms; `str()` of it is text for people.

    In every table ``seed`` 0 is the season as it was listed, ``every`` the rhythm, and ``hold`` the share held back.

    Parameters
    ----------
    scenarios
        Each replay: batches, people who asked, were served, never were; pairs, the total cost of their kinds of match, their fit in
        all and on average; pairs declined; days waited by those who were served: mean, median, what nine of ten do not
        exceed, longest. Where seats are held back at all: how many were served before they are given
        (``served_by_then``); of those who asked before that day (``early``) and later (``late``) how many, how many served,
        and their mean wait.
    at_once
        For each seed what one list of everybody could have come to: ``hindsight``, which serves as many as can be,
        and ``first come, at once``, in which nobody is passed over.
    kinds
        How many pairs are of each kind of match.
    waits
        How many people waited so many days.
    months
        How the requests of each month fared: asked, served, mean wait, mean kind of match (1 is best), mean fit.
    prices
        What is lost, and to what: ``first come`` (hindsight against first come at once), ``batching`` (first come at once
        against the rhythm), ``holding back`` (the rhythm without and with it): people served, cost of the kinds of
        match (how much more), fit in all and on average.
    facts
        The program, first and last day, how many asked, mentors and seats, and what was replayed.
    """

    scenarios: pd.DataFrame
    at_once: pd.DataFrame
    kinds: pd.DataFrame
    waits: pd.DataFrame
    months: pd.DataFrame
    prices: pd.DataFrame
    facts: Mapping[str, Any]

    def __str__(self) -> str:
        return "\n".join(lines_of(self))
