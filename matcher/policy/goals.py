"""What a list must achieve, and how the fit of a pair is weighed."""

from typing import Annotated, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from matcher.policy.types import Amount, Level, Title
from matcher.roster.checked import Strict

FEATURES = ("preference", "needs", "context", "style", "proximity", "meeting", "group", "years")
NEED_SERVING_FIRST = ("tiers", "balance", "worst_off")


class Objectives(Strict):
    """The goals, in order."""

    order: Annotated[list[Level], Field(min_length=1)] = Field(
        description="Goals, the most important first.",
        examples=['order = ["served", "tiers", "compatibility"]'],
    )

    @field_validator("order")
    @classmethod
    def _sensible(cls, order: list[Level]) -> list[Level]:
        doubled = sorted({level for level in order if order.count(level) > 1})
        if doubled:
            raise ValueError(f"Each goal once; twice here: {', '.join(doubled)}.")
        serving = min(
            [order.index(name) for name in order if name in ("served", "first_come")], default=len(order)
        )
        early = [name for name in order[:serving] if name in NEED_SERVING_FIRST]
        if early:
            named = " and ".join(f"'{name}'" for name in early)
            are = "is" if len(early) == 1 else "are"
            raise ValueError(f"{named} {are} best if nobody is served; put 'served' or 'first_come' before.")
        return order


class Compatibility(Strict):
    """How the fit of a pair is weighed; the weights are divided by their sum."""

    preference: Amount = Field(
        0.0, description="Weight of the mentee's wish.", examples=["preference = 0.25"]
    )
    needs: Amount = Field(
        0.0, description="Weight of needs that the mentor's strengths cover.", examples=["needs = 0.25"]
    )
    context: Amount = Field(
        0.0,
        description="Weight of alike districts, in kind of place and in size.",
        examples=["context = 0.20"],
    )
    style: Amount = Field(0.0, description="Weight of alike working styles.", examples=["style = 0.15"])
    proximity: Amount = Field(
        0.0, description="Weight of being near each other.", examples=["proximity = 0.10"]
    )
    meeting: Amount = Field(0.0, description="Weight of meeting as both want.", examples=["meeting = 0.10"])
    group: Amount = Field(
        0.0, description="Weight of the same group, or experience in it.", examples=["group = 0.10"]
    )
    years: Amount = Field(
        0.0, description="Weight of the mentor's years of experience.", examples=["years = 0.05"]
    )
    model: Title | None = Field(
        None, description="Name of a learned model, instead of weights. Left out: weights.", examples=[]
    )

    @property
    def weights(self) -> dict[str, float]:
        """Return the features with a weight above 0, in their fixed order, divided by their sum."""
        given = {name: float(getattr(self, name)) for name in FEATURES}
        total = sum(given.values())
        return {name: weight / total for name, weight in given.items() if weight > 0}

    @field_validator("model")
    @classmethod
    def _instead_of_weights(cls, model: str | None, info: ValidationInfo) -> str | None:
        weighted = [name for name in FEATURES if info.data.get(name)]
        if model is not None and weighted:
            raise ValueError(
                f"Give a model or weights, not both; with a model these must be 0: {', '.join(weighted)}."
            )
        return model

    @model_validator(mode="after")
    def _weighs_something(self) -> Self:
        if self.model is None and not any(getattr(self, name) for name in FEATURES):
            raise ValueError("At least one weight must be above 0.")
        return self


class Proximity(Strict):
    """When two people are near each other."""

    full_km: Amount = Field(
        30.0, description="Up to this many kilometres they are as near as can be.", examples=["full_km = 20"]
    )
    zero_km: Amount = Field(
        200.0,
        description="From this many kilometres on they are not near at all; above full_km.",
        examples=["zero_km = 300"],
        validate_default=True,
    )
    virtual_is_near: bool = Field(
        False,
        description="A pair in which someone meets virtually counts as near.",
        examples=["virtual_is_near = true"],
    )

    @field_validator("zero_km")
    @classmethod
    def _above_full(cls, zero: float, info: ValidationInfo) -> float:
        full = info.data.get("full_km")
        if full is not None and zero <= full:
            raise ValueError(f"zero_km must be above full_km, which is {full:g}.")
        return zero
