"""The fit of two people, feature by feature."""

import math

from oracles.people import cell, items, number, values

DEFAULT_WEIGHTS = {
    "preference": 0.25,
    "needs": 0.25,
    "context": 0.2,
    "style": 0.15,
    "proximity": 0.1,
    "years": 0.05,
}
LOCALES = ["city", "suburb", "town", "rural"]


def weights(policy):
    given = {
        name: weight for name, weight in policy.get("compatibility", DEFAULT_WEIGHTS).items() if weight > 0
    }
    return {name: weight / sum(given.values()) for name, weight in given.items()}


def features(policy, mentee, mentor):
    """Return every feature of a pair; None is unknown."""
    return {
        "preference": preference(mentee, mentor),
        "needs": needs(policy, mentee, mentor),
        "context": context(mentee, mentor),
        "style": style(mentee, mentor),
        "proximity": proximity(policy, mentee, mentor),
        "meeting": meeting(mentee, mentor),
        "group": group(policy, mentee, mentor),
        "years": years(mentor),
    }


def score(policy, mentee, mentor):
    """Return the fit and how many of the weighted facts are known."""
    found, shares = features(policy, mentee, mentor), weights(policy)
    total = sum(share * (0.5 if found[name] is None else found[name]) for name, share in shares.items())
    return total, sum(found[name] is not None for name in shares)


def preference(mentee, mentor):
    wishes = items(mentee, "preferred_mentors")
    if not wishes:
        return None
    if mentor["mentor_id"] not in wishes:
        return 0.0
    return max(0.5, 1 - 0.1 * wishes.index(mentor["mentor_id"]))


def needs(policy, mentee, mentor):
    asked, offered = values(policy, mentee, "needs"), values(policy, mentor, "strengths")
    return len(asked & offered) / len(asked) if asked and offered else None


def context(mentee, mentor):
    parts = []
    places = [cell(row, "locale") for row in (mentee, mentor)]
    if all(places):
        apart = abs(LOCALES.index(places[0]) - LOCALES.index(places[1]))
        parts.append({0: 1.0, 1: 0.5}.get(apart, 0.0))
    sizes = [number(row, "district_size") for row in (mentee, mentor)]
    if None not in sizes:
        parts.append(1 - min(1.0, abs(math.log2(sizes[0] / sizes[1])) / 4))
    return sum(parts) / len(parts) if parts else None


def style(mentee, mentor):
    shared = [name for name in mentee if name.startswith("style_") and name in mentor]
    both = [(number(mentee, name), number(mentor, name)) for name in shared]
    apart = [abs(one - other) for one, other in both if one is not None and other is not None]
    return 1 - sum(apart) / len(apart) / 4 if apart else None


def kilometres(mentee, mentor):
    """Return the great-circle distance by the haversine formula, or None."""
    places = [number(row, name) for row in (mentee, mentor) for name in ("latitude", "longitude")]
    if None in places:
        return None
    south, west, north, east = (math.radians(one) for one in places)
    half = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


def proximity(policy, mentee, mentor):
    rules = policy.get("proximity", {})
    near, far = rules.get("full_km", 30.0), rules.get("zero_km", 200.0)
    if rules.get("virtual_is_near", False) and "virtual" in (
        cell(mentee, "meeting"),
        cell(mentor, "meeting"),
    ):
        return 1.0
    apart = kilometres(mentee, mentor)
    if apart is None:
        return None
    if apart <= near:
        return 1.0
    return 0.0 if apart >= far else (far - apart) / (far - near)


def meeting(mentee, mentor):
    ways = {cell(mentee, "meeting"), cell(mentor, "meeting")} - {"either"}
    return 1.0 if len(ways) <= 1 else 0.0


def group(policy, mentee, mentor):
    groups = values(policy, mentee, "component_group")
    if groups & values(policy, mentor, "component_group"):
        return 1.0
    return 0.5 if groups & values(policy, mentor, "experience") else 0.0


def years(mentor):
    served = number(mentor, "years_experience")
    return None if served is None else min(1.0, served / 15)
