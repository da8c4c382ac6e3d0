"""`matching.xlsx`: what stands in it, and that nothing in it runs, leaks or depends on the order of rows."""

import csv
import re
import stat
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracles.hand import mentee, mentor, policy, season
from oracles.seasons import policy_of, roster_of
from season_fixtures import matcher_command
from workbook_checks import check_workbook
from workbooks import records, sheets, unpacked

from matcher import match
from matcher.matching import Matching
from matcher.report.workbook import workbook_bytes
from matcher.report.workbook.call_sheets import MOST_SHEETS, sheet_name
from matcher.results import MOST_IN_WORKBOOK
from matcher.roster.text import clean


def matched(mentors, mentees, rules=None, **given) -> Matching:
    case = season(mentors, mentees, rules, **given)
    return match(roster_of(case), policy_of(case))


def book(matching: Matching, folder: Path) -> Path:
    path = folder / "matching.xlsx"
    path.write_bytes(workbook_bytes(matching))
    return path


def test_every_cell_agrees_with_the_tables(result):
    check_workbook(result)


@pytest.mark.parametrize("per", ["mentor", "pair"])
@pytest.mark.parametrize("paid_to", ["mentor_region", "mentee_region", "mentor"])
def test_every_way_to_pay_agrees_with_the_tables(season, tmp_path, per, paid_to):
    rules = tmp_path / "own.toml"
    rules.write_text(f'extends = "masa"\n[money]\nper = "{per}"\npaid_to = "{paid_to}"\n')
    done = matcher_command("run", "--policy", rules, "--roster", season, "--out", tmp_path / "out", "--quiet")
    assert done.exit_code == 0, done.output
    check_workbook(tmp_path / "out")


def test_one_region_alone_agrees_with_the_tables(season, tmp_path):
    options = ("--roster", season, "--region", "MASA-3", "--out", tmp_path / "out", "--quiet")
    assert matcher_command("run", "--policy", "masa", *options).exit_code == 0
    check_workbook(tmp_path / "out")
    assert [name for name in sheets(tmp_path / "out" / "matching.xlsx") if name.startswith("Call")] == [
        "Call sheet MASA-3"
    ]


def test_rows_in_another_order_give_the_same_bytes(season, result, tmp_path):
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    for path in season.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            titles, *rows = csv.reader(file)
        with (shuffled / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([titles, *reversed(rows)])
    done = matcher_command(
        "run", "--policy", "masa", "--roster", shuffled, "--out", tmp_path / "out", "--quiet"
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "matching.xlsx").read_bytes() == (result / "matching.xlsx").read_bytes()


def test_only_the_owner_may_read_phones_and_emails(season, tmp_path):
    out = tmp_path / "out"
    assert (
        matcher_command("run", "--policy", "masa", "--roster", season, "--out", out, "--quiet").exit_code == 0
    )
    assert stat.S_IMODE((out / "matching.xlsx").stat().st_mode) == 0o600
    assert stat.S_IMODE((out / "assignments.csv").stat().st_mode) & 0o444 != 0


def test_titles_stay_filter_and_say_what_may_be_edited(result):
    files = unpacked(result / "matching.xlsx")
    for number in (2, 3, 4):  # after About: Pairs, Unserved, Mentors
        sheet = files[f"xl/worksheets/sheet{number}.xml"].decode()
        assert 'ySplit="1"' in sheet
        assert "<autoFilter" in sheet
    assert '<formula1>"lock,block"</formula1>' in files["xl/worksheets/sheet2.xml"].decode()
    found = sheets(result / "matching.xlsx")
    marked = {
        (name, title) for name, cells in found.items() for title in cells[0] if str(title).endswith("*")
    }
    assert marked == {("Pairs", "Decision *"), ("Pairs", "Mentor ID *"), ("Unserved", "Mentor ID *")}
    notes = [files[name].decode() for name in files if re.fullmatch(r"xl/comments\d+\.xml", name)]
    assert sum(note.count("<comment ") for note in notes) == len(marked) + 1  # and the column to leave alone
    about = " ".join(str(cell) for row in found["About"] for cell in row)
    assert "end in *" in about
    assert "--edits matching.xlsx" in about


def test_call_sheets_are_printed_on_landscape_letter_paper_one_page_wide_with_titles_on_each(result):
    files = unpacked(result / "matching.xlsx")
    names = list(sheets(result / "matching.xlsx"))
    places = [number for number, name in enumerate(names, 1) if name.startswith("Call sheet")]
    assert len(places) > 3
    for number in places:
        sheet = files[f"xl/worksheets/sheet{number}.xml"].decode()
        assert 'paperSize="1"' in sheet
        assert 'orientation="landscape"' in sheet
        assert 'fitToHeight="0"' in sheet
        assert "fitToPage" in sheet
    titles = files["xl/workbook.xml"].decode()
    assert titles.count("!$1:$4</definedName>") == len(places)


def test_without_money_in_the_rules_there_is_no_sheet_for_it(tmp_path):
    found = sheets(book(matched([mentor("M1")], [mentee("P1")]), tmp_path))
    assert list(found) == ["About", "Pairs", "Unserved", "Mentors", "Call sheet North"]


@pytest.mark.parametrize(
    ("part_year", "words"), [("full", "whole stipend"), ("none", "brings nothing"), ("by_month", "months")]
)
def test_the_sheet_says_by_which_rules_it_was_reckoned(tmp_path, part_year, words):
    money = {"stipend": 500, "per": "mentor", "paid_to": "mentee_region", "part_year": part_year}
    matching = matched([mentor("M1")], [mentee("P1")], policy(money=money))
    said = " ".join(str(row[0]) for row in sheets(book(matching, tmp_path))["Stipends"])
    assert "$500.00 for each mentor" in said
    assert "in whole cents" in said
    assert words in said


def test_an_empty_list_has_a_workbook_too(tmp_path):
    found = sheets(book(matched([], []), tmp_path))
    assert [len(found[name]) for name in ("Pairs", "Unserved", "Mentors")] == [1, 1, 1]


def test_what_looks_like_a_formula_a_link_or_markup_is_text(tmp_path):
    names = [
        "=1+1",
        "+A1",
        "-1",
        "@x",
        "http://x.org",
        "<r><t>x</t></r>",
        "a&b <c>",
        "_x0041_",
        "=",
        "007",
        "a\x01b",
    ]
    mentees = [mentee(f"P{n:02}", name=name, district=name) for n, name in enumerate(names)]
    mentors = [mentor(f"M{n:02}", name=name) for n, name in enumerate(names)]
    path = book(matched(mentors, mentees), tmp_path)
    rows = records(sheets(path)["Pairs"])
    assert [clean(str(row["Mentee"])) for row in rows] == names
    called = [str(row[0]).split("\n")[0] for row in sheets(path)["Call sheet North"][4:]]
    assert [clean(name) for name in called] == names
    files = unpacked(path)
    for name, content in files.items():
        ElementTree.fromstring(content)
        assert b"<f>" not in content, name
        assert b"<hyperlink" not in content, name


@pytest.mark.parametrize(
    "region", ["O'Brien & Sons: [x]/?*\\", "<b>", "a\x01b", "North\ufffe", "=1+1", "\u00e9" * 60]
)
def test_regions_and_programs_of_any_name_make_a_workbook_that_opens(tmp_path, region):
    program = {**policy()["program"], "name": f"&P {region}"}
    matching = matched([mentor("M1", region=region)], [mentee("P1", region=region)], policy(program=program))
    path = book(matching, tmp_path)
    for content in unpacked(path).values():
        ElementTree.fromstring(content)
    name = list(sheets(path))[-1]
    assert name.startswith("Call sheet ")
    assert clean(str(sheets(path)[name][4][0])).startswith("Mentee P1")


IDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).filter(
    lambda text: text == clean(text) and ";" not in text
)


@settings(max_examples=15)
@given(st.lists(IDS, min_size=2, max_size=6, unique=True))
def test_ids_of_any_kind_stand_as_they_are(tmp_path_factory, ids):
    folder = tmp_path_factory.mktemp("book")
    matching = matched([mentor(one) for one in ids], [mentee(one) for one in ids])
    rows = records(sheets(book(matching, folder))["Pairs"])
    assert [clean(str(row["Mentee ID"])) for row in rows] == matching.pairs["mentee_id"].tolist()
    assert [clean(str(row["Mentor ID *"])) for row in rows] == matching.pairs["mentor_id"].tolist()


REGION = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(st.lists(REGION, max_size=20, unique=True))
def test_names_of_sheets_are_such_as_excel_allows_and_unique(regions):
    taken: set[str] = set()
    names = [sheet_name(region, taken) for region in regions]
    assert len({name.casefold() for name in names}) == len(regions)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set("[]:*?/\\") & set(name)
        assert not name.endswith("'")
        assert name.isprintable()


def test_very_many_regions_share_one_call_sheet_with_a_page_each(tmp_path):
    count = MOST_SHEETS + 1
    mentees = [mentee(f"P{n:02}", region=f"R{n:02}") for n in range(count)]
    mentors = [mentor(f"M{n:02}", region=f"R{n:02}") for n in range(count - 1)]
    path = book(matched(mentors, mentees), tmp_path)
    found = sheets(path)
    assert [name for name in found if name.startswith("Call")] == ["Call sheets"]
    heads = [str(row[0]) for row in found["Call sheets"] if str(row[0]).startswith("Call sheet: ")]
    assert heads == [f"Call sheet: R{n:02}" for n in range(count)]
    sheet = unpacked(path)[f"xl/worksheets/sheet{len(found)}.xml"].decode()
    breaks = [int(row) for row in re.findall(r'<brk id="(\d+)"', sheet)]
    starts = [n for n, row in enumerate(found["Call sheets"]) if str(row[0]).startswith("Call sheet: ")]
    assert breaks == [row - 1 for row in starts[1:]]
    assert "fitToPage" not in sheet


def test_a_call_sheet_says_what_to_mind(tmp_path):
    rules = policy(
        tiers=[{"name": "home", "same": ["region"]}, {"name": "anybody", "approval": "region"}],
        conflicts={"ask": ["former_supervisor"]},
    )
    mentors = [
        mentor("M1", region="South", latitude="44", longitude="-93"),
        mentor("M2"),
        mentor("M3", phone="218-555-0101"),
    ]
    mentees = [mentee("P1", latitude="48", longitude="-93"), mentee("P2"), mentee("P3")]
    matching = matched(
        mentors,
        mentees,
        rules,
        conflicts=[("P3", "M3", "former_supervisor")],
        pairs=[("P1", "M1", "lock"), ("P2", "M2", "confirmed"), ("P3", "M3", "lock")],
    )
    rows = sheets(book(matching, tmp_path))["Call sheet North"][4:]
    assert rows[0][3:5] == [
        "Anybody: same group, 445 km apart.",
        "To be approved by the region: kind of match.\nThe mentor is from South.\nFar: 445 km apart.",
    ]
    assert rows[1][3:5] == ["Same group.", "Confirmed already."]
    assert rows[2][3:5] == ["Home: same group.", "To be approved by the region: a confidential restriction."]
    assert rows[2][1] == "Mentor M3\n218-555-0101"


@pytest.mark.slow
def test_for_very_many_people_there_is_no_workbook_and_a_remark(tmp_path):
    lists = tmp_path / "lists"
    lists.mkdir()
    for name in ("mentor", "mentee"):
        rows = [f"{name[0]}{n},N{n},North,high" for n in range(MOST_IN_WORKBOOK // 2 + 1)]
        text = "\n".join([f"{name}_id,name,region,component_group", *rows])
        (lists / f"{name}s.csv").write_text(text + "\n")
    rules = tmp_path / "own.toml"
    rules.write_text(
        '[program]\nname = "P"\nseason = "S"\nstarts = 2026-08-15\nends = 2027-05-31\n'
        '[[tiers]]\nname = "agreed"\nagreed = true\n[objectives]\norder = ["served"]\n'
    )
    out = tmp_path / "out"
    done = matcher_command("run", "--policy", rules, "--roster", lists, "--out", out)
    assert done.exit_code == 0, done.output
    assert "no matching.xlsx for so many people" in " ".join(done.output.split())
    assert not (out / "matching.xlsx").exists()
    assert matcher_command("verify", out).exit_code == 0


def test_the_stipends_say_that_pairs_which_ended_are_not_counted(tmp_path):
    money = {"stipend": 500, "part_year": "full"}
    pairs = [("P2", "M1", "ended")]
    rules = policy(money=money)
    matching = matched([mentor("M1")], [mentee("P1"), mentee("P2", wants_mentor="no")], rules, pairs=pairs)
    found = sheets(book(matching, tmp_path))["Stipends"]
    said = "1 pair ended during the season and is not counted here; add what they bring."
    assert said in {str(cell) for row in found for cell in row}
