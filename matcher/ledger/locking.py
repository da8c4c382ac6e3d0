"""One at a time: a lock that the system takes back when its holder dies."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PAUSE = 0.05
"""Seconds between two tries."""
_TAKEN = {errno.EAGAIN, errno.EACCES, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(path: Path, wait: float) -> Iterator[bool]:
    """Hold the lock that the file `path` stands for; the file is made where it is missing, and is never removed.

    Parameters
    ----------
    wait
        Seconds to wait while another holds it.

    Yields
    ------
    bool
        False where another still holds it.

    Raises
    ------
    OSError
        The file cannot be made, or the file system has no locks.
    """
    # A lock file that was removed could be held by one process while the next locks a new one of the same name.
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        yield _taken(handle, time.monotonic() + wait)
    finally:
        with suppress(OSError):  # there is nothing in it that could be lost
            os.close(handle)


def _taken(handle: int, until: float) -> bool:
    """Return whether the lock could be taken in time."""
    while True:
        try:
            _take(handle)
        except OSError as error:
            if error.errno not in _TAKEN:
                raise
        else:
            return True
        if time.monotonic() >= until:
            return False
        time.sleep(PAUSE)
