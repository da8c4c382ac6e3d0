"""Run one batch."""

import hashlib
from collections.abc import Iterator
from datetime import datetime

import numpy as np

from matcher.batches.batch import Batch
from matcher.batches.faults import batch_faults, rules_faults, unknown_ids
from matcher.batches.held import held_back
from matcher.batches.season_so_far import CONFIRMED, season_so_far
from matcher.ledger import Decided, Ledger, Row
from matcher.ledger.events import BATCH, PAIRED, REMATCH, URGENT
from matcher.matching import OPTIMAL, InfeasibleError, Matching, match
from matcher.policy import Policy
from matcher.reading import conform
from matcher.report.tables import input_tables
from matcher.roster import InputError, MatcherError, Roster, texts

REQUEST, FIXED = "request", "fixed"


class OtherBatchError(MatcherError):
    """What the ledger says of a batch is not what comes out when it is run again."""


def run_batch(roster: Roster, policy: Policy, ledger: Ledger, at: datetime) -> Batch:
    """Serve those who wait at a moment, in the order of their requests; nothing is written.

    The pairs that stand are kept. Of the others, nobody is passed over for a later request, and nobody who waits could be
    added; within that, the policy's further goals decide. At the moment of the last batch, with the same lists and rules and
    nothing recorded since, the batch is that one.

    Parameters
    ----------
    roster
        The people so far, those of later requests as well if they are known: they are left out.
    ledger
        What was decided and recorded before.
    at
        The moment, in local time; not before the ledger's last row.

    Raises
    ------
    InputError
        The lists, the rules or the moment do not fit the ledger, or the rules do not place ``first_come`` first.
    InfeasibleError
        No list keeps all fixed pairs, minimums and limits.
    """
    problems = rules_faults(policy)
    if problems:
        raise InputError(problems)
    roster = conform(roster, policy.expectations)
    problems = batch_faults(roster, policy, ledger, at)
    if problems:
        raise InputError(problems)
    moment = at.isoformat(timespec="seconds")
    last = _last_batch(ledger, moment, policy)
    if last is not None:
        before = ledger.before_batch(last.batch)
        so_far = season_so_far(roster, before.decided, moment)
        if lists_digest(so_far) == last.lists:
            return _again(so_far, policy, ledger, at, before)
    so_far = season_so_far(roster, ledger.decided, moment)
    matching = _matched(so_far, policy, at)
    rows = _rows(matching, ledger, moment)
    remarks = tuple(unknown_ids(roster, ledger))
    return Batch(
        ledger.last_batch + 1, moment, matching, ledger.with_rows(rows), False, held_back(matching), remarks
    )


def lists_digest(roster: Roster) -> str:
    """Return the sha256 of the people and pairs that a batch sees."""
    digest = hashlib.sha256()
    for name, text in sorted(input_tables(roster).items()):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


def _last_batch(ledger: Ledger, moment: str, policy: Policy) -> Row | None:
    """Return the first row of the last batch, if it was run at this moment under these rules and nothing came after."""
    for row in reversed(ledger.rows):
        if row.event == BATCH:
            return row if (row.moment, row.policy) == (moment, policy.digest) else None
        if row.event != PAIRED:
            return None
    return None


def _again(so_far: Roster, policy: Policy, ledger: Ledger, at: datetime, before: Ledger) -> Batch:
    """Return the last batch, as it was."""
    matching = _matched(so_far, policy, at)
    number, moment = before.last_batch + 1, at.isoformat(timespec="seconds")
    if tuple(_rows(matching, before, moment)) != ledger.rows[len(before) :]:
        raise OtherBatchError(
            f"Batch {number} was run with the same lists and rules, and other pairs come out now. The ledger stands; another "
            "version of this program may decide otherwise. Run the next batch at a later moment."
        )
    return Batch(
        number, moment, matching, ledger, True, held_back(matching), tuple(unknown_ids(so_far, before))
    )


def _matched(so_far: Roster, policy: Policy, at: datetime) -> Matching:
    matching = match(so_far, policy, at=at)
    if matching.status != OPTIMAL:
        raise InfeasibleError(matching.clashes)
    return matching


def _rows(matching: Matching, before: Ledger, moment: str) -> Iterator[Row]:
    """Yield the rows of a batch: that it was run, and its pairs in the order of the line."""
    number, policy = before.last_batch + 1, matching.policy.digest
    yield Row(number, moment, BATCH, policy=policy, lists=lists_digest(matching.roster))
    line = matching.waiting
    fixed = _fixed(matching)
    for mentee, mentor in _known_elsewhere(matching, before):
        yield Row(number, moment, PAIRED, mentee, mentor, CONFIRMED, policy)
    urgent = set(
        texts(matching.roster.mentees, "mentee_id")[texts(matching.roster.mentees, "urgent") == "yes"]
    )
    for mentee, mentor in zip(line["mentee_id"], line["mentor_id"], strict=True):
        if mentor:
            cause = FIXED if (mentee, mentor) in fixed else _cause(before.decided, urgent, mentee)
            yield Row(number, moment, PAIRED, mentee, mentor, cause, policy)


def _known_elsewhere(matching: Matching, before: Ledger) -> list[tuple[str, str]]:
    """Return the pairs that the lists call confirmed and no batch made; from now on the ledger has them too."""
    prepared = matching.prepared
    mentees, mentors = (
        texts(matching.roster.mentees, "mentee_id"),
        texts(matching.roster.mentors, "mentor_id"),
    )
    pairs = zip(mentees[prepared.confirmed[0]], mentors[prepared.confirmed[1]], strict=True)
    return sorted(set(pairs) - set(before.decided.standing))


def _cause(decided: Decided, urgent: set[str], mentee: str) -> str:
    """Return why somebody stood in the line as they did."""
    if mentee in decided.first:
        return decided.first[mentee][0]
    if mentee in urgent:
        return URGENT
    return REMATCH if mentee in decided.asked_again else REQUEST


def _fixed(matching: Matching) -> set[tuple[str, str]]:
    prepared = matching.prepared
    pairs = np.flatnonzero(prepared.instance.locked)
    mentees, mentors = (
        texts(matching.roster.mentees, "mentee_id"),
        texts(matching.roster.mentors, "mentor_id"),
    )
    return set(
        zip(mentees[prepared.instance.mentee[pairs]], mentors[prepared.instance.mentor[pairs]], strict=True)
    )
