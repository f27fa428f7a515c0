"""The clock of silence as a table: 48 hours, 120 hours, both sides of each (R403, D7)."""

from datetime import timedelta

import pytest

from services.logistics.domain.silence import Movement, clock
from tests.logistics.told import START


def on(hours: float, status: str = "in_transit") -> Movement:
    return START + timedelta(hours=hours), status


SECOND = 1 / 3_600

TABLE = [
    pytest.param([], [48], (120, "silence"), id="never scanned"),
    pytest.param([on(48)], [96], (168, "silence"), id="a scan at 48 hours is in time"),
    pytest.param([on(48 + SECOND)], [48, 96 + SECOND], (168 + SECOND, "silence"), id="too late"),
    pytest.param([on(120)], [48, 168], (240, "silence"), id="a scan at 120 hours restarts"),
    pytest.param([on(120 + SECOND)], [48], (120, "silence"), id="after 120 hours it is lost"),
    pytest.param([on(10, "lost")], [], (10, "courier"), id="the courier says so"),
    pytest.param([on(121, "lost")], [48], (120, "silence"), id="silence said so first"),
    pytest.param([on(10, "signed"), on(20, "lost")], [], None, id="signed ends it"),
    pytest.param([on(60, "returned")], [48], None, id="returned ends it"),
    pytest.param([on(10, "refused")], [58], (130, "silence"), id="refused does not"),
    pytest.param([on(-5)], [48], (120, "silence"), id="scanned before it was shipped"),
]


@pytest.mark.parametrize(("movements", "asked", "lost"), TABLE)
def test_r403_the_clock_of_silence(
    movements: list[Movement], asked: list[float], lost: tuple[float, str] | None
) -> None:
    stalls, loss = clock(START, movements)

    assert [stall.at for stall in stalls] == [on(hours)[0] for hours in asked]
    assert (loss and (loss.at, loss.by)) == (lost and (on(lost[0])[0], lost[1]))
