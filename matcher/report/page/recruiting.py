"""Where one more mentor would help: regions by groups, with the best places in words."""

from html import escape

from matcher.matching import Matching
from matcher.report.page.drawing import figure
from matcher.report.page.markup import paragraph
from matcher.report.pictures.recruiting import recruiting_picture, recruiting_words
from matcher.solving import can_price

MOST_PAIRS, MOST_SOLVED = 500_000, 5_000
"""In a season with more possible pairs the section would take long to make; `matcher recruit` says the same.

Fewer where no ways round the list can be priced, so that the season is solved anew for each region, group and seat.
"""


def recruiting(matching: Matching) -> str:
    """Return what one more mentor would bring, by region and group; nothing where nothing would be better."""
    prepared = matching.prepared
    most = MOST_PAIRS if can_price(prepared.instance, prepared.levels) else MOST_SOLVED
    if len(prepared.candidates) > most:
        return paragraph("This season is too large to try every region and group here; ask matcher recruit.")
    told = matching.where_to_recruit()
    gaining = told.cells[told.cells["gain"] != ""]
    if not len(gaining):
        return ""
    best = gaining.iloc[0]
    group, region = (matching.policy.title(name, best[name]) for name in ("component_group", "region"))
    said = (
        f"One more mentor of {group}, {region}, would bring most: {best['gain']}. "
        "Each square is taken alone: two new mentors may help the same person."
    )
    return paragraph(said) + figure(recruiting_picture(told, titled=False), escape(recruiting_words(told)))
