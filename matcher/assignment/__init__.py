"""The engine for those who have arrays and no people."""

from matcher.assignment.assigning import assign
from matcher.assignment.result import Assignment, LevelValue

__all__ = ["Assignment", "LevelValue", "assign"]
