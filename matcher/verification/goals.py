"""Check the proof of every goal."""

from matcher.matching import Matching
from matcher.roster import texts
from matcher.roster.text import few
from matcher.solving import LevelCheck
from matcher.solving.levels import FIRST_COME, TIE_BREAK, WORST_OFF
from matcher.verification.finding import SHOWN, Finding


def verify_goals(matching: Matching, found: Finding) -> None:
    """Check every goal; the first that fails is told."""
    proof = matching.proof
    if proof is None or matching.chosen is None:
        return
    try:
        verdict = matching.verdict
    except ValueError as error:
        found.refusals.append(str(error))
        return
    failure = verdict.failure
    if failure is not None:
        found.refusals.append(_failure(matching, failure))
    elif not verdict.unique:
        found.refusals.append("The proof does not show that this list is the only best one.")
    else:
        found.confirmed.append("Every pair keeps every hard rule, and every fixed pair is kept.")
        found.confirmed.extend(
            f"Goal '{one.level.name}': {one.level.describe()}. Proven."
            for one in verdict.checks
            if one.level.name != TIE_BREAK
        )


def verify_backups(matching: Matching, found: Finding) -> None:
    """Check that backups are possible, fit together into what is left, and are the best."""
    try:
        verdicts = matching.backup_verdicts
    except ValueError as error:
        found.refusals.append(f"The backups are not those of this list: {error}")
        return
    for rank, verdict in enumerate(verdicts, 1):
        if verdict.failure is not None or not verdict.unique:
            found.refusals.append(f"The proof does not show that column backup_{rank} is the best there is.")
    if found.holds:
        found.confirmed.append(
            "All first backups can step in together, or any part of them, and so can all second. None better would stay within "
            "seats and limits."
        )


def _failure(matching: Matching, failure: LevelCheck) -> str:
    name = failure.level.name
    mentees = texts(matching.roster.mentees, "mentee_id")
    mentors = texts(matching.roster.mentors, "mentor_id")
    if name == FIRST_COME:
        who = few(mentees[failure.passed_over].tolist(), SHOWN)
        return f"Goal '{name}': the proof does not show that these could have no mentor in their turn: {who}."
    if name == WORST_OFF:
        return f"Goal '{name}': the proof does not show that the lowest fit could not be higher."
    if failure.bound is None:
        return f"Goal '{name}': the prices in the proof are too large to mean anything."
    candidates = matching.prepared.candidates
    pairs = [
        f"{mentees[candidates.mentee[place]]} with {mentors[candidates.mentor[place]]}"
        for place in failure.excluded
    ]
    which = f" No best list has: {few(pairs, SHOWN)}." if pairs else ""
    if name == TIE_BREAK:
        return f"The list is as good as the best on every goal, but it is not the one that was proven.{which}"
    worse = "less" if failure.level.sense == "most" else "more"
    return (
        f"Goal '{name}': this list reaches {failure.value}, {worse} than the {failure.bound} that the proof "
        f"shows to be the limit.{which}"
    )
