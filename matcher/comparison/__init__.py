"""What is different between two lists: goals, people, loads, coverage, pairs, rules and inputs."""

from matcher.comparison.comparing import compare
from matcher.comparison.comparison import Comparison

__all__ = ["Comparison", "compare"]
