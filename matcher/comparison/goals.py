"""What two lists reach at their goals, and which of these values can be compared."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from matcher.arrays import Mask
from matcher.comparison.people import SIDES, Lists
from matcher.matching import Matching
from matcher.policy import Policy
from matcher.policy.words import GOALS
from matcher.results import LevelResult, level_result
from matcher.roster import texts
from matcher.solving import check
from matcher.solving.levels import BY_SCORE

TOTALS = ("home", "tiers", "compatibility", "balance")
"""Goals that grow with the number of pairs."""
SERVING = ("served", "first_come")
COLUMNS = ["goal", "name", "words", "place_before", "place_after", "before", "after", "comparable", "note", "under_after"]  # fmt: skip
OTHER_WEIGHTS = "the parts of the fit weigh otherwise"
OTHER_TIERS = "the kinds of match are others"
OTHER_PROPOSED = "other pairs were proposed"
ONE_ONLY = "a goal of one list only"


def goals_table(lists: Lists) -> pd.DataFrame:
    """Return what both lists reach at each goal: see `Comparison.goals`."""
    sides = [{one.name: one for one in matching.levels if one.name in GOALS} for matching in lists]
    orders = [list(side) for side in sides]
    names = [*orders[0], *(name for name in orders[1] if name not in sides[0])]
    again = {one.name: one.value for one in under_after(lists)}
    rows = []
    for name in names:
        known = next(side[name] for side in sides if name in side)
        places = [order.index(name) + 1 if name in order else None for order in orders]
        values = [side[name].value if name in side else None for side in sides]
        why = _why_not(lists, name, None in places)
        note = why or _note(lists, name)
        rows.append((name, GOALS[name], known.words, *places, *values, not why, note, again.get(name)))
    table = pd.DataFrame(rows, columns=COLUMNS)
    numbers = dict.fromkeys(("before", "after", "under_after"), "Float64")
    return table.astype({"place_before": "Int64", "place_after": "Int64", **numbers})


def _why_not(lists: Lists, name: str, one_only: bool) -> str:
    """Return why the values of a goal cannot be compared; empty where they can."""
    rules = lists.before.policy, lists.after.policy
    if one_only:
        return ONE_ONLY
    if name in BY_SCORE and not same_fit(*rules):
        return OTHER_WEIGHTS
    if name == "tiers" and tiers_of(rules[0]) != tiers_of(rules[1]):
        return OTHER_TIERS
    if name == "fewest_changes" and _proposed(lists.before) != _proposed(lists.after):
        return OTHER_PROPOSED
    return ""


def _note(lists: Lists, name: str) -> str:
    """Return what makes a value greater or less that is no merit of the list."""
    pairs, people = ([one.counts[what] for one in lists] for what in ("pairs", "mentees_eligible"))
    if name in TOTALS and pairs[0] != pairs[1]:
        return f"totals of {pairs[0]:,} and {pairs[1]:,} pairs"
    if name in SERVING and people[0] != people[1]:
        return f"{people[0]:,} and {people[1]:,} people can be served"
    return ""


def same_fit(one: Policy, other: Policy) -> bool:
    """Whether two policies weigh the fit alike."""
    weights = [
        {name: round(weight, 9) for name, weight in policy.compatibility.weights.items()}
        for policy in (one, other)
    ]
    near = "proximity" in weights[0]
    return weights[0] == weights[1] and (not near or one.proximity == other.proximity)


def tiers_of(policy: Policy) -> list[tuple[object, int]]:
    """Return what kinds of match ask for and cost, whatever they are called."""
    asked = [tier.model_dump(exclude={"name", "cost", "approval"}) for tier in policy.tiers]
    return list(zip(asked, policy.tier_costs, strict=True))


def _proposed(matching: Matching) -> set[tuple[str, str]]:
    pairs = matching.roster.pairs
    pairs = pairs[texts(pairs, "kind") == "proposed"]
    return set(zip(texts(pairs, "mentee_id"), texts(pairs, "mentor_id"), strict=True))


def under_after(lists: Lists) -> Sequence[LevelResult]:
    """Return what the first list would reach under the rules of the second, up to the goal at which it is worse.

    Nothing where the second rules or people do not allow it.
    """
    chosen, after = _in_terms_of(lists), lists.after
    if chosen is None or after.proof is None:
        return []
    prepared = after.prepared
    if not prepared.instance.allows(chosen):
        return []
    checks = check(prepared.instance, prepared.levels, after.proof, chosen).checks
    return [level_result(prepared, one) for one in checks]


def _in_terms_of(lists: Lists) -> Mask | None:
    """Return the first list as a choice among the possible pairs of the second; None if it is none."""
    if not all(map(lists.trusts_ids, SIDES)):
        return None
    prepared, pairs = lists.after.prepared, lists.before.pairs
    places = []
    for table in SIDES:
        ids = texts(prepared.roster.table(table), f"{table[:-1]}_id")
        place_of = {one: place for place, one in enumerate(ids)}
        own = texts(pairs, f"{table[:-1]}_id")
        if not place_of.keys() >= set(own):
            return None
        places.append(np.array([place_of[one] for one in own], dtype=np.int64))
    stands = prepared.rules.are_listed("confirmed", *places)
    place = prepared.candidates.find(places[0][~stands], places[1][~stands])
    if int(stands.sum()) < len(prepared.confirmed_here[0]) or np.any(place < 0):
        return None
    chosen = np.zeros(len(prepared.candidates), dtype=bool)
    chosen[place] = True
    return chosen
