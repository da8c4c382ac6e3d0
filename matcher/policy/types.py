"""The kinds of values that a policy's keys have."""

import datetime
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from matcher.policy.columns import check_conditions, check_experience, check_shared, check_side_and_column
from matcher.policy.findings import Finding, refuse
from matcher.policy.vocabularies import check_codes

MOST = 1_000_000
"""Greatest number that any key takes, so that no sum of costs or seats overflows."""


@dataclass(frozen=True, slots=True)
class Said:
    """How the reference page calls a type, where its parts would say too little."""

    words: str


def _day(value: object) -> object:
    if isinstance(value, datetime.datetime):
        raise ValueError("The value must be a date without a time.")
    if isinstance(value, str):
        try:
            return datetime.datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            raise ValueError("The value must be a date like 2026-08-15.") from None
    return value


def _no_minus_zero(value: float) -> float:
    return value + 0.0


def _amounts(value: object) -> object:
    """Refuse all that is neither a whole number nor a table of them, each at its place."""
    named = value if isinstance(value, dict) else {None: value}
    refuse(
        Finding(
            () if key is None else (str(key),), one, f"The value must be a whole number from 0 to {MOST:,}."
        )
        for key, one in named.items()
        if isinstance(one, bool) or not isinstance(one, int) or not 0 <= one <= MOST
    )
    return value


Level = Literal[
    "served", "home", "first_come", "fewest_changes", "tiers", "worst_off", "compatibility", "balance"
]
VocabularyName = Literal["component_group", "region", "topics"]
Membership = Literal["active", "retired", "pending", "none"]
Training = Literal["none", "trained", "lii", "intern", "certified"]
Category = Literal["novice", "newly_hired", "aspiring", "turnaround"]
ConflictKind = Literal["supervisor", "former_supervisor", "relative", "business", "declared", "past_mismatch"]

Wanted = str | list[str]
Title = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Said("text")]
Day = Annotated[datetime.date, BeforeValidator(_day), Said("date")]
Count = Annotated[int, Field(ge=0, le=MOST)]
Amount = Annotated[float, Field(ge=0, le=MOST, allow_inf_nan=False), AfterValidator(_no_minus_zero)]
Amounts = Annotated[
    int | dict[str, int],
    BeforeValidator(_amounts),
    Said("whole number, 0 or more; or a table of such numbers"),
]
Codes = Annotated[dict[str, Wanted], BeforeValidator(check_codes)]
MentorConditions = Annotated[
    dict[str, Wanted],
    BeforeValidator(partial(check_conditions, "mentors")),
    Said("table: columns of mentors = a value, or a list of values"),
]
MenteeConditions = Annotated[
    dict[str, Wanted],
    BeforeValidator(partial(check_conditions, "mentees")),
    Said("table: columns of mentees = a value, or a list of values"),
]
SharedColumns = Annotated[
    list[Annotated[str, AfterValidator(check_shared)]], Said("list of columns that both lists have")
]
SidedColumns = Annotated[
    list[Annotated[str, AfterValidator(check_side_and_column)]],
    Said("list of columns, each as `mentee.column` or `mentor.column`"),
]
GroupsColumn = Annotated[str, AfterValidator(check_experience), Said("`component_group`")]
