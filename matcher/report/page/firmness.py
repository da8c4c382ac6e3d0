"""How firm the list is: pairs that stay under other weights, and who depends on one mentor."""

from html import escape

from matcher.matching import Matching
from matcher.report.page.drawing import figure
from matcher.report.page.markup import count, paragraph, plural
from matcher.report.pictures.firmness import firmness_picture
from matcher.scenarios import Firmness
from matcher.scenarios.firmness import STEPS

MOST_PAIRS = 6_000
"""In a season with more possible pairs the section would take long to make; `matcher firm` says the same."""


def firm(matching: Matching) -> str:
    """Return how firm the list is; nothing without a pair that a goal has chosen."""
    if len(matching.prepared.candidates) > MOST_PAIRS:
        return paragraph(
            "This season is too large to try every weight and every mentor here; ask matcher firm."
        )
    found = matching.firmness()
    if not len(found.open_pairs):
        return ""
    return paragraph(_weights(found), _mentors(found)) + figure(
        firmness_picture(found),
        escape("Every bar comes from the best lists under these changes, each really made."),
    )


def _weights(found: Firmness) -> str:
    """Return how many pairs stay under other weights, in a sentence."""
    firm, total = found.open_pairs["firm_up_to"], len(found.open_pairs)
    if not len(found.weights):
        return ""
    most, least = (count(int((firm >= step).sum())) for step in (STEPS[0], STEPS[-1]))
    return (
        f"Of {plural(total, 'pair')} that nobody has fixed, {most} stay if any one weight of the fit is {STEPS[0]}% greater or "
        f"smaller, and {least} stay if it is {STEPS[-1]}%."
    )


def _mentors(found: Firmness) -> str:
    """Return how many people depend on one mentor, in a sentence."""
    people = found.at_risk["mentee_id"].nunique()
    if not people:
        return "Whichever mentor stepped out, everybody would still have one." if len(found.mentors) else ""
    return (
        f"{plural(people, 'person', 'people')} would be left without a mentor if a certain one stepped out."
    )
