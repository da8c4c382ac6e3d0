"""Past seasons by counting row by row, and what a reader could work out by trying every possibility."""

from statistics import median

SHARES = [
    "reached_target", "continued", "ended_early", "mentee_content", "mentor_content", "in_post_next_fall",
]  # fmt: skip
SMALL = 5


def answer(row, figure):
    """Return True, False or None for not told."""
    if figure == "reached_target":
        if "" in (row["contact_hours"], row["target_hours"]):
            return None
        return float(row["contact_hours"]) >= float(row["target_hours"])
    if figure.endswith("_content"):
        said = row[f"{figure.removesuffix('_content')}_rating"]
        return None if said == "" else float(said) >= 4
    return {"yes": True, "no": False, "": None}[row[figure]]


def counted(rows):
    """Return every figure of some rows of outcomes."""
    hours = [float(row["contact_hours"]) for row in rows if row["contact_hours"] != ""]
    found = {
        "pairs": len(rows),
        "mentees": len({row["mentee_id"] for row in rows}),
        "mentors": len({row["mentor_id"] for row in rows}),
        "hours_known": len(hours),
        "hours_median": median(hours) if hours else None,
    }
    for figure in SHARES:
        said = [answer(row, figure) for row in rows]
        found[f"{figure}_known"] = sum(one is not None for one in said)
        found[f"{figure}_yes"] = sum(one is True for one in said)
    return found


def people_known(rows, figure):
    """Return how many people a figure is about."""
    key = "mentor_id" if figure in ("mentors", "mentor_content") else "mentee_id"
    if figure in ("pairs", "mentees", "mentors"):
        return len({row[key] for row in rows})
    if figure == "hours":
        return len({row[key] for row in rows if row["contact_hours"] != ""})
    return len({row[key] for row in rows if answer(row, figure) is not None})


def sums(length, total, least, most):
    """Return every way to make `total` of `length` whole numbers within their bounds."""
    if length == 0:
        return [()] if total == 0 else []
    return [
        (first, *rest)
        for first in range(least[0], min(most[0], total) + 1)
        for rest in sums(length - 1, total - first, least[1:], most[1:])
    ]


def worlds(total, cells, figure, small=SMALL):
    """Return all that a reader must hold for possible: pairs, known answers and yes of each cell, of one figure.

    Parameters
    ----------
    total, cells
        What is shown, with None for what is kept back.
    small
        Something is kept back only where a count is below this.
    """
    unseen = [n for n, cell in enumerate(cells) if cell["pairs"] is None]
    rest = total["pairs"] - sum(cell["pairs"] or 0 for cell in cells)
    hidden, no_yes = (
        [n for n, cell in enumerate(cells) if cell[f"{figure}_{what}"] is None] for what in ("known", "yes")
    )
    known_rest, yes_rest = (
        total[f"{figure}_{what}"] - sum(cell[f"{figure}_{what}"] or 0 for cell in cells)
        for what in ("known", "yes")
    )
    for few in sums(len(unseen), rest, [1] * len(unseen), [rest] * len(unseen)):
        if unseen and min(few) >= small:
            continue
        pairs = [cell["pairs"] for cell in cells]
        for place, number in zip(unseen, few, strict=True):
            pairs[place] = number
        for known in sums(len(hidden), known_rest, [0] * len(hidden), [pairs[n] for n in hidden]):
            if hidden and min(known) >= small:
                continue
            of_cell = {n: cell[f"{figure}_known"] for n, cell in enumerate(cells)} | dict(
                zip(hidden, known, strict=True)
            )
            answers = [of_cell[n] for n in no_yes]
            for yes in sums(len(no_yes), yes_rest, [0] * len(no_yes), answers):
                yield few, known, yes, tuple(n - k for n, k in zip(answers, yes, strict=True))


def solved(total, cells, figure):
    """Return what a reader can work out of one figure: (what, which of the hidden cells)."""
    # A few people with several pairs each have counts that are not small.
    possible = list(worlds(total, cells, figure)) or list(worlds(total, cells, figure, small=10**9))
    values = None
    for world in possible:
        if values is None:
            values = [[set() for _ in part] for part in world]
        for part, seen in zip(world, values, strict=True):
            for number, found in zip(part, seen, strict=True):
                found.add(number)
    assert values is not None, "the truth itself must be possible"
    return [
        (what, place)
        for what, part in zip(("pairs", "known", "yes", "no"), values, strict=True)
        for place, found in enumerate(part)
        if len(found) == 1
    ]


def solved_people(total, cells, column, *, additive):
    """Return which hidden numbers of distinct people can be worked out; `additive` where nobody is in two cells."""
    hidden = [n for n, cell in enumerate(cells) if cell[column] is None]
    rest = total[column] - sum(cell[column] or 0 for cell in cells)
    most = [min(cells[n]["pairs"] or total["pairs"], total[column]) for n in hidden]
    all_sums = [rest] if additive else range(max(rest, len(hidden)), sum(most) + 1)
    ways = [way for one in all_sums for way in sums(len(hidden), one, [1] * len(hidden), most)]
    possible = [way for way in ways if min(way, default=0) < SMALL]
    return [place for place in range(len(hidden)) if len({way[place] for way in possible}) == 1]
