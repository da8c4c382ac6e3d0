from collections.abc import Callable
from pathlib import Path

import pytest

from matcher.policy import Policy, load_policy
from matcher.roster import InputError

Faults = dict[str, tuple[str, str, str]]


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Policy]:
    """Load the text of a policy's file."""

    def loaded(text: str) -> Policy:
        path = tmp_path / "policy.toml"
        path.write_text(text, encoding="utf-8")
        return load_policy(path)

    return loaded


@pytest.fixture
def faults(load: Callable[[str], Policy]) -> Callable[[str], Faults]:
    """Load a policy that must be refused: for each key what was found, the problem and the suggestion."""

    def found(text: str) -> Faults:
        with pytest.raises(InputError) as refused:
            load(text)
        problems = refused.value.problems
        assert {(one.severity, one.table, one.row) for one in problems} == {("error", "policy", None)}
        assert len({one.column for one in problems}) == len(problems), "a key is told of twice"
        return {one.column: (one.value, one.problem, one.suggestion) for one in problems}

    return found
