"""Mentors who are not there yet: of a region and a group, with one seat, everything else unknown."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from matcher.policy import Policy
from matcher.reading import typed_rows
from matcher.roster import Roster, texts


def with_imagined(roster: Roster, policy: Policy, cells: Sequence[tuple[str, str]]) -> Roster:
    """Return the roster with one mentor more for each region and group, after all others, in order.

    They stay in their region and fulfil what the program asks of every mentor; where it leaves a choice of trainings,
    theirs is the one that most kinds of match ask for. Nothing else is known of them.
    """
    taken = set(texts(roster.mentors, "mentor_id"))
    stem = next(stem for stem in _stems() if not any(one.startswith(stem) for one in taken))
    asked = _asked_of_all(policy)
    rows = [
        {
            "mentor_id": f"{stem}{number}",
            "name": "A new mentor",
            "region": region,
            "component_group": group,
            **asked,
        }
        for number, (region, group) in enumerate(cells)
    ]
    new = typed_rows("mentors", pd.DataFrame(rows, dtype=object))
    return roster.with_tables(mentors=pd.concat([roster.mentors, new], ignore_index=True))


def _stems() -> Sequence[str]:
    return [f"new{'-' * length}" for length in range(1, 100)]


def _asked_of_all(policy: Policy) -> dict[str, str]:
    """Return the cells by which a mentor fulfils what the program asks of every one."""
    asked = {"capacity": "1"}
    rules = policy.mentors
    if rules.membership:
        asked["membership"] = rules.membership[0]
    if rules.training:
        asked["training"] = max(rules.training, key=lambda training: _kinds_open_to(policy, training))
    asked["certified_until"] = policy.program.ends.isoformat()
    return asked


def _kinds_open_to(policy: Policy, training: str) -> int:
    """Return how many kinds of match a training leaves open."""
    wanted = [tier.mentor.get("training", training) for tier in policy.tiers]
    return sum(training in ([one] if isinstance(one, str) else one) for one in wanted)


def cells_of(roster: Roster, region: str) -> list[tuple[str, str]]:
    """Return every region and group that people are of; one region only where one is served."""
    regions = {*texts(roster.mentees, "region"), *texts(roster.mentors, "region")}
    groups = {
        group
        for table in (roster.mentees, roster.mentors)
        for cell in np.unique(texts(table, "component_group").astype(str)).tolist()
        for group in cell.split(";")
    }
    return [(one, group) for one in sorted({region} if region else regions) for group in sorted(groups)]
