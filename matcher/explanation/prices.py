"""What a pair that is insisted on comes to, in words: the first goal that would be worse, and by how much."""

import numpy as np

from matcher.arrays import Ints, Mask
from matcher.compatibility import MICRO
from matcher.explanation.forcing import UNCHANGED, Forced
from matcher.preparation import Prepared
from matcher.roster import texts
from matcher.roster.text import digits_apart, few
from matcher.solving import LevelCheck
from matcher.solving.levels import BY_SCORE, FIRST_COME, FIRST_MENTOR, WORST_OFF

EQUAL = "Another list is as good at every goal and has this pair; a fixed choice decided."
IMPOSSIBLE = "No list has this pair"
SHOWN = 3


def in_units(one: LevelCheck) -> float | None:
    """Return what a list reaches at a goal, in the goal's own unit."""
    if one.value is None:
        return None
    return one.value / MICRO if one.level.name in BY_SCORE else one.value


def price_sentence(prepared: Prepared, forced: Forced, chosen: Mask) -> tuple[str, str]:
    """Return the status of a forced pair, and what it comes to as a sentence.

    Parameters
    ----------
    chosen
        bool per possible pair: the list as it is.
    """
    if not forced.possible:
        return "impossible", f"{IMPOSSIBLE}: {stands_against(prepared, forced.pair)}."
    if forced.first == UNCHANGED:
        return "equal", EQUAL
    return "worse", f"With this pair {worse_words(prepared, forced, chosen)}."


def stands_against(prepared: Prepared, pair: int) -> str:
    """Return what stands against a pair that no list has, by itself where one thing does."""
    instance, roster = prepared.instance, prepared.roster
    mentee, mentor = int(instance.mentee[pair]), int(instance.mentor[pair])
    mentees, mentors = texts(roster.mentees, "mentee_id"), texts(roster.mentors, "mentor_id")
    confirmed = prepared.confirmed
    own, others = (
        (instance.locked & (side == one))
        for side, one in ((instance.mentee, mentee), (instance.mentor, mentor))
    )
    has = np.concatenate([instance.mentor[own], confirmed[1][confirmed[0] == mentee]])
    if len(has) and own.sum() >= instance.demand[mentee]:
        return (
            f"the fixed pair of {mentees[mentee]} with {few(mentors[has].tolist(), SHOWN)} stands against it"
        )
    taken = [confirmed, prepared.rules.elsewhere]
    has = np.concatenate([instance.mentee[others], *(pairs[0][pairs[1] == mentor] for pairs in taken)])
    if len(has) and others.sum() >= instance.capacity[mentor]:
        return f"the seats of {mentors[mentor]} are for fixed pairs, with {few(mentees[has].tolist(), SHOWN)}"
    groups = instance.groups
    full = groups.counts(instance.locked) >= groups.upper
    met = np.unique(groups.group[groups.pair == pair])
    limits = [prepared.limits.groups[one].words for one in met[full[met]].tolist()]
    if limits:
        return f"no such pair is allowed by {few(limits, SHOWN)}"
    return "limits, minimums or fixed pairs together stand against it"


def worse_words(prepared: Prepared, forced: Forced, chosen: Mask) -> str:
    """Return how the first goal that changes would be worse with a pair that is insisted on."""
    before, after = forced.before[forced.first], forced.after[forced.first]
    name = before.level.name
    if name == FIRST_COME and not _is_less(after, before):
        return "an earlier request would have to wait for a later one"
    if name in ("served", FIRST_COME):
        return _fewer(prepared, forced, chosen)
    one, other = in_units(before), in_units(after)
    if name == WORST_OFF:
        return _lowest(one, other)
    assert one is not None
    assert other is not None
    amount = abs(one - other)
    digits = digits_apart(amount, 0, 3)
    return {
        "home": f"{amount:.0f} {_pairs(amount)} fewer would be within one region",
        "fewest_changes": f"{amount:.0f} proposed {_pairs(amount)} fewer would be kept",
        "tiers": f"the kinds of match would be worse by {amount:.0f} in all, {other:.0f} instead of {one:.0f}",
        "compatibility": f"the fit of all pairs together would be lower by {amount:.{digits}f}",
        "balance": "mentors would be less evenly loaded",
    }[name]


def _lowest(one: float | None, other: float | None) -> str:
    assert other is not None
    digits = 2 if one is None else digits_apart(one, other, 2)
    now = "no new pair at all" if one is None else f"{one:.{digits}f}"
    return f"the lowest fit would be {other:.{digits}f} instead of {now}"


def _is_less(one: LevelCheck, other: LevelCheck) -> bool:
    assert one.value is not None
    assert other.value is not None
    return one.value < other.value


def _fewer(prepared: Prepared, forced: Forced, chosen: Mask) -> str:
    people = _people_fewer(prepared, forced, chosen)
    if people > 0:
        return f"{people} {'person' if people == 1 else 'people'} fewer would have a mentor"
    seats = int(chosen.sum()) - int(forced.chosen.sum())
    return f"{seats} seat{'' if seats == 1 else 's'} fewer would be filled"


def _people_fewer(prepared: Prepared, forced: Forced, chosen: Mask) -> int:
    """Return how many people fewer have a mentor; without making the list where nobody asks for several."""
    instance = prepared.instance
    if np.all(instance.demand + instance.seats_before <= 1):
        before, after = forced.before[forced.first], forced.after[forced.first]
        assert before.value is not None
        assert after.value is not None
        lost = before.value - after.value
        return lost // FIRST_MENTOR if before.level.name == "served" else lost
    stands = instance.seats_before > 0
    had, have = ((_served(prepared, one) > 0) | stands for one in (chosen, forced.chosen))
    return int(had.sum() - have.sum())


def _served(prepared: Prepared, chosen: Mask) -> Ints:
    instance = prepared.instance
    found: Ints = np.bincount(instance.mentee[chosen], minlength=len(instance.demand)).astype(np.int64)
    return found


def _pairs(count: float) -> str:
    return "pair" if count == 1 else "pairs"
