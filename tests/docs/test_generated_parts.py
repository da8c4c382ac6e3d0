"""The generated parts of the pages are what the code gives."""

from pathlib import Path

import pytest

from matcher.policy.reference import BLOCKS, RENEW, renewed

PAGES = sorted((Path(__file__).parents[2] / "docs").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_generated_parts_are_those_of_the_code(page):
    text = page.read_text(encoding="utf-8")
    assert renewed(text) == text, f"renew the page with: {RENEW}"


def test_every_generated_part_stands_on_one_page():
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for name in BLOCKS:
        assert text.count(f"<!-- begin: generated {name} -->") == 1


def test_a_marker_of_an_unknown_part_is_an_error():
    with pytest.raises(KeyError, match="nonsense"):
        renewed("<!-- begin: generated nonsense -->\n<!-- end -->")
