"""What the matters of a calendar are called, and what is to be done about each."""

from collections.abc import Mapping

from matcher.calendars import interns
from matcher.policy.internship import Internship
from matcher.policy.words import counted

ENDED, NOT_KNOWN, RENEWAL, BEGINS, HOURS, ENDS = (
    "certificate_ended", "certificate_unknown", "renewal", "begins", "hours", "ends",
)  # fmt: skip
TITLES: Mapping[str, str] = {
    ENDED: "Certificates that have ended",
    NOT_KNOWN: "Ask until when the certificate is valid",
    interns.CERTIFY: "Internships that have ended",
    interns.STAGE: "Ask whether the internship has begun",
    interns.NO_START: "Ask when the internship began",
    interns.NO_PROTEGE: "Interns without a protégé",
    interns.SEVERAL: "More than one protégé",
    interns.PLAN: "Plan the internship",
    RENEWAL: "Certificate ends",
    BEGINS: "Internship begins",
    HOURS: "Hours",
    ENDS: "Internship ends",
}
"""What each matter is called; in the order in which they are listed."""


def advice(asked: Internship) -> dict[str, str]:
    """Return what is to be done about each matter; the same for everybody whom it concerns."""
    renewal, follows = (
        f"To renew a certificate: {asked.renewal}.",
        "After an internship: the final project, then certification.",
    )
    return {
        ENDED: renewal,
        NOT_KNOWN: "The list has no certified_until.",
        interns.CERTIFY: follows,
        interns.STAGE: "The list still says lii.",
        interns.NO_START: "The list has no internship_start, so that neither hours nor the end can be told.",
        interns.NO_PROTEGE: "An intern chooses one who agrees; nobody is picked for an intern.",
        interns.SEVERAL: "An internship is with one.",
        interns.PLAN: f"After {asked.preparation} comes the internship; the list has no internship_start.",
        RENEWAL: renewal,
        BEGINS: f"An internship: {counted(asked.hours, 'hour')} with one protégé over {counted(asked.months, 'month')}.",
        HOURS: "",
        ENDS: follows,
    }
