"""Seasons and results that several tests look at; made once a session, copied where a test changes them."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from matcher.cli import main
from matcher.sample import invent, write

SHARED = Path(__file__).parents[1].parent / "shared" / "data"


def matcher_command(*arguments: object) -> Result:
    """Run the command line in this process and return what it did."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small invented MASA season, as a folder of CSV files and a workbook."""
    folder = tmp_path_factory.mktemp("season") / "masa"
    write(invent("masa", 3, mentees=60, mentors=45), folder)
    return folder


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Seasons made by someone else; tests that use them run only where they are."""
    if not SHARED.is_dir():
        pytest.skip("the shared seasons are not here")
    return SHARED


@pytest.fixture(scope="session")
def _result(season: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("result") / "out"
    done = matcher_command(
        "run", "--policy", "masa", "--roster", season, "--out", folder, "--candidates", "--quiet"
    )
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def result(_result: Path, tmp_path: Path) -> Path:
    """The result of matching `season`, to be changed at will."""
    return Path(shutil.copytree(_result, tmp_path / "out"))
