"""What stands after the rows of a ledger: pairs, and who goes when."""

from dataclasses import dataclass, field

from matcher.ledger.events import (
    ACCEPTED,
    BATCH,
    DECLINED,
    EXPIRED,
    LEFT,
    PAIRED,
    REMATCH,
    URGENT,
    WITHDRAWN,
    FaultyEvent,
)

Pair = tuple[str, str]
"""The ids of mentee and mentor."""
OFFERED, AGREED = "offered", "accepted"


@dataclass
class Decided:
    """What rows come to, taken one after another.

    Attributes
    ----------
    standing
        The pairs that stand, and whether they were accepted or are still offered.
    declined
        Pairs that are never made again, as they were turned down before they began.
    ended
        Pairs that stood and ended, and whether they may be made again: one of the two withdrew or left, but neither wanted
        another. Who is a pair again stays among them.
    withdrawn
        Since when a mentee does not want a mentor any more.
    left
        Since when a mentor is gone.
    first
        Why a mentee goes first, until a pair is accepted: (event, moment, who left or what reason).
    asked_again
        When a mentee asked for another mentor.
    """

    standing: dict[Pair, str] = field(default_factory=dict)
    declined: set[Pair] = field(default_factory=set)
    ended: dict[Pair, bool] = field(default_factory=dict)
    withdrawn: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    first: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    asked_again: dict[str, str] = field(default_factory=dict)
    _of_mentee: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _of_mentor: dict[str, list[str]] = field(default_factory=dict, repr=False)

    def mentors_of(self, mentee: str) -> list[str]:
        """Return the mentors with whom a mentee's pairs stand, oldest first."""
        return list(self._of_mentee.get(mentee, ()))

    def mentees_of(self, mentor: str) -> list[str]:
        """Return the mentees with whom a mentor's pairs stand, oldest first."""
        return list(self._of_mentor.get(mentor, ()))

    def take(self, event: str, mentee: str, mentor: str, moment: str, cause: str) -> None:
        """Take one row.

        Raises
        ------
        FaultyEvent
            It cannot have happened.
        """
        if event == BATCH:
            return
        if event == PAIRED:
            self._pair(mentee, mentor)
        elif event in (ACCEPTED, DECLINED, EXPIRED):
            self._answer(event, mentee, mentor)
        elif event == WITHDRAWN:
            self._end_all(mentee)
            self.withdrawn[mentee] = moment
            self.first.pop(mentee, None)
        elif event == LEFT:
            for one in self.mentees_of(mentor):
                self._end(one, mentor, again=True)
                self.first[one] = (LEFT, moment, mentor)
            self.left[mentor] = moment
        elif event == REMATCH:
            self._ask_again(mentee, mentor, moment)
        elif event == URGENT:
            self.first[mentee] = (URGENT, moment, cause)

    def _pair(self, mentee: str, mentor: str) -> None:
        if (mentee, mentor) in self.standing:
            raise FaultyEvent(f"{mentee} and {mentor} are a pair already.")
        self.standing[mentee, mentor] = OFFERED
        self._of_mentee.setdefault(mentee, []).append(mentor)
        self._of_mentor.setdefault(mentor, []).append(mentee)

    def _answer(self, event: str, mentee: str, mentor: str) -> None:
        if (mentee, mentor) not in self.standing:
            raise FaultyEvent(f"{mentee} and {mentor} are no pair that stands, so that it cannot be {event}.")
        if event == ACCEPTED:
            self.standing[mentee, mentor] = AGREED
            self.first.pop(mentee, None)
            return
        if self.standing[mentee, mentor] == AGREED:
            raise FaultyEvent(
                f"{mentee} and {mentor} have both said yes, so that the pair cannot be {event} any more. "
                f"Record 'rematch' if {mentee} wants another mentor, 'left' if {mentor} leaves."
            )
        self._end(mentee, mentor, again=None)
        if event == DECLINED:
            self.declined.add((mentee, mentor))

    def _ask_again(self, mentee: str, mentor: str, moment: str) -> None:
        mentors = self.mentors_of(mentee)
        if not mentors or (mentor and mentor not in mentors):
            with_whom = f" with {mentor}" if mentor else ""
            raise FaultyEvent(
                f"{mentee} has no pair{with_whom} that stands, so that there is none to change."
            )
        for one in [mentor] if mentor else mentors:
            self._end(mentee, one, again=False)
        self.first.pop(mentee, None)
        self.asked_again[mentee] = moment

    def _end_all(self, mentee: str) -> None:
        for mentor in self.mentors_of(mentee):
            self._end(mentee, mentor, again=True)

    def _end(self, mentee: str, mentor: str, *, again: bool | None) -> None:
        """End a pair; None for one that never began."""
        del self.standing[mentee, mentor]
        self._of_mentee[mentee].remove(mentor)
        self._of_mentor[mentor].remove(mentee)
        if again is not None:
            self.ended[mentee, mentor] = again
