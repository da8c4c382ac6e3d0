"""What keeps a batch from being run, all at once."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np

from matcher.batches.season_so_far import BLOCK, CONFIRMED
from matcher.ledger import Ledger
from matcher.policy import Policy
from matcher.reading import made_id
from matcher.roster import Problem, Roster, texts
from matcher.roster.text import few, fold_text
from matcher.solving.levels import FIRST_COME

SHOWN = 5


def rules_faults(policy: Policy) -> list[Problem]:
    """Return what is wrong with rules that do not place the order of requests first."""
    order = policy.objectives.order
    if order[0] == FIRST_COME:
        return []
    rest = ", ".join(f'"{one}"' for one in order if one not in (FIRST_COME, "served"))
    rule = (
        "Batches serve first come, first served; the rules must place 'first_come' before every other goal."
    )
    return [_error("policy", "objectives.order", ", ".join(order), rule, f'order = ["{FIRST_COME}", {rest}]')]


def batch_faults(roster: Roster, policy: Policy, ledger: Ledger, at: datetime) -> list[Problem]:
    """Return what is wrong with a batch of these lists at this moment, after what the ledger says."""
    moment = list(_moment(policy, ledger, at))
    # Who is there at another moment than that of the batch says nothing about it.
    lost = [] if moment else _lost_pairs(roster, ledger, at)
    return [*moment, *_made_ids(roster), *lost, *_revived_pairs(roster, ledger)]


def unknown_ids(roster: Roster, ledger: Ledger) -> list[str]:
    """Return a remark on who stands in the ledger and on no list: people who were forgotten, or ids mistyped."""
    known = {*texts(roster.mentees, "mentee_id"), *texts(roster.mentors, "mentor_id")}
    found = sorted({one for row in ledger.rows for one in (row.mentee_id, row.mentor_id)} - known - {""})
    if not found:
        return []
    who = "1 person" if len(found) == 1 else f"{len(found)} people"
    return [
        f"The ledger names {who} who {'is' if len(found) == 1 else 'are'} on no list: {few(found, SHOWN)}."
    ]


def _error(table: str, column: str, value: str, rule: str, hint: str = "") -> Problem:
    return Problem("error", table, None, column, value, rule, hint)


def _moment(policy: Policy, ledger: Ledger, at: datetime) -> Iterator[Problem]:
    moment = at.isoformat(timespec="seconds")
    if moment < ledger.last_moment:
        rule = f"The ledger has rows up to {ledger.last_moment}; no batch can be run before them."
        yield _error("options", "at", moment, rule, "Name a later moment.")
    if at.date() > policy.program.ends:
        rule = f"The season {policy.program.season} ends on {policy.program.ends}."
        yield _error(
            "options", "at", moment, rule, "Name a moment of the season, or the rules of another one."
        )


def _made_ids(roster: Roster) -> Iterator[Problem]:
    """Yield a problem for each list in which ids were made from e-mails or names: a ledger is to hold neither."""
    for table in ("mentees", "mentors"):
        frame, key = roster.table(table), f"{table[:-1]}_id"
        columns = (texts(frame, name).tolist() for name in (key, "email", "name", "district"))
        personal = [one for one, *said in zip(*columns, strict=True) if _is_made(one, *said)]
        if personal:
            count = len(personal)
            rule = (
                f"{count} of the {table} {'has' if count == 1 else 'have'} no id of their own. A ledger is kept when people are "
                "forgotten, and holds neither e-mails nor names."
            )
            yield _error(
                table, key, "", rule, f"Give everybody a {key} that says nothing about them, and keep it."
            )


def _is_made(one: str, email: str, name: str, district: str) -> bool:
    """Whether an id was made from what is said of somebody; most differ from a name at the first letter."""
    if "@" in one or (email and one == fold_text(email)):
        return True
    return one[:1] == name[:1].casefold() and one == made_id(name, district)


def _lost_pairs(roster: Roster, ledger: Ledger, at: datetime) -> Iterator[Problem]:
    """Yield a problem where a pair stands and one of the two is not on the lists."""
    mentors, mentees = set(texts(roster.mentors, "mentor_id")), roster.mentees
    later = mentees["requested_at"].to_numpy() > np.datetime64(at)
    asked = set(texts(mentees, "mentee_id")[~later])
    lost = [pair for pair in ledger.decided.standing if pair[0] not in asked or pair[1] not in mentors]
    if lost:
        named = few([f"{mentee} and {mentor}" for mentee, mentor in lost], SHOWN)
        rule = f"By the ledger these pairs stand, and one of the two is not on the lists, or asks only after this moment: {named}."
        hint = (
            "Put them back, or record first that the mentee withdrew or the mentor left (`matcher record`)."
        )
        yield _error("ledger", "", "", rule, hint)


def _revived_pairs(roster: Roster, ledger: Ledger) -> Iterator[Problem]:
    """Yield a problem for each pair of the lists that the ledger contradicts."""
    frame, decided = roster.pairs, ledger.decided
    said = zip(
        frame["mentee_id"], frame["mentor_id"], frame["kind"], roster.origins["pairs"].rows, strict=True
    )
    for mentee, mentor, kind, row in said:
        pair = (mentee, mentor)
        both, rule, hint = (
            f"{mentee} and {mentor}",
            "",
            "Take the row out; write 'agreed' if the two want to go on.",
        )
        if kind == CONFIRMED and pair not in decided.standing and pair in decided.declined:
            rule = f"{both} are confirmed here, but by the ledger the pair was declined."
        elif kind == CONFIRMED and pair not in decided.standing and pair in decided.ended:
            rule = f"{both} are confirmed here, but by the ledger the pair has ended."
        elif kind == BLOCK and pair in decided.standing:
            rule = f"{both} are blocked here, but by the ledger the pair stands."
            hint = "Take the row out, or record first that the pair was declined (`matcher record`)."
        if rule:
            yield Problem("error", "pairs", int(row), "kind", kind, rule, hint)
