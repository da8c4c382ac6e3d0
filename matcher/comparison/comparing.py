"""`compare(before, after) -> Comparison`."""

from collections.abc import Iterator

from matcher.comparison.comparison import Comparison
from matcher.comparison.coverage import coverage, load_changes, loads_table
from matcher.comparison.goals import goals_table, same_fit
from matcher.comparison.inputs import changed_cells, columns_table, inputs_table
from matcher.comparison.pairs import change_counts, fit_table, kinds_table, pairs_table
from matcher.comparison.people import SIDES, Lists, only_in_one, people_table
from matcher.comparison.rules import rules_table
from matcher.matching import Matching
from matcher.roster.text import few

SHOWN = 3


def compare(before: Matching, after: Matching) -> Comparison:
    """Return what is different between two lists. Print it, or read its tables.

    They may be of other rules, other people, other regions or other seasons. People are the same if their ids are; where most
    of the ids that both lists have stand for other names, who has the same id and name.

    Raises
    ------
    InfeasibleError
        One of the two has no list.
    """
    lists = Lists.of(before, after)
    pairs, cells = pairs_table(lists), changed_cells(lists)
    return Comparison(
        programs=(_program(before), _program(after)),
        goals=goals_table(lists),
        people=people_table(lists),
        only_in_one=only_in_one(lists),
        loads=loads_table(lists),
        load_changes=load_changes(lists),
        regions=coverage(lists, "region", "region"),
        groups=coverage(lists, "group", "component_group"),
        kinds=kinds_table(lists),
        fit=fit_table(lists),
        same_fit=same_fit(before.policy, after.policy),
        pairs=pairs,
        counts=change_counts(lists, pairs),
        rules=rules_table(before.policy, after.policy),
        inputs=inputs_table(lists, cells),
        columns=columns_table(cells),
        remarks=tuple(_remarks(lists)),
    )


def _program(matching: Matching) -> str:
    program, region = matching.policy.program, matching.prepared.rules.region
    return f"{program.name} {program.season}" + (f", {region} only" if region else "")


def _remarks(lists: Lists) -> Iterator[str]:
    for table in SIDES:
        names, shared = lists.renamed[table], lists.shared[table]
        if not lists.trusts_ids(table):
            yield (
                f"{len(names):,} of the {shared:,} ids of {table} that both lists have stand for other names: each list seems "
                f"to number its people in its own way. Only {table} with the same id and name are taken for the same."
            )
        elif names:
            stand = "id stands" if len(names) == 1 else "ids stand"
            yield (
                f"{len(names):,} {stand} for another name among the {table} of the other list, and "
                f"{'is' if len(names) == 1 else 'are'} taken for the same person: {few(names, SHOWN)}."
            )
