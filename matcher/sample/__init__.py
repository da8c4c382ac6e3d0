"""Invented seasons to try the program on: no person, school or district in them exists."""

from matcher.sample.files import MOST_IN_WORKBOOK, write
from matcher.sample.programs import PROGRAMS
from matcher.sample.season import invent

__all__ = ["MOST_IN_WORKBOOK", "PROGRAMS", "invent", "write"]
