"""`proof.npz`: what `matcher verify` needs, in bytes that depend on nothing but the result."""

import hashlib
import io
import tokenize
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from matcher.arrays import Ints, Mask
from matcher.backups import RANKS, Backups
from matcher.matching import Matching
from matcher.preparation import Prepared
from matcher.roster import texts
from matcher.solving import Conflict, Infeasible, Instance, Loosening, Marks, Proof

VERSION = 3
_EPOCH = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MEMBERS = ("locked", "min_loads", "minimums", "maximums")


_DAMAGED = (
    ValueError, KeyError, IndexError, OSError, EOFError, TypeError, OverflowError, MemoryError, NotImplementedError,
    zipfile.BadZipFile, zlib.error, tokenize.TokenError,
)  # fmt: skip
"""What reading a file that somebody changed can end with."""


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
        None where there is no list.
    conflicts
        Why there is no list; empty where there is one, or where no more than a forbidden pair is wrong.
    eased, price
        The list that the least loosening allows (bool per possible pair), and the prices that prove it the least.
    mentees, mentors
        The ids, in the order of the prices.
    backups
        Who could step in, by rank; empty where there is no list.
    """

    digest: str
    proof: Proof | None
    conflicts: tuple[Conflict, ...]
    eased: Mask
    price: Ints
    mentees: tuple[str, ...]
    mentors: tuple[str, ...]
    backups: tuple[Backups, ...]

    def infeasible(self, instance: Instance) -> Infeasible | None:
        """Return what is said to prove that there is no list; None if nothing is.

        Raises
        ------
        BadProofError
            It is about other people.
        """
        if not self.conflicts:
            return None
        if len(self.eased) != len(instance.mentee):
            raise BadProofError("it is about other people")
        return Infeasible(self.conflicts, Loosening.that_allows(instance, self.eased, self.price))


def problem_digest(prepared: Prepared, tables: Mapping[str, str]) -> str:
    """Return the sha256 of everything that decides or is shown: rules, lists, possible pairs, scores.

    Parameters
    ----------
    tables
        The roster as `matcher.report.tables.input_tables` writes it.
    """
    rules = prepared.rules
    digest = hashlib.sha256(f"{prepared.policy.digest}\0{rules.region}\0{rules.at}\0".encode())
    for name, text in sorted(tables.items()):
        digest.update(f"{name}\0{text}\0".encode())
    instance, groups = prepared.instance, prepared.instance.groups
    for array in (
        instance.mentee, instance.mentor, instance.demand, instance.seats_before, instance.capacity,
        instance.min_load, instance.load_before, instance.locked, instance.home, instance.proposed,
        instance.tier_cost, instance.score, groups.pair, groups.group, groups.lower, groups.upper, instance.order,
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
        marks = matching.proof.marks
        arrays["levels"] = _texts(matching.proof.levels)
        arrays["prices"] = matching.proof.prices.astype("<i8")
        arrays["marks"] = np.array([marks.target, marks.node, marks.mark], dtype="<i8")
    for rank, backups in enumerate(matching.backups, 1):
        arrays[f"backup_{rank}"] = backups.places.astype("<i8")
        arrays[f"backup_{rank}_levels"] = _texts(backups.proof.levels)
        arrays[f"backup_{rank}_prices"] = backups.proof.prices.astype("<i8")
    if matching.infeasible is not None:
        arrays |= _infeasible_arrays(matching.infeasible)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, array, version=(1, 0), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            entry.create_system = _UNIX  # else it says on which system the proof was written
            archive.writestr(entry, content.getvalue())
    return out.getvalue()


def _infeasible_arrays(infeasible: Infeasible) -> dict[str, npt.NDArray[np.generic]]:
    members = [
        (number, kind, index)
        for number, conflict in enumerate(infeasible.conflicts)
        for kind, name in enumerate(_MEMBERS)
        for index in getattr(conflict, name).tolist()
    ]
    return {
        "conflicts": np.array(members, dtype="<i8").reshape(-1, 3),
        "cuts": np.array([conflict.cut for conflict in infeasible.conflicts], dtype=bool),
        "eased": infeasible.loosening.chosen,
        "eased_price": infeasible.loosening.price.astype("<i8"),
    }


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
        return StoredProof(
            digest=str(arrays["digest"][0]),
            proof=_proof(arrays) if "levels" in arrays else None,
            conflicts=tuple(_conflicts(arrays)) if "conflicts" in arrays else (),
            eased=_flags(arrays, "eased", 1) if "eased" in arrays else np.zeros(0, dtype=bool),
            price=_whole(arrays, "eased_price", 1) if "eased" in arrays else np.zeros(0, dtype=np.int64),
            mentees=_tuple(arrays["mentees"]),
            mentors=_tuple(arrays["mentors"]),
            backups=tuple(_backups(arrays)) if "levels" in arrays else (),
        )
    except BadProofError:
        raise
    except _DAMAGED as error:
        raise BadProofError("the file is damaged") from error


def _proof(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Proof:
    target, node, mark = _whole(arrays, "marks", 2)
    return Proof(_tuple(arrays["levels"]), _whole(arrays, "prices", 2), Marks(target, node, mark))


def _backups(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Iterator[Backups]:
    for name in (f"backup_{rank}" for rank in range(1, RANKS + 1)):
        prices = _whole(arrays, f"{name}_prices", 2)
        yield Backups(_whole(arrays, name, 1), Proof(_tuple(arrays[f"{name}_levels"]), prices, Marks.none()))


def _conflicts(arrays: Mapping[str, npt.NDArray[np.generic]]) -> Iterator[Conflict]:
    number, kind, index = _whole(arrays, "conflicts", 2).T
    for place, cut in enumerate(_flags(arrays, "cuts", 2)):
        own = number == place
        locked, min_loads, minimums, maximums = (index[own & (kind == one)] for one in range(len(_MEMBERS)))
        yield Conflict(locked, min_loads, minimums, maximums, cut)


def _whole(arrays: Mapping[str, npt.NDArray[np.generic]], name: str, dimensions: int) -> Ints:
    """Return an array of whole numbers, or refuse what is none."""
    array = arrays[name]
    if array.dtype != np.int64 or array.ndim != dimensions:
        raise BadProofError(f"'{name}' is no table of whole numbers")
    return array.astype(np.int64)


def _flags(arrays: Mapping[str, npt.NDArray[np.generic]], name: str, dimensions: int) -> Mask:
    """Return an array of yes and no, or refuse what is none."""
    array = arrays[name]
    if array.dtype != np.bool_ or array.ndim != dimensions:
        raise BadProofError(f"'{name}' is no table of yes and no")
    return array.astype(bool)


def _ids(prepared: Prepared) -> tuple[list[str], list[str]]:
    roster = prepared.roster
    return texts(roster.mentees, "mentee_id").tolist(), texts(roster.mentors, "mentor_id").tolist()


def _texts(values: object) -> npt.NDArray[np.generic]:
    # An empty array of texts would be float; a width that depends only on the content keeps the bytes the same.
    return np.array(list(values), dtype=np.str_)  # type: ignore[call-overload]


def _tuple(array: npt.NDArray[np.generic]) -> tuple[str, ...]:
    return tuple(str(value) for value in array)
