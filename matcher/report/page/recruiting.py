"""Where one more mentor would help: regions by groups, with the best places in words."""

from collections.abc import Iterator
from html import escape

import pandas as pd

from matcher.matching import Matching
from matcher.report.page.drawing import figure
from matcher.report.page.markup import paragraph
from matcher.report.pictures.recruiting import recruiting_picture, recruiting_words
from matcher.roster.text import few
from matcher.scenarios import Recruiting, priced_recruiting
from matcher.scenarios.recruiting import place_of

MOST_NAMED = 3
MOST_PAIRS = 500_000
"""In a season with more possible pairs the section would take long to make; `matcher recruit` says the same."""
ASK = "What one more mentor would bring is not said here for this season, as other lists would have to be made; ask matcher recruit."


def recruiting(matching: Matching) -> str:
    """Return what one more mentor would bring, by region and group; nothing where nothing would be better.

    The report can be checked without a solver, so that only what can be priced from the list itself is in it.
    """
    large = len(matching.prepared.candidates) > MOST_PAIRS
    told = None if large else priced_recruiting(matching.prepared, matching.best)
    if told is None:
        return paragraph(ASK)
    gaining = told.cells[told.cells["gain"] != ""]
    if not len(gaining):
        return ""
    return paragraph(*_said(matching, told, gaining)) + figure(
        recruiting_picture(told, titled=False), escape(recruiting_words(told))
    )


def _said(matching: Matching, told: Recruiting, gaining: pd.DataFrame) -> Iterator[str]:
    """Yield where one more mentor would bring most, in sentences."""
    if not matching.counts["eligible_seats_missing"]:
        yield "Nobody who can be served waits for a mentor; one more could still make the list better."
    best = gaining[gaining["rank"] == gaining["rank"].min()]
    places = [place_of(row, told.titles) for row in best.to_dict("records")]
    yield f"One more mentor would bring most here: {few(places, MOST_NAMED, '; ')}: {best['gain'].iloc[0]}."
    yield "Each square is taken alone: two new mentors may help the same person."
