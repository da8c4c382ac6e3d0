"""What if: the exact best list under other circumstances, beside the one that was found."""

from matcher.scenarios.what_if.answer import WhatIf
from matcher.scenarios.what_if.asking import what_if
from matcher.scenarios.what_if.changes import Changes

__all__ = ["Changes", "WhatIf", "what_if"]
