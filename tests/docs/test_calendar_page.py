"""The page of the calendar names every column and every matter that there is, and nothing else."""

import re
from pathlib import Path

from matcher.calendars import certificates, dates, interns
from matcher.calendars.wording import TITLES

PAGE = (Path(__file__).parents[2] / "docs" / "calendar.md").read_text(encoding="utf-8")
IN_PYTHON = PAGE[PAGE.index("## In Python") :]
PERSON = {"mentor_id", "name", "region"}


def test_every_column_and_every_matter_is_told():
    columns = {*dates.COLUMNS, *interns.COLUMNS, *certificates.COLUMNS} - PERSON
    told = set(re.findall(r"`([a-z_]+)`", IN_PYTHON))
    states = {interns.PLANNED, interns.RUNNING, interns.OVER, interns.UNKNOWN, interns.NO_DATE, interns.LATE}
    states |= {certificates.ENDED, certificates.DUE, certificates.VALID, certificates.UNKNOWN}
    tables = {"dates", "interns", "certificates", interns.LII, interns.INTERN}
    assert told == columns | set(TITLES) | states | tables
