"""The ledger: its rows, as a table of text in which a later change of an earlier row shows."""

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import zip_longest

from matcher.ledger.events import EVENTS, MADE_BY_BATCHES
from matcher.ledger.state import Decided
from matcher.roster import MatcherError
from matcher.roster.text import clean, neutralise

CHECK = "check"


class BadLedger(MatcherError):
    """The file is no ledger of ours, or somebody changed it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One decision, or one thing that happened. People stand in it by their ids alone.

    Parameters
    ----------
    batch
        The batch that decided it; of what was recorded later, the last batch before.
    moment
        Local time, as ISO has it.
    event
        ``batch``, ``paired``, or one of `matcher.ledger.EVENTS`.
    mentee_id, mentor_id
        Whom it is about; empty where it is about nobody.
    cause
        Of a pair, why the mentee was in the line as they were; of an event, what was recorded as its reason.
    policy
        The sha256 of the rules that decided it; of what was recorded later, of those in force: the last batch's.
    lists
        Of a batch, the sha256 of the lists that it saw; else empty.
    """

    batch: int
    moment: str
    event: str
    mentee_id: str = ""
    mentor_id: str = ""
    cause: str = ""
    policy: str = ""
    lists: str = ""

    def cells(self) -> list[str]:
        """Return the row as text, formulas neutralised."""
        return [neutralise(str(getattr(self, name))) for name in COLUMNS]

    @property
    def is_read_as_written(self) -> bool:
        """Whether its texts are clean, as cells that are read are, and its moment is one, to the second."""
        texts = [getattr(self, name) for name in COLUMNS[1:]]
        return is_moment(self.moment) and all(clean(text) == text and "\0" not in text for text in texts)


COLUMNS = tuple(one.name for one in fields(Row))


@dataclass(frozen=True)
class Ledger:
    """All rows so far, oldest first.

    Parameters
    ----------
    rows
        In the order in which they were written.
    """

    rows: tuple[Row, ...] = ()
    _checks: tuple[str, ...] = field(default=(), repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def decided(self) -> Decided:
        """Return what stands after all rows."""
        found = Decided()
        for row in self.rows:
            found.take(row.event, row.mentee_id, row.mentor_id, row.moment, row.cause)
        return found

    @property
    def last_batch(self) -> int:
        """Return the number of the last batch; 0 before the first."""
        return self.rows[-1].batch if self.rows else 0

    @property
    def last_policy(self) -> str:
        """Return the sha256 of the rules of the last batch; empty before the first."""
        return self.rows[-1].policy if self.rows else ""

    @property
    def last_moment(self) -> str:
        """Return the moment of the last row; empty for none."""
        return self.rows[-1].moment if self.rows else ""

    def with_rows(self, rows: Iterable[Row]) -> "Ledger":
        """Return a ledger with more rows at its end.

        Raises
        ------
        ValueError
            A row is earlier than the one before it, or would be read otherwise than it is written.
        """
        more = tuple(rows)
        last = self.last_moment
        for row in more:
            if not row.is_read_as_written:
                raise ValueError(f"a row of other texts than are read, or of no moment: {row}")
            if row.moment < last:
                raise ValueError(f"a row of {row.moment} after one of {last}")
            last = row.moment
        return Ledger(self.rows + more, self._checked(more))

    def before_batch(self, number: int) -> "Ledger":
        """Return the rows before those of one batch."""
        first = next(
            (at for at, row in enumerate(self.rows) if row.batch == number and row.event == "batch"),
            len(self),
        )
        return Ledger(self.rows[:first], self._checks[:first])

    @property
    def text(self) -> str:
        """Return all rows as CSV; each ends with a check of it and of all before it."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow((*COLUMNS, CHECK))
        writer.writerows([*row.cells(), check] for row, check in zip(self.rows, self._checks, strict=True))
        return out.getvalue()

    @classmethod
    def parse(cls, text: str) -> "Ledger":
        """Return the ledger that `text` holds.

        Raises
        ------
        BadLedger
            It is none, or a row was changed, taken out or put in by hand.
        """
        try:
            lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except csv.Error:
            raise BadLedger("It cannot be read as a table.") from None
        if not lines or [clean(cell) for cell in lines[0]] != [*COLUMNS, CHECK]:
            raise BadLedger(f"A ledger begins with these columns: {', '.join((*COLUMNS, CHECK))}.")
        rows = [_row(number, line) for number, line in enumerate(lines[1:], 2)]
        found = cls((), ())
        found = cls(tuple(rows), found._checked(rows))
        written = (line[-1] for line in lines[1:])
        for number, (right, said) in enumerate(zip_longest(found._checks, written), 2):
            if right != said:
                raise BadLedger(
                    f"Row {number} is not as it was written, or one before it was taken out: rows of a ledger are never "
                    "changed, only added to. Put the file back as it was; what is to be set right is recorded as a new row."
                )
        return found

    def _checked(self, rows: Sequence[Row]) -> tuple[str, ...]:
        """Return all checks, with those of more rows."""
        found, last = list(self._checks), self._checks[-1] if self._checks else ""
        for row in rows:
            last = hashlib.blake2b("\0".join([last, *row.cells()]).encode(), digest_size=8).hexdigest()
            found.append(last)
        return tuple(found)


def _row(number: int, line: list[str]) -> Row:
    if len(line) != len(COLUMNS) + 1:
        raise BadLedger(f"Row {number} has {len(line)} cells instead of {len(COLUMNS) + 1}.")
    cells = dict(zip(COLUMNS, (clean(cell) for cell in line), strict=False))
    if cells["event"] not in (*MADE_BY_BATCHES, *EVENTS):
        raise BadLedger(f"Row {number}: there is no event '{cells['event']}'.")
    batch = cells.pop("batch")
    if not (batch.isdecimal() and is_moment(cells["moment"])):
        raise BadLedger(
            f"Row {number}: a batch is a whole number, and a moment a date and time. If a spreadsheet program has saved the file, "
            "put the copy from before back."
        )
    return Row(int(batch), **cells)


@lru_cache
def is_moment(text: str) -> bool:
    """Return whether `text` is a local date and time to the second, in the one way in which texts sort as times do."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.tzinfo is None and moment.isoformat(timespec="seconds") == text
