"""A clerk who keeps a year of first come, first served in plain dicts, and serves by trying.

Nothing here imports the package that is tested.
"""

from collections import Counter

MOST_SEATS = 3


class Clerk:
    """Knows the lists, what stands, and who goes when.

    Attributes
    ----------
    mentees, mentors
        The lists: dicts by id, with ``region``, ``asked`` and ``avoids``; with ``region``, ``seats``, ``since`` (a date) and
        ``anywhere``.
    money
        The most pairs by region of the mentee; a region that is not in it has no limit; ``""`` is for all regions together.
    """

    def __init__(self):
        self.mentees, self.mentors, self.money = {}, {}, {}
        self.standing, self.declined, self.ended = {}, set(), {}
        self.withdrew, self.left, self.first, self.again = {}, {}, set(), {}

    def pairs_of(self, mentee):
        return [pair for pair in self.standing if pair[0] == mentee]

    def withdraw(self, mentee, at):
        self._end(self.pairs_of(mentee), again=True)
        self.withdrew[mentee] = at
        self.first.discard(mentee)

    def accept(self, pair):
        self.standing[pair] = "accepted"
        self.first.discard(pair[0])

    def decline(self, pair):
        del self.standing[pair]
        self.declined.add(pair)

    def expire(self, pair):
        del self.standing[pair]

    def leave(self, mentor, at):
        over = [pair for pair in self.standing if pair[1] == mentor]
        self._end(over, again=True)
        self.first |= {mentee for mentee, _ in over}
        self.left[mentor] = at

    def ask_again(self, mentee, at):
        self._end(self.pairs_of(mentee), again=False)
        self.first.discard(mentee)
        self.again[mentee] = at

    def hurry(self, mentee):
        self.first.add(mentee)

    def _end(self, pairs, again):
        for pair in pairs:
            del self.standing[pair]
            self.ended[pair] = again

    def line(self, at):
        """Return who waits at a moment, in order."""
        waiting = [
            one
            for one, row in self.mentees.items()
            if row["asked"] <= at
            and not self.pairs_of(one)
            and not (one in self.withdrew and row["asked"] <= self.withdrew[one])
        ]
        return sorted(waiting, key=lambda one: (one not in self.first, self._asked(one), one))

    def _asked(self, mentee):
        asked = self.mentees[mentee]["asked"]
        return max(asked, self.again.get(mentee, asked))

    def is_possible(self, mentee, mentor, at):
        one, other = self.mentees[mentee], self.mentors[mentor]
        day, gone = at.date(), self.left.get(mentor)
        return (
            (one["region"] == other["region"] or other["anywhere"])
            and mentor not in one["avoids"]
            and (mentee, mentor) not in self.declined
            and self.ended.get((mentee, mentor), True)
            and other["since"] <= day
            and (gone is None or other["since"] > gone.date())
        )

    def served(self, at):
        """Return whom the promise serves at a moment: each in turn, if all before can be kept."""
        found = []
        for one in self.line(at):
            if self._can_all_have_somebody([*found, one], at):
                found.append(one)
        return found

    def _can_all_have_somebody(self, mentees, at):
        loads = Counter(mentor for _, mentor in self.standing)
        free = {one: min(row["seats"], MOST_SEATS) - loads[one] for one, row in self.mentors.items()}
        seats = [(one, number) for one, count in free.items() for number in range(count)]
        holder = {}

        def finds(mentee, tried):
            for seat in seats:
                if seat not in tried and self.is_possible(mentee, seat[0], at):
                    tried.add(seat)
                    if seat not in holder or finds(holder[seat], tried):
                        holder[seat] = mentee
                        return True
            return False

        return self._is_paid(mentees) and all(finds(one, set()) for one in mentees)

    def _is_paid(self, mentees):
        # A pair that ended is paid in full.
        before = Counter(self.mentees[one]["region"] for one, _ in {*self.standing, *self.ended})
        new = Counter(self.mentees[one]["region"] for one in mentees)
        before[""], new[""] = before.total(), new.total()
        return all(
            count <= max(0, self.money[one] - before[one]) for one, count in new.items() if one in self.money
        )
