"""Kinds of match, and limits on how many there are."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from matcher.policy.relations import DEFAULT
from matcher.policy.types import (
    Amounts,
    Count,
    GroupsColumn,
    MenteeConditions,
    MentorConditions,
    SharedColumns,
    SidedColumns,
    Title,
)
from matcher.roster.checked import Strict


class Tier(Strict):
    """One kind of match; a pair takes the first that it fits."""

    name: Title = Field(
        description="What people call this kind of match; each has a name of its own.",
        examples=['name = "same group, home region"'],
    )
    same: SharedColumns = Field(
        [],
        description="The two must have something in common in each of these columns.",
        examples=['same = ["component_group", "region"]'],
    )
    experienced_in: GroupsColumn | None = Field(
        None,
        description="A group of the mentee must be in the mentor's column experience.",
        examples=['experienced_in = "component_group"'],
    )
    mentor: MentorConditions = Field(
        {}, description="What the mentor's row must hold.", examples=['mentor = { other_regions = "yes" }']
    )
    mentee: MenteeConditions = Field(
        {}, description="What the mentee's row must hold.", examples=['mentee = { prefers = "near" }']
    )
    agreed: bool = Field(
        False, description="Only pairs listed as agreed fit this kind of match.", examples=["agreed = true"]
    )
    approval: Literal["region"] | None = Field(
        None,
        description="The pair is proposed, but flagged until someone of the region approves. Left out: no approval.",
        examples=['approval = "region"'],
    )
    cost: Count | None = Field(
        None,
        description="What the goal tiers adds for such a pair. Left out: its place in the order, from 0.",
        examples=["cost = 5"],
    )


class Limit(Strict):
    """A limit on pairs or mentors, one for each value, or combination of values, of some columns."""

    name: Title = Field(
        description="What people call this limit; each has a name of its own.",
        examples=['name = "pairs paid for, by region"'],
    )
    by: SidedColumns = Field(
        description="One limit for each combination of their values, joined by |; with [] one for all.",
        examples=['by = ["mentee.region"]'],
    )
    count: Literal["pairs", "mentors"] = Field(
        "pairs",
        description="What is counted: pairs, or different mentors who get someone.",
        examples=['count = "mentors"'],
    )
    max: Amounts | None = Field(
        None,
        description="The most: one number, or one for each value and default for all others.",
        examples=["max = { MASA-9 = 20, default = 12 }"],
    )
    min: Amounts | None = Field(
        None, description="The fewest, likewise.", examples=["min = 1"], validate_default=True
    )

    funding: bool = Field(
        False,
        description="Whether the most is what there is money for: such limits make up the funding table, and a pair that "
        "ended counts where `part_year` is full.",
        examples=["funding = true"],
    )

    @field_validator("min")
    @classmethod
    def _with_max(
        cls, least: int | dict[str, int] | None, info: ValidationInfo
    ) -> int | dict[str, int] | None:
        if "max" not in info.data:
            return least
        most = info.data["max"]
        if least is None and most is None:
            raise ValueError("A limit needs max, min or both.")
        lows, highs = (_by_value(one) for one in (least, most))
        for value in {**lows, **highs}:
            low, high = (one.get(value, one.get(DEFAULT)) for one in (lows, highs))
            if low is not None and high is not None and low > high:
                raise ValueError(f"min must not be above max; for {value} they are {low} and {high}.")
        return least


def _by_value(amounts: int | dict[str, int] | None) -> Mapping[str, int]:
    if isinstance(amounts, int):
        return {DEFAULT: amounts}
    return amounts or {}
