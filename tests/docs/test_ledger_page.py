"""The page of the ledger is held against the code."""

import re
from pathlib import Path

from matcher.ledger import EVENTS, Ledger

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


def first_cells(title):
    (part,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    return [
        re.findall(r"`(\w+)`", line.split("|")[1]) for line in part.splitlines() if line.startswith("| `")
    ]


def test_every_event_is_on_the_page_with_whom_it_names():
    assert {name for cells in first_cells("What can be recorded") for name in cells} == set(EVENTS)
    for name, event in EVENTS.items():
        (row,) = re.findall(rf"^\| `{name}` \|(.*?)\|", PAGE, re.MULTILINE)
        pair = event.names_mentee and event.names_mentor
        assert ("a pair" if pair else "a mentee" if event.names_mentee else "a mentor") in row


def test_every_column_is_on_the_page():
    columns = [name for cells in first_cells("What is in it") for name in cells]
    assert columns == Ledger().text.strip().split(",")
