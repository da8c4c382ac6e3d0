"""The lists under [values]: codes, titles, synonyms."""

import pytest

from matcher.roster import InputError

EXTENDS = 'extends = "masa"\n'


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("superintendent", "superintendent"),
        ("Supt.", "superintendent"),
        ("SPECIAL-education", "special_education"),
    ],
)
def test_code_title_and_synonyms_stand_for_the_code(load, text, code):
    policy = load(EXTENDS)
    assert policy.vocabularies["component_group"].find(text) == code
    assert policy.expectations.vocabularies["component_group"].find(text) == code


def test_the_first_title_is_the_one_that_is_printed(load):
    policy = load(EXTENDS + '[values.region]\nMASA-1 = ["South-East", "SE"]\nMASA-2 = "Plain"\nMASA-3 = []')
    assert [policy.title("region", f"MASA-{number}") for number in (1, 2, 3)] == [
        "South-East",
        "Plain",
        "MASA-3",
    ]
    assert policy.title("region", "unheard of") == "unheard of"
    assert policy.title("no such list", "code") == "code"


def test_every_clash_is_told(load):
    with pytest.raises(InputError) as refused:
        load(EXTENDS + '[values.region]\nMASA-1 = ["Metro"]\nMASA-10 = ["MASA 2", "Region  4", "Ten"]')
    assert [(one.column, one.problem) for one in refused.value.problems] == [
        ("values.region.MASA-9", "'Metro' stands for 'MASA-1' and for 'MASA-9'."),
        ("values.region.MASA-10", "'MASA 2' stands for 'MASA-2' and for 'MASA-10'."),
        ("values.region.MASA-10", "'Region  4' stands for 'MASA-4' and for 'MASA-10'."),
    ]


def test_clashes_in_two_lists_are_told_at_once(faults):
    found = faults(EXTENDS + '[values.region]\nX = "Metro"\n[values.topics]\ny = "Ethics"')
    assert found["values.region.X"][1] == "'Metro' stands for 'MASA-9' and for 'X'."
    assert found["values.topics.y"][1] == "'Ethics' stands for 'psel-2' and for 'y'."


def test_one_word_may_stand_in_two_lists(load):
    policy = load(EXTENDS)
    assert policy.vocabularies["topics"].find("Curriculum") == "psel-4"
    assert policy.vocabularies["component_group"].find("Curriculum") == "curriculum"


def test_a_synonym_said_twice_of_one_code_is_no_clash(load):
    assert load(EXTENDS + '[values.region]\nMASA-1 = ["Southeast", "South East", "masa 1"]')


@pytest.mark.parametrize(
    ("line", "key", "problem"),
    [
        ("X = 3", "X", "The value must be a title in quotes, or a list of the title and its synonyms."),
        (
            "X = { a = 'b' }",
            "X",
            "The value must be a title in quotes, or a list of the title and its synonyms.",
        ),
        ("X = ['a', 3]", "X[2]", "The value must be text in quotes."),
        ("X = ''", "X", "A code or title needs letters or digits."),
        ("X = ['a', '- -']", "X[2]", "A code or title needs letters or digits."),
        ("X = 'a;b'", "X", "A code or title cannot contain ';', which separates lists."),
        ("'A;B' = 'x'", "A;B", "A code or title cannot contain ';', which separates lists."),
        ("'A|B' = 'x'", "A|B", "A code cannot contain '|', which joins the columns of limits."),
    ],
)
def test_what_is_no_code_or_title_is_refused(faults, line, key, problem):
    found = faults(f"{EXTENDS}[values.region]\n{line}")
    assert {place: said[1] for place, said in found.items()} == {f"values.region.{key}": problem}


def test_a_list_left_out_takes_any_value(load):
    policy = load('extends = "naesp"\n[[tiers]]\nname = "a"\nmentee = { region = "Anywhere" }')
    assert "region" not in policy.vocabularies
    assert policy.tiers[0].mentee == {"region": "Anywhere"}
