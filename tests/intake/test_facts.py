"""The facts of a request as of its own moment: whole days (D22) and the stage (D33)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from shared.contracts.intake import ReturnRequested
from tests.intake.desk import ASKED, DAY, HOUR, SHIPPED, Desk

SECOND = timedelta(seconds=1)


def facts(desk: Desk) -> dict[str, Any]:
    return desk.last(ReturnRequested).facts


@pytest.mark.parametrize(
    ("before", "days"),
    [
        pytest.param(timedelta(0), 0, id="at-once"),
        pytest.param(DAY - SECOND, 0, id="a-second-short-of-a-day"),
        pytest.param(DAY, 1, id="exactly-a-day"),
        pytest.param(8 * DAY - SECOND, 7, id="a-second-short-of-eight"),
        pytest.param(-SECOND, None, id="later-than-the-request"),
    ],
)
def test_d22_days_are_whole_periods_of_24_hours_up_to_the_request(
    desk: Desk, before: timedelta, days: int | None
) -> None:
    desk.order(at=ASKED - before)
    desk.ask("price_drop")

    assert facts(desk).get("days_since_purchase") == days


@pytest.mark.parametrize(
    ("status", "at", "stage"),
    [
        pytest.param("arrived", ASKED, "at_door", id="arrived-at-the-moment"),
        pytest.param("arrived", ASKED + SECOND, "in_transit", id="arrived-later"),
        pytest.param("refused", ASKED - HOUR, "at_door", id="refused"),
        pytest.param("signed", ASKED, "signed", id="signed-at-the-moment"),
        pytest.param("signed", ASKED + SECOND, "in_transit", id="signed-later"),
    ],
)
def test_d33_the_stage_is_how_far_the_parcel_had_got_at_the_request(
    desk: Desk, status: str, at: Any, stage: str
) -> None:
    desk.order()
    desk.shipped()
    desk.scanned(status, at)
    desk.ask("change_of_mind")

    assert facts(desk)["stage"] == stage


def test_d33_nothing_shipped_by_the_request_is_not_shipped(desk: Desk) -> None:
    desk.order()
    desk.shipped(ASKED + SECOND)
    desk.ask("change_of_mind")
    desk.ask("change_of_mind", case="C2", at=SHIPPED + 9 * DAY)

    stages = [said.facts["stage"] for said in desk.said(ReturnRequested)]
    assert stages == ["not_shipped", "in_transit"]
