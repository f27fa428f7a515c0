"""Each service starts without the other three: its image holds shared/ and its own folder only."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("intake", "logistics", "warehouse", "finance")

START = """
import pathlib, sys
import services, shared
here = pathlib.Path.cwd()
assert pathlib.Path(services.__file__).parent == here / "services", services.__file__
assert pathlib.Path(shared.__file__).parent == here / "shared", shared.__file__
import services.{service}.bootstrap
loaded = [name for name in sys.modules if name.startswith("services.")]
assert all(name.split(".")[1] == "{service}" for name in loaded), loaded
"""


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def alone(service: str, tmp_path: Path) -> Path:
    """A folder with what the service's image holds, and nothing of the other services."""
    shutil.copytree(ROOT / "shared", tmp_path / "shared")
    shutil.copytree(ROOT / "services" / service, tmp_path / "services" / service)
    shutil.copy(ROOT / "services" / "__init__.py", tmp_path / "services")
    return tmp_path


def test_a_service_is_composed_without_the_others(service: str, alone: Path) -> None:
    started = subprocess.run(
        [sys.executable, "-c", START.format(service=service)],
        cwd=alone,
        env={**os.environ, "PYTHONPATH": str(alone), "RECOURSE_HOME": str(alone / "home")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 0, started.stderr
