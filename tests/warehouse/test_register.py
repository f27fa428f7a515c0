"""The returned-goods register and damage shown by photos (R505, R506, R211, D1, D10, D31)."""

from datetime import datetime
from typing import Any

import pytest

from services.warehouse.commands import RecordInspection
from shared.contracts.warehouse import (
    DamageConfirmed,
    GoodsInspected,
    GoodsReceived,
    ReturnedParcelMatched,
)
from tests.support.stage import Stage
from tests.warehouse import told
from tests.warehouse.told import CASE, ORDER, WAYBILL, day


def row(sku: str = "MILK", quantity: int = 1, condition: str = "good", **cells: Any) -> Any:
    return RecordInspection(
        WAYBILL, cells.pop("received_at", day(5)), sku, quantity, condition, **cells
    )


def inspected(stage: Stage) -> list[tuple[datetime, int]]:
    return [(said.at, len(said.rows)) for said in stage.said_of(GoodsInspected)]


def test_d10_a_parcel_is_inspected_when_all_its_rows_are(warehouse: Stage) -> None:
    warehouse.hears(told.shipped())
    warehouse.does(row(inspected_at=day(6)), row("OATS")).reaches(day(8))
    assert inspected(warehouse) == []

    warehouse.does(row("OATS", inspected_at=day(7))).reaches(day(8))
    assert inspected(warehouse) == [(day(7), 2)]
    said = warehouse.said_of(GoodsInspected)[0]
    assert (said.order_no, said.waybill, said.courier, said.received_at) == (
        ORDER, WAYBILL, "SF", day(5),
    )  # fmt: skip


def test_an_inspection_takes_effect_when_its_moment_passes(warehouse: Stage) -> None:
    warehouse.hears(told.shipped()).does(row(inspected_at=day(6)))
    assert [said.at for said in warehouse.said] == [day(5)]

    warehouse.wakes(f"returned-parcel:{WAYBILL}", day(5.5))
    assert inspected(warehouse) == []
    warehouse.wakes(f"returned-parcel:{WAYBILL}", day(6))
    warehouse.reaches(day(9))
    assert inspected(warehouse) == [(day(6), 1)]


def test_goods_are_received_at_the_first_receipt(warehouse: Stage) -> None:
    warehouse.does(row(received_at=day(6)), row("OATS"), row("OATS"))

    first, second = warehouse.said_of(GoodsReceived)
    assert (first.at, len(first.rows), first.revision) == (day(6), 1, 1)
    assert (second.at, len(second.rows), second.revision) == (day(5), 2, 2)


def test_d31_the_same_row_is_ignored_and_an_empty_cell_is_filled(warehouse: Stage) -> None:
    full = row(inspected_at=day(6), photos=2, disposition="scrap", condition="damaged")
    warehouse.does(row(condition="damaged"), full, row(condition="damaged"), full)
    warehouse.reaches(day(6))

    (said,) = warehouse.said_of(GoodsInspected)
    assert [(one.photos, one.disposition) for one in said.rows] == [(2, "scrap")]


def test_d1_inspection_confirms_damage(warehouse: Stage) -> None:
    warehouse.hears(told.shipped())
    warehouse.does(
        row(inspected_at=day(6)), row("OATS", 2, "damaged", inspected_at=day(6), photos=3)
    )
    warehouse.reaches(day(6))

    (said,) = warehouse.said_of(DamageConfirmed)
    assert (said.source, said.photos, said.at, said.key()) == ("inspection", 3, day(6), WAYBILL)
    assert [(line.sku, line.quantity) for line in said.lines] == [("OATS", 2)]


def test_an_ownerless_parcel_is_matched_when_its_order_is_known(warehouse: Stage) -> None:
    warehouse.does(row(inspected_at=day(6))).reaches(day(7))
    assert warehouse.said_of(GoodsInspected)[0].order_no is None

    warehouse.hears(told.shipped(kind="return"), told.shipped(kind="return"))
    (said,) = warehouse.said_of(ReturnedParcelMatched)
    assert (said.order_no, said.case_no, said.received_at, said.inspected_at) == (
        ORDER, CASE, day(5), day(6),
    )  # fmt: skip
    assert (said.at, len(said.rows)) == (day(5), 1)


def damage(**facts: Any) -> Any:
    return told.requested(("MILK", 1), **({"cause": "damage", "outer_package": None} | facts))


@pytest.mark.parametrize(
    ("facts", "photos"),
    [
        ({"photos": 1}, 1),
        ({"photos": 0}, None),
        ({"photos": None}, None),
        ({"cause": "missed_item", "outer_package": "damaged", "outer_photo": True}, 0),
        ({"cause": "missed_item", "outer_package": "damaged", "outer_photo": False}, None),
        ({"cause": "missed_item", "outer_package": "intact", "outer_photo": True}, None),
        ({"cause": "change_of_mind", "photos": 3}, None),
    ],
    ids=["one photo", "none", "unknown", "R211", "R211 unseen", "R210", "no damage"],
)
def test_d1_photos_confirm_damage_at_the_request(
    warehouse: Stage, facts: dict[str, Any], photos: int | None
) -> None:
    warehouse.hears(damage(**facts))

    said = warehouse.said_of(DamageConfirmed)
    assert [one.photos for one in said] == ([] if photos is None else [photos])
    assert all((one.source, one.at, one.key()) == ("photos", day(4), CASE) for one in said)


def test_d32a_photos_that_come_later_count_from_the_request(warehouse: Stage) -> None:
    warehouse.hears(damage())
    warehouse.hears(damage(photos=2), damage(photos=2))

    assert [(one.at, one.photos) for one in warehouse.said_of(DamageConfirmed)] == [(day(4), 2)]
