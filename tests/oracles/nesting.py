"""Whether limits nest, by trying every way to split them between the two sides."""

from itertools import combinations, product


def cross(one, other):
    """Return whether two sets have something in common and neither contains the other."""
    return bool(one & other) and not (one <= other or other <= one)


def is_laminar(family):
    return not any(cross(one, other) for one, other in combinations(family, 2))


def own_pairs(problem, side):
    """Return the set of each person's own pairs; side 0 is the mentees."""
    people = {pair[side] for pair in problem.cost}
    return [frozenset(pair for pair in problem.cost if pair[side] == one) for one in people]


def crosses_someone(problem, group, side):
    return any(cross(group.pairs, own) for own in own_pairs(problem, side))


def nest(problem):
    """Return whether the limits split into two laminar families, one with each side's own pairs."""
    binding = [group.pairs for group in problem.groups if group.can_bind]
    sides = [own_pairs(problem, side) for side in (0, 1)]
    return any(
        all(
            is_laminar(
                [*sides[side], *(pairs for pairs, on in zip(binding, split, strict=True) if on == side)]
            )
            for side in (0, 1)
        )
        for split in product((0, 1), repeat=len(binding))
    )


def nest_on_the_mentors_side(problem):
    """Return whether all limits form one laminar family with each mentor's own pairs."""
    binding = [group.pairs for group in problem.groups if group.can_bind]
    return is_laminar([*own_pairs(problem, 1), *binding])
