"""What holding seats back means for those who wait now."""

from datetime import date

from matcher.matching import Matching
from matcher.policy.words import counted
from matcher.preparation import prepare
from matcher.results import Listing, moves_between, place_words
from matcher.solving import find_best

SHOWN = 5


def held_back(matching: Matching) -> tuple[str, ...]:
    """Return how many seats are held back, and who would be served, or have somebody else, if none were; in sentences."""
    prepared = matching.prepared
    held = [group for group in prepared.limits.groups if group.until is not None]
    if not held:
        return ()
    tables = sorted({(one.until, one.name) for one in held if one.until is not None})
    said = [
        _held(sum(one.held for one in held if (one.until, one.name) == table), *table) for table in tables
    ]
    open_rules = matching.policy.model_copy(update={"held_back": []})
    opened = prepare(matching.roster, open_rules, prepared.rules.region, at=prepared.rules.at)
    best = find_best(opened.instance, opened.levels)
    assert best is not None  # the list itself is one without holding back
    moves = moves_between(matching.listing, Listing.of(opened, best.chosen))
    waiting = matching.waiting
    waiting = waiting[waiting["mentor_id"] == ""].drop_duplicates("mentee_id")
    waits = dict(zip(waiting["mentee_id"], waiting["place"], strict=True))
    new = [waits[one] for one in moves["mentee_id"] if one in waits]
    others = len(moves) - len(new)
    if not new:
        said.append("Nobody who waits could have one of them now.")
    else:
        who = "1 person who waits" if len(new) == 1 else f"{len(new)} people who wait"
        said.append(
            f"{who} could have a mentor now if none were: {place_words(sorted(new), SHOWN)} of the line."
        )
    if others:
        who = "1 person has" if others == 1 else f"{others} people have"
        said.append(f"{who} another mentor than if none were.")
    said.append("From that day on such seats are given too, to those who have waited longest first.")
    return tuple(said)


def _held(count: int, until: date, name: str) -> str:
    return f"{counted(count, 'seat')} {'is' if count == 1 else 'are'} held back until {until} ('{name}')."
