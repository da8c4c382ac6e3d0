"""A program's rules: their form, their files, their reference page."""

from matcher.policy.holding import HeldBack
from matcher.policy.load import SHIPPED, load_policy, parse_policy, shipped_text
from matcher.policy.model import FEATURES, Policy, Tier

__all__ = ["FEATURES", "SHIPPED", "HeldBack", "Policy", "Tier", "load_policy", "parse_policy", "shipped_text"]
