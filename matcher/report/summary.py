"""`summary.json`: what the run did, on what, and how good the list is."""

import json
import platform
from collections.abc import Mapping
from importlib import metadata
from typing import Any

from matcher.eligibility import CONFIDENTIAL
from matcher.matching import Matching
from matcher.report.past import past_values
from matcher.roster import Problem

ENGINE = "network flow"
ENGINE_WHY = "no rule of this policy needs more than a network"
PARTS = ("mentor-matcher", "numpy", "pandas", "ortools", "pydantic", "python-calamine", "xlsxwriter")


def make_summary(
    matching: Matching, seconds: Mapping[str, float], command: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the summary of a result.

    Parameters
    ----------
    seconds
        By phase, those of `matching` included.
    command
        What the run was asked for: policy and options.
    """
    return {
        "status": matching.status,
        "program": matching.policy.program.model_dump(mode="json"),
        "region": matching.prepared.rules.region,
        "at": matching.prepared.rules.at,
        "engine": ENGINE,
        "engine_why": ENGINE_WHY,
        "levels": [
            {
                "name": level.name,
                "words": level.words,
                "value": level.value,
                "bound": level.bound,
                "proven": level.proven,
                "proof": level.proof,
            }
            for level in matching.levels
        ],
        "promise": matching.promise,
        "counts": matching.counts,
        "past_seasons": past_values(matching),
        "clashes": clash_records(matching),
        "loosening": matching.loosening,
        "urgent": matching.urgent,
        "notices": matching.notices,
        "warnings": [_warning(problem) for problem in matching.warnings],
        "seconds": {phase: round(value, 3) for phase, value in seconds.items()},
        "command": dict(command),
        "inputs": dict(sorted(matching.roster.sources.items())),
        "policy": {"name": str(command.get("policy", "")), "sha256": matching.policy.digest},
        "versions": versions(),
    }


def clash_records(matching: Matching) -> list[dict[str, Any]]:
    """Return what cannot hold together as plain values."""
    return [{"sentence": clash.sentence, "sources": list(clash.sources)} for clash in matching.clashes]


def _warning(problem: Problem) -> str:
    where = f"{problem.table}, row {problem.row}" if problem.row else problem.table
    if problem.column.startswith("avoided_") or problem.table == "conflicts":
        return f"{where}: {CONFIDENTIAL}; `matcher check` tells more."
    return f"{where}: {problem.problem}"


def summary_text(summary: Mapping[str, Any]) -> str:
    """Return the summary as JSON for people and programs."""
    return json.dumps(summary, indent=2, ensure_ascii=False) + "\n"


def versions() -> dict[str, str]:
    """Return the versions of this program and the parts that can matter."""
    found = {"python": platform.python_version()}
    for part in PARTS:
        try:
            found[part] = metadata.version(part)
        except metadata.PackageNotFoundError:  # run from a source tree
            found[part] = "not installed"
    return found
