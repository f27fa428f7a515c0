"""Stock that a complaint makes suspect (R513): isolated, checked, let go (R505, R506)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.warehouse.commands import IsolateSuspectStock, NoteSuspicion, ReleaseSuspectStock
from services.warehouse.domain.suspect_stock import MoreThanIsolated
from services.warehouse.reactions import react
from shared.contracts import warehouse as said
from shared.contracts.complaints import ComplaintSubstantiated
from shared.errors import NotKnown
from tests.support.stage import Stage
from tests.warehouse.told import day

SUBSTANTIATED = ComplaintSubstantiated(
    at=day(3), complaint_no="TS1", sku="MILK", batch="B1", sold_from=day(0)
)
ISOLATED = IsolateSuspectStock("MILK", day(3.5), 20, "周强", "B1", "B3")
SCRAPPED = ReleaseSuspectStock("MILK", day(5), 8, "scrap", "胀包", "周强", "B1")
RESTOCKED = replace(SCRAPPED, quantity=12, disposition="restock", finding="完好")


def test_r513_a_substantiated_complaint_is_noted() -> None:
    assert list(react(SUBSTANTIATED)) == [NoteSuspicion("MILK", "TS1", day(3), "B1", day(0), None)]


def test_r505_suspect_stock_is_to_be_checked_within_48_hours(warehouse: Stage) -> None:
    warehouse.hears(SUBSTANTIATED, SUBSTANTIATED)

    (suspected,) = warehouse.said_of(said.StockSuspected)
    assert (suspected.sku, suspected.key(), suspected.complaint_no) == ("MILK", "MILK", "TS1")
    assert suspected.due_at == day(3) + timedelta(hours=48)


def test_r506_isolated_stock_is_released_or_scrapped_with_quantities(warehouse: Stage) -> None:
    warehouse.hears(SUBSTANTIATED).does(ISOLATED, SCRAPPED, RESTOCKED)

    (isolated,) = warehouse.said_of(said.SuspectStockIsolated)
    assert (isolated.quantity, isolated.place) == (20, "B3")
    released = warehouse.said_of(said.SuspectStockReleased)
    assert [(one.quantity, one.disposition) for one in released] == [(8, "scrap"), (12, "restock")]


def test_the_same_rows_again_change_nothing(warehouse: Stage) -> None:
    warehouse.hears(SUBSTANTIATED).does(ISOLATED, SCRAPPED)
    before = warehouse.said

    warehouse.hears(SUBSTANTIATED).does(ISOLATED, SCRAPPED)

    assert warehouse.said == before


def test_never_more_is_released_of_a_batch_than_is_isolated(warehouse: Stage) -> None:
    warehouse.does(ISOLATED, SCRAPPED, RESTOCKED)

    for one in (replace(SCRAPPED, quantity=1), replace(SCRAPPED, quantity=1, batch=None)):
        with pytest.raises(MoreThanIsolated):
            warehouse.does(one)


def test_staff_may_isolate_before_any_complaint_is_heard(warehouse: Stage) -> None:
    warehouse.does(ISOLATED).hears(SUBSTANTIATED)

    assert len(warehouse.said_of(said.StockSuspected)) == 1


def test_stock_that_nobody_suspects_is_not_released(warehouse: Stage) -> None:
    with pytest.raises(NotKnown):
        warehouse.does(SCRAPPED)
