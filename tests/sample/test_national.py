"""The invented national season: any size, in service areas that are alike."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matcher
from matcher.eligibility import supply_warnings
from matcher.preparation import Prepared, prepare
from matcher.reading import read
from matcher.sample import invent, write
from matcher.sample.areas import split
from matcher.sample.districts import invent_districts
from matcher.sample.draws import Draws
from matcher.sample.national import NATIONAL
from matcher.sample.places import MINNESOTA, WASHINGTON

REGIONS = (*MINNESOTA, *WASHINGTON)
PEOPLE = {"mentees": "mentee_id", "mentors": "mentor_id"}

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def season() -> Tables:
    return invent("national", 3, mentees=10_000, mentors=5_000)


@pytest.fixture(scope="module", params=[2_000, 20_010])
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    mentors = request.param // 3
    return prepared_season(tmp_path_factory.mktemp("season"), request.param - mentors, mentors)


def prepared_season(folder: Path, mentees: int, mentors: int) -> Prepared:
    write(invent("national", 1, mentees=mentees, mentors=mentors), folder)
    policy = matcher.load_policy("national")
    files = {path.stem: path for path in folder.glob("*.csv")}
    reading = read(None, files=files, expectations=policy.expectations)
    assert reading.roster is not None
    assert reading.notices == ()
    assert reading.problems == ()
    return prepare(reading.roster, policy)


def region_of(areas: pd.Series) -> pd.Series:
    return areas.str.rpartition("-")[0]


def test_a_mentee_has_25_to_30_possible_mentors_on_average(prepared: Prepared) -> None:
    candidates = np.bincount(prepared.candidates.mentee, minlength=len(prepared.needed))
    assert 25 <= candidates[prepared.needed > 0].mean() <= 30


def test_there_are_seats_for_all_but_not_everywhere(prepared: Prepared) -> None:
    assert supply_warnings(prepared.rules) == []
    mentees, mentors = prepared.roster.mentees, prepared.roster.mentors
    needed = pd.Series(prepared.needed).groupby(mentees["region"].to_numpy()).sum()
    seats = pd.Series(prepared.rules.seats).groupby(mentors["region"].to_numpy()).sum()
    missing = (needed - seats).clip(lower=0).sum()
    assert 0.01 < missing / needed.sum() < 0.10
    assert (seats > 1.1 * needed).any()


def test_a_few_percent_find_no_mentor_and_it_is_a_matter_of_seats(tmp_path: Path) -> None:
    problem = prepared_season(tmp_path, 2_000, 1_000)
    matching = matcher.match(problem.roster, problem.policy)
    causes = matching.counts["unserved_by_cause"]
    assert 0.02 < causes["shortage"] / (problem.needed > 0).sum() < 0.10
    assert causes.get("no_candidate", 0) < 5


def test_service_areas_are_named_after_the_18_regions(season: Tables) -> None:
    codes = {region.code for region in REGIONS}
    assert len(codes) == 18
    for table in PEOPLE:
        areas = season[table]["region"]
        assert set(region_of(areas)) == codes
        assert areas.str.fullmatch(r"(MASA-\d|ESD-\d{3})-\d{3}").all()


@pytest.mark.parametrize("mentors", [100, 667, 5_000, 50_000])
def test_a_service_area_has_about_77_mentors(mentors: int) -> None:
    table = invent("national", 2, mentees=10, mentors=mentors)["mentors"]
    sizes = table.groupby("region").size()
    assert 70 <= sizes.mean() <= 100
    assert sizes.max() < 1.1 * sizes.mean() + 1
    assert sizes.min() > 0.9 * sizes.mean() - 1


def test_mentees_ask_where_mentors_are(season: Tables) -> None:
    mentees, mentors = (season[table].groupby("region").size() for table in PEOPLE)
    assert set(mentees.index) == set(mentors.index)
    assert 1 < (mentees / mentors).min() < 1.7
    assert 2.4 < (mentees / mentors).max() < 5


def test_regions_have_areas_by_their_mentors(season: Tables) -> None:
    areas = season["mentors"]["region"].drop_duplicates()
    counts = region_of(areas).value_counts()
    for region in REGIONS:
        share = region.mentors / sum(one.mentors for one in REGIONS)
        assert abs(counts[region.code] - share * len(areas)) < 1


@pytest.mark.parametrize(("count", "digits"), [(1, 3), (6_000, 3), (13_000, 4)])
def test_codes_of_areas_are_of_one_width(count: int, digits: int) -> None:
    areas = split(Draws(1), REGIONS, count)
    codes = [area.code for area in areas]
    assert len(set(codes)) == len(codes) == count
    assert {len(code.rpartition("-")[2]) for code in codes} == {digits}


@pytest.mark.parametrize("count", [1, 18, 87, 4_329])
def test_areas_lie_side_by_side_in_their_region(count: int) -> None:
    regions = {region.code: region for region in REGIONS}
    areas = split(Draws(1), REGIONS, count)
    for area in areas:
        region = regions[area.code.rpartition("-")[0]]
        assert abs(area.latitude - region.latitude) + area.north <= region.north + 1e-9
        assert abs(area.longitude - region.longitude) + area.east <= region.east + 1e-9
    assert len({(area.latitude, area.longitude) for area in areas}) == count


def test_people_live_in_the_box_of_their_region(season: Tables) -> None:
    for table in PEOPLE:
        known = season[table][season[table]["latitude"] != ""]
        codes = region_of(known["region"])
        for region in REGIONS:
            here = known[codes == region.code]
            north = here["latitude"].astype(float) - region.latitude
            east = here["longitude"].astype(float) - region.longitude
            assert (north.abs() <= region.north + 1e-4).all()
            assert (east.abs() <= region.east + 1e-4).all()


def test_a_season_too_small_for_every_region_is_in_the_largest() -> None:
    tables = invent("national", 1, mentees=600, mentors=308)
    largest = sorted(REGIONS, key=lambda region: -region.mentors)[:4]
    for table in PEOPLE:
        assert set(region_of(tables[table]["region"])) == {region.code for region in largest}


def test_nobody_of_an_office_has_a_school_and_everybody_else_has(season: Tables) -> None:
    for table in PEOPLE:
        first = season[table]["component_group"].str.partition(";")[0]
        kinds = season[table].groupby(first)["school"].agg(set)
        for group in ("superintendent", "central_office", "special_education"):
            assert kinds[group] == {""}
        for group in ("elementary", "middle", "high"):
            assert all(school.endswith(f" {group.capitalize()} School") for school in kinds[group])


@given(
    mentees=st.integers(0, 3) | st.integers(0, 400),
    mentors=st.integers(0, 3) | st.integers(0, 400),
    seed=st.integers(0, 10**6),
)
@settings(max_examples=40, deadline=None)
def test_every_size_is_consistent(mentees: int, mentors: int, seed: int) -> None:
    tables = invent("national", seed, mentees=mentees, mentors=mentors)
    assert (len(tables["mentees"]), len(tables["mentors"])) == (mentees, mentors)
    known = {table: set(tables[table][key]) for table, key in PEOPLE.items()}
    assert {table: len(ids) for table, ids in known.items()} == {"mentees": mentees, "mentors": mentors}
    for column in ("preferred_mentors", "avoided_mentors"):
        named = tables["mentees"][column].str.split(";").explode()
        assert set(named) - {""} <= known["mentors"]
    for table, key in PEOPLE.items():
        assert set(tables["conflicts"][key]) <= known[table]
    if mentors:
        assert set(tables["mentees"]["region"]) <= set(tables["mentors"]["region"])


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (0, 3), (3, 0), (1, 1), (300, 1), (1, 300)])
def test_the_smallest_seasons_can_be_matched(mentees: int, mentors: int, tmp_path: Path) -> None:
    write(invent("national", 5, mentees=mentees, mentors=mentors), tmp_path)
    policy = matcher.load_policy("national")
    reading = read(tmp_path / "program.xlsx", expectations=policy.expectations)
    assert reading.roster is not None
    assert not any(problem.is_error for problem in reading.problems)
    matching = matcher.match(reading.roster, policy)
    assert len(matching.pairs) + len(matching.unserved) == mentees


@pytest.mark.parametrize(
    ("asked", "mentees", "mentors"),
    [
        ({}, 2_000, 1_000),
        ({"mentees": 301}, 301, 151),
        ({"mentors": 40}, 80, 40),
        ({"mentees": 5, "mentors": 7}, 5, 7),
        ({"mentees": 0}, 0, 0),
    ],
)
def test_left_out_there_are_two_mentees_for_each_mentor(
    asked: dict[str, int], mentees: int, mentors: int
) -> None:
    tables = invent("national", **asked)
    assert (len(tables["mentees"]), len(tables["mentors"])) == (mentees, mentors)


def test_ids_are_of_one_width_and_sorted() -> None:
    tables = invent("national", mentees=100_001, mentors=500)
    for table, width in {"mentees": 7, "mentors": 6}.items():
        ids = tables[table][PEOPLE[table]]
        assert ids.is_monotonic_increasing
        assert ids.is_unique
        assert set(ids.str.len()) == {width}


def test_a_million_people_have_districts_of_different_readable_names() -> None:
    areas = split(Draws(1), REGIONS, 4_329)
    districts = invent_districts(Draws(1), replace(NATIONAL, regions=areas), 1_000_000)
    assert len(districts.names) > 100_000
    assert len(set(districts.names)) == len(districts.names)
    assert len(set(districts.ids)) == len(districts.ids)
    assert {len(one) for one in districts.ids} == {len("US-D123456")}
    readable = re.compile(
        r"([A-Z][a-z]+ ){2,3}(Public Schools|School District|Area Schools|Community Schools)"
    )
    assert all(readable.fullmatch(name) for name in districts.names)


@pytest.mark.slow
def test_a_hundred_and_fifty_thousand_people_are_written_as_they_were_invented(tmp_path: Path) -> None:
    tables = invent("national", mentees=100_000, mentors=50_000)
    for path in write(tables, tmp_path):
        read_again = pd.read_csv(path, dtype="str", keep_default_na=False)
        pd.testing.assert_frame_equal(read_again, tables[path.stem])


@pytest.mark.parametrize("sizes", [{"mentees": 1_000_000, "mentors": 1}, {"mentees": 700_000}])
def test_more_than_a_million_people_are_refused(sizes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"^A season has at most 1,000,000 people, not 1,0\d\d,\d{3}\.$"):
        invent("national", **sizes)


def test_a_size_below_zero_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"number of mentors must be a whole number of at least 0, not -1\.$"
    ):
        invent("national", mentors=-1)
