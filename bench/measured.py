"""Running the real command line as a process: seconds, peak memory, and what it printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command."""

    seconds: float
    peak_mb: float
    answer: Any


def recourse(home: Path, *words: str) -> Run:
    """Run ``recourse …`` on an embedded home and read its JSON answer; raises when it fails."""
    environment = os.environ | {"RECOURSE_HOME": str(home)}
    start = time.perf_counter()
    process = subprocess.Popen(  # our own command
        [sys.executable, "-m", "services.cli", *words, "--format", "json"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None  # noqa: S101  # for the type checker
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"recourse {' '.join(words)} exited {process.returncode}")
    seconds = time.perf_counter() - start
    return Run(seconds, usage.ru_maxrss / 1024, json.loads(printed))
