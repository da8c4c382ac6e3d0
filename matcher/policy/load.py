"""Find, extend and check a policy."""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from matcher.policy.faults import find_faults
from matcher.policy.model import Policy
from matcher.roster.checked import nearest, read_toml
from matcher.roster.problems import InputError, Problem

SHIPPED = ("masa", "awsp", "naesp", "naesp-cohorts", "national")


def load_policy(name: str | Path) -> Policy:
    """Read a shipped policy by its name, or a file.

    Parameters
    ----------
    name
        ``masa``, ``awsp``, ``naesp``, ``naesp-cohorts``, ``national``, or the path of a TOML file, or of a
        ``.json`` file with what `Policy.canonical` gave. A file may say ``extends = "masa"``, or name another
        file beside it: tables are changed key by key, lists whole.

    Raises
    ------
    InputError
        With every fault of the file, each at its key.
    """
    return parse_policy(_resolve(_find(name), ()))


def parse_policy(rules: Mapping[str, Any]) -> Policy:
    """Return the policy that `rules` say, which nothing extends any more.

    Raises
    ------
    InputError
        With every fault, each at its key.
    """
    try:
        return Policy.model_validate(dict(rules))
    except ValidationError as error:
        raise InputError(find_faults(rules, error)) from None


def shipped_text(name: str) -> str:
    """Return the text of a shipped policy, comments and all."""
    return resources.files("matcher").joinpath(f"policies/{name}.toml").read_text(encoding="utf-8")


def _resolve(path: Path, above: tuple[Path, ...]) -> dict[str, Any]:
    """Return what a file says, with all that it extends."""
    if path in above:
        chain = " → ".join(one.name for one in (*above[above.index(path) :], path))
        raise _fault("extends", path.name, f"The policies extend each other in a circle: {chain}.")
    raw = _read(path)
    base = raw.pop("extends", None)
    if base is None:
        return raw
    return extend(_resolve(_find_base(base, path), (*above, path)), raw)


def extend(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return `base` with what is written in `changes`: tables are changed key by key, lists whole."""
    merged = dict(base)
    for key, value in changes.items():
        below = merged.get(key)
        merged[key] = extend(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _read(path: Path) -> dict[str, Any]:
    try:
        if path.suffix.lower() != ".json":
            return read_toml(path, "policy")
        raw = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, ValueError, RecursionError) as error:
        what = path.suffix.lstrip(".").upper() or "TOML"
        raise _fault("", path.name, f"The file is not {what}: {error}.") from None
    if not isinstance(raw, dict):
        raise _fault("", path.name, "The file must hold one JSON object.")
    return raw


def _find(name: str | Path) -> Path:
    if str(name) in SHIPPED:
        return _shipped(str(name))
    path = Path(name)
    if path.is_file():
        return path.resolve()
    raise _fault("", str(name), "There is no such policy.", _policy_meant(str(name)))


def _find_base(base: object, path: Path) -> Path:
    """Return the file that `path` extends: one beside it, or else a shipped one."""
    if not isinstance(base, str) or not base:
        raise _fault("extends", str(base), "Must be the name of a policy, or of a file beside this one.")
    beside = path.parent / base
    if beside.is_file():
        return beside.resolve()
    if base in SHIPPED:
        return _shipped(base)
    if beside.with_name(f"{beside.name}.toml").is_file():
        hint = f"Did you mean '{base}.toml'?"
    else:
        hint = _policy_meant(base)
    raise _fault(
        "extends", base, f"{path.name} extends a policy that is neither shipped nor beside it.", hint
    )


def _shipped(name: str) -> Path:
    with resources.as_file(resources.files("matcher").joinpath(f"policies/{name}.toml")) as path:
        return path.resolve()


def _policy_meant(name: str) -> str:
    return nearest(name.casefold(), SHIPPED) or f"Shipped: {', '.join(SHIPPED)}; or the path of a file."


def _fault(key: str, value: str, rule: str, suggestion: str = "") -> InputError:
    return InputError([Problem("error", "policy", None, key, value, rule, suggestion)])
