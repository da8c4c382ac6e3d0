"""The fit of the pairs, with how much of it is known."""

import numpy as np

from matcher.compatibility import MICRO
from matcher.matching import Matching
from matcher.report.page.drawing import Part, bar, swatch
from matcher.report.page.markup import count, paragraph
from matcher.report.page.tables import Column, Kind, table_html

BINS = 10


def fit(matching: Matching) -> str:
    """Return how many pairs have which fit, by the number of facts that it rests on."""
    facts = len(matching.policy.compatibility.weights)
    mentee, mentor = matching.listing.mentee, matching.listing.mentor
    if not len(mentee):
        return ""
    scores = matching.prepared.scorecard.score(mentee, mentor)
    step = np.minimum(scores.micro * BINS // MICRO, BINS - 1)
    table = np.bincount(step * (facts + 1) + scores.known, minlength=BINS * (facts + 1))
    table = table.reshape(BINS, facts + 1)
    known = [one for one in range(facts, -1, -1) if table[:, one].any()]
    longest = int(table.sum(axis=1).max())
    rows = [
        [
            f"{one / BINS:.1f} to {(one + 1) / BINS:.1f}",
            bar(
                [Part(place, int(table[one, facts_known])) for place, facts_known in enumerate(known)],
                longest,
            ),
            count(int(table[one].sum())),
            *(count(int(table[one, facts_known])) for facts_known in known),
        ]
        for one in range(int(step.min()), int(step.max()) + 1)
    ]
    heads = [Column("Fit"), Column("Pairs", Kind.PICTURE), Column("Pairs", Kind.NUMBER)]
    heads += [
        Column(f"from {one} of {facts} facts", Kind.NUMBER, swatch(place)) for place, one in enumerate(known)
    ]
    return paragraph(
        "Fit is an estimate between 0 and 1, made of the parts listed under “Rules used”.",
        "What is not known counts as one half, so that a fit from few facts says little.",
        f"On average the fit is {scores.micro.sum() / len(mentee) / MICRO:.2f}, from "
        f"{scores.known.sum() / len(mentee):.1f} of {facts} facts.",
    ) + table_html("fit-table", "Pairs by fit and by how many facts are known", heads, rows)
