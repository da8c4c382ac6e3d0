"""The report as a page: one file, for everybody, whatever names people have."""

import base64
import csv
import hashlib
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from report_page import Page, read_page
from season_fixtures import matcher_command

from matcher.report.page.document import SECTIONS

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an attribute": '" onmouseover="alert(1)',
    "an end of a table": "</table></main><h1>Stop</h1>",
    "200 letters": "Wolfeschlegelsteinhausenbergerdorff" * 6,
    "right to left": "نور \u202eAhmad‏",
    "an emoji": "Kim 👩🏽‍🏫 O’Neil & Söhne",
}


def html_of(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


def test_the_report_needs_no_network(finished):
    page = read_page(finished)
    links = [
        value or ""
        for _, attributes in page.tags
        for name, value in attributes.items()
        if name in ("href", "src", "action", "xlink:href")
    ]
    assert all(link.startswith("#") for link in links)
    assert not re.search(r"@import|url\((?!#p\d)", html_of(finished))


def test_only_its_own_style_and_script_are_allowed(finished):
    html = html_of(finished)
    allowed = next(one["content"] for one in read_page(finished).all("meta") if one.get("http-equiv"))
    assert allowed.startswith("default-src 'none'; ")
    assert "unsafe" not in allowed
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in allowed
    # A style of one element is not among what is allowed: browsers leave it out.
    assert not [attributes for _, attributes in read_page(finished).tags if "style" in attributes]


def test_headings_stand_in_order_under_one_title(finished):
    levels = [int(tag[1]) for tag, _ in read_page(finished).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))


def test_every_id_is_there_once_and_every_link_leads_somewhere(finished):
    page = read_page(finished)
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [one for _, attributes in page.tags for one in (attributes.get("aria-labelledby") or "").split()]
    assert {*named, *(str(link["href"])[1:] for link in page.all("a"))} <= set(ids)
    assert page.all("a")[0]["href"] == "#content"


def test_the_page_has_landmarks_and_says_its_language(finished):
    page = read_page(finished)
    assert page.all("html")[0]["lang"] == "en"
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]


def test_every_table_has_a_caption_and_every_head_a_scope(finished):
    page = read_page(finished)
    assert all(table.caption for table in page.tables.values())
    assert {head.get("scope") for head in page.all("th")} <= {"col", "row"}
    assert all(len(row) == len(table.titles) for table in page.tables.values() for row in table.rows)


def test_pictures_are_told_or_stand_beside_their_numbers(finished):
    page = read_page(finished)
    inner = [one for one in page.all("svg") if one.get("x") is None]
    assert all(one.get("aria-hidden") == "true" or one.get("role") == "img" for one in inner)
    for one in inner:
        if one.get("role") == "img":
            assert all(f'id="{name}"' in html_of(finished) for name in str(one["aria-labelledby"]).split())


def test_parts_of_a_bar_differ_in_their_pattern_and_not_by_colour_alone(finished):
    html = html_of(finished)
    shapes = re.findall(r'<pattern id="p\d"[^>]*>(.*?)</pattern>', html)
    plain = [re.sub(r"#[0-9a-f]{3,6}", "", shape) for shape in shapes]
    assert len(set(plain[:8])) == 8
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        fills = re.findall(r'class="swatch".*?fill="(url\(#p\d\))"', table)
        assert len(fills) == len(set(fills))


def test_the_page_made_again_from_the_kept_lists_is_the_same(finished):
    done = matcher_command("verify", finished)
    assert done.exit_code == 0, done.output


def test_every_section_stands_there_in_order_unless_it_has_nothing_to_say(finished):
    page = read_page(finished)
    shown = [one["aria-labelledby"] for one in page.all("section")]
    assert shown == [one.anchor for one in SECTIONS if one.anchor in shown]
    assert {one.anchor for one in SECTIONS} - set(shown) <= {
        "line",
        "map",
        "funding",
        "fit",
        "recruiting",
        "past-seasons",
        "remarks",
    }


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize(("table", "column"), [("mentees", "name"), ("mentors", "district")])
def test_hostile_texts_are_shown_as_text(season, tmp_path, name, table, column):
    lists = Path(shutil.copytree(season, tmp_path / "lists"))
    (lists / "program.xlsx").unlink()
    with (lists / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    with (lists / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, people[0])
        writer.writeheader()
        writer.writerows({**row, column: f"{name} {place}"} for place, row in enumerate(people))
    done = matcher_command("run", "--policy", "masa", "--roster", lists, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    page = read_page(tmp_path / "out")
    assert not page.unclosed
    assert [one for one in page.all("script") if one] == []
    assert len(page.all("script")) == len(page.all("h1")) == len(page.all("main")) == 1
    assert not [attributes for _, attributes in page.tags if "onmouseover" in attributes]
    cells = [cell for row in page.tables["pairs-table"].rows for cell in row[:2]]
    assert sum(f"{name} " in cell for cell in cells) == len(page.tables["pairs-table"].rows)


def test_a_page_parses_as_what_it_is():
    assert Page("<p>a<br>b</p>").unclosed == []
