"""Several faults of one value, each at its own place, in one go."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

RULE = "rule"
"""The type under which pydantic lists a finding; its context holds ``rule`` and ``hint``."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault below the value that is checked.

    Parameters
    ----------
    place
        Keys, and places in lists from 0, from the value down.
    value
        What was found there.
    rule
        What must hold, as a sentence.
    hint
        What would be right, as a sentence; may be empty.
    """

    place: tuple[str | int, ...]
    value: object
    rule: str
    hint: str = ""


def refuse(findings: Iterable[Finding]) -> None:
    """Do nothing where there are no findings.

    Raises
    ------
    pydantic.ValidationError
        With every finding. Pydantic joins them with its own, each under the place of the value.
    """
    details = [
        InitErrorDetails(
            type=PydanticCustomError(RULE, "{rule}", {"rule": one.rule, "hint": one.hint}),
            loc=one.place,
            input=one.value,
        )
        for one in findings
    ]
    if details:
        raise ValidationError.from_exception_data("policy", details)
