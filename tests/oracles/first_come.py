"""First come, first served by the words of the promise: each in turn, if all who were served before can be kept.

Nothing here imports the package that is tested.
"""

from collections import Counter


class Desk:
    """Seats that are given one by one; whom somebody has may change as long as nobody loses the seat.

    Parameters
    ----------
    possible
        For each mentee the mentors who are possible.
    seats
        Free seats by mentor.
    group
        The group of each mentor, and `room` how many more pairs each group can have; groups without a number can have any.
    """

    def __init__(self, possible, seats, group=None, room=None):
        self.possible, self.seats = possible, seats
        self.group, self.room = group or {}, room or {}
        self.mentor = {}

    def serves(self, mentee):
        return self._find(mentee, set(), set())

    def _find(self, mentee, mentors, groups):
        for mentor in sorted(self.possible.get(mentee, ())):
            if mentor not in mentors and self._make_room(mentor, mentors, groups):
                self.mentor[mentee] = mentor
                return True
        return False

    def _make_room(self, mentor, mentors, groups):
        mentors.add(mentor)
        loads = Counter(self.mentor.values())
        own = self.group.get(mentor)
        if loads[mentor] >= self.seats.get(mentor, 0):
            holders = [one for one, other in self.mentor.items() if other == mentor]
        elif (
            own not in self.room
            or sum(loads[one] for one in loads if self.group.get(one) == own) < self.room[own]
        ):
            return True
        elif own in groups:
            return False
        else:
            groups.add(own)
            holders = [one for one, other in self.mentor.items() if self.group.get(other) == own]
        return any(self._find(one, mentors, groups) for one in holders)


def served_in_order(line, desk, region=None, money=None):
    """Return who is served of a line; of each region (of mentees) only so many as there is money for."""
    spent, served = Counter(), []
    for mentee in line:
        own = (region or {}).get(mentee)
        if money is not None and spent[own] >= money.get(own, len(line)):
            continue
        if desk.serves(mentee):
            spent[own] += 1
            served.append(mentee)
    return served
