"""Faults at every call by which a program reads or writes files: errors of the disk, and a real SIGKILL.

The calls are found by counting them in a run without a fault, so that new ones are tried by themselves.
"""

import errno
import fcntl
import io
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

OPEN_TO_READ = "io.open"
READING = (OPEN_TO_READ, "stat", "lstat", "listdir", "scandir", "access")
WRITING = (
    "open", "write", "fsync", "close", "replace", "rename", "link", "symlink", "unlink", "remove", "mkdir",
    "rmdir", "chmod", "fchmod", "chown", "truncate", "ftruncate", "utime",
)  # fmt: skip
ALL = (*READING, *WRITING)
BEFORE, HALF, AFTER = "before", "halfway in", "after"
CONTENT = "content"
"""What is written into a file, as a call."""

Fault = Callable[[], None]


@dataclass
class Counter:
    """Counts calls, and lets the one that is chosen fail.

    Parameters
    ----------
    chosen
        Number of the call that fails, from 1; 0 for none.
    when
        Before the call, after half of what it writes, or after it.
    fault
        What happens then.
    """

    chosen: int
    when: str
    fault: Fault
    calls: list[str] = field(default_factory=list)

    def call(self, name: str, real: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        """Make one call, or let it fail."""
        self.calls.append(name)
        if len(self.calls) != self.chosen:
            return real(*arguments, **options)
        if self.when == HALF and name == CONTENT:
            real(arguments[0][: len(arguments[0]) // 2])
        try:
            # What is closed is closed, also where an error is told.
            if self.when == AFTER or name == "close":
                real(*arguments, **options)
        finally:
            self.fault()
        return real(*arguments, **options)


class _Watched:
    """A file that is written, each write a call; unbuffered, so that what was written is there when a kill comes."""

    def __init__(self, file: Any, counter: Counter):
        self._file, self._counter = file, counter

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "_Watched":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def write(self, content: bytes) -> int:
        def through(some: bytes) -> int:
            done = self._file.write(some)
            self._file.flush()
            return int(done)

        return int(self._counter.call(CONTENT, through, content))


@contextmanager
def watched(counter: Counter, names: Sequence[str]) -> Iterator[Counter]:
    """Count the calls of this process that have one of the names; what is written, and locks, in any case."""
    real = {name: getattr(os, name) for name in names if hasattr(os, name) and name != "fdopen"}
    real_open, real_lock, real_fdopen = io.open, fcntl.flock, os.fdopen

    def fdopen(*arguments: Any, **options: Any) -> Any:
        return _Watched(counter.call("fdopen", real_fdopen, *arguments, **options), counter)

    for name, function in real.items():
        setattr(os, name, partial(counter.call, name, function))
    os.fdopen = fdopen  # type: ignore[assignment]
    fcntl.flock = partial(counter.call, "flock", real_lock)
    if OPEN_TO_READ in names:
        io.open = partial(counter.call, OPEN_TO_READ, real_open)  # type: ignore[assignment]
    try:
        yield counter
    finally:
        io.open, fcntl.flock, os.fdopen = real_open, real_lock, real_fdopen  # type: ignore[assignment]
        for name, function in real.items():
            setattr(os, name, function)


@dataclass(frozen=True)
class Point:
    """Where a fault comes: the number of the call, its name, and before it, within it or after it."""

    number: int
    name: str
    when: str

    def __str__(self) -> str:
        return f"{self.when} call {self.number} ({self.name})"


def points(action: Callable[[], object], *when: str, names: Sequence[str] = ALL) -> list[Point]:
    """Return every point of an action at which a fault may come; within a call only where something is written."""
    with watched(Counter(0, BEFORE, lambda: None), names) as counter:
        action()
    return [
        Point(number, name, one)
        for number, name in enumerate(counter.calls, 1)
        for one in when
        if one != HALF or name == CONTENT
    ]


def failing(action: Callable[[], object], point: Point, names: Sequence[str] = ALL) -> BaseException | None:
    """Let one call of an action fail as on a full disk; return what the action raised."""

    def fail() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with watched(Counter(point.number, point.when, fail), names):
        try:
            action()
        except Exception as error:  # noqa: BLE001 - the caller looks at whatever it is
            return error
    return None


def killed(
    action: Callable[[Callable[[], None]], object], point: Point | None, names: Sequence[str] = ALL
) -> tuple[bool, int]:
    """Kill a process of its own in one call of an action.

    Parameters
    ----------
    action
        Takes what it calls whenever it was told that something lasts.
    point
        None for an action that kills itself.

    Returns
    -------
    bool
        Whether it was killed; else the action came to its end.
    int
        How often it was told so.
    """
    outlet, inlet = os.pipe()
    child = os.fork()
    if not child:
        tell = partial(os.write, inlet, b".")
        kill = partial(os.kill, os.getpid(), signal.SIGKILL)
        try:
            counter = Counter(point.number if point else 0, point.when if point else BEFORE, kill)
            with watched(counter, names):
                action(tell)
        finally:
            os._exit(1)
    os.close(inlet)
    with open(outlet, "rb") as told:
        often = len(told.read())
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, often


def content(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder and of those in it."""
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()
    }
