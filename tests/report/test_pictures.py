"""Pictures that stand alone: well-formed, without scripts, told in words, and nothing covers anything."""

import re
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from browser import chromium, needs_chromium
from season_fixtures import matcher_command

from matcher import compare, load_policy, match, read_frames, read_roster
from matcher.policy import parse_policy
from matcher.policy.load import extend
from matcher.report.pictures import comparison_picture
from matcher.report.pictures.standalone import standalone
from matcher.sample import invent, write

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script> & \x07 نور 👩🏽‍🏫 " + "Wolfeschlegelsteinhausen" * 4
RULES = {"mentors": {"max_capacity": 1}}


def of_regions(count):
    """Return a comparison of lists of so many regions, each with two mentees and a mentor or two."""
    mentors, mentees = (
        pd.DataFrame(
            {
                f"{side}_id": [f"{side}{place:03}" for place in range(2 * count)],
                "name": [f"Ann {place}" for place in range(2 * count)],
                "region": [f"ESD-{place % count:03}" for place in range(2 * count)],
                "component_group": ["high"] * (2 * count),
                "new_to_role": ["yes"] * (2 * count),
            }
        )
        for side in ("mentor", "mentee")
    )
    policy = load_policy("national")
    before = match(read_frames(mentors.drop(columns="new_to_role"), mentees), policy)
    after = match(read_frames(mentors.drop(columns="new_to_role").iloc[count // 2 :], mentees), policy)
    return compare(before, after)


def with_other_names():
    """Return a comparison in which program, kinds of match and regions are called badly."""
    people = {"region": ["MASA-1"], "component_group": ["superintendent"]}
    mentors = pd.DataFrame({"mentor_id": ["M1"], "name": [HOSTILE], **people})
    mentees = pd.DataFrame({"mentee_id": ["P1"], "name": [HOSTILE], "new_to_role": ["yes"], **people})
    rules = load_policy("masa").canonical()
    tiers = [tier | {"name": f"{HOSTILE} {place}"} for place, tier in enumerate(rules["tiers"])]
    other = extend(
        rules, {"program": {"name": HOSTILE}, "tiers": tiers, "values": {"region": {"MASA-1": HOSTILE}}}
    )
    roster = read_frames(mentors, mentees)
    return compare(match(roster, parse_policy(other)), match(roster, load_policy("masa")))


def of_a_season(tmp_path_factory):
    folder = tmp_path_factory.mktemp("season") / "masa"
    write(invent("masa", 3, mentees=60, mentors=45), folder)
    roster, rules = read_roster(folder), load_policy("masa").canonical()
    return compare(match(roster, parse_policy(rules)), match(roster, parse_policy(extend(rules, RULES))))


@pytest.fixture(scope="module", params=["a season", "39 regions", "1 region", "other names"])
def comparison(request, tmp_path_factory):
    made = {
        "a season": lambda: of_a_season(tmp_path_factory),
        "39 regions": lambda: of_regions(39),
        "1 region": lambda: of_regions(1),
        "other names": with_other_names,
    }
    return made[request.param]()


def test_it_is_one_well_formed_file_that_loads_and_runs_nothing(comparison):
    drawn = standalone(comparison_picture(comparison))
    root = ET.fromstring(drawn)
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert tags <= {"svg", "title", "desc", "style", "defs", "pattern", "rect", "path", "circle", "g", "text"}
    assert all(not name.startswith("on") and "href" not in name for one in root.iter() for name in one.attrib)
    assert set(re.findall(r"url\((.*?)\)", drawn)) <= {
        f"#{one.attrib['id']}" for one in root.iter(f"{SVG}pattern")
    }


def test_its_numbers_are_told_in_words(comparison):
    root = ET.fromstring(standalone(comparison_picture(comparison)))
    assert root.attrib["role"] == "img"
    named = root.attrib["aria-labelledby"].split()
    title, words = (next(one.text for one in root.iter() if one.attrib.get("id") == name) for name in named)
    assert title.startswith("Two lists compared: ")
    for when in ("before", "after"):
        served, eligible = (
            comparison.people.set_index("what").loc[f"mentees_{what}", when]
            for what in ("served", "eligible")
        )
        assert (
            f"{when.capitalize()}, {served:,} of {eligible:,} mentees who can be served have a mentor."
            in words
        )
    assert f"{comparison.counts['kept']:,} with the same mentor" in words


def test_the_bars_are_as_long_as_their_numbers(comparison):
    root = ET.fromstring(standalone(comparison_picture(comparison)))
    bars = [one for one in root.iter(f"{SVG}rect") if one.attrib.get("height") == "20"]
    drawn = sum(float(one.attrib["width"]) for one in bars)
    counts = [comparison.counts[change] for change in ("kept", "moved", "lost", "new")]
    one_mentee = (560 - 2 * 16 - 60) / max(
        counts[0] + counts[1] + counts[2], counts[0] + counts[1] + counts[3]
    )
    assert drawn == pytest.approx(
        (2 * counts[0] + 2 * counts[1] + counts[2] + counts[3]) * one_mentee, abs=0.5
    )


def test_of_many_regions_those_that_changed_most_are_shown_and_the_others_together():
    comparison = of_regions(39)
    texts = [one.text for one in ET.fromstring(standalone(comparison_picture(comparison))).iter(f"{SVG}text")]
    shown = [text for text in texts if text.startswith("ESD-")]
    assert len(shown) == 12
    assert shown == sorted(shown)
    assert "27 other regions" in texts
    changed = comparison.regions[comparison.regions["served_before"] != comparison.regions["served_after"]]
    assert set(shown) <= set(changed["code"]) or set(changed["code"]) <= set(shown)


BOXES = """
const boxes = [...document.querySelectorAll("text")].map((one) => {
  const box = one.getBoundingClientRect();
  return [one.textContent, box.left, box.top, box.right, box.bottom];
});
document.title = JSON.stringify(boxes);
"""


@needs_chromium
def test_no_text_covers_another_or_leaves_the_sheet(comparison, tmp_path):
    page = tmp_path / "page.html"
    drawn = standalone(comparison_picture(comparison))
    page.write_text(
        f'<!doctype html><meta charset="utf-8"><body style="margin:0">{drawn}<pre></pre><script>'
        f"{BOXES}document.querySelector('pre').textContent = JSON.stringify(boxes.map((one) => one.slice(1)));"
        "</script>",
        encoding="utf-8",
    )
    dom = chromium(tmp_path, "--window-size=700,2000", "--dump-dom", page.as_uri())
    boxes = [
        tuple(map(float, box.split(",")))
        for box in re.findall(r"\[([\d.,-]+)\]", re.search(r"<pre>(.*?)</pre>", dom, re.DOTALL)[1])
    ]
    assert len(boxes) > 10
    assert all(left >= 0 and right <= 560 for left, _, right, _ in boxes)
    for place, (left, top, right, bottom) in enumerate(boxes):
        for other_left, other_top, other_right, other_bottom in boxes[place + 1 :]:
            wide = min(right, other_right) - max(left, other_left)
            high = min(bottom, other_bottom) - max(top, other_top)
            assert wide <= 0 or high <= 3, (left, top, other_left, other_top)


def test_the_file_is_written_whole_and_the_same_each_time(result, tmp_path):
    for name in ("one.svg", "two.svg"):
        done = matcher_command("compare", result, result, "--picture", tmp_path / name)
        assert done.exit_code == 0, done.output
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.svg", "out", "two.svg"]


def test_a_picture_is_written_as_svg_only(result, tmp_path):
    done = matcher_command("compare", result, result, "--picture", tmp_path / "one.png")
    assert done.exit_code == 2
    assert "must end with .svg" in done.output
    assert not (tmp_path / "one.png").exists()
