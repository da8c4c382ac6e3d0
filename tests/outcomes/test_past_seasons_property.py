"""Figures of past seasons: equal to an independent count, and nothing kept back can be worked out."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.outcomes import SHARES, SMALL, counted, people_known, solved, solved_people

from matcher import read_frames
from matcher.outcomes import handover, handover_counts, past_seasons

REGIONS, GROUPS = ["R1", "R2", "R3", "R4"], ["high", "middle"]
FIGURES = ["pairs", "mentees", "mentors", "hours", *SHARES]
COUNTS = {"hours": ["hours_known"], **{name: [f"{name}_known", f"{name}_yes"] for name in SHARES}}


@st.composite
def histories(draw, most_pairs=14):
    """Draw people and outcomes; some people of past seasons are on no list."""
    cells = {
        "contact_hours": ["", "10", "40", "55.5"],
        "target_hours": ["", "40", "40"],
        **{f"{side}_rating": ["", "3", "4", "5"] for side in ("mentee", "mentor")},
        **{name: draw(st.sampled_from([["yes", "no", ""], ["no"], ["no", "no", "no", "yes"], [""]]))
           for name in ("continued", "ended_early", "in_post_next_fall")},
    }  # fmt: skip
    spread = draw(st.sampled_from([REGIONS, ["R1"] * 6 + REGIONS, ["R1"] * 5 + ["R2"] * 5 + ["R3"], ["R1"]]))
    few_mentors = draw(st.booleans())
    rows, mentees = [], {}
    for number in range(draw(st.integers(0, most_pairs))):
        mentee = f"P{number if draw(st.integers(0, 9)) else 0}"
        place = draw(st.sampled_from(spread)), draw(st.sampled_from(GROUPS))
        if draw(st.integers(0, 7)):
            mentees.setdefault(mentee, place)
        rows.append(
            {
                "season": draw(st.sampled_from(["2024-25", "2024-25", "2025-26"])),
                "mentor_id": f"M{draw(st.integers(0, 2 if few_mentors else 12))}",
                "mentee_id": mentee,
                **{name: draw(st.sampled_from(values)) for name, values in cells.items()},
            }
        )
    rows = list({(row["season"], row["mentor_id"], row["mentee_id"]): row for row in rows}.values())
    mentors = {
        f"M{n}": (draw(st.sampled_from(spread)), draw(st.sampled_from(GROUPS))) for n in range(0, 12, 2)
    }
    return mentors, mentees, rows


def people(side, known):
    known = known or {"X": ("R1", "high")}
    columns = [f"{side}_id", "name", "region", "component_group"]
    rows = [(one, f"Name of {one}", *place) for one, place in known.items()]
    return pd.DataFrame(rows, columns=columns)


def roster_of(history):
    mentors, mentees, rows = history
    return read_frames(
        people("mentor", mentors), people("mentee", mentees), outcomes=pd.DataFrame(rows) if rows else None
    )


def place_of(history, row, column):
    mentors, mentees, _ = history
    found = mentees.get(row["mentee_id"]) or mentors.get(row["mentor_id"])
    return found[column == "component_group"] if found else ""


def cell_rows(history, shown, region):
    """Return the rows of outcomes that a shown row is about."""
    rows = [row for row in history[2] if row["season"] == shown["season"]]
    if shown["by"] == "season":
        return rows
    if region and shown["by"] == "component_group":
        rows = [row for row in rows if place_of(history, row, "region") == region]
    return [row for row in rows if place_of(history, row, shown["by"]) == shown["value"]]


def shown_rows(history, region):
    table = past_seasons(roster_of(history), region)
    columns = {name: [None if pd.isna(one) else one for one in table[name]] for name in table}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def is_own(row, region):
    return bool(region) and (
        row["by"] == "component_group" or (row["by"], row["value"]) == ("region", region)
    )


@given(histories(40), st.sampled_from(["", "R1", "R3"]))
def test_every_shown_number_is_that_of_an_independent_count(history, region):
    rows = shown_rows(history, region)
    wanted = {(row["season"], "season", "") for row in history[2]}
    wanted |= {(row["season"], "region", place_of(history, row, "region")) for row in history[2]}
    assert {
        (row["season"], row["by"], row["value"]) for row in rows if row["by"] != "component_group"
    } == wanted
    for row in rows:
        right = counted(cell_rows(history, row, region))
        for name, number in right.items():
            assert row[name] is None or row[name] == number
        hidden = set(filter(None, row["withheld"].split(";")))
        for figure in FIGURES:
            for name in COUNTS.get(figure, [figure]):
                assert row[name] is not None or figure in hidden
            assert (row[COUNTS.get(figure, [figure])[-1]] is None) == (figure in hidden)


@given(histories(40), st.sampled_from(["", "R1", "R3"]))
def test_nothing_is_told_of_fewer_than_five_outside_of_the_region(history, region):
    for row in shown_rows(history, region):
        of_cell = cell_rows(history, row, region)
        of_season = [one for one in history[2] if one["season"] == row["season"]]
        for figure in FIGURES:
            if is_own(row, region):
                assert figure not in row["withheld"].split(";")
            elif any(row[name] is not None for name in COUNTS.get(figure, [figure])) and people_known(
                of_season, figure
            ):
                others = [one for one in of_cell if not region or place_of(history, one, "region") != region]
                assert not others or people_known(others, figure) >= SMALL


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(histories(), st.sampled_from(["", "R1"]))
def test_nothing_that_is_kept_back_can_be_worked_out(history, region):
    rows = shown_rows(history, region)
    for season in {row["season"] for row in rows}:
        (total,) = (row for row in rows if (row["season"], row["by"]) == (season, "season"))
        for by in ("region", "component_group"):
            if region and by == "component_group":
                continue  # its reader's own
            cells = [row for row in rows if (row["season"], row["by"]) == (season, by)]
            check_part(history, total, cells, region)


def in_one_cell(history, total, cells, column):
    counts = [counted(cell_rows(history, cell, ""))[column] for cell in cells]
    return sum(counts) == total[column]


def check_part(history, total, cells, region):
    for figure in FIGURES:
        names = COUNTS.get(figure, [figure])
        if total[names[0]] is None:
            assert all(cell[name] is None or is_own(cell, region) for cell in cells for name in names)
        elif total[names[-1]] is None:
            assert all(cell[names[-1]] is None or is_own(cell, region) for cell in cells)
        elif figure in ("mentees", "mentors"):
            assert (
                solved_people(total, cells, figure, additive=in_one_cell(history, total, cells, figure)) == []
            )
        elif figure in SHARES and any(cell[names[1]] is None for cell in cells):
            assert solved(total, cells, figure) == []


@given(histories(30), st.sampled_from(["", "R1"]), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(history, region, dice):
    mentors, mentees, rows = history
    again = list(rows)
    dice.shuffle(again)
    one, other = roster_of(history), roster_of((mentors, mentees, again))
    pd.testing.assert_frame_equal(past_seasons(one, region), past_seasons(other, region))
    pd.testing.assert_frame_equal(handover(one, region), handover(other, region))
    assert handover_counts(one, region) == handover_counts(other, region)


@given(histories(30), st.sampled_from(["", "R1"]))
def test_the_handover_is_that_of_an_independent_count(history, region):
    mentors, _, rows = history
    own = [row for row in rows if not region or place_of(history, row, "region") == region]
    last = max((row["season"] for row in rows), default="")
    table = handover(roster_of(history), region)
    assert table["mentor_id"].tolist() == sorted({row["mentor_id"] for row in own} & set(mentors))
    for got in table.to_dict("records"):
        mine = [row for row in own if row["mentor_id"] == got["mentor_id"]]
        now = [row for row in mine if row["season"] == last]
        assert got["pairs"] == len(mine)
        assert got["seasons"] == len({row["season"] for row in mine})
        assert got["latest_season"] == max(row["season"] for row in mine)
        assert got["last_mentees"] == ";".join(sorted(row["mentee_id"] for row in now))
        for name, column in (("last_continued", "continued"), ("last_ended_early", "ended_early")):
            those = sorted(row["mentee_id"] for row in now if row[column] == "yes")
            assert got[name] == (";".join(those) if region else "")
        hours = [float(row["contact_hours"]) for row in mine if row["contact_hours"]]
        assert pd.isna(got["hours_known"]) if not region else got["hours_known"] == len(hours)
        assert pd.isna(got["hours"]) if not (region and hours) else got["hours"] == sum(hours)
