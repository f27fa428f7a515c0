"""Photos that inspection takes: counted beside the register's cell, told with the damage (R506)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.warehouse.commands import (
    AttachInspectionPhoto,
    LookAtInspectionPhoto,
    RecordInspection,
)
from services.warehouse.domain.inspection_photos import (
    EvidenceViewed,
    GoodsNotReceived,
    PhotoNotKnown,
    SkuNotReceived,
)
from shared.contracts.warehouse import DamageConfirmed, InspectionPhotoAttached
from shared.errors import NotKnown
from tests.warehouse import told
from tests.warehouse.told import ORDER, WAYBILL, day

if TYPE_CHECKING:
    from tests.support.stage import Stage


def row(sku: str = "MILK", condition: str = "damaged", **cells: Any) -> RecordInspection:
    cells = {"inspected_at": day(6)} | cells
    return RecordInspection(WAYBILL, day(5), sku, 1, condition, **cells)


def photo(name: str, sku: str | None = "MILK", at: float = 6.5) -> AttachInspectionPhoto:
    """A file whose hash is its name."""
    return AttachInspectionPhoto(WAYBILL, day(at), name, "image/jpeg", name, 100, sku, "李丽")


@pytest.fixture
def received(warehouse: Stage) -> Stage:
    return warehouse.hears(told.shipped())


def damage(stage: Stage) -> list[tuple[Any, int]]:
    return [(one.confirmed_at, one.photos) for one in stage.said_of(DamageConfirmed)]


@pytest.mark.parametrize(
    ("cell", "files", "photos"),
    [
        pytest.param(None, 2, 2, id="files alone"),
        pytest.param(3, 2, 3, id="the row says more"),
        pytest.param(1, 2, 2, id="more files than the row says"),
        pytest.param(2, 0, 2, id="the row alone"),
    ],
)
def test_r506_photos_taken_before_the_inspection_ends_are_told_with_it(
    received: Stage, cell: int | None, files: int, photos: int
) -> None:
    received.does(row(photos=cell))
    received.does(*(photo(f"{number}.jpg", at=5.5) for number in range(files)))

    received.reaches(day(7))

    assert damage(received) == [(day(6), photos)]


def test_r506_a_photo_taken_later_is_told_with_the_damage_at_the_inspections_moment(
    received: Stage,
) -> None:
    received.does(row()).reaches(day(7))
    received.does(photo("1.jpg"), photo("2.jpg", at=8))

    assert damage(received) == [(day(6), 0), (day(6), 1), (day(6), 2)]


def test_a_photo_of_the_whole_parcel_or_of_good_goods_counts_for_no_damage(
    received: Stage,
) -> None:
    received.does(row(), row("OATS", "good")).reaches(day(7))
    received.does(photo("1.jpg", None), photo("2.jpg", "OATS"))

    assert damage(received) == [(day(6), 0)]
    assert [one.sku for one in received.said_of(InspectionPhotoAttached)] == [None, "OATS"]


def test_of_two_rows_of_a_product_the_first_has_its_photos(received: Stage) -> None:
    second = RecordInspection(WAYBILL, day(5.1), "MILK", 2, "damaged", day(6), 1)
    received.does(row(), second, photo("1.jpg", at=5.5), photo("2.jpg", at=5.5))

    received.reaches(day(7))

    assert damage(received) == [(day(6), 3)]


def test_the_same_photo_again_changes_nothing_and_names_its_order(received: Stage) -> None:
    received.does(row(), photo("1.jpg"), photo("1.jpg", at=9), photo("1.jpg", None))

    said = received.said_of(InspectionPhotoAttached)
    assert [(one.sku, one.order_no, one.key()) for one in said] == [
        ("MILK", ORDER, WAYBILL),
        (None, ORDER, WAYBILL),
    ]


def test_nothing_is_photographed_before_it_came_back(received: Stage) -> None:
    with pytest.raises(GoodsNotReceived):
        received.does(photo("1.jpg"))
    with pytest.raises(NotKnown):
        received.does(AttachInspectionPhoto("SF-9", day(6), "1.jpg", "image/jpeg", "1", 1))


def test_a_photo_shows_a_product_that_is_in_the_parcel(received: Stage) -> None:
    with pytest.raises(SkuNotReceived):
        received.does(row(), photo("1.jpg", "OATS"))


def test_r516_every_look_at_a_photo_is_recorded(received: Stage) -> None:
    received.does(row(), photo("1.jpg"))
    received.does(LookAtInspectionPhoto(WAYBILL, day(7), "1.jpg", "王敏", "courier asks"))

    stored = received.service.stored_events_under(EvidenceViewed.TOPIC)
    looks: list[Any] = [received.service.mapper.to_domain_event(one) for one in stored]
    assert [(look.person, look.reason) for look in looks] == [("王敏", "courier asks")]
    with pytest.raises(PhotoNotKnown):
        received.does(LookAtInspectionPhoto(WAYBILL, day(7), "2.jpg", "王敏", "courier asks"))
