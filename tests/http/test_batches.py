"""What the import asks through a gateway, service by service."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.http.serving import ASKED, ORDER, served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.http.serving import Caller

REGISTER = {"command": "RegisterOrder", **ORDER}
ASK = {"command": "RequestReturn", **ASKED}


def test_outcomes_stand_in_the_order_of_their_commands(house: Caller) -> None:
    commands = [
        {**ASK, "case_no": "first"},
        {"command": "Steal"},
        REGISTER,
        REGISTER,
        {**REGISTER, "province": "上海"},
    ]
    outcomes = house.post("/intake/v1/commands", commands).json()

    assert [one["changed"] for one in outcomes] == [False, False, True, False, False]
    refused = [one["refused"] and one["refused"]["code"] for one in outcomes]
    assert refused == ["order-not-known", "bad-input", None, None, "order-differs"]
    assert outcomes[4]["refused"]["column"] == "province"


def test_time_passes_where_it_is_told_to(tmp_path: Path) -> None:
    with served(tmp_path) as house:
        house.post("/intake/v1/commands", [REGISTER, ASK])
        waiting = house.get("/intake/v1/deadlines", until="2026-09-03T00:00:00+08:00").json()
        before = house.get("/intake/v1/clock").json()
        passed = house.post("/intake/v1/clock", {"until": "2026-09-02T10:00:00+08:00"}).json()
        after = house.get("/intake/v1/clock").json()

    confirmed_at = ASKED["confirmed_at"]
    assert [(one["at"], one["aggregate_id"]) for one in waiting] == [(confirmed_at, "case:C1")]
    assert before == {"reached": None, "next_deadline": confirmed_at}
    assert passed == {"woken": 1, "reached": "2026-09-02T10:00:00+08:00"}
    assert after == {"reached": "2026-09-02T10:00:00+08:00", "next_deadline": None}


def test_time_passes_for_one_aggregate(tmp_path: Path) -> None:
    wake = {"aggregate_id": "case:C1", "until": ASKED["confirmed_at"]}
    with served(tmp_path) as house:
        house.post("/intake/v1/commands", [REGISTER, ASK])
        assert house.post("/intake/v1/let-pass", [wake]).status_code == 204
        after = house.get("/intake/v1/clock").json()

    assert after == {"reached": None, "next_deadline": None}


def test_time_passes_among_the_commands(tmp_path: Path) -> None:
    wake = {"command": "LetTimePass", "aggregate_id": "case:C1", "until": ASKED["confirmed_at"]}
    with served(tmp_path) as house:
        outcomes = house.post("/intake/v1/commands", [REGISTER, ASK, wake]).json()

    assert [one["changed"] for one in outcomes] == [True, True, True]


def test_what_exists_is_told_and_whose_it_is(tmp_path: Path) -> None:
    with served(tmp_path) as house:
        house.post("/intake/v1/commands", [REGISTER, ASK])
        asked = ["order:R1", "case:C1", "case:C2"]
        known = house.post("/intake/v1/known", asked).json()
        orders = house.post("/intake/v1/order-of", asked).json()

    assert known == ["case:C1", "order:R1"]
    assert orders.keys() <= set(known)


@pytest.mark.parametrize("name", ["nothing", "goat:1", "case:", "case:\x00"])
def test_what_no_service_keeps_is_no_name(house: Caller, name: str) -> None:
    wake = {"aggregate_id": name, "until": ASKED["confirmed_at"]}

    assert house.post("/intake/v1/known", [name]).status_code == 422
    assert house.post("/intake/v1/order-of", [name]).status_code == 422
    assert house.post("/intake/v1/let-pass", [wake]).status_code == 422


def test_progress_tells_what_is_not_relayed(tmp_path: Path) -> None:
    with served(tmp_path) as house:
        house.post("/intake/v1/commands", [REGISTER])
        stand = house.get("/intake/v1/progress").json()

    assert (stand["stored"], stand["relayed"], stand["behind"]) == (1, 0, 1)


def test_the_next_table_is_finances_to_know(house: Caller) -> None:
    ten = "2026-09-01T10:00:00+08:00"
    answer = house.get("/finance/v1/tables/next", after=ten)

    assert answer.json() == {"at": "2026-09-01T16:30:00+08:00"}


def test_there_is_no_table_before_there_was_a_policy(house: Caller) -> None:
    answer = house.get("/finance/v1/tables/next", after="0962-12-18T00:00:00+08:00")

    assert answer.status_code == 422
