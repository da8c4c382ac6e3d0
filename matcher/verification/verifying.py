"""`matcher verify`: is the list in a folder really the best one? By plain arithmetic, without a solver."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from matcher.explanation import crossing_limits
from matcher.matching import INFEASIBLE, Matching
from matcher.policy import Policy, load_policy
from matcher.preparation import Prepared, prepare, unsupported
from matcher.reading import conform, read_roster
from matcher.report.proof_file import BadProofError, StoredProof, problem_digest, read_proof
from matcher.report.tables import input_tables
from matcher.results import notices
from matcher.roster import InputError, MatcherError, Roster, texts
from matcher.verification.files import verify_files
from matcher.verification.finding import Finding, ResultFolder
from matcher.verification.goals import verify_backups, verify_goals
from matcher.verification.infeasible import verify_infeasible
from matcher.verification.listing import Listing


class NothingToVerifyError(MatcherError):
    """The folder is no result, or what is needed to verify it was left out."""


class RefusedError(MatcherError):
    """A result is not what was proven; `refusals` says why."""

    exit_code = 5

    def __init__(self, refusals: Sequence[str]):
        self.refusals = tuple(refusals)
        super().__init__(" ".join(["This result is not what was proven.", *refusals]))


def verify(folder: str | Path, *, roster: Roster | None = None, policy: Policy | None = None) -> Finding:
    """Check every hard rule, every goal and every table of a result.

    Parameters
    ----------
    folder
        What `matcher run` wrote.
    roster, policy
        Needed where the result was written without its inputs.

    Raises
    ------
    NothingToVerifyError
        The folder is no result, or has no inputs and none are given.
    """
    found = Finding()
    result = _open(Path(folder), found)
    prepared = _prepared(result, roster, policy, found)
    if prepared is None or result.stored is None:
        return found
    if result.summary.get("status") == INFEASIBLE:
        verify_infeasible(prepared, result.stored, result, found)
        return found
    matching = _matching(prepared, result, result.stored, found)
    if matching is not None:
        verify_goals(matching, found)
    if matching is not None and found.holds:
        verify_backups(matching, found)
    if matching is not None and found.holds:
        verify_files(matching, result, found)
    return found


def read_result(folder: str | Path) -> Matching:
    """Return the list in a folder that `matcher run` wrote, with its proof, to ask it questions.

    Rules and goals are checked as `verify` does; the tables beside the list, report and workbook are not.

    Raises
    ------
    NothingToVerifyError
        The folder is no result, has no inputs, or holds no list.
    RefusedError
        It is not what was proven.
    """
    found = Finding()
    result = _open(Path(folder), found)
    if not (Path(folder) / "inputs" / "policy.json").is_file():
        raise NothingToVerifyError(
            f"{folder} was written without its inputs, so that nothing can be asked of it. Run it again without --no-inputs."
        )
    prepared = _prepared(result, None, None, found)
    if result.summary.get("status") == INFEASIBLE:
        raise NothingToVerifyError(
            f"{folder} holds no list, since none was possible; its summary.json says why."
        )
    matching = None
    if prepared is not None and result.stored is not None:
        matching = _matching(prepared, result, result.stored, found)
    if matching is not None:
        verify_goals(matching, found)
    if matching is None or not found.holds:
        raise RefusedError(found.refusals)
    return matching


def _prepared(
    result: ResultFolder, roster: Roster | None, policy: Policy | None, found: Finding
) -> Prepared | None:
    """Return the problem that the proof is about; None, with what is wrong, if it is about another one."""
    prepared = _prepare(result, roster, policy, found)
    if prepared is None or result.stored is None:
        return None
    if not _is_about(result.stored, prepared.roster) or result.stored.digest != problem_digest(
        prepared, input_tables(prepared.roster)
    ):
        found.refusals.append("The people, rules or scores are not those that the proof is about.")
    found.refusals += [problem.problem for problem in crossing_limits(prepared)]
    return _as_noted(prepared, result) if found.holds else None


def _matching(
    prepared: Prepared, result: ResultFolder, stored: StoredProof, found: Finding
) -> Matching | None:
    """Return the list as it stands in the folder; None, with what is wrong, if it breaks a rule."""
    chosen = Listing(prepared, result, found).read()
    if stored.proof is None:
        found.refusals.append("The proof says that there is no list.")
    if chosen is None or stored.proof is None:
        return None
    return Matching(prepared, chosen, stored.proof, backups=stored.backups)


def _open(folder: Path, found: Finding) -> ResultFolder:
    try:
        summary = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NothingToVerifyError(f"{folder} holds no result: there is no summary.json.") from None
    except ValueError:
        found.refusals.append("summary.json is damaged.")
        summary = {}
    stored = None
    try:
        stored = read_proof((folder / "proof.npz").read_bytes())
    except FileNotFoundError:
        found.refusals.append("There is no proof.npz.")
    except BadProofError as error:
        found.refusals.append(f"proof.npz cannot be used: {error}.")
    return ResultFolder(folder, summary if isinstance(summary, dict) else {}, stored)


def _prepare(
    result: ResultFolder, roster: Roster | None, policy: Policy | None, found: Finding
) -> Prepared | None:
    folder, region = result.path, str(result.summary.get("region") or "")
    at = str(result.summary.get("at") or "")
    inputs = folder / "inputs"
    for path in inputs.glob("*") if inputs.is_dir() else ():
        path.open("rb").close()  # who may not read them is told so, and not that something was changed
    try:
        if policy is None and not (inputs / "policy.json").is_file():
            raise NothingToVerifyError(
                f"{folder} was written without its inputs. Name them as for the run: --policy and --roster."
            )
        policy = policy or load_policy(inputs / "policy.json")
        if roster is None and not inputs.is_dir():
            raise NothingToVerifyError(f"{folder} was written without its inputs. Name them: --roster.")
        roster = conform(roster or read_roster(inputs), policy.expectations)
    except InputError as error:
        if roster is not None:
            raise
        found.refusals.append(f"The inputs cannot be read: {error}")
        return None
    if unsupported(policy):
        found.refusals.append("The rules ask for what this version cannot check.")
        return None
    try:
        return prepare(roster, policy, region, at=at)
    except ValueError:
        found.refusals.append("summary.json names no moment, at 'at'.")
        return None


def _is_about(stored: StoredProof, roster: Roster) -> bool:
    """Whether the ids in the proof are those of the people, in their order."""
    named = [(roster.mentees, "mentee_id", stored.mentees), (roster.mentors, "mentor_id", stored.mentors)]
    return all(tuple(texts(frame, column)) == ids for frame, column, ids in named)


def _as_noted(prepared: Prepared, result: ResultFolder) -> Prepared:
    """Take over what was noted while the lists were first read: it stands before what follows from them."""
    said = result.summary.get("notices")
    noted = said[: len(said) - len(notices(prepared))] if isinstance(said, list) else []
    return replace(prepared, roster=prepared.roster.with_tables(notices=tuple(map(str, noted))))
