"""What was decided in a season, and what became of it: rows that are only ever added to."""

from matcher.ledger.events import EVENTS, Event, FaultyEvent
from matcher.ledger.recording import record
from matcher.ledger.rows import BadLedger, Ledger, Row
from matcher.ledger.state import Decided

__all__ = ["EVENTS", "BadLedger", "Decided", "Event", "FaultyEvent", "Ledger", "Row", "record"]
