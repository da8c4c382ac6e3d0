"""One file of its own, whole or not at all."""

import os
import secrets
from pathlib import Path

from matcher.placing import write_synced
from matcher.roster import MatcherError


def check_single(path: Path, suffix: str, words: str) -> None:
    """Refuse a place where `write_single` would write nothing.

    Parameters
    ----------
    suffix
        What its name must end with.
    words
        How it is written, for the refusal: "a picture is written as SVG".

    Raises
    ------
    MatcherError
        The file's name says that it is something else, or there is no such folder.
    """
    if path.suffix.lower() != suffix:
        raise MatcherError(f"{path} must end with {suffix}: {words}.")
    if not path.parent.is_dir():
        raise MatcherError(f"There is no folder {path.parent} to write {path.name} into.")


def write_single(path: Path, content: bytes, suffix: str, words: str) -> None:
    """Write a file; it replaces one that is there.

    Raises
    ------
    MatcherError
        As `check_single`.
    """
    check_single(path, suffix, words)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        write_synced(aside, content, private=False)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)
