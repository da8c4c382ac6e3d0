"""What was asked, as the engine has it, and what its proofs say about it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from matcher.arrays import Ints, Mask
from matcher.assignment.order import ArcOrder
from matcher.solving import Borders, Infeasible, Instance, LevelCheck, Proof, check, is_least


@dataclass(frozen=True)
class Question:
    """What was asked, as the engine has it.

    Parameters
    ----------
    levels
        Names in order.
    order
        Where the engine's arcs are among the caller's.
    """

    instance: Instance
    levels: tuple[str, ...]
    order: ArcOrder

    def checks(self, chosen: Mask, proof: Proof) -> list[LevelCheck]:
        """Return what is proven about a list, level by level; nothing if it is not proven to be the only best one.

        Parameters
        ----------
        chosen
            bool per arc, in the caller's order.
        """
        if chosen.shape != self.instance.mentee.shape:
            return []
        try:
            verdict = check(self.instance, self.levels, proof, self.order.to_engine(chosen))
        except ValueError:  # the list breaks a rule, or the proof is about something else
            return []
        holds = verdict.failure is None and verdict.unique
        return list(verdict.checks[: len(self.levels)]) if holds else []

    def told(self, infeasible: Infeasible) -> Infeasible:
        """Return conflicts and loosening with the arcs as the caller has them."""
        return _renumbered(infeasible, self.order.callers, self.order.to_caller)

    def has_no_list(self, told: Infeasible) -> bool:
        """Whether every conflict really is one, and no smaller loosening would do."""
        found = _renumbered(told, self.order.engines, self.order.to_engine)
        return (
            len(found.conflicts) > 0
            and all(map(Borders(self.instance).is_proven, found.conflicts))
            and is_least(self.instance, found.loosening)
        )


def _renumbered(
    infeasible: Infeasible, arcs: Callable[[Ints], Ints], per_arc: Callable[[Mask], Mask]
) -> Infeasible:
    """Return the same in another order: `arcs` translates numbers of arcs, `per_arc` a bool per arc."""
    eased = infeasible.loosening
    return Infeasible(
        tuple(replace(one, locked=arcs(one.locked)) for one in infeasible.conflicts),
        replace(eased, locked=arcs(eased.locked), chosen=per_arc(eased.chosen)),
    )
