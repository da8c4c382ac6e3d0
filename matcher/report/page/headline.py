"""The result in numbers, and what is proven of it."""

from html import escape

import numpy as np

from matcher.matching import Matching
from matcher.report.page.markup import count, paragraph
from matcher.report.page.regions import Regions
from matcher.report.page.tables import Column, Kind, table_html
from matcher.report.words import claims, headline


def lead(matching: Matching) -> str:
    """Return the sentence and the numbers that the page begins with."""
    boxes = "".join(
        f"<li><strong>{escape(number)}</strong> {escape(words)}</li>" for number, words in _numbers(matching)
    )
    return f'<p class="lead">{escape(headline(matching))}</p>\n<ul class="numbers">{boxes}</ul>'


def _numbers(matching: Matching) -> list[tuple[str, str]]:
    counts, regions = matching.counts, Regions.of(matching)
    served, eligible = counts["mentees_served"], counts["mentees_eligible"]
    across = int(np.sum(regions.of_pairs[0] != regions.of_pairs[1]))
    to_approve = int((matching.pairs["approval"] != "").sum())
    return [
        (f"{count(served)} of {count(eligible)}", "have a mentor"),
        (count(eligible - served), "without a mentor"),
        (
            f"{count(counts['mentors_used'])} of {count(_can_serve(matching))}",
            "mentors who can serve are in use",
        ),
        (count(counts["seats_left"]), "seat left" if counts["seats_left"] == 1 else "seats left"),
        (count(across), "pair across regions" if across == 1 else "pairs across regions"),
        (count(to_approve), "pair to approve" if to_approve == 1 else "pairs to approve"),
    ]


def _can_serve(matching: Matching) -> int:
    """Return how many mentors have a seat by the rules, or somebody all the same."""
    return int(((matching.mentors["seats"] > 0) | (matching.mentors["used"] > 0)).sum())


def proven(matching: Matching) -> str:
    """Return every goal with what is proven of it, and how anyone can check it."""
    rows = [
        [str(place), escape(claim.name), escape(claim.sentence)]
        for place, claim in enumerate(claims(matching), 1)
    ]
    columns = [Column("Place", Kind.NUMBER), Column("Goal"), Column("What is proven")]
    return paragraph(
        "A goal counts only where all goals before it are equal.",
        "Proven is that the list is the best one under these rules; whether a pair will get on is not, and fit stays "
        "an estimate.",
        "Anyone can check the proof: the command “matcher verify”, with the folder of this report, goes through "
        "every pair, rule and goal again by plain arithmetic.",
    ) + table_html("goals", "Goals in order", columns, rows)
