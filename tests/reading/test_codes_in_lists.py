"""Groups, regions and topics in the many ways in which people write them."""

from collections.abc import Callable

import pytest
from reading_lists import rows_of

from matcher.reading import Expectations, Reading, conform
from matcher.roster import InputError, Vocabulary

Read = Callable[..., Reading]
GROUPS = Vocabulary(
    "component group", {"sup": ("Superintendent", "Supt."), "tech": ("Technology & data", "IT")}
)
REGIONS = Vocabulary("region", {"R-1": ("Region 1",), "R-2": ()})
EXPECTED = Expectations({"component_group": GROUPS, "region": REGIONS})


def errors(reading: Reading) -> list[tuple[str, int | None, str, str, str]]:
    return [
        (one.table, one.row, one.column, one.value, one.problem) for one in reading.problems if one.is_error
    ]


@pytest.mark.parametrize("text", ["sup", "SUP", "Superintendent", "super-intendent", "SUPT."])
def test_a_code_is_found_by_code_title_or_synonym(read_lists: Read, text: str) -> None:
    people = rows_of("mentors", {"region": "region_1", "component_group": text})
    reading = read_lists(expectations=EXPECTED, mentors=people, mentees=rows_of("mentees", {"region": "r 1"}))
    assert reading.roster is not None
    assert (reading.roster.mentors["component_group"][0], reading.roster.mentors["region"][0]) == (
        "sup",
        "R-1",
    )


def test_an_ampersand_is_and(read_lists: Read) -> None:
    people = rows_of(
        "mentors", {"region": "R-1", "component_group": "technology and Data; supt.; IT", "experience": "it"}
    )
    reading = read_lists(expectations=EXPECTED, mentors=people, mentees=rows_of("mentees", {"region": "R-1"}))
    assert reading.roster is not None
    assert reading.roster.mentors["component_group"][0] == "tech;sup"
    assert reading.roster.mentors["experience"][0] == "tech"


def test_a_code_that_the_policy_does_not_know_is_an_error_with_the_nearest(read_lists: Read) -> None:
    people = rows_of("mentors", {"region": "R-1", "component_group": "superintendant;sup"})
    reading = read_lists(expectations=EXPECTED, mentors=people, mentees=rows_of("mentees", {"region": "R-1"}))
    rule = "The policy knows no component group 'superintendant'."
    assert errors(reading) == [("mentors", 2, "component_group", "superintendant;sup", rule)]
    assert "Did you mean 'sup'? Known: sup, tech." in [problem.suggestion for problem in reading.problems]


def test_an_unknown_constant_is_told_once_where_the_map_has_it(read_lists: Read) -> None:
    people = rows_of("mentors", {"region": ""}, {"mentor_id": "M2", "region": ""})
    mentees = rows_of("mentees", {"region": "R-1"})
    column_map = '[mentors.constants]\nregion = "R-7"'
    reading = read_lists(column_map, EXPECTED, mentors=people, mentees=mentees)
    assert errors(reading) == [
        ("map", None, "mentors.constants.region", "R-7", "The policy knows no region 'R-7'.")
    ]


def test_unknown_codes_are_told_although_another_table_is_missing(read_lists: Read) -> None:
    reading = read_lists(expectations=EXPECTED, mentors="", mentees=rows_of("mentees", {"region": "R-7"}))
    assert {(table, column) for table, _, column, _, _ in errors(reading)} == {
        ("mentors", ""),
        ("mentees", "region"),
    }


def test_without_a_vocabulary_spellings_become_one_whatever_the_order(read_lists: Read) -> None:
    people = [{"region": "r-1"}, {"mentor_id": "M2", "email": "", "region": "R 1", "lent_to": "r1;R2"}]
    for rows in (people, people[::-1]):
        reading = read_lists(mentors=rows_of("mentors", *rows), mentees=rows_of("mentees", {"region": "R_1"}))
        assert reading.roster is not None
        assert list(reading.roster.mentors["region"]) == ["R 1", "R 1"]
        assert sorted(reading.roster.mentors["lent_to"]) == ["", "R 1;R2"]
        assert list(reading.roster.mentees["region"]) == ["R 1"]


def test_a_roster_conforms_to_a_policy_afterwards(read_lists: Read) -> None:
    reading = read_lists(
        mentors=rows_of("mentors", {"region": "Region 1"}), mentees=rows_of("mentees", {"region": "region-1"})
    )
    assert reading.roster is not None
    assert list(conform(reading.roster, EXPECTED).mentors["region"]) == ["R-1"]
    with pytest.raises(InputError, match="knows no region"):
        conform(reading.roster, Expectations({"region": Vocabulary.of("region", ["R-2"])}))


def test_commas_between_codes_are_explained_where_there_may_be_several(read_lists: Read) -> None:
    people = rows_of("mentors", {"region": "R-1, R-2", "component_group": "sup, tech"})
    reading = read_lists(expectations=EXPECTED, mentors=people, mentees=rows_of("mentees", {"region": "R-1"}))
    hints = {one.column: one.suggestion for one in reading.problems if one.is_error}
    assert "Separate several with ;, not with a comma. Known:" in hints["component_group"]
    assert "comma" not in hints["region"]
