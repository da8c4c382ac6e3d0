"""`proof.npz`: what `matcher verify` needs, in bytes that depend on nothing but the result."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.matching import Matching
from matcher.preparation import Prepared
from matcher.roster import texts
from matcher.solving import Proof

VERSION = 1
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3


class BadProofError(ValueError):
    """The file is no proof of ours."""


@dataclass(frozen=True)
class StoredProof:
    """What the file holds.

    Parameters
    ----------
    digest
        sha256 of the lists, rules, possible pairs and scores that the proof is about.
    proof
        None where no list keeps all fixed pairs.
    mentees, mentors
        The ids, in the order of the prices.
    """

    digest: str
    proof: Proof | None
    mentees: tuple[str, ...]
    mentors: tuple[str, ...]


def problem_digest(prepared: Prepared, tables: Mapping[str, str]) -> str:
    """Return the sha256 of everything that decides or is shown: rules, lists, possible pairs, scores.

    Parameters
    ----------
    tables
        The roster as `matcher.report.tables.input_tables` writes it.
    """
    digest = hashlib.sha256(prepared.policy.digest.encode())
    for name, text in sorted(tables.items()):
        digest.update(f"{name}\0{text}\0".encode())
    instance = prepared.instance
    for array in (
        instance.mentee, instance.mentor, instance.demand, instance.seats_before, instance.capacity,
        instance.locked, instance.tier_cost, instance.score, instance.order,
    ):  # fmt: skip
        digest.update(np.ascontiguousarray(array, dtype="<i8").tobytes())
    return digest.hexdigest()


def proof_bytes(matching: Matching, tables: Mapping[str, str]) -> bytes:
    """Return the content of `proof.npz`; for `tables` see `problem_digest`."""
    mentees, mentors = _ids(matching.prepared)
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "version": np.array([VERSION], dtype="<i8"),
        "digest": _texts([problem_digest(matching.prepared, tables)]),
        "mentees": _texts(mentees),
        "mentors": _texts(mentors),
    }
    if matching.proof is not None:
        arrays["levels"] = _texts(matching.proof.levels)
        arrays["prices"] = matching.proof.prices.astype("<i8")
        arrays["dead"] = matching.proof.dead.astype("<i8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, array, version=(1, 0), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            entry.create_system = _UNIX  # else it says on which system the proof was written
            archive.writestr(entry, content.getvalue())
    return out.getvalue()


def read_proof(content: bytes) -> StoredProof:
    """Return what a `proof.npz` holds.

    Raises
    ------
    BadProofError
        It is damaged, or of another version.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        if int(arrays["version"][0]) != VERSION:
            raise BadProofError(
                f"the proof has version {int(arrays['version'][0])}; this program knows {VERSION}"
            )
        proof = None
        if "levels" in arrays:
            prices, dead = arrays["prices"], arrays["dead"]
            if prices.dtype != np.int64 or dead.dtype != np.int64 or prices.ndim != 2 or dead.ndim != 1:
                raise BadProofError("the prices are not whole numbers")
            proof = Proof(_tuple(arrays["levels"]), prices, dead)
        return StoredProof(
            str(arrays["digest"][0]), proof, _tuple(arrays["mentees"]), _tuple(arrays["mentors"])
        )
    except BadProofError:
        raise
    except (ValueError, KeyError, IndexError, OSError, EOFError, zipfile.BadZipFile, TypeError) as error:
        raise BadProofError("the file is damaged") from error


def _ids(prepared: Prepared) -> tuple[list[str], list[str]]:
    roster = prepared.roster
    return texts(roster.mentees, "mentee_id").tolist(), texts(roster.mentors, "mentor_id").tolist()


def _texts(values: object) -> npt.NDArray[np.generic]:
    # An empty array of texts would be float; a width that depends only on the content keeps the bytes the same.
    return np.array(list(values), dtype=np.str_)  # type: ignore[call-overload]


def _tuple(array: npt.NDArray[np.generic]) -> tuple[str, ...]:
    return tuple(str(value) for value in array)
