"""What if: the exact best list under other circumstances, beside the one that was found."""

from matcher.scenarios.what_if.answer import WhatIf, called
from matcher.scenarios.what_if.asking import what_if
from matcher.scenarios.what_if.changes import Changes
from matcher.scenarios.what_if.counting import both_counts, both_kinds, names_in
from matcher.scenarios.what_if.people import People
from matcher.scenarios.what_if.refusing import refuse_nonsense
from matcher.scenarios.what_if.rules import FEWEST, with_fewest_changes
from matcher.scenarios.what_if.season import unable

__all__ = [
    "FEWEST",
    "Changes",
    "People",
    "WhatIf",
    "both_counts",
    "both_kinds",
    "called",
    "names_in",
    "refuse_nonsense",
    "unable",
    "what_if",
    "with_fewest_changes",
]
