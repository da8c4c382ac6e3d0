"""What pages and the screen call causes and goals."""

from typing import NamedTuple

from matcher.matching import Matching
from matcher.policy.words import GOALS
from matcher.roster import numbers

CAUSES = {
    "not_eligible": "not served by these rules",
    "no_candidate": "no possible mentor",
    "shortage": "too few seats",
    "limit": "a limit of these rules",
    "goal": "a goal placed before serving",
}
LEVELS = {
    "served": "of the lists equal so far, none fills more seats, a person’s first counting double",
    "home": "of the lists equal so far, none has more pairs within one region",
    "first_come": "of the lists equal so far, none serves earlier requests",
    "fewest_changes": "of the lists equal so far, none keeps more of the proposed pairs",
    "tiers": "of the lists equal so far, none has better kinds of match",
    "worst_off": "of the lists equal so far, none has a higher lowest fit",
    "compatibility": "of the lists equal so far, none has a higher total fit",
    "balance": "of the lists equal so far, none loads the mentors more evenly",
}
"""What is proven of a goal."""
AS_FIRST = {
    "served": "no list under these rules fills more seats, a person’s first counting double",
    "home": "no list under these rules has more pairs within one region",
    "first_come": "nobody is passed over for a later request, and nobody who is left out could be added",
    "fewest_changes": "no list under these rules keeps more of the proposed pairs",
    "compatibility": "no list under these rules has a higher total fit",
}
"""What is proven of a goal that stands before all others."""
EACH_ONE = ("fills more seats, a person’s first counting double", "gives more people a mentor")
"""What `served` means where nobody needs more than one mentor."""


class Claim(NamedTuple):
    """A goal and what is proven of it."""

    name: str
    words: str
    proven: bool

    @property
    def sentence(self) -> str:
        """Return what is proven as a sentence."""
        return f"Proven: {self.words}." if self.proven else "Not proven: this is the best that was found."


def claims(matching: Matching) -> list[Claim]:
    """Return what each goal is called, and what is proven of it, in order."""
    found = []
    for place, level in enumerate(one for one in matching.levels if one.name in LEVELS):
        words = LEVELS[level.name]
        words = words if place else AS_FIRST.get(level.name, words)
        if not numbers(matching.roster.mentees, "mentors_needed").max(initial=1) > 1:
            words = words.replace(*EACH_ONE)
        found.append(Claim(GOALS[level.name], words, level.proven))
    return found


def headline(matching: Matching) -> str:
    """Return the result in one or two sentences."""
    counts = matching.counts
    served, eligible = counts["mentees_served"], counts["mentees_eligible"]
    if not eligible:
        return "Nobody on the list can be served under these rules."
    who = f"{served:,} of {eligible:,} people who can be served {'has' if served == 1 else 'have'} a mentor"
    first, *later = claims(matching)
    said = f"{who}; {first.words}." if first.proven else f"{who}."
    return said + _later(later)


def _later(claims: list[Claim]) -> str:
    """Return which goals after the first are proven, and which are not."""
    proven, open_ones = (
        [claim.name.lower() for claim in claims if claim.proven is wanted] for wanted in (True, False)
    )
    said = f" Proven best after that, in order: {', '.join(proven)}." if proven else ""
    return said + (f" Not proven: {', '.join(open_ones)}." if open_ones else "")
