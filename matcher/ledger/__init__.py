"""What was decided in a season, and what became of it: rows that are only ever added to."""

from matcher.ledger.account import Account, Recorded, account, recorded
from matcher.ledger.events import EVENTS, Event, FaultyEvent
from matcher.ledger.file import HeldLedger, LedgerInUse, UnusableLedger, open_ledger, read_ledger
from matcher.ledger.recording import FaultyEvents, Happening, record, record_all
from matcher.ledger.rows import BadLedger, Ledger, Row
from matcher.ledger.state import Decided

__all__ = [
    "EVENTS",
    "Account",
    "BadLedger",
    "Decided",
    "Event",
    "FaultyEvent",
    "FaultyEvents",
    "Happening",
    "HeldLedger",
    "Ledger",
    "LedgerInUse",
    "Recorded",
    "Row",
    "UnusableLedger",
    "account",
    "open_ledger",
    "read_ledger",
    "record",
    "record_all",
    "recorded",
]
