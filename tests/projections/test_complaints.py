"""The tracking list of complaints and the suspect stock, as printed (R513)."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from services.intake.projections.complaints import PROJECTION, Complaints
from services.warehouse.projections import suspect_stock as stock
from services.warehouse.projections.suspect_stock import SuspectStocks
from shared.errors import NotKnown
from shared.projection.projector import Projector
from tests.support.announced import ListedLog
from tests.support.complaining import NO, complaint, suspect_stock

if TYPE_CHECKING:
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from tests.projections.conftest import Opens

LIFE = complaint()


def filled(opens: Opens, projection: Projection, *said: Any, batch: int = 5_000) -> Storage:
    log = ListedLog(projection.topics)
    log.say(*said)
    storage = opens(projection)
    projector = Projector(projection, storage, log.reader())
    while not projector.caught_up_to(log.ends()):
        projector.step(batch)
    return storage


@pytest.mark.parametrize(
    ("steps", "status", "due_at"),
    [
        (1, "received", None),
        (3, "verified", None),
        (4, "planned", "2026-09-10T09:00:00+08:00"),
        (5, "planned", "2026-09-17T09:00:00+08:00"),
        (6, "done", "2026-09-17T09:00:00+08:00"),
        (7, "closed", "2026-09-17T09:00:00+08:00"),
    ],
)
def test_r513_where_a_complaint_stands_and_until_when(
    opens: Opens, steps: int, status: str, due_at: str | None
) -> None:
    (line,) = Complaints(filled(opens, PROJECTION, *LIFE[:steps])).complaints()

    assert (line["complaint"], line["status"], line["due_at"]) == (NO, status, due_at)
    assert line["review_due_at"] == "2026-09-03T09:00:00+08:00"


def test_a_complaint_is_shown_with_everything_that_was_said(opens: Opens) -> None:
    complaints = Complaints(filled(opens, PROJECTION, *LIFE))
    shown = complaints.complaint(NO)

    assert (shown["owner"], shown["outcome"], shown["case"]) == ("陈工", "corrected", "1")
    assert [event["type"] for event in shown["events"]] == [said.TYPE for said in LIFE]
    with pytest.raises(NotKnown):
        complaints.complaint("TS9")


def test_only_those_that_stand_at_one_point(opens: Opens) -> None:
    complaints = Complaints(filled(opens, PROJECTION, *LIFE))

    assert complaints.complaints("planned") == []
    assert len(complaints.complaints("closed")) == 1


@pytest.mark.parametrize("seed", range(3))
def test_order_and_repetition_change_nothing(opens: Opens, seed: int) -> None:
    expected = Complaints(filled(opens, PROJECTION, *LIFE)).complaint(NO)
    storage = opens(PROJECTION)
    storage.drop()
    shuffled = [*LIFE, *LIFE]
    random.Random(seed).shuffle(shuffled)

    assert Complaints(filled(opens, PROJECTION, *shuffled, batch=2)).complaint(NO) == expected


def test_r513_suspect_stock_by_product_and_batch(opens: Opens) -> None:
    said = suspect_stock()
    stocks = SuspectStocks(filled(opens, stock.PROJECTION, *said, *reversed(said)))

    assert stocks.stocks() == [
        {
            "sku": "MILK",
            "batch": "B1",
            "complaints": [NO],
            "since": "2026-09-02T21:00:00+08:00",
            "due_at": "2026-09-04T21:00:00+08:00",
            "isolated": 20,
            "restock": 12,
            "discount": 0,
            "rework": 0,
            "scrap": 5,
            "held": 3,
        }
    ]
    assert stocks.stocks("TEA") == []
