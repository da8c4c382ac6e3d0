"""A map with a line for each pair."""

from html import escape

import numpy as np

from matcher.arrays import Floats, Ints
from matcher.explanation import NOT_ELIGIBLE
from matcher.matching import Matching
from matcher.report.page.drawing import ACCENT, INK, PAPER, figure, picture, point
from matcher.report.page.geography import Chart, Label, background, labels_svg, positions
from matcher.report.page.regions import Regions
from matcher.roster import numbers, texts

_SIGNS = {
    "mentee": f'<circle class="mentee" cx="0" cy="0" r="3.4" fill="{ACCENT}" stroke="{PAPER}"/>',
    "mentor": f'<path d="M-4.6 -4.6H4.6V4.6H-4.6Z" fill="{INK}" stroke="{PAPER}"/>',
    "waits": f'<path d="M0 -6L5.6 4H-5.6Z" fill="{PAPER}" stroke="{ACCENT}" stroke-width="1.8"/>',
    "free": f'<path d="M-4 -4H4V4H-4Z" fill="{PAPER}" stroke="{INK}" stroke-width="1.4"/>',
    "home": f'<path d="M-12 0H12" stroke="{ACCENT}" stroke-width="1.5"/>',
    "across": f'<path d="M-12 0H12" stroke="{INK}" stroke-width="1.5" stroke-dasharray="5 3"/>',
}
_WORDS = {
    "mentee": "mentee",
    "mentor": "mentor",
    "home": "pair within a region",
    "across": "pair across regions",
    "waits": "mentee without a mentor",
    "free": "mentor without a mentee",
}


def pair_map(matching: Matching, drawn: Ints, words: str) -> str:
    """Return the map, with its signs explained.

    Parameters
    ----------
    drawn
        int64, which of the listed pairs.
    words
        What it shows, for those who do not see it.
    """
    people = _People.of(matching, drawn)
    chart = people.chart
    content = (
        background(chart)
        + _lines(matching, drawn, people)
        + people.signs("free")
        + people.signs("mentor")
        + people.signs("mentee")
        + people.signs("waits")
        + _labels(matching, people)
    )
    title = "Map of pairs, a line from each mentee to the mentor"
    drawing = picture(chart.width, chart.height, "map-of-pairs", title, words, content)
    return figure(drawing, _legend(people))


class _People:
    """Who is on the map, and where."""

    def __init__(self, matching: Matching, places: dict[str, tuple[str, Ints]]):
        self.names = {table: texts(matching.roster.table(table), "name") for table in ("mentees", "mentors")}
        where = {table: positions(matching, table) for table in ("mentees", "mentors")}
        self.places = {
            sign: (table, one[where[table][2][one]]) for sign, (table, one) in places.items()
        }  # fmt: skip
        self.chart = Chart.around(
            *(
                np.concatenate([where[table][axis][one] for table, one in self.places.values()])
                for axis in (0, 1)
            )
        )
        self.x = {table: self.chart.x(one[1]) for table, one in where.items()}
        self.y = {table: self.chart.y(one[0]) for table, one in where.items()}

    @classmethod
    def of(cls, matching: Matching, drawn: Ints) -> "_People":
        """Return the people of the drawn pairs, who waits for a mentor, and mentors who have nobody."""
        mentee, mentor = matching.listing.mentee, matching.listing.mentor
        paired = set(mentee.tolist())
        waits = [
            one.mentee for one in matching.causes if one.cause != NOT_ELIGIBLE and one.mentee not in paired
        ]
        idle = (numbers(matching.mentors, "seats") > 0) & (numbers(matching.mentors, "used") == 0)
        free = np.flatnonzero(
            np.isin(texts(matching.roster.mentors, "mentor_id"), texts(matching.mentors, "mentor_id")[idle])
        )
        return cls(
            matching,
            {
                "mentee": ("mentees", np.unique(mentee[drawn])),
                "mentor": ("mentors", np.unique(mentor[drawn])),
                "waits": ("mentees", np.array(waits, dtype=np.int64)),
                "free": ("mentors", free.astype(np.int64)),
            },
        )

    def signs(self, sign: str) -> str:
        """Return one sign for each person who is shown by it."""
        table, places = self.places[sign]
        x, y, names = self.x[table], self.y[table], self.names[table]
        return "".join(
            f'<g transform="translate({point(x[one])} {point(y[one])})"><title>{escape(names[one])}</title>{_SIGNS[sign]}</g>'
            for one in places.tolist()
        )


def _lines(matching: Matching, drawn: Ints, people: _People) -> str:
    mentee, mentor = matching.listing.mentee, matching.listing.mentor
    regions = Regions.of(matching)
    made: dict[bool, list[str]] = {False: [], True: []}
    for place in drawn.tolist():
        one, other = mentee[place], mentor[place]
        across = bool(regions.mentees[one] != regions.mentors[other])
        ends = (
            people.x["mentees"][one],
            people.y["mentees"][one],
            people.x["mentors"][other],
            people.y["mentors"][other],
        )
        x1, y1, x2, y2 = map(point, ends)
        names = f"{people.names['mentees'][one]} with {people.names['mentors'][other]}"
        made[across].append(f'<path d="M{x1} {y1}L{x2} {y2}"><title>{escape(names)}</title></path>')
    home = f'<g class="home" stroke="{ACCENT}" stroke-width="1.5">{"".join(made[False])}</g>'
    dashed = f'<g class="across" stroke="{INK}" stroke-width="1.5" stroke-dasharray="5 3">{"".join(made[True])}</g>'
    return home + dashed


def _labels(matching: Matching, people: _People) -> str:
    """Return the regions' names, each in the middle of its people on the map."""
    regions = Regions.of(matching)
    codes = {"mentees": regions.mentees, "mentors": regions.mentors}
    where = [
        np.concatenate([of[table][one] for table, one in people.places.values()])
        for of in (codes, people.x, people.y)
    ]
    code, x, y = where[0].astype(np.int64), where[1], where[2]
    return labels_svg(middles(regions, code, x, y), people.chart, (x, y))


def middles(regions: Regions, codes: Ints, x: Floats, y: Floats) -> list[Label]:
    """Return a label for each region in the middle of its people."""
    size = len(regions.names)
    counts, *sums = (np.bincount(codes, one, minlength=size) for one in (None, x, y))
    return [
        Label(
            regions.names[one],
            round(float(sums[0][one] / counts[one]), 1),
            round(float(sums[1][one] / counts[one]), 1),
        )
        for one in np.flatnonzero(counts).tolist()
    ]


def _legend(people: _People) -> str:
    shown = {"home": 1, "across": 1, **{sign: len(one) for sign, (_, one) in people.places.items()}}
    signs = "".join(
        f'<li><svg class="sign" width="30" height="16" viewBox="-15 -8 30 16" aria-hidden="true">{_SIGNS[sign]}</svg>'
        f"{escape(words)}</li>"
        for sign, words in _WORDS.items()
        if shown[sign]
    )
    return f'<ul class="legend">{signs}</ul>'
