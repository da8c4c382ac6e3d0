"""A program's rules, as staff write them in TOML."""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from matcher.policy.findings import refuse
from matcher.policy.goals import FEATURES, Compatibility, Objectives, Proximity
from matcher.policy.holding import HeldBack
from matcher.policy.internship import Internship
from matcher.policy.pairs import Limit, Tier
from matcher.policy.people import Conflicts, MenteeRules, MentorRules, Money, Program
from matcher.policy.relations import relation_faults
from matcher.policy.types import Codes, Said, VocabularyName
from matcher.policy.vocabularies import vocabulary_of
from matcher.reading import Expectations
from matcher.roster.checked import Strict
from matcher.roster.vocabulary import Vocabulary

__all__ = ["FEATURES", "TABLES", "Policy", "Tier"]


class Policy(Strict):
    """All rules of one program and season; `matcher.load_policy` reads one."""

    program: Program
    values: dict[
        VocabularyName, Annotated[Codes, Said("table: code = a title, or a list of the title and synonyms")]
    ] = Field({}, description="What may stand in the lists.")
    mentees: MenteeRules = MenteeRules()
    mentors: MentorRules = MentorRules()
    conflicts: Conflicts = Conflicts()
    tiers: Annotated[list[Tier], Field(min_length=1)]
    limits: list[Limit] = []
    held_back: list[HeldBack] = []
    objectives: Objectives
    compatibility: Compatibility = Compatibility(
        preference=0.25, needs=0.25, context=0.20, style=0.15, proximity=0.10, years=0.05
    )
    proximity: Proximity = Proximity()
    money: Money | None = None
    internship: Internship | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refuse(relation_faults(self.model_dump()))
        return self

    @property
    def vocabularies(self) -> dict[str, Vocabulary]:
        """Return the ``[values]`` lists by name."""
        return {name: vocabulary_of(name, codes) for name, codes in self.values.items()}

    @property
    def tier_costs(self) -> list[int]:
        """Return what the level ``tiers`` counts for each tier, best tier first."""
        return [place if tier.cost is None else tier.cost for place, tier in enumerate(self.tiers)]

    @property
    def expectations(self) -> Expectations:
        """Return what this policy asks of a roster; give it to `matcher.read_roster`."""
        return Expectations(
            vocabularies=self.vocabularies,
            requests_in_order="first_come" in self.objectives.order,
        )

    def title(self, vocabulary: str, code: str) -> str:
        """Return what people call `code`."""
        codes: Mapping[str, str | list[str]] = next(
            (c for name, c in self.values.items() if name == vocabulary), {}
        )
        said = codes.get(code) or code
        return said if isinstance(said, str) else said[0]

    def canonical(self) -> dict[str, Any]:
        """Return all rules as plain values; defaults too, which another version may set otherwise."""
        return self.model_dump(mode="json")

    @property
    def digest(self) -> str:
        """Return the sha256 of all rules; two policies with one digest decide alike."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


TABLES: Mapping[str, type[Strict]] = {
    "program": Program,
    "mentees": MenteeRules,
    "mentors": MentorRules,
    "conflicts": Conflicts,
    "tiers": Tier,
    "limits": Limit,
    "held_back": HeldBack,
    "objectives": Objectives,
    "compatibility": Compatibility,
    "proximity": Proximity,
    "money": Money,
    "internship": Internship,
}
"""The tables of a policy with fixed keys; ``[values]`` has none."""
