"""The ledger's file: held by one at a time, and after any crash the old one or the new one, never half."""

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from matcher.ledger.locking import locked
from matcher.ledger.rows import BadLedger, Ledger
from matcher.placing import sync_folder, write_synced
from matcher.roster import MatcherError

OWNER_ONLY = 0o600
WAIT = 10.0
"""Seconds to wait for another who uses the ledger, unless said otherwise."""


class LedgerInUse(MatcherError):
    """Another batch, or somebody who records, uses the ledger."""


class UnusableLedger(MatcherError):
    """The ledger's file cannot be read, locked or written."""


class HeldLedger:
    """A ledger's file, while nobody else can write it.

    Attributes
    ----------
    ledger
        What is in the file.
    """

    def __init__(self, named: Path, path: Path):
        self.ledger = _read(path, named)
        self._named, self._path, self._is_held = named, path, True

    def release(self) -> None:
        """Write no more."""
        self._is_held = False

    def write(self, ledger: Ledger) -> None:
        """Put a ledger with more rows in the place of the one that is there; when this returns, it lasts.

        Raises
        ------
        ValueError
            Its first rows are not those of the file, or the file is not held any more.
        UnusableLedger
            It could not be written, and the file is as it was; or, where the words say so, the new one is there, and
            only the disk did not confirm it.
        BadLedger
            Something else changed the file meanwhile.
        """
        if not self._is_held:
            raise ValueError("the ledger is written while it is held")
        self.ledger = _read(self._path, self._named)
        text = ledger.text
        if not text.startswith(self.ledger.text):
            raise ValueError("the rows of a ledger that are there stay as they are, and more follow")
        _ = ledger.decided  # what cannot have happened would stand in the way of all that follows
        if len(ledger) > len(self.ledger):
            self._place(text.encode())
        self.ledger = ledger
        try:
            sync_folder(self._path.parent)
        except OSError as error:
            raise UnusableLedger(
                f"{self._named} has the new rows, but the disk did not confirm it: {_why(error)}. "
                "Do the same again: nothing is decided twice."
            ) from error

    def _place(self, content: bytes) -> None:
        aside = self._path.with_name(f".{self._path.name}.{secrets.token_hex(4)}.new")
        try:
            mode = _mode(self._path)
            if mode is not None and not os.access(self._path, os.W_OK):
                raise PermissionError(errno.EACCES, "it may only be read")
            write_synced(aside, content, private=True)
            aside.chmod(OWNER_ONLY if mode is None else stat.S_IMODE(mode))
            aside.replace(self._path)
        except OSError as error:
            raise UnusableLedger(
                f"{self._named} cannot be written: {_why(error)}. It is as it was, and nothing was decided."
            ) from error
        finally:
            with suppress(OSError):  # what is left is removed by the next who holds the ledger
                aside.unlink(missing_ok=True)


@contextmanager
def open_ledger(path: str | Path, *, wait: float = WAIT) -> Iterator[HeldLedger]:
    """Hold the ledger `path` so that nobody else can write it; where there is no such file, it is empty.

    A process that is killed holds it no longer, and what it left beside the file is removed by the next. Of a link, the
    file that it leads to is held. Beside the ledger stays an empty file, ``.NAME.lock``.

    Parameters
    ----------
    wait
        Seconds to wait while another holds it.

    Raises
    ------
    LedgerInUse
        Another still holds it.
    BadLedger
        The file is no ledger of ours, or somebody changed it.
    UnusableLedger
        It cannot be read or locked.
    """
    named = Path(path)
    real = Path(os.path.realpath(named))
    with ExitStack() as stack:
        _check(named, real)
        try:
            is_ours = stack.enter_context(locked(real.with_name(f".{real.name}.lock"), wait))
        except OSError as error:
            raise UnusableLedger(f"{named} cannot be held: {_why(error)} ({real.parent}).") from error
        if not is_ours:
            raise LedgerInUse(
                f"Another batch is using {named}, or somebody is recording in it. Try again when that is done."
            )
        _remove_left(real)
        held = HeldLedger(named, real)
        stack.callback(held.release)
        yield held


def read_ledger(path: str | Path) -> Ledger:
    """Return the ledger that is in a file, without holding it; where there is no such file, an empty one.

    Raises
    ------
    BadLedger
        The file is no ledger of ours, or somebody changed it.
    UnusableLedger
        It cannot be read.
    """
    named = Path(path)
    real = Path(os.path.realpath(named))
    _check(named, real)
    return _read(real, named)


def _read(path: Path, named: Path) -> Ledger:
    try:
        return Ledger.parse(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise UnusableLedger(f"{named} cannot be read: {_why(error)}.") from error
    except UnicodeDecodeError:
        raise BadLedger(f"{named}: It is not UTF-8, as every ledger is written.") from None
    except BadLedger as error:
        raise BadLedger(f"{named}: {error}") from None


def _check(named: Path, real: Path) -> None:
    """Check that there is a file, or that there could be one."""
    try:
        mode = _mode(real)
        has_folder = mode is not None or real.parent.is_dir()
    except OSError as error:
        raise UnusableLedger(f"{named} cannot be read: {_why(error)}.") from error
    if not has_folder:
        raise UnusableLedger(f"There is no folder {named.parent} for the ledger {named.name}.")
    if mode is not None and not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no file"
        raise UnusableLedger(f"{named} is {what}. Name the file of the ledger.")


def _remove_left(path: Path) -> None:
    """Remove what those who were killed left beside the ledger; only who holds it may."""
    left = re.compile(re.escape(f".{path.name}.") + r"[0-9a-f]{8}\.new")
    with suppress(OSError):  # it does no harm, and the next who holds the ledger tries again
        for one in path.parent.iterdir():
            if left.fullmatch(one.name):
                one.unlink(missing_ok=True)


def _mode(path: Path) -> int | None:
    """Return kind and permissions of a file; None where there is none."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _why(error: OSError) -> str:
    return error.strerror or str(error)
