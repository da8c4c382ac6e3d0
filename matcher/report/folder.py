"""A result's folder: written aside, synced, then put in place at once; whole or not at all."""

import json
import secrets
import shutil
import stat
import time
from collections.abc import Mapping
from pathlib import Path

from matcher.placing import exchange, sync_folder, write_synced
from matcher.roster import MatcherError
from matcher.roster.columns import TABLES

MARK = "summary.json"
PROBLEMS = "problems.csv"
OWNER_ONLY = "inputs"
WORKBOOK = "matching.xlsx"
HANDOVER = "handover.csv"
CHANGES = "changes.csv"
PRIVATE_FILES = {WORKBOOK, HANDOVER}
"""Beside the inputs: what holds phones and e-mails, or says how past pairs of people ended."""
STALE_SECONDS = 3600
_OURS = {"status", "levels", "policy", "versions"}
_FILES = {
    "assignments.csv", "unserved.csv", "mentors.csv", HANDOVER, "candidates.csv", "waiting.csv", CHANGES, MARK, "proof.npz",
    "report.html", WORKBOOK, PROBLEMS, OWNER_ONLY,
}  # fmt: skip
_OPEN = {f"~${WORKBOOK}", f".~lock.{WORKBOOK}#"}
"""What Excel and LibreOffice put beside a workbook that is open."""
_OF_THE_SYSTEM = {".DS_Store", "Thumbs.db", "desktop.ini", ".directory"}
"""What file managers leave in a folder that somebody looked at; it goes with the earlier result."""
_INPUTS = {"policy.json", *(f"{name}.csv" for name in TABLES)}


class OccupiedError(MatcherError):
    """The output folder holds something that is not a run's, or cannot be written."""


def check_free(folder: Path) -> None:
    """Check that `folder` can be written: it is not there, is empty, or holds a run of ours.

    Raises
    ------
    OccupiedError
        Something else is there.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise OccupiedError(f"{folder} is not a folder. Name another one with --out.")
    if folder.resolve() == Path.cwd():
        raise OccupiedError("The folder that you are in cannot be the result. Name one in it with --out.")
    names = {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()
    if names & _OPEN:
        raise OccupiedError(
            f"{folder / WORKBOOK} is open in another program. Save it, close it and try again."
        )
    foreign = sorted(names - _FILES - _OF_THE_SYSTEM)
    if OWNER_ONLY in names and (folder / OWNER_ONLY).is_dir():
        kept = {f"{OWNER_ONLY}/{entry.name}" for entry in (folder / OWNER_ONLY).iterdir()}
        foreign += sorted(kept - {f"{OWNER_ONLY}/{name}" for name in _INPUTS})
    if foreign or not (names - _OF_THE_SYSTEM <= {PROBLEMS} or read_status(folder) is not None):
        what = ", ".join((foreign or sorted(names))[:3])
        raise OccupiedError(
            f"{folder} holds {what}, which no run of this program made. Nothing was touched. "
            "Name another folder with --out."
        )


def read_status(folder: Path) -> str | None:
    """Return the status of the run that made `folder`, or None if none of ours did."""
    try:
        summary = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    ours = isinstance(summary, dict) and summary.keys() >= _OURS
    return str(summary["status"]) if ours else None


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (by relative path) as the whole content of `folder`.

    An earlier result is there until the new one is complete; files under ``inputs/`` and the workbook,
    which has phones and e-mails, are readable by the owner only.

    Raises
    ------
    OccupiedError
        See `check_free`; or the folder cannot be written (the disk is full, say), and is as it was.
    """
    check_free(folder)
    folder = folder.absolute()
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.new")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(folder)
        aside.mkdir()
        if folder.exists():
            aside.chmod(stat.S_IMODE(folder.stat().st_mode))
        for name, content in files.items():
            private = name in PRIVATE_FILES or name.startswith(f"{OWNER_ONLY}/")
            write_synced(aside / name, content, private=private)
        for inner in {(aside / name).parent for name in files} | {aside}:
            sync_folder(inner)
        _put_in_place(aside, folder)
        sync_folder(folder.parent)
    except OSError as error:
        raise OccupiedError(
            f"{folder} cannot be written: {error.strerror or error}. It is as it was."
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put_in_place(aside: Path, folder: Path) -> None:
    """Put the new folder where the old one is; the old one is left aside."""
    if folder.exists():
        exchange(aside, folder)
    else:
        aside.rename(folder)


def _remove_stale(folder: Path) -> None:
    """Remove what runs that were killed left beside the folder; it may hold people's data."""
    for left in folder.parent.glob(f".{folder.name}.*.new"):
        if time.time() - left.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def write_problems(folder: Path, content: bytes) -> None:
    """Write problems.csv into `folder`, whole or not at all and for the owner only; what else is there stays.

    Raises
    ------
    OccupiedError
        See `check_free`.
    """
    check_free(folder)
    path = folder / PROBLEMS
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_synced(aside, content, private=True)
        aside.replace(path)
        sync_folder(folder)
    except OSError as error:
        raise OccupiedError(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        aside.unlink(missing_ok=True)
