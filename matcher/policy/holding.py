"""Seats that are held back for later requests."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from matcher.policy.relations import DEFAULT
from matcher.policy.types import Amounts, Day, Title
from matcher.roster.checked import Strict


class HeldBack(Strict):
    """Seats of mentors that nobody is given before a day, so that later requests find some."""

    name: Title = Field(
        description="What people call it; each has a name of its own.",
        examples=['name = "seats for the winter"'],
    )
    by: Literal["region", "component_group"] | None = Field(
        None,
        description="For each home region of mentors by itself, or each of their main groups. Left out: all together.",
        examples=['by = "region"'],
    )
    seats: Amounts | None = Field(
        None,
        description="How many seats: one number, or one for each value and default for all others.",
        examples=["seats = { MASA-9 = 3, default = 1 }"],
    )
    share: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] | None = Field(
        None,
        description="Instead of a number: this part of the seats there are, to the nearest whole seat, a half one up.",
        examples=["share = 0.15"],
    )
    until: Day = Field(description="The first day on which they are given.", examples=["until = 2026-11-01"])

    @model_validator(mode="after")
    def _says_how_many(self) -> Self:
        if (self.seats is None) == (self.share is None):
            raise ValueError("Give either seats, a number, or share, a part of them.")
        if self.by is None and isinstance(self.seats, dict):
            raise ValueError("Without 'by' there is one number only.")
        return self

    def named(self) -> dict[str, int]:
        """Return the numbers by value; the one that holds for all others is called default."""
        return self.seats if isinstance(self.seats, dict) else {DEFAULT: self.seats or 0}
