"""Seats that are held back: until a day, so many of each group of mentors stay free."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from matcher.arrays import Ints
from matcher.eligibility.candidates import Candidates, Rules
from matcher.eligibility.groups import UNKNOWN, Group
from matcher.eligibility.standing import folding
from matcher.policy.holding import HeldBack
from matcher.policy.relations import DEFAULT
from matcher.roster import texts


def held_groups(rules: Rules, candidates: Candidates) -> Iterator[tuple[Group, Ints]]:
    """Yield for each value of what is held back on the day of matching the group, and its possible pairs (places).

    A mentor is in the group of the home region, or of the main component group. Held are seats of those who can serve.
    """
    for place, held in enumerate(rules.policy.held_back):
        if rules.day >= held.until:
            continue
        values, member = mentor_groups(rules, held)
        offered = np.bincount(member, weights=rules.seats, minlength=len(values)).astype(np.int64)
        standing = np.bincount(member[rules.confirmed[1]], minlength=len(values))
        standing += np.bincount(member[rules.elsewhere[1]], minlength=len(values))
        for number, (value, there) in enumerate(zip(values, offered.tolist(), strict=True)):
            back, key = seats_held(held, value, there)
            if back:
                said = "" if held.by is None else value or UNKNOWN
                group = Group(
                    f"held_back[{place + 1}]",
                    held.name,
                    said,
                    None,
                    there - back,
                    int(standing[number]),
                    "",
                    key,
                    back,
                    held.until,
                )
                yield group, np.flatnonzero(member[candidates.mentor] == number)


def mentor_groups(rules: Rules, held: HeldBack) -> tuple[list[str], Ints]:
    """Return the values that mentors have, and each mentor's place among them."""
    if held.by is None:
        return [""], np.zeros(len(rules.seats), dtype=np.int64)
    first = np.array([one.split(";")[0] for one in texts(rules.roster.mentors, held.by)], dtype=object)
    values, member = np.unique(first.astype(str), return_inverse=True)
    return values.tolist(), member.astype(np.int64)


def seats_held(held: HeldBack, value: str, offered: int) -> tuple[int, str]:
    """Return how many of the seats are held back for a value, never more than there are, and the policy's name of it."""
    if held.share is not None:
        part = Decimal(str(held.share)) * offered
        return int(part.to_integral_value(ROUND_HALF_UP)), ""
    fold = folding("mentors", held.by or "region")
    named = {fold(key): (key, number) for key, number in held.named().items() if key != DEFAULT}
    default = (DEFAULT if isinstance(held.seats, dict) else "", held.named().get(DEFAULT, 0))
    key, number = named.get(fold(value), default)
    return min(number, offered), key
