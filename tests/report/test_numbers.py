"""Every number in the report against the tables of the same result."""

import json
import re
from collections import Counter, defaultdict

import pytest
from report_page import Page, Tables, number, read_page

MOST_ROWS = 3000


@pytest.fixture
def page(finished) -> Page:
    return read_page(finished)


@pytest.fixture
def tables(finished) -> Tables:
    return Tables(finished)


def boxes(page: Page) -> dict[str, str]:
    """The numbers at the top, by the words under them."""
    text = page.texts["header"]
    words = ["have a mentor", "without a mentor", "mentors who can serve are in use", "seats? left", "pairs? across regions", "pairs? to approve"]  # fmt: skip
    found = re.search("".join(rf"\s*([\d,]+(?: of [\d,]+)?) {one}" for one in words) + r"\s*$", text)
    assert found, text
    return dict(zip(words, found.groups(), strict=True))


def test_the_headline(page, tables):
    served, eligible = len(tables.served), len(tables.eligible)
    if not eligible:
        assert "Nobody on the list can be served" in page.texts["header"]
        return
    have = "has" if served == 1 else "have"
    assert f"{served:,} of {eligible:,} people who can be served {have} a mentor; " in page.texts["header"]


def test_the_numbers_at_the_top(page, tables):
    served, eligible = len(tables.served), len(tables.eligible)
    left = sum(max(int(row["seats"]) - int(row["used"]), 0) for row in tables.mentors)
    used = len({row["mentor_id"] for row in tables.pairs})
    can_serve = sum(int(row["seats"]) > 0 or int(row["used"]) > 0 for row in tables.mentors)
    assert boxes(page) == {
        "have a mentor": f"{served:,} of {eligible:,}",
        "without a mentor": f"{eligible - served:,}",
        "mentors who can serve are in use": f"{used:,} of {can_serve:,}",
        "seats? left": f"{left:,}",
        "pairs? across regions": f"{len(tables.across()):,}",
        "pairs? to approve": f"{sum(row['approval'] != '' for row in tables.pairs):,}",
    }


def test_the_goals_are_those_of_the_summary_and_said_to_be_proven(page, finished):
    summary = json.loads((finished / "summary.json").read_text(encoding="utf-8"))
    levels = [level for level in summary["levels"] if level["name"] != "tie_break"]
    goals = page.tables["goals"]
    assert goals.column("Place") == [str(place) for place in range(1, len(levels) + 1)]
    assert all(level["proven"] for level in levels)
    assert all(cell.startswith("Proven: ") for cell in goals.column("What is proven"))


def test_kinds_of_match_by_region(page, tables, finished):
    policy = json.loads((finished / "inputs" / "policy.json").read_text(encoding="utf-8"))
    kinds = [tier["name"] for tier in policy["tiers"]]
    table = page.tables["kinds"]
    own = {tables.mentee[one]["region"] for one in tables.eligible}
    assert [cell.split()[0] for cell in table.column("Region")] == sorted(own)
    found = Counter((tables.regions(row)[0], row["tier"]) for row in tables.pairs)
    for region, row in zip(sorted(own), table.rows, strict=True):
        served, eligible = (
            sum(tables.mentee[one]["region"] == region for one in group)
            for group in (tables.served, tables.eligible)
        )
        assert row[2] == f"{served:,} of {eligible:,}"
        assert [number(cell) for cell in row[3:]] == [
            found[region, kind] for kind in (kinds if len(row) == 3 + len(kinds) else [*kinds, ""])
        ]


def test_lent_and_borrowed(page, tables):
    if "lending-table" not in page.tables:
        assert "All are of one region." in page.texts["lending"]
        return
    table = page.tables["lending-table"]
    regions = [tables.regions(row) for row in tables.pairs]
    home = Counter(mentee for mentee, mentor in regions if mentee == mentor)
    lent = Counter(mentor for mentee, mentor in regions if mentee != mentor)
    borrowed = Counter(mentee for mentee, mentor in regions if mentee != mentor)
    left: Counter[str] = Counter()
    for row in tables.mentors:
        left[tables.mentor[row["mentor_id"]]["region"]] += max(int(row["seats"]) - int(row["used"]), 0)
    waiting = Counter(tables.mentee[one]["region"] for one in tables.eligible - tables.served)
    counts = {row[0].split()[0]: [number(cell) for cell in row[1:3] + row[4:]] for row in table.rows}
    columns = (home, lent, borrowed, left, waiting)
    everywhere = {region for column in columns for region in column if column[region]}
    assert counts == {region: [column[region] for column in columns] for region in everywhere}
    assert f"{len(tables.across()):,} pair" in page.texts["lending"]


def test_pairs_across_regions_are_listed_by_who_lends_to_whom(page, tables):
    flows = Counter(tables.regions(row)[::-1] for row in tables.across())
    if not flows:
        assert "flows" not in page.tables
        return
    table = page.tables["flows"]
    assert {(row[0], row[1]): number(row[2]) for row in table.rows} == flows
    pairs_of = defaultdict(list)
    for row in tables.across():
        names = tables.mentor[row["mentor_id"]]["name"], tables.mentee[row["mentee_id"]]["name"]
        pairs_of[tables.regions(row)[::-1]].append(" with ".join(names))
    for lends, borrows, count, names in table.rows:
        pairs = pairs_of[lends, borrows]
        more = f" and {number(count) - 6} more" if number(count) > 6 else ""
        assert names == ", ".join(pairs[:6]) + more


def test_loads(page, tables):
    able = [row for row in tables.mentors if row["seats"] != "0" or row["used"] != "0"]
    full = Counter(int(row["used"]) for row in able if int(row["used"]) >= int(row["seats"]))
    free = Counter(int(row["used"]) for row in able if int(row["used"]) < int(row["seats"]))
    table = page.tables["loads"]
    assert table.column("Mentees") == [str(load) for load in range(max([*full, *free, 0]) + 1)]
    for load, row in enumerate(table.rows):
        assert [number(cell) for cell in row[2:]] == [full[load] + free[load], full[load], free[load]]
    seats, used = (sum(int(row[name]) for row in able) for name in ("seats", "used"))
    said = page.texts["mentor-loads"]
    assert re.search(
        rf"{len(able):,} mentors? can serve, with {seats:,} seats? together; {used:,} of them", said
    )


def test_fit_by_what_is_known(page, tables):
    if not tables.pairs:
        assert "fit-table" not in page.tables
        return
    found = Counter(
        (min(int(row["score"][2:3]) if row["score"][0] == "0" else 9, 9), int(row["known"].split("/")[0]))
        for row in tables.pairs
    )
    table = page.tables["fit-table"]
    known = [int(title.split()[1]) for title in table.titles[3:]]
    assert known == sorted({one for _, one in found}, reverse=True)
    for row in table.rows:
        step = int(row[0][2])
        assert [number(cell) for cell in row[3:]] == [found[step, one] for one in known]
        assert number(row[2]) == sum(found[step, one] for one in known)
    assert sum(number(row[2]) for row in table.rows) == len(tables.pairs)
    average = sum(float(row["score"]) for row in tables.pairs) / len(tables.pairs)
    told = float(re.search(r"On average the fit is ([\d.]+)", page.texts["fit"]).group(1))
    assert told == pytest.approx(average, abs=0.0051)


def test_every_pair_with_all_that_its_row_says(page, tables):
    if not tables.pairs:
        assert "There is no pair." in page.texts["pairs"]
        return
    table = page.tables["pairs-table"]
    assert table.caption == f"{len(tables.pairs):,} pair{'' if len(tables.pairs) == 1 else 's'} with reasons"
    shown = {}
    for row in table.rows:
        mentee, mentor = (re.search(r" \| ([^,]+)", cell).group(1) for cell in row[:2])
        shown[mentee, mentor] = row
    assert len(shown) == len(table.rows) == min(len(tables.pairs), MOST_ROWS)
    by_ids = {(pair["mentee_id"], pair["mentor_id"]): pair for pair in tables.pairs}
    for ids, cells in shown.items():
        row, pair = dict(zip(table.titles, cells, strict=True)), by_ids[ids]
        mentee, mentor = tables.regions(pair)
        assert row["Mentee"].startswith(tables.mentee[pair["mentee_id"]]["name"])
        assert row["Mentor"].startswith(tables.mentor[pair["mentor_id"]]["name"])
        assert row["Region"] == (mentee if mentee == mentor else f"{mentee} | mentor of {mentor}")
        assert row["Kind of match"] == pair["tier"]
        facts = pair["known"].replace("/", " of ")
        assert row["Fit, 0 to 1"] == f"{float(pair['score']):.2f} | from {facts} facts"
        backups = [pair[name] for name in ("backup_1", "backup_2") if pair[name]]
        assert row.get("Could step in", "") == "".join(
            f"{tables.mentor[one]['name']} | {one}" for one in backups
        )
        assert row.get("Approval", "") == (f"the {pair['approval']} must approve" if pair["approval"] else "")
        assert row["Why"] == pair["reasons"]


def test_pairs_to_approve_stand_first_then_all_by_region(page, tables):
    if not tables.pairs:
        return
    table = page.tables["pairs-table"]
    approvals = table.column("Approval") if "Approval" in table.titles else [""] * len(table.rows)
    keys = [
        (not approval, region.split(" | ")[0])
        for approval, region in zip(approvals, table.column("Region"), strict=True)
    ]
    assert keys == sorted(keys)


def test_everyone_without_a_mentor_with_cause_and_suggestion(page, tables):
    if not tables.unserved:
        assert "Nobody" in page.texts["unserved"]
        return
    table = page.tables["unserved-table"]
    people = "person" if len(tables.unserved) == 1 else "people"
    assert table.caption == f"{len(tables.unserved):,} {people} without a mentor, or with one too few"
    shown = {re.search(r" \| ([^,]+)", row[0]).group(1): row for row in table.rows}
    assert len(table.rows) == len(tables.unserved)
    for row in tables.unserved:
        _, region, cause, *texts = shown[row["mentee_id"]]
        assert region == tables.mentee[row["mentee_id"]]["region"]
        assert texts == [row["detail"], row["suggestion"]]
        if row["cause"] != "not_eligible":
            assert f" | {row['seats_missing']} mentor" in cause


def test_the_map_says_how_many_pairs_it_shows_and_how_far_apart_they_are(page, tables):
    known = tables.on_the_map()
    if not known:
        return
    said = page.texts["map"]
    assert f"{len(known):,} pair{'' if len(known) == 1 else 's'} of {len(tables.pairs):,} " in said
    if len(known) < len(tables.pairs):
        assert f"In {len(tables.pairs) - len(known):,} pair" in said
    apart = sorted(
        int(found.group(1)) if (found := re.search(r"(\d+) km apart", pair["reasons"])) else 0
        for pair in known
    )
    middle, farthest = map(
        number, re.search(r"at most ([\d,]+) km apart, the farthest ([\d,]+) km", said).groups()
    )
    assert abs(middle - apart[len(apart) // 2]) <= 1
    assert farthest == pytest.approx(apart[-1], abs=1)


def test_the_map_has_a_line_for_each_pair_dashed_across_regions(page, tables, finished):
    html = (finished / "report.html").read_text(encoding="utf-8")
    drawn = {kind: html.count("<title>", *span(html, f'<g class="{kind}"')) for kind in ("home", "across")}
    both = tables.on_the_map()
    if len(both) > 600:
        return
    across = sum(len(set(tables.regions(pair))) == 2 for pair in both)
    assert drawn == {"home": len(both) - across, "across": across}


def test_many_pairs_are_circles_with_their_numbers(tables, finished):
    html, both = (finished / "report.html").read_text(encoding="utf-8"), tables.on_the_map()
    if len(both) <= 600:
        return
    pairs = Counter(tables.regions(pair)[0] for pair in both)
    drawing = html[html.find('<svg class="drawing"') : html.find("</figure>")]
    assert "mentee without" not in drawing
    texts = re.findall(r"<text [^>]*>([^<]*)</text>", drawing[drawing.find('class="labels"') :])
    if len(pairs) > 40:
        assert 1 <= len(texts) <= 6
        assert min(pairs[region] for region in texts) >= sorted(pairs.values())[-6]
        assert f"{len(texts)} of the regions with the most pairs" in drawing
        return
    said = {f"{region}: {count:,}" for region, count in pairs.items()}
    assert set(texts) <= said
    assert len(set(texts)) == len(texts)
    hidden = len(said) - len(texts)
    assert (f"no room for the names of {hidden}." in drawing) == (hidden > 0)
    across = sum(len(set(tables.regions(pair))) == 2 for pair in both)
    assert f"Dashed lines are the {across:,} pair" in drawing if across else "No pair crosses" in drawing


def test_only_the_first_rows_of_a_very_long_list_are_shown_some_of_each_region(page, tables):
    if len(tables.pairs) <= MOST_ROWS:
        assert "are shown here" not in page.texts["pairs"]
        return
    assert f"3,000 of {len(tables.pairs):,} are shown here" in page.texts["pairs"]
    table = page.tables["pairs-table"]
    assert {cell.split(" | ")[0] for cell in table.column("Region")} == {
        tables.regions(pair)[0] for pair in tables.pairs
    }
    approvals = sum(pair["approval"] != "" for pair in tables.pairs)
    told = table.column("Approval") if approvals else []
    assert sum(cell != "" for cell in told) == min(approvals, MOST_ROWS)


def test_the_page_is_small_enough_to_be_sent_by_mail(finished):
    assert (finished / "report.html").stat().st_size < 6_000_000


def span(html: str, start: str) -> tuple[int, int]:
    """Where a group of the map begins and ends."""
    first = html.find(start)
    return (0, 0) if first < 0 else (first, html.find("</g>", first))


def test_limits_say_where_they_are_full(page, tables, finished):
    policy = json.loads((finished / "inputs" / "policy.json").read_text(encoding="utf-8"))
    if not policy["limits"]:
        assert "pairs by region" not in page.texts["rules"]
        return
    pairs = Counter(tables.regions(row)[0] for row in tables.pairs)
    full = sorted(region for region, count in pairs.items() if count == (3 if region == "MASA-9" else 6))
    assert full
    told = re.search(r"pairs by region: (.*?); full for (.*?)\.", page.texts["rules"])
    assert set(told.group(2).split(", ")) == set(full)
    assert "3 pairs for MASA-9" in told.group(1)
    assert "6 elsewhere" in told.group(1)


def test_the_weights_of_the_fit_are_those_of_the_policy(page, finished):
    policy = json.loads((finished / "inputs" / "policy.json").read_text(encoding="utf-8"))
    weights = [value for value in policy["compatibility"].values() if isinstance(value, float) and value]
    told = [row[-1] for row in page.tables["weights"].rows]
    assert sorted(told) == sorted(f"{value / sum(weights):.0%}" for value in weights)


def test_pairs_served_against_pairs_funded(page, tables, finished):
    policy = json.loads((finished / "inputs" / "policy.json").read_text(encoding="utf-8"))
    if not any(limit["funding"] for limit in policy["limits"]):
        assert "funding-by-region" not in page.tables
        return
    table, (limit,) = page.tables["funding-by-region"], policy["limits"]
    served = Counter(tables.regions(row)[0] for row in tables.pairs)
    asked = Counter(tables.mentee[one]["region"] for one in tables.eligible)
    funded = {one: limit["max"].get(one, limit["max"]["default"]) for one in asked}
    for region, row in zip(sorted(asked), table.rows[:-1], strict=True):
        assert row[0].split()[0] == region
        counts = served[region], funded[region], max(0, funded[region] - served[region])
        assert [number(cell) for cell in row[2:]] == [*counts, asked[region], asked[region] - served[region]]
    whole = sum(served.values()), sum(funded.values()), sum(funded.values()) - sum(served.values())
    total = sum(asked.values())
    assert [number(cell) for cell in table.rows[-1][2:]] == [*whole, total, total - sum(served.values())]
