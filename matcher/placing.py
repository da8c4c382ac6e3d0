"""Writing to the disk so that a crash leaves the old or the new, never half."""

import ctypes
import errno
import os
import secrets
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write_synced(path: Path, content: bytes, *, private: bool) -> None:
    """Write a new file and sync it; `private` keeps it, and a folder made for it, to the owner."""
    path.parent.mkdir(mode=0o700 if private else 0o777, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last."""
    if os.name == "nt":  # Windows cannot open a folder to sync it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def exchange(one: Path, other: Path) -> None:
    """Give two folders each other's names, in one step where the system can."""
    if not _exchange_at_once(one, other):
        # Between these renames a kill leaves `other` without its name; its content stands beside it.
        spare = other.with_name(f".{other.name}.{secrets.token_hex(4)}.old")
        other.rename(spare)
        try:
            one.rename(other)
        except OSError:
            spare.rename(other)
            raise
        spare.rename(one)


def _exchange_at_once(one: Path, other: Path) -> bool:
    """Call Linux's renameat2; False where it, or the file system, cannot exchange."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    if renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))
