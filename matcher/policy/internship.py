"""How mentors are certified: NAESP's internship, the certificate, and its renewal."""

from typing import Annotated

from pydantic import Field

from matcher.policy.types import Title
from matcher.roster.checked import Strict

MOST_HOURS = 10_000
MOST_MONTHS = 120
MOST_YEARS = 50
"""Bounds that keep every date that is counted from these within the calendar."""

Hours = Annotated[int, Field(ge=1, le=MOST_HOURS)]


class Internship(Strict):
    """The way to a certificate; each intern's time counts from the intern's own start."""

    preparation: Title = Field(
        "the training",
        description="What comes before the internship, as it is printed.",
        examples=['preparation = "Leadership Immersion Institute (15 hours)"'],
    )
    hours: Hours = Field(
        description="Contact hours with the protégé in the whole internship.", examples=["hours = 72"]
    )
    months: Annotated[int, Field(ge=1, le=MOST_MONTHS)] = Field(
        description="Months that it takes, counted from each intern's own start.", examples=["months = 9"]
    )
    certificate_years: Annotated[int, Field(ge=1, le=MOST_YEARS)] = Field(
        description="Years for which a certificate is valid.", examples=["certificate_years = 3"]
    )
    renewal: Title = Field(
        "what the association asks for",
        description="What renews a certificate, as it is printed.",
        examples=['renewal = "one day of training and a reference letter"'],
    )
