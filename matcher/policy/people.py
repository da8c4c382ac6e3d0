"""The season, who takes part in it, who must not be paired, and the stipend."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from matcher.policy.types import (
    MOST,
    Amount,
    Category,
    ConflictKind,
    Count,
    Day,
    Membership,
    MenteeConditions,
    SharedColumns,
    Title,
    Training,
)
from matcher.roster.checked import Strict


class Program(Strict):
    """The program and its season."""

    name: Title = Field(
        description="The program's name, as it is printed.", examples=['name = "MASA Mentor Program"']
    )
    season: Title = Field(description="The season's name, as it is printed.", examples=['season = "2026-27"'])
    starts: Day = Field(
        description="First day of the season; mentors must be available on it.",
        examples=["starts = 2026-08-15"],
    )
    ends: Day = Field(
        description="Last day of the season; mentors must be available until then.",
        examples=["ends = 2027-05-31"],
    )

    @field_validator("ends")
    @classmethod
    def _after_starts(cls, ends: date, info: ValidationInfo) -> date:
        starts = info.data.get("starts")
        if starts is not None and ends <= starts:
            raise ValueError(f"The season must end after it starts, on {starts}.")
        return ends


class MenteeRules(Strict):
    """Who can be served."""

    membership: Annotated[list[Membership], Field(min_length=1)] | None = Field(
        None,
        description="Memberships that can be served. Left out: any.",
        examples=['membership = ["active", "pending"]'],
    )
    any_of: MenteeConditions = Field(
        {},
        description="At least one of these must hold. Left out: everyone can be served.",
        examples=['any_of = { new_to_role = "yes", special_application = "approved" }'],
    )
    category: Annotated[list[Category], Field(min_length=1)] | None = Field(
        None,
        description="NAESP's kinds of protégé that can be served. Left out: any.",
        examples=['category = ["novice", "newly_hired"]'],
    )


class MentorRules(Strict):
    """Who can serve, and how many."""

    membership: Annotated[list[Membership], Field(min_length=1)] | None = Field(
        None,
        description="Memberships that can serve. Left out: any.",
        examples=['membership = ["active", "retired"]'],
    )
    training: Annotated[list[Training], Field(min_length=1)] | None = Field(
        None,
        description="Trainings that can serve. Left out: any.",
        examples=['training = ["trained", "certified"]'],
    )
    certified: Literal["at_start", "through_season", "any"] = Field(
        "any",
        description="A certified mentor's certificate must be valid on the season's first day (with a notice if it "
        "ends before the season does), through the whole season, or is not asked for.",
        examples=['certified = "at_start"'],
    )
    default_capacity: Count = Field(
        1, description="Seats of a mentor whose list says nothing.", examples=["default_capacity = 1"]
    )
    max_capacity: Annotated[int, Field(ge=1, le=MOST)] | None = Field(
        None,
        description="Most seats of one mentor; more are lowered to it, with a notice. Left out: no maximum.",
        examples=["max_capacity = 2"],
    )
    min_mentees: Literal["always", "if_used"] = Field(
        "always",
        description="What the list's column min_mentees asks: always at least that many, or none or at least that "
        "many (a coach of a cohort).",
        examples=['min_mentees = "if_used"'],
    )

    @field_validator("max_capacity")
    @classmethod
    def _not_below_default(cls, most: int | None, info: ValidationInfo) -> int | None:
        given = info.data.get("default_capacity")
        if most is not None and given is not None and given > most:
            raise ValueError(f"max_capacity must not be below default_capacity, which is {given}.")
        return most


class Conflicts(Strict):
    """Who must not be paired, besides the people and districts that somebody avoids."""

    same: SharedColumns = Field(
        [], description="A filled-in value in common is a conflict.", examples=['same = ["district"]']
    )
    ask: list[ConflictKind] = Field(
        [],
        description="Kinds of listed conflicts that need an approval; all other kinds forbid the pair.",
        examples=['ask = ["former_supervisor"]'],
    )


class Money(Strict):
    """The stipend."""

    stipend: Amount = Field(description="Dollars for a whole season.", examples=["stipend = 500"])
    per: Literal["mentor", "pair"] = Field(
        "mentor", description="Paid once a mentor, or for each pair.", examples=['per = "pair"']
    )
    paid_to: Literal["mentor_region", "mentee_region", "mentor"] = Field(
        "mentor_region", description="Who receives it.", examples=['paid_to = "mentor"']
    )
    part_year: Literal["full", "none", "by_month"] = Field(
        description="What a pair that lasts a part of the season brings; must be written.",
        examples=['part_year = "by_month"'],
    )

    @property
    def cents(self) -> int:
        """Return the stipend in cents; a part of a cent is rounded, a half one up."""
        return int((Decimal(str(self.stipend)) * 100).to_integral_value(ROUND_HALF_UP))
