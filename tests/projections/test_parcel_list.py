"""What finance knows beside a bill: parcels, weights, places, and what the ledger books (D15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.finance.domain.bill_reasons import Elsewhere
from services.finance.projections import courier_ledger, parcel_list
from services.finance.projections.booked import booked, couriers_of
from services.finance.projections.parcel_list import entries_of, parcels_of
from shared.contracts import intake, logistics
from shared.money import Money
from shared.projection.projector import Projector
from tests.support.announced import (
    ListedLog,
    came_back,
    charged_back,
    day,
    shipped,
    taken_back,
    transferred,
)

if TYPE_CHECKING:
    from shared.contracts.base import Announcement
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from tests.projections.conftest import Opens


def heard(opens: Opens, projection: Projection, *said: Announcement) -> Storage:
    log = ListedLog(projection.topics)
    log.say(*said)
    storage = opens(projection)
    Projector(projection, storage, log.reader()).catch_up(log.ends())
    return storage


def picked_up(waybill: str, grams: int | None, number: float = 1, **more: Any) -> Any:
    told: dict[str, Any] = {"status": "picked_up", "kind": "outbound", **more}
    return logistics.ParcelScanned(at=day(number), waybill=waybill, weight_g=grams, **told)


def ordered(number: str, province: str | None, revision: int = 1) -> Any:
    return intake.OrderRegistered(
        at=day(0),
        order_no=number,
        purchased_at=day(0),
        province=province,
        revision=revision,
        lines=(),
    )


def test_a_parcel_is_known_with_its_weight_and_where_it_goes(opens: Opens) -> None:
    tables = heard(
        opens,
        parcel_list.PROJECTION,
        ordered("O-W1", "浙江"),
        ordered("O-W1", "新疆", revision=2),
        shipped("W1", "SF", day(1)),
        shipped("W1", "YTO", day(1), revision=2),
        picked_up("W1", 900, 1.5),
        picked_up("W1", 950, 2),
        picked_up("W1", 7, 1, status="in_transit"),
        shipped("W2", "SF", day(2), kind="reship", case_no="C2"),
        picked_up("W2", None),
    )

    found = parcels_of(tables, ["W1", "W2", "W9"])
    assert found.keys() == {"W1", "W2"}
    one, two = found["W1"], found["W2"]
    assert (one.courier, one.kind, one.weight_g, one.province) == ("YTO", "outbound", 900, "新疆")
    assert (two.kind, two.case_no, two.weight_g, two.province) == ("reship", "C2", None, None)
    assert one.shipped_at == "2026-09-02T09:00:00+08:00"


def test_what_stands_on_a_parcel_besides_its_way_out_is_known_with_its_month(opens: Opens) -> None:
    unknown = came_back("W2", "SF", day(35)).model_copy(update={"entry": None})
    tables = heard(
        opens,
        parcel_list.PROJECTION,
        shipped("W1", "SF", day(1)),
        came_back("W1", "SF", day(31)),
        transferred("W1", "SF", day(2)),
        unknown,
        charged_back("C1", "SF", day(3), "91.00"),
    )

    assert entries_of(tables, ["W1", "W2", "W-C1"]) == {
        "W1": [Elsewhere("SF", "2026-09", "transfer"), Elsewhere("SF", "2026-10", "return")],
        "W2": [Elsewhere("SF", "2026-10", "return")],
        "W-C1": [Elsewhere("SF", "2026-09", "claim")],
    }


def test_thousands_of_parcels_are_looked_up_in_pages(opens: Opens) -> None:
    many = [f"W{number:05}" for number in range(parcel_list.AT_ONCE + 1)]
    tables = heard(
        opens, parcel_list.PROJECTION, *(shipped(one, "SF", day(1)) for one in many[-2:])
    )

    assert sorted(parcels_of(tables, many)) == many[-2:]


def test_a_months_entries_are_summed_by_waybill_and_kind_as_a_bill_has_them(opens: Opens) -> None:
    tables = heard(
        opens,
        courier_ledger.PROJECTION,
        shipped("W1", "SF", day(1), "12.00"),
        came_back("W1", "SF", day(9), "12.00"),
        shipped("W2", "SF", day(2), "9.00", kind="reship", case_no="C1"),
        transferred("W1", "SF", day(2), "5.00"),
        charged_back("C1", "SF", day(3), "91.00"),
        charged_back("C2", "SF", day(3), "8.00"),
        taken_back("C2", "SF", day(4), "3.00"),
        taken_back("C1", "SF", day(40), "91.00"),
        shipped("Y1", "YTO", day(1), "6.00"),
    )

    assert booked(tables, "SF", "2026-09") == {
        ("W1", "outbound"): 1200,
        ("W1", "return"): 1200,
        ("W1", "transfer"): 500,
        ("W2", "reship"): 900,
        ("W-C1", "claim"): -9100,
        ("W-C2", "claim"): -500,
    }
    assert couriers_of(tables, "2026-09") == ["SF", "YTO"]
    assert couriers_of(tables, "2026-10") == ["SF"]
    assert Money(booked(tables, "SF", "2026-10")["W-C1", "claim"]) == Money.of("91.00")
