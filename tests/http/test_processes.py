"""``recourse serve`` and ``recourse work`` as processes: they come up, work, and end in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from time import monotonic, sleep
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.http.serving import ORDER
from tests.support.processes import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey

SOON = 60.0
PAUSE = 0.1


@contextmanager
def running(home: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of the command line, and where it listens; ended at the latest here."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "services.cli", *arguments, "--port", str(port)],
        env={**os.environ, "RECOURSE_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.communicate()


def ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/health/ready").status_code == 200
    except httpx.TransportError:
        return False


def wait_for(what: str, url: str) -> None:
    until = monotonic() + SOON
    while not ready(url):
        assert monotonic() < until, f"{what} did not come up"
        sleep(PAUSE)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_house_comes_up_and_ends_in_order(tmp_path: Path, stop: signal.Signals) -> None:
    with running(tmp_path, "serve") as (process, url):
        wait_for("the house", url)
        beats = httpx.get(f"{url}/health/live").json()["beats"]
        process.send_signal(stop)
        _, said = process.communicate(timeout=SOON)

    assert {"intake relay", "logistics listener", "finance courier_ledger"} <= beats.keys()
    assert "Application shutdown complete" in said
    assert "Traceback" not in said


def test_an_api_and_its_worker_are_two_processes(tmp_path: Path) -> None:
    headers = {"Idempotency-Key": "1"}
    with running(tmp_path, "serve", "intake") as (_, api):
        wait_for("the API", api)
        httpx.post(f"{api}/intake/v1/orders", json=ORDER, headers=headers).raise_for_status()
        before = httpx.get(f"{api}/intake/v1/progress").json()
        with running(tmp_path, "work", "intake") as (_, worker):
            wait_for("the worker", worker)
            until = monotonic() + SOON
            while (after := httpx.get(f"{api}/intake/v1/progress").json())["behind"]:
                assert monotonic() < until
                sleep(PAUSE)

    assert (before["stored"], before["relayed"]) == (1, 0)
    assert after["relayed"] == 1
