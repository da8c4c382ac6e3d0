"""A result's folder: written aside, synced, then renamed; whole or not at all."""

import json
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from matcher.roster import MatcherError

MARK = "summary.json"
PROBLEMS = "problems.csv"
OWNER_ONLY = "inputs"
_OURS = {"status", "levels", "policy", "versions"}
_FILES = {
    "assignments.csv", "unserved.csv", "mentors.csv", "candidates.csv", MARK, "proof.npz", "report.html",
    "matching.xlsx", PROBLEMS, OWNER_ONLY,
}  # fmt: skip


class OccupiedError(MatcherError):
    """The output folder holds something that is not a run's."""


def check_free(folder: Path) -> None:
    """Check that `folder` can be written: it is not there, is empty, or holds a run of ours.

    Raises
    ------
    OccupiedError
        Something else is there, or the folder above is missing or cannot be written.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise OccupiedError(f"{folder} is not a folder. Name another one with --out.")
    names = {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()
    foreign = sorted(names - _FILES)
    if foreign or not (names <= {PROBLEMS} or _is_ours(folder)):
        what = ", ".join(foreign[:3]) or "files"
        raise OccupiedError(
            f"{folder} holds {what}, which no run of this program made. Nothing was touched. "
            "Name another folder with --out."
        )


def _is_ours(folder: Path) -> bool:
    try:
        summary = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(summary, dict) and summary.keys() >= _OURS


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (by relative path) as the whole content of `folder`.

    An earlier result is there until the new one is complete; files under ``inputs/`` are readable by the owner only.

    Raises
    ------
    OccupiedError
        See `check_free`.
    OSError
        The disk is full, say; then the folder is as it was.
    """
    check_free(folder)
    folder = folder.absolute()
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.new")
    try:
        aside.mkdir()
        for name, content in files.items():
            _write(aside / name, content, private=name.startswith(f"{OWNER_ONLY}/"))
        for inner in {(aside / name).parent for name in files} | {aside}:
            _sync_folder(inner)
        _swap(aside, folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    _sync_folder(folder.parent)


def _swap(aside: Path, folder: Path) -> None:
    """Put the new folder in the old one's place; a folder cannot be renamed over one that is not empty."""
    if not folder.exists():
        aside.rename(folder)
        return
    old = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.old")
    folder.rename(old)
    try:
        aside.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        _write(aside, content, private=False)
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _write(path: Path, content: bytes, *, private: bool) -> None:
    path.parent.mkdir(mode=0o700 if private else 0o777, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to sync it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
