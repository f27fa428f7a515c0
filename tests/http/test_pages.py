"""Pages by cursor: every number once, in order, while others are added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.http.serving import ORDER, PARCEL, served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.http.serving import Caller

PATH = "/logistics/v1/parcels"


def bring(house: Caller, *waybills: str) -> None:
    commands = [{"command": "RegisterParcel", **PARCEL, "waybill": one} for one in waybills]
    house.post("/logistics/v1/commands", commands)


def test_a_page_names_the_next(tmp_path: Path) -> None:
    with served(tmp_path) as house:
        bring(house, "W1", "W2", "W3", "W4", "W5")
        first = house.get(PATH, limit=2).json()
        bring(house, "W0", "W6")
        second = house.get(PATH, limit=2, cursor=first["next"]).json()
        last = house.get(PATH, limit=2, cursor=second["next"]).json()

    assert first["items"] == ["W1", "W2"]
    assert second["items"] == ["W3", "W4"]
    assert last == {"items": ["W5", "W6"], "next": None}


def test_only_things_of_the_kind_are_listed(tmp_path: Path) -> None:
    with served(tmp_path) as house:
        house.post("/intake/v1/orders", ORDER)

        assert house.get("/intake/v1/cases").json() == {"items": [], "next": None}


def test_a_cursor_of_somebody_elses_is_refused(house: Caller) -> None:
    assert house.get(PATH, cursor="\u00ff").status_code == 422
    assert house.get(PATH, limit=0).status_code == 422
