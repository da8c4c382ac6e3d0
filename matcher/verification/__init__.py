"""Checking a result: hard rules, goals, tables; no solver is used."""

from matcher.verification.finding import Finding
from matcher.verification.verifying import NothingToVerifyError, verify

__all__ = ["Finding", "NothingToVerifyError", "verify"]
