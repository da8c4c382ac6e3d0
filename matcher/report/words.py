"""What pages and the screen call causes and goals."""

from matcher.matching import Matching

CAUSES = {
    "not_eligible": "not served by these rules",
    "no_candidate": "no possible mentor",
    "shortage": "too few seats",
    "limit": "a limit of these rules",
    "goal": "a goal placed before serving",
}
LEVELS = {
    "served": ("People with a mentor", "none of these lists fills more seats"),
    "home": ("Home region", "none of these lists has more pairs within one region"),
    "first_come": ("Order of requests", "these lists serve the earliest requests that they can"),
    "fewest_changes": ("Proposed pairs kept", "none of these lists keeps more of the proposed pairs"),
    "tiers": ("Kinds of match", "none of these lists has better kinds of match"),
    "worst_off": ("Lowest fit", "in none of these lists is the lowest fit higher"),
    "compatibility": ("Fit", "none of these lists has a higher total fit"),
    "balance": ("Even loads", "none of these lists loads the mentors more evenly"),
}
"""What a goal is called, and what is proven: these lists are those that are best at the goals before."""
AS_FIRST = {
    "served": "no list under these rules fills more seats",
    "home": "no list under these rules has more pairs within one region",
    "first_come": "nobody is passed over for a later request, and nobody who is left out could be added",
    "fewest_changes": "no list under these rules keeps more of the proposed pairs",
    "compatibility": "no list under these rules has a higher total fit",
}
"""What is proven of a goal that stands before all others."""


def claims(matching: Matching) -> list[tuple[str, str]]:
    """Return what each goal is called, and what is proven of it, in order."""
    found = []
    for place, level in enumerate(one for one in matching.levels if one.name in LEVELS):
        name, claim = LEVELS[level.name]
        claim = claim if place else AS_FIRST.get(level.name, claim)
        found.append((name, claim if level.proven else "not proven"))
    return found


def headline(matching: Matching) -> str:
    """Return the result in one or two sentences."""
    counts = matching.counts
    served, eligible = counts["mentees_served"], counts["mentees_eligible"]
    proven = [claim for _, claim in claims(matching)]
    if not eligible:
        return "Nobody on the list can be served under these rules."
    who = f"{served} of {eligible} people who can be served {'has' if served == 1 else 'have'} a mentor"
    return f"{'; '.join([who, *proven])}."
