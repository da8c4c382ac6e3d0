"""Every table of a calendar against going through the list row by row."""

from datetime import date, timedelta

from calendar_seasons import calendar_of
from hypothesis import given
from hypothesis import strategies as st
from test_months import hours, later

import matcher

DAYS = st.dates(date(2025, 6, 1), date(2028, 3, 31))
ENDS = date(2027, 5, 31)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["none", "trained", "lii", "intern", "intern", "certified"]),
        st.none() | DAYS,
        st.none() | DAYS,
    ),
    max_size=6,
)
PAIRS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from("ABCDE"),
        st.sampled_from(["agreed", "confirmed", "proposed", "continuing", "ended"]),
    ),
    max_size=6,
    unique_by=lambda one: one[:2],
)
INTERNSHIPS = st.fixed_dictionaries(
    {"hours": st.integers(1, 200), "months": st.integers(1, 14), "certificate_years": st.integers(1, 5)}
)


def text(day):
    return "" if day is None else day.isoformat()


def expected(rows, had, at, asked):
    """Return who is to be told of what and when: (date, what, mentor), hours by what there should be of them."""
    months = asked["months"]
    for number, (training, until, start) in enumerate(rows):
        mentor, count = f"M{number}", len(had.get(number, ()))
        if training == "certified":
            if until is None:
                yield "", "certificate_unknown", mentor
            elif until < at:
                yield "", "certificate_ended", mentor
            elif until < ENDS:
                yield text(until), "renewal", mentor
        if training not in ("lii", "intern"):
            continue
        if count > 1:
            yield "", "several_proteges", mentor
        if training == "intern" and not count:
            yield "", "no_protege", mentor
        if start is None:
            yield "", {"lii": "to_plan", "intern": "no_start"}[training], mentor
            continue
        last = later(start, months) - timedelta(days=1)
        if training == "lii" and start < at:
            yield "", "stage", mentor
        if training == "intern" and last < at:
            yield "", "certification", mentor
        dated = [
            (start, "begins"),
            (last, "ends"),
            *((later(start, one), "hours") for one in range(1, months)),
        ]
        for day, what in dated:
            if day >= at:
                yield text(day), what, mentor


@given(ROWS, PAIRS, DAYS, INTERNSHIPS)
def test_everything_that_is_to_be_done_is_told_and_nothing_else(rows, pairs, at, asked):
    pairs = [one for one in pairs if one[0] < len(rows)]
    had = {}
    for number, mentee, kind in pairs:
        if kind in ("agreed", "confirmed"):
            had.setdefault(number, set()).add(mentee)
    base = matcher.load_policy("naesp")
    rules = base.model_copy(update={"internship": base.internship.model_copy(update=asked)})
    found = calendar_of(
        *((f"M{number}", row[0], text(row[1]), text(row[2])) for number, row in enumerate(rows)),
        pairs=[(f"M{number}", mentee, kind) for number, mentee, kind in pairs],
        at=at,
        rules=rules,
    )
    told = list(found.dates[["date", "what", "mentor_id"]].itertuples(index=False, name=None))
    assert sorted(told) == sorted(expected(rows, had, at, asked))
    assert found.dates["date"].is_monotonic_increasing
    for one in found.interns.to_dict("records"):
        number = int(one["mentor_id"][1:])
        start = rows[number][2]
        assert one["proteges"] == ";".join(sorted(had.get(number, ())))
        if start is not None:
            last = later(start, asked["months"]) - timedelta(days=1)
            assert one["target"] == hours(start, at, asked["hours"], asked["months"])
            assert one["valid_until"] == text(later(last, 12 * asked["certificate_years"]))
            assert ("ends_after_season" in one["open"]) == (last > ENDS and last >= at)
    assert all(f"({one})" in str(found) or f"({one}, " in str(found) for one in set(found.dates["mentor_id"]))
