"""How texts and codes are compared, and kept harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.roster import Problem, Vocabulary
from matcher.roster.problems import InputError
from matcher.roster.text import clean, fold_code, fold_text, neutralise, split_list


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_what_is_neutralised_is_cleaned_back(text: str) -> None:
    assert clean(neutralise(clean(text))) == clean(text)


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-x", "@a", "\tx", "\rx"])
def test_formulas_are_neutralised(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-1", "-44.5", "+3", "a=b", "", "12"])
def test_numbers_and_plain_texts_are_not(text: str) -> None:
    assert neutralise(text) == text


def test_codes_compare_without_case_and_separators() -> None:
    assert (
        len(
            {
                fold_code(text)
                for text in ("In_Person", "in person", "IN-PERSON", "in\u2013person", "inperson")
            }
        )
        == 1
    )
    assert fold_code("Teaching & Learning") == fold_code("teaching and learning")
    assert fold_code("Zo\u0308e") == fold_code("ZÖE")


def test_codes_compare_without_signs_and_brackets_at_their_ends() -> None:
    assert {
        fold_code(text) for text in ("Role?", "role:", "ROLE *", "*role", "[Role]", "(role).", "role#")
    } == {"role"}
    assert fold_code("?") != fold_code("")
    assert fold_code("#N/A") != fold_code("N/A")


@given(st.text())
def test_signs_at_the_end_never_matter(text: str) -> None:
    assert fold_code(f"a{text}?") == fold_code(f"a{text}?!")


def test_names_compare_without_case_and_doubled_spaces() -> None:
    assert fold_text("  Zo\u0308e   LEE ") == fold_text("zöe lee")
    assert fold_text("Ann-Lee") != fold_text("Ann Lee")


def test_lists_have_no_empty_items() -> None:
    assert split_list(" a ;; b; ") == ["a", "b"]


def test_a_vocabulary_finds_titles_nearest_and_clashes() -> None:
    words = Vocabulary("topic", {"a-1": ("Mission", "Vision"), "b-1": ("Ethics", "vision")})
    assert (words.find("MISSION"), words.find("A1"), words.find("other")) == ("a-1", "a-1", None)
    assert (words.nearest("Mision"), words.nearest("zzz"), words.nearest("x" * 100_000)) == (
        "a-1",
        None,
        None,
    )
    assert (words.title("a-1"), words.title("c")) == ("Mission", "c")
    assert words.clashes() == [("vision", "a-1", "b-1")]


def test_the_headline_names_the_first_error_and_counts_the_others() -> None:
    warning = Problem("warning", "mentors", 2, "email", "", "There is no e-mail.")
    first = Problem("error", "mentors", 3, "capacity", "two", "Must be a whole number.")
    second = Problem("error", "policy", None, "", "", "There is none.")
    assert (
        str(InputError([warning, first, second]))
        == "mentors, row 3, capacity: Must be a whole number. (and 1 more)"
    )
    assert str(InputError([second])) == "policy: There is none."
