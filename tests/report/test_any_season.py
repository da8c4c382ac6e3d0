"""The page of any season that can be matched."""

from collections import Counter

from hypothesis import given
from oracles.seasons import policy_of, roster_of, seasons
from report_page import Page

from matcher import match
from matcher.report.page import report_html


@given(seasons(keepable=True))
def test_every_pair_and_everyone_without_a_mentor_stands_on_a_page_that_parses(season):
    matching = match(roster_of(season), policy_of(season))
    page = Page(report_html(matching))
    assert not page.unclosed
    rows = page.tables["pairs-table"].rows if "pairs-table" in page.tables else []
    shown = Counter(
        (row[0].split(" | ")[1].split(",")[0], row[1].split(" | ")[1].split(",")[0]) for row in rows
    )
    assert shown == Counter(zip(matching.pairs["mentee_id"], matching.pairs["mentor_id"], strict=True))
    left = page.tables["unserved-table"].rows if "unserved-table" in page.tables else []
    assert len(left) == len(matching.unserved)


@given(seasons(keepable=True))
def test_kinds_loads_and_fits_each_add_up_to_all_pairs(season):
    matching = match(roster_of(season), policy_of(season))
    page, count = Page(report_html(matching)), len(matching.pairs)
    assert sum(int(cell) for row in page.tables["kinds"].rows for cell in row[3:]) == count
    if count:
        assert sum(int(row[2]) for row in page.tables["fit-table"].rows) == count
        assert sum(int(cell) for row in page.tables["fit-table"].rows for cell in row[3:]) == count
    can = matching.mentors[(matching.mentors["seats"] > 0) | (matching.mentors["used"] > 0)]
    assert sum(int(row[2]) for row in page.tables["loads"].rows) == len(can)
    if "lending-table" in page.tables:
        home, lent, borrowed = (
            sum(int(row[place]) for row in page.tables["lending-table"].rows) for place in (1, 2, 4)
        )
        assert home + lent == count
        assert lent == borrowed


@given(seasons(keepable=True))
def test_the_page_tells_nothing_confidential(season):
    page = Page(report_html(match(roster_of(season), policy_of(season))))
    said = " ".join(page.texts.values())
    for kind in ("supervisor", "relative", "business", "declared", "past mismatch", "past_mismatch", "avoid"):
        assert kind not in said
