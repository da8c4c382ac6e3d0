"""A national season from lists to written result, beside one plain flow solve of the same arcs; each in a process of its own."""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from arrays import in_own_process, solve_plainly

PHASES = {
    "start": ["start"],
    "reading": ["reading", "rules"],
    "candidates": ["candidates"],
    "scores": ["scores", "limits"],
    "goals": ["goals"],
    "backups": ["backups"],
    "proof": ["proof", "proof file"],
    "explaining": ["explaining"],
    "writing": ["tables", "writing"],
}
"""Columns of the table, and what summary.json calls their parts."""
PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def measure(mentees: int, folder: Path) -> dict[str, float]:
    """Return seconds by phase and in all, megabytes, and those of the plain solve."""
    matcher = [sys.executable, "-m", "matcher"]
    season, out = folder / "season", folder / "out"
    sample = ["sample", "national", "--mentees", str(mentees), "--out", str(season), "--quiet"]
    subprocess.run([*matcher, *sample], check=True)
    run = [*matcher, "run", "--policy", "national", "--roster", str(season), "--out", str(out)]
    started = time.perf_counter()
    options = ["--no-report", "--quiet"]
    peak = subprocess.run(
        [sys.executable, "-c", PEAK, *run, *options], check=True, capture_output=True, text=True
    )
    total = time.perf_counter() - started
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    seconds = {**summary["seconds"], "start": starting(matcher)}
    told = sum(took for phase, took in seconds.items() if not phase.startswith("goal "))
    seconds["writing"] = total - told
    plain = in_own_process(str(out), mentees, script=__file__)
    found = {name: sum(seconds.get(part, 0.0) for part in parts) for name, parts in PHASES.items()}
    counts = summary["counts"]
    found |= {"all": total, "MB": int(peak.stdout) / 1024, "plain": plain["seconds"]}
    return found | {"candidates in all": counts["candidates"], "pairs": counts["pairs"]}


def starting(matcher: list[str]) -> float:
    """Return how long Python and the command need before anything is read."""
    started = time.perf_counter()
    subprocess.run([*matcher, "run", "--help"], check=True, capture_output=True)
    return time.perf_counter() - started


def plain_solve(result: Path) -> dict[str, float]:
    """Return the seconds of one plain solve of a result's arcs: total fit, with a bonus for serving."""
    from matcher import load_policy, read_roster
    from matcher.preparation import prepare

    policy = load_policy(result / "inputs" / "policy.json")
    instance = prepare(read_roster(result / "inputs"), policy).instance
    arrays = {
        "mentee": instance.mentee, "mentor": instance.mentor, "score": instance.score / 1e6 - instance.tier_cost,
        "demand": instance.demand, "capacity": instance.capacity,
    }  # fmt: skip
    started = time.perf_counter()
    solve_plainly(arrays)
    return {"seconds": time.perf_counter() - started}


def print_national(sizes: list[int]) -> None:
    """Print a row for each size."""
    columns = [*PHASES, "all"]
    print("\nA national season, `matcher run --no-report`; seconds, and MB at the most\n")
    print(
        f"| mentees | mentors | possible pairs | {' | '.join(columns)} | plain solve | ratio | MB |\n{'|---' * (len(columns) + 6)}|"
    )
    for mentees in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found = measure(mentees, Path(folder))
        cells = [f"{mentees:,}", f"{mentees // 2:,}", f"{found['candidates in all']:,}"]
        cells += [f"{found[name]:.1f}" for name in (*columns, "plain")]
        print(
            f"| {' | '.join(cells)} | {found['all'] / found['plain']:.1f} | {found['MB']:,.0f} |", flush=True
        )


if __name__ == "__main__":
    print(json.dumps(plain_solve(Path(sys.argv[1]))))
