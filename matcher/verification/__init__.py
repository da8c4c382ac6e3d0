"""Checking a result: hard rules, goals, tables; no solver is used."""

from matcher.verification.finding import Finding
from matcher.verification.verifying import NothingToVerifyError, RefusedError, read_result, verify

__all__ = ["Finding", "NothingToVerifyError", "RefusedError", "read_result", "verify"]
