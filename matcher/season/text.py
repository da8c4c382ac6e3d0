"""A replayed season in plain words: how often to run, what to hold back, what first come costs, how late requests fare."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matcher.season.advice import cost_of_order, how_often, what_to_hold
from matcher.season.plan import AT_ONCE, HINDSIGHT
from matcher.season.sides import best_kind, percent, rows_of, spread
from matcher.season.spread import NONE, Spread

if TYPE_CHECKING:
    from matcher.season.answer import SeasonReplay


def lines_of(found: "SeasonReplay") -> Iterator[str]:
    """Yield the text, line by line."""
    yield from _beginning(found)
    yield ""
    yield from _scenarios_table(found)
    yield ""
    yield "How often should we run?"
    yield from how_often(found)
    yield ""
    yield "What should we hold back?"
    yield from what_to_hold(found)
    yield ""
    yield "What does it cost to serve in the order of requests?"
    yield from cost_of_order(found)
    yield ""
    yield from _months(found)


def _beginning(found: "SeasonReplay") -> Iterator[str]:
    facts = found.facts
    yield (
        f"{facts['program']}: {facts['asking']:,} people ask, the first on {facts['first']}; {facts['mentors']:,} mentors "
        f"have {facts['seats']:,} seats. The last batch is on {facts['last']}."
    )
    if facts["seeds"] == 1:
        yield "This is one season, as it was listed: it cannot tell what would be so in any season and what was chance."
    else:
        yield (
            f"{facts['seeds']} seasons: the one that is listed, and others in which the moments of request are dealt anew "
            "among those who ask. Numbers are means, with the least and the most in brackets; without brackets, all are alike."
        )
    if facts["declines"]:
        yield f"{facts['declines']:.0%} of the pairs are declined; seat and place in line are then open for the next batch."
    if facts["standing"]:
        yield f"{_count(facts['standing'], 'pair stands', 'pairs stand')} from the beginning."
    if facts["after_the_end"]:
        yield f"{_count(facts['after_the_end'], 'request', 'requests')} after the season's end {_are(facts['after_the_end'])} left out."
    if facts["minimums_left_out"]:
        yield "Fewest numbers of mentees or pairs are left out: a first batch could not keep them."


def _scenarios_table(found: "SeasonReplay") -> Iterator[str]:
    head = [
        "run",
        "held back",
        "batches",
        "served",
        "days waited",
        "9 of 10 within",
        "longest",
        "best kind",
        "fit",
    ]
    rows = []
    for every, hold in _scenarios(found):
        own = rows_of(found.scenarios, every, hold)
        rows.append(
            [
                every,
                percent(hold),
                f"{own['batches'].iloc[0]:,}",
                *(spread(own, name).shown() for name in ("served", "wait_mean", "wait_p90", "wait_longest")),
                Spread.of(best_kind(found, every, hold)).shown(),
                spread(own, "mean_fit").shown(),
            ]
        )
    for name in (AT_ONCE, HINDSIGHT):
        own = found.at_once[found.at_once["every"] == name]
        cells = [spread(own, "served").shown(), *[NONE] * 3, Spread.of(best_kind(found, name, 0.0)).shown()]
        rows.append([name, "", NONE, *cells, spread(own, "mean_fit").shown()])
    if not any(hold for _, hold in _scenarios(found)):
        head, rows = _without(1, head), [_without(1, row) for row in rows]
    yield from aligned([head, *rows])


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows of a table, its columns one below the other."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        yield f"  {'  '.join(cells)}".rstrip()


def _months(found: "SeasonReplay") -> Iterator[str]:
    """Yield how the requests of each month fared."""
    every = found.scenarios["every"].iloc[0]
    months = found.months[(found.months["every"] == every) & (found.months["hold"] == 0)]
    yield f"By month of request, {every} batches with nothing more held back; kind of match: 1 is the best."
    rows = [["month", "asked", "served", "days waited", "kind of match", "fit"]]
    digits = {"asked": 0, "served": 0, "wait_mean": 1, "tier_mean": 2, "fit_mean": 3}
    for month, own in months.groupby("month", sort=True):
        rows.append([str(month), *(Spread.of(own[name], places).shown() for name, places in digits.items())])
    yield from aligned(rows)


def _scenarios(found: "SeasonReplay") -> list[tuple[str, float]]:
    both = found.scenarios[["every", "hold"]].drop_duplicates()
    return list(zip(both["every"].tolist(), both["hold"].tolist(), strict=True))


def _count(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _without(place: int, row: list[str]) -> list[str]:
    return [*row[:place], *row[place + 1 :]]
