"""Backups: for each proposed pair two mentors who could step in, found by the same engine on the seats that are left.

All first backups can step in together, and so can all second ones, or any part of them: seats and limits hold however
many of the proposed pairs come to nothing. The fewest mentees that make it worth it to a mentor who steps back are not
asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.preparation import Prepared
from matcher.solving import Proof, SolverFailure, Verdict, check, solve, spare

RANKS = 2
_GOALS = ("home", "tiers", "compatibility")


@dataclass(frozen=True)
class Backups:
    """Who steps in first, or second, for each mentee.

    Parameters
    ----------
    places
        int64: places of the pairs among the possible pairs.
    proof
        That there are no better ones: most backups, then the program's goals on kind of match and fit.
    """

    places: Ints
    proof: Proof


def goals(order: Sequence[str]) -> list[str]:
    """Return the goals for backups: most of them, then as the policy ranks home region, kinds of match and fit."""
    own = [name for name in order if name in _GOALS]
    return ["served", *own, *(name for name in _GOALS[1:] if name not in own)]


def find_backups(prepared: Prepared, chosen: Mask) -> tuple[Backups, ...]:
    """Return the first and the second backups of a list.

    Parameters
    ----------
    chosen
        bool per possible pair: the list.
    """
    found: list[Backups] = []
    for _ in range(RANKS):
        places, instance = spare(prepared.instance, chosen, [one.places for one in found])
        solution = solve(instance, goals(prepared.levels))
        if solution.chosen is None or solution.proof is None:
            raise SolverFailure("there is no list of backups, not even an empty one")
        found.append(Backups(places[solution.chosen], solution.proof))
    return tuple(found)


def check_backups(prepared: Prepared, chosen: Mask, found: Sequence[Backups]) -> list[Verdict]:
    """Return what the proofs say about each rank of backups, by plain arithmetic.

    Raises
    ------
    ValueError
        Some are impossible, do not fit into what is left, or the proof is about something else.
    """
    verdicts = []
    for rank, one in enumerate(found):
        places, instance = spare(prepared.instance, chosen, [before.places for before in found[:rank]])
        picked = np.isin(places, one.places)
        if picked.sum() != len(one.places):
            raise ValueError("Somebody is no possible backup.")
        verdicts.append(check(instance, goals(prepared.levels), one.proof, picked))
    return verdicts


def columns(prepared: Prepared, chosen: Mask, found: Sequence[Backups]) -> list[Ints]:
    """Return for each rank the backup of each listed pair, int64 per listed pair (by place): a mentor, or -1.

    The better backup of somebody with several mentors is that of the first of them.
    """
    listed = np.flatnonzero(chosen)
    candidates, score = prepared.candidates, prepared.scores.micro
    starts = np.searchsorted(candidates.mentee[listed], np.arange(len(prepared.instance.demand)))
    made = []
    for one in found:
        place = one.places[
            np.lexsort(
                [one.places, -score[one.places], candidates.tier[one.places], candidates.mentee[one.places]]
            )
        ]
        mentee = candidates.mentee[place]
        number = np.arange(len(place)) - np.searchsorted(mentee, mentee)
        column = np.full(len(listed), -1, dtype=np.int64)
        column[starts[mentee] + number] = candidates.mentor[place]
        made.append(column)
    return made
