"""How hypothesis draws: repeatably where CI is set, a small number of examples unless asked for more."""

import os

from hypothesis import HealthCheck, Phase, settings

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
_PHASES = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]

settings.register_profile(
    "default", deadline=None, max_examples=60, suppress_health_check=_SLOW, phases=_PHASES
)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=60,
    derandomize=True,
    suppress_health_check=_SLOW,
    phases=_PHASES,
    print_blob=True,
)
settings.register_profile(
    "thorough", deadline=None, max_examples=1000, suppress_health_check=_SLOW, phases=_PHASES
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))

from season_fixtures import _result, result, season, shared_data  # noqa: E402, F401


def pytest_terminal_summary(terminalreporter):
    """Say at how many points faults were tried."""
    told = [
        (report.nodeid, value)
        for report in terminalreporter.getreports("passed")
        for name, value in report.user_properties
        if name == "points"
    ]
    for test, value in sorted(told):
        terminalreporter.write_line(f"{test.split('::')[-1]}: {value}")
