"""Where everybody stands on the way to a first certificate."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from matcher.arrays import Mask
from matcher.calendars.months import Days, after_months, hours_by
from matcher.calendars.people import Mentors, cells, iso
from matcher.policy import Policy
from matcher.roster import texts

COLUMNS = [
    "mentor_id", "name", "region", "stage", "start", "ends", "target", "of", "valid_until", "proteges", "protege_names",
    "status", "open",
]  # fmt: skip
PLANNED, RUNNING, OVER, UNKNOWN, NO_DATE = "planned", "running", "over", "unknown", "no_date"
"""How an internship stands; `UNKNOWN`: of an intern whose start nobody told; `NO_DATE`: of who is not yet an intern."""
NO_START, NO_PROTEGE, SEVERAL, STAGE, CERTIFY, PLAN, LATE = (
    "no_start", "no_protege", "several_proteges", "stage", "certification", "to_plan", "ends_after_season",
)  # fmt: skip
"""What is open."""
LII, INTERN = "lii", "intern"


def interns_table(people: Mentors, policy: Policy, day: np.datetime64) -> pd.DataFrame:
    """Return everybody at the stages lii and intern; see `matcher.calendars.SeasonCalendar` for the columns."""
    asked = policy.internship
    assert asked is not None
    here = people.at_stage(LII, INTERN)
    mentors, start = people.roster.mentors[here], people.days("internship_start")[here]
    ends = last_days(start, asked.months)
    stage, ids = texts(mentors, "training"), texts(mentors, "mentor_id")
    status = _status(stage, start, ends, day)
    late = (ends > np.datetime64(policy.program.ends)) & (status != OVER)
    by_date = {STAGE: (stage == LII) & (start < day), LATE: late}
    count = np.array([len(people.has.get(one, ())) for one in ids], dtype=np.int64)
    target = pd.array(hours_by(start, day, asked.hours, asked.months), dtype="Int64")
    target[np.isnat(start)] = pd.NA
    columns = {
        "mentor_id": ids,
        "name": texts(mentors, "name"),
        "region": texts(mentors, "region"),
        "stage": stage,
        "start": iso(start),
        "ends": iso(ends),
        "target": target,
        "of": asked.hours,
        "valid_until": iso(after_months(ends, 12 * asked.certificate_years)),
        "proteges": cells(people.mentees(one) for one in ids),
        "protege_names": cells(people.names(one) for one in ids),
        "status": status,
        "open": _open(stage, status, count, by_date),
    }
    return pd.DataFrame(columns, columns=COLUMNS)


def last_days(start: Days, months: int) -> Days:
    """Return the last day of internships of so many months."""
    last: Days = after_months(start, months) - np.timedelta64(1, "D")
    return last


def _status(
    stage: npt.NDArray[np.object_], start: Days, ends: Days, day: np.datetime64
) -> npt.NDArray[np.object_]:
    nobody_told = np.isnat(start)
    cases = [nobody_told & (stage == INTERN), nobody_told, start > day, ends < day]
    return np.select(cases, [UNKNOWN, NO_DATE, PLANNED, OVER], RUNNING).astype(object)


def _open(
    stage: npt.NDArray[np.object_],
    status: npt.NDArray[np.object_],
    count: npt.NDArray[np.int64],
    by_date: Mapping[str, Mask],
) -> npt.NDArray[np.object_]:
    """Return what is open for everybody, joined by ``;``."""
    intern = stage == INTERN
    matters = {
        PLAN: status == NO_DATE,
        NO_START: status == UNKNOWN,
        NO_PROTEGE: intern & (count == 0),
        SEVERAL: count > 1,
        CERTIFY: intern & (status == OVER),
        **by_date,
    }
    rows = zip(*(holds.tolist() for holds in matters.values()), strict=True)
    return cells(";".join(one for one, holds in zip(matters, row, strict=True) if holds) for row in rows)
