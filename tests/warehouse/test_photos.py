"""Photos brought after the request confirm damage, or start the weight check, at their moment."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

from shared.contracts.warehouse import DamageConfirmed, MissedItemConfirmed
from tests.warehouse import told
from tests.warehouse.told import day

if TYPE_CHECKING:
    from tests.support.stage import Stage

PACKED = (told.order(("MILK", 2, 500), ("OATS", 1, 300)), told.shipped(), told.picked_up(900))


def damage(**facts: Any) -> Any:
    return told.requested(("MILK", 1), **({"cause": "damage", "outer_package": None} | facts))


def confirmed(warehouse: Stage) -> list[tuple[datetime, int]]:
    return [(one.confirmed_at, one.photos) for one in warehouse.said_of(DamageConfirmed)]


def test_d1_r201_a_photo_brought_later_confirms_the_damage_at_its_moment(warehouse: Stage) -> None:
    warehouse.hears(damage(), told.brought("outer_photo", day(5)))
    assert confirmed(warehouse) == []

    warehouse.hears(told.brought("photo", day(6)))

    (said,) = warehouse.said_of(DamageConfirmed)
    assert (said.source, said.at, said.photos) == ("photos", day(6), 1)


@pytest.mark.parametrize(
    ("brought_at", "confirmed_at"),
    [
        pytest.param(day(3), day(4), id="taken before the request"),
        pytest.param(day(4), day(4), id="at the request"),
        pytest.param(day(5), day(5), id="after it"),
    ],
)
def test_d1_damage_is_never_confirmed_before_the_request(
    warehouse: Stage, brought_at: datetime, confirmed_at: datetime
) -> None:
    warehouse.hears(damage(), told.brought("photo", brought_at))

    assert confirmed(warehouse) == [(confirmed_at, 1)]


def test_d1_more_photos_leave_the_moment_of_the_first(warehouse: Stage) -> None:
    warehouse.hears(damage(), *(told.brought("photo", day(at)) for at in (6, 7, 5)))

    assert confirmed(warehouse) == [(day(6), 1), (day(6), 2), (day(5), 3)]


def test_d1_photos_of_the_request_stay_confirmed_at_the_request(warehouse: Stage) -> None:
    warehouse.hears(damage(photos=1), *(told.brought("photo", day(at)) for at in (5, 6)))

    assert confirmed(warehouse) == [(day(4), 1), (day(4), 2)]


def test_d32a_a_cell_filled_later_counts_from_the_request_before_any_file(
    warehouse: Stage,
) -> None:
    warehouse.hears(damage(), told.brought("photo", day(6)), damage(photos=2))

    assert confirmed(warehouse) == [(day(6), 1), (day(4), 2)]


def test_a_photo_that_is_heard_of_twice_counts_once(warehouse: Stage) -> None:
    warehouse.hears(damage(), told.brought("photo", day(6)), told.brought("photo", day(6)))

    assert confirmed(warehouse) == [(day(6), 1)]


@pytest.mark.parametrize(
    ("package", "moments"),
    [
        pytest.param("damaged", [day(6)], id="damaged"),
        pytest.param("intact", [], id="intact"),
        pytest.param(None, [], id="not said"),
    ],
)
def test_r211_an_outer_photo_confirms_what_fell_out_of_a_damaged_package(
    warehouse: Stage, package: str | None, moments: list[datetime]
) -> None:
    warehouse.hears(told.requested(outer_package=None))
    warehouse.hears(told.brought("outer_photo", day(6), package))

    assert [at for at, _ in confirmed(warehouse)] == moments


def test_r210_the_weight_is_checked_only_once_a_photo_shows_an_intact_package(
    warehouse: Stage,
) -> None:
    warehouse.hears(*PACKED, told.requested(outer_package=None))
    warehouse.hears(told.brought("photo", day(5)), told.brought("outer_photo", day(5)))
    assert warehouse.said_of(MissedItemConfirmed) == []

    warehouse.hears(told.brought("outer_photo", day(6), "intact"))

    assert [one.checked_at for one in warehouse.said_of(MissedItemConfirmed)] == [day(6)]


def test_r210_a_weight_that_comes_after_the_photo_dates_the_check(warehouse: Stage) -> None:
    *packed, weight = PACKED
    warehouse.hears(*packed, told.requested(outer_package=None))
    warehouse.hears(told.brought("outer_photo", day(6), "intact"))
    assert warehouse.said_of(MissedItemConfirmed) == []

    warehouse.hears(weight.model_copy(update={"at": day(7)}))

    assert [one.checked_at for one in warehouse.said_of(MissedItemConfirmed)] == [day(7)]


def test_r210_the_request_itself_may_say_so_and_is_checked_at_once(warehouse: Stage) -> None:
    warehouse.hears(*PACKED, told.brought("outer_photo", day(6), "intact"), told.requested())

    assert [one.checked_at for one in warehouse.said_of(MissedItemConfirmed)] == [day(4)]
