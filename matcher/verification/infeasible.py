"""Check that there really is no list, and that no less would have to give way."""

from matcher.matching import Matching
from matcher.preparation import Prepared
from matcher.report.proof_file import BadProofError, StoredProof
from matcher.solving import Borders, have_nothing_in_common, is_least
from matcher.verification.files import summary_differences
from matcher.verification.finding import Finding, ResultFolder

TABLES = (
    "assignments.csv", "unserved.csv", "mentors.csv", "handover.csv", "candidates.csv", "changes.csv",
    "report.html", "matching.xlsx",
)  # fmt: skip


def verify_infeasible(prepared: Prepared, stored: StoredProof, result: ResultFolder, found: Finding) -> None:
    """Check every conflict by the bounds at its border, the loosening by its list and prices, and what is told."""
    try:
        infeasible = stored.infeasible(prepared.instance)
    except BadProofError as error:
        found.refusals.append(f"proof.npz cannot be used: {error}.")
        return
    if infeasible is not None and not (
        all(map(Borders(prepared.instance).is_proven, infeasible.conflicts))
        and have_nothing_in_common(infeasible.conflicts)
    ):
        found.refusals.append("The proof does not show that no list is possible.")
        return
    if infeasible is not None and not is_least(prepared.instance, infeasible.loosening):
        found.refusals.append("The proof does not show that no less would have to give way.")
        return
    matching = Matching(prepared, None, None, infeasible)
    if not matching.clashes:
        found.refusals.append("The summary says that no list is possible, but nothing shows it.")
        return
    found.refusals += [
        f"There is {name}, although no list is possible." for name in TABLES if (result.path / name).exists()
    ]
    found.refusals += summary_differences(matching, result.summary)
    found.confirmed.extend(f"No list is possible: {clash.sentence}" for clash in matching.clashes)
    if matching.loosening:
        found.confirmed.append(f"The least that would do: {'; '.join(matching.loosening)}.")
