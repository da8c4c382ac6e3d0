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
    "served": ("People with a mentor", "no list under these rules fills more seats"),
    "first_come": (
        "Order of requests",
        "nobody is passed over for a later request, and nobody who is left out could be added",
    ),
    "home": ("Home region", "none of these lists has more pairs within one region"),
    "fewest_changes": ("Proposed pairs kept", "none of these lists keeps more of the proposed pairs"),
    "worst_off": ("Lowest fit", "in none of these lists is the lowest fit higher"),
    "balance": ("Even loads", "none of these lists loads the mentors more evenly"),
    "tiers": ("Kinds of match", "none of these lists has better kinds of match"),
    "compatibility": ("Fit", "none of these lists has a higher total fit"),
}


def headline(matching: Matching) -> str:
    """Return the result in one or two sentences."""
    counts = matching.counts
    served, eligible = counts["mentees_served"], counts["mentees_eligible"]
    claims = [LEVELS[level.name][1] for level in matching.levels if level.name in LEVELS and level.proven]
    if not eligible:
        return "Nobody on the list can be served under these rules."
    who = f"{served} of {eligible} people who can be served {'has' if served == 1 else 'have'} a mentor"
    return f"{'; '.join([who, *claims])}."
