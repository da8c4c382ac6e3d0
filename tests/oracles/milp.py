"""The best lists by integer programs: one for each goal, the goals before it held as constraints."""

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

OPTIMAL, NONE = 0, 2


class Program:
    """An integer program; columns are added with their highest value, rows with their bounds."""

    def __init__(self):
        # One column that nothing needs, as a program without columns is refused.
        self.upper, self.rows, self.low, self.high = [0], [], [], []

    def column(self, upper):
        self.upper.append(upper)
        return len(self.upper) - 1

    def row(self, entries, low=-np.inf, high=np.inf):
        self.rows.append(dict(entries))
        self.low.append(low)
        self.high.append(high)

    def most(self, gains):
        """Return the solution of greatest gain, as whole numbers, or None; exact whatever the solver's rounding."""
        cost = np.zeros(len(self.upper))
        for column, gain in gains.items():
            cost[column] = -gain
        # HiGHS now and then gives up after its presolve, on problems that it solves without.
        for presolve in (True, False):
            found = milp(
                cost,
                integrality=np.ones(len(cost)),
                bounds=Bounds(0, np.array(self.upper, dtype=float)),
                constraints=self._constraints(),
                options={"mip_rel_gap": 0, "presolve": presolve},
            )
            if found.status in (OPTIMAL, NONE):
                break
        assert found.status in (OPTIMAL, NONE), found.message
        if found.status == NONE:
            return None
        solution = np.round(found.x).astype(int).tolist()
        assert self._holds(solution)
        return solution

    def _constraints(self):
        entries = [(n, column, by) for n, row in enumerate(self.rows) for column, by in row.items()]
        shape = (len(self.rows), len(self.upper))
        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        matrix = csr_array((np.array(values, dtype=float), (rows, columns)), shape=shape)
        return LinearConstraint(matrix, self.low, self.high) if self.rows else ()

    def _holds(self, solution):
        sums = [sum(by * solution[column] for column, by in row.items()) for row in self.rows]
        return all(0 <= value <= upper for value, upper in zip(solution, self.upper, strict=True)) and all(
            low <= value <= high for low, value, high in zip(self.low, sums, self.high, strict=True)
        )


class Lists(Program):
    """All lists that keep a problem's rules: a column for each pair, each first seat and each seat of a mentor."""

    def __init__(self, problem, *, elastic=False):
        super().__init__()
        self.problem = problem
        self.pair = {pair: self.column(1) for pair in sorted(problem.cost)}
        self.give = []
        for mentee in problem.mentees:
            self.row(self.of_mentee(mentee), 0, problem.demand[mentee])
        for mentor, most in enumerate(problem.capacity):
            self.row(self.of_mentor(mentor), 0, most)
            self.at_least(self.of_mentor(mentor), problem.min_load[mentor], elastic)
        for pair in sorted(problem.locked):
            self.at_least({self.pair[pair]: 1}, 1, elastic)
        for group in problem.groups:
            own = dict.fromkeys((self.pair[pair] for pair in group.pairs), 1)
            self.at_least(own, group.lower, elastic)
            self.at_most(own, group.upper, elastic)

    def of_mentee(self, mentee):
        return {column: 1 for pair, column in self.pair.items() if pair[0] == mentee}

    def of_mentor(self, mentor):
        return {column: 1 for pair, column in self.pair.items() if pair[1] == mentor}

    def at_least(self, row, low, elastic):
        if elastic and low > 0:
            self.give.append(self.column(low))
            row = {**row, self.give[-1]: 1}
        self.row(row, low=low)

    def at_most(self, row, high, elastic):
        if elastic and high < len(row):
            self.give.append(self.column(len(row) - high))
            row = {**row, self.give[-1]: -1}
        self.row(row, high=high)

    def chosen(self, solution):
        return frozenset(pair for pair, column in self.pair.items() if solution[column])

    def gains(self, level):
        """Return what each column adds to a goal; new columns where the goal is no sum over pairs."""
        if level == "served":
            return {**dict.fromkeys(self.pair.values(), 1), **dict.fromkeys(self.first_seats(), 1)}
        if level == "balance":
            return self.squares()
        return {column: self.problem.gain(level, pair) for pair, column in self.pair.items()}

    def first_seats(self):
        found = []
        for mentee in self.problem.mentees:
            if not self.problem.before[mentee]:
                found.append(self.column(1))
                self.row({**self.of_mentee(mentee), found[-1]: -1}, low=0)
        return found

    def squares(self):
        """Return for each mentor's seats, in order, how much each takes away from the sum of squares."""
        found = {}
        for mentor, most in enumerate(self.problem.capacity):
            own = self.of_mentor(mentor)
            seats = [self.column(1) for _ in range(min(most, len(own)))]
            self.row({**own, **dict.fromkeys(seats, -1)}, 0, 0)
            for load, seat in enumerate(seats):
                found[seat] = self.problem.square(mentor, load) - self.problem.square(mentor, load + 1)
        return found

    def raise_to_best(self, level):
        """Return the best value at a goal, and hold it; None if there is no list."""
        if level == "first_come":
            return self._serve_in_order()
        if level == "worst_off":
            return self._raise_the_lowest()
        gains = self.gains(level)
        solution = self.most(gains)
        if solution is None:
            return None
        best = self.problem.value(level, self.chosen(solution))
        assert best == sum(gain * solution[column] for column, gain in gains.items())
        self.row(gains, low=best - 0.5)
        return best

    def _serve_in_order(self):
        """Serve each request if there is a list with it and all requests served before it."""
        solution, bits = self.most({}), []
        if solution is None:
            return None
        for mentee, seat in self.problem.queue():
            row = self.of_mentee(mentee)
            self.row(row, low=seat + 1)
            if sum(solution[column] for column in row) <= seat:
                found = self.most({})
                if found is None:
                    self.low[-1] = -np.inf
                    bits.append(0)
                    continue
                solution = found
            bits.append(1)
        return tuple(bits)

    def _raise_the_lowest(self):
        if self.most({}) is None:
            return None
        kept = list(self.upper)
        for lowest in self.problem.lowest_scores():
            self.upper = list(kept)
            for pair in self.problem.new:
                if self.problem.score[pair] < lowest:
                    self.upper[self.pair[pair]] = 0
            if self.most({}) is not None:
                return lowest
        raise AssertionError("the lowest score of all forbids nothing")


def best_values(problem, levels):
    """Return the best values that any list reaches, level after level; None if no list keeps the rules."""
    if not is_feasible(problem):
        return None
    lists = Lists(problem)
    return tuple(lists.raise_to_best(level) for level in levels)


def is_feasible(problem):
    return Lists(problem).most({}) is not None


def least_loosening(problem):
    """Return the least by which fixed pairs, minimums and limits must give way in all, so that there is a list."""
    lists = Lists(problem, elastic=True)
    solution = lists.most(dict.fromkeys(lists.give, -1))
    return None if solution is None else sum(solution[column] for column in lists.give)


def largest(problem):
    """Return how many pairs the largest list has."""
    lists = Lists(problem)
    solution = lists.most(dict.fromkeys(lists.pair.values(), 1))
    return None if solution is None else len(lists.chosen(solution))
