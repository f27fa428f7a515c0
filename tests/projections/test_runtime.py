"""Batches and their positions commit together, however often and by whomever they are taken."""

from __future__ import annotations

from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from services.finance.projections.courier_ledger import PROJECTION
from services.finance.projections.courier_months import CourierLedgers
from shared.bus.record import Record
from shared.errors import PositionMoved
from shared.projection.projector import Projector, fold
from tests.support.announced import (
    ListedLog,
    came_back,
    charged_back,
    day,
    record,
    shipped,
    taken_back,
)

if TYPE_CHECKING:
    from shared.projection.storage import Storage
    from tests.projections.conftest import Opens


def a_month() -> ListedLog:
    log = ListedLog(PROJECTION.topics)
    for number in range(60):
        courier = ("YTO", "ZTO", "SF")[number % 3]
        log.say(shipped(f"W-{number}", courier, day(number / 3)))
        if number % 5 == 0:
            log.say(charged_back(f"{number}", courier, day(number / 3 + 2), "45.50"))
            log.say(came_back(f"W-{number}", courier, day(number / 3 + 14)))
    return log


def printed(storage: Storage) -> list[dict[str, Any]]:
    return CourierLedgers(storage).courier_ledgers()


@pytest.fixture
def log() -> ListedLog:
    return a_month()


def test_small_steps_print_what_one_step_prints(log: ListedLog, opens: Opens) -> None:
    storage = opens(PROJECTION)
    projector = Projector(PROJECTION, storage, log.reader())
    assert projector.step(7) == 7
    projector.catch_up(log.ends())
    in_steps = printed(storage)

    projector.rebuild(log.ends())

    assert printed(storage) == in_steps
    assert sum(len(ledger["lines"]) for ledger in in_steps) == 84


def test_a_record_that_comes_twice_counts_once(log: ListedLog, opens: Opens) -> None:
    storage = opens(PROJECTION)
    projector = Projector(PROJECTION, storage, log.reader())
    projector.catch_up(log.ends())
    once = printed(storage)

    again = a_month()
    log.say(*(Record(r.topic, r.key, r.headers, r.value) for r in every(again)))
    log.say(*(Record(r.topic, r.key, r.headers, r.value) for r in every(again)))
    projector.catch_up(log.ends())

    assert printed(storage) == once


def every(log: ListedLog) -> list[Record]:
    return [
        Record(r.topic, r.key, r.headers, r.value) for spot in log.spots for r in log.lists[spot]
    ]


def test_the_slower_of_two_workers_starts_from_where_the_faster_got(
    log: ListedLog, opens: Opens
) -> None:
    slow = Projector(PROJECTION, opens(PROJECTION), log.reader())
    storage = opens(PROJECTION)
    fast = Projector(PROJECTION, storage, log.reader())
    fast.step(50)

    while slow.step(20):
        fast.step(3)

    assert fast.step() == 0
    alone = opens(replace(PROJECTION, version=PROJECTION.version + 1))
    Projector(PROJECTION, alone, log.reader()).catch_up(log.ends())
    assert sum(len(ledger["lines"]) for ledger in printed(alone)) == 84


def test_an_overlapping_batch_is_refused_whole(log: ListedLog, opens: Opens) -> None:
    storage = opens(PROJECTION)
    records = log.reader().poll(1000)
    spot = records[0].spot
    storage.write({spot: (0, 5)}, {})

    with pytest.raises(PositionMoved):
        storage.write({spot: (0, 7)}, fold(PROJECTION, records))
    with pytest.raises(PositionMoved):
        storage.write({spot: (4, 7)}, fold(PROJECTION, records))

    assert printed(storage) == []
    assert storage.positions() == {spot: 5}


def test_a_worker_that_never_heard_of_the_drop_cannot_skip_what_was_dropped(
    log: ListedLog, opens: Opens
) -> None:
    storage = opens(PROJECTION)
    projector = Projector(PROJECTION, storage, log.reader())
    projector.catch_up(log.ends())
    once = printed(storage)

    opens(PROJECTION).drop()
    log.say(shipped("W-new", "YTO", day(1)))
    projector.catch_up(log.ends())

    lines = [line for ledger in printed(storage) for line in ledger["lines"]]
    assert len(lines) == 85
    assert len(once) == len(printed(storage))


def test_racing_workers_end_with_exact_totals(log: ListedLog, opens: Opens) -> None:
    storage = opens(PROJECTION)
    Projector(PROJECTION, storage, log.reader()).catch_up(log.ends())
    alone = printed(storage)
    storage.drop()
    storages = [opens(PROJECTION) for _ in range(3)]
    workers = [Projector(PROJECTION, one, log.reader()) for one in storages]

    def run(worker: Projector) -> None:
        while worker.step(5):
            pass

    threads = [Thread(target=run, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert printed(storage) == alone


def test_the_totals_are_the_sums_of_the_lines(log: ListedLog, opens: Opens) -> None:
    log.say(taken_back("0", "YTO", day(40), "45.50"))
    storage = opens(PROJECTION)
    Projector(PROJECTION, storage, log.reader()).catch_up(log.ends())
    ledgers = CourierLedgers(storage)

    assert ledgers.courier_ledgers(as_of=day(9999)) == ledgers.courier_ledgers()


def test_another_version_starts_anew_and_the_same_goes_on(log: ListedLog, opens: Opens) -> None:
    storage = opens(PROJECTION)
    Projector(PROJECTION, storage, log.reader()).catch_up(log.ends())

    assert opens(PROJECTION).positions() == storage.positions()
    assert opens(replace(PROJECTION, version=PROJECTION.version + 1)).positions() == {}


def test_what_cannot_be_read_is_parked_and_stops_nothing(log: ListedLog, opens: Opens) -> None:
    good = record(shipped("W-poison", "YTO", day(3)))
    log.say(Record(good.topic, good.key, good.headers, b"{"))
    log.say(came_back("W-poison", "YTO", day(5)))
    storage = opens(PROJECTION)
    projector = Projector(PROJECTION, storage, log.reader())

    projector.catch_up(log.ends())

    with storage.reading() as select:
        parked = select("SELECT event_id, type, subject FROM courier_ledger_parked")
    assert parked == [(good.headers["ce_id"], "ParcelShipped", "W-poison")]
    lines = [line for ledger in printed(storage) for line in ledger["lines"]]
    assert [line["cost"] for line in lines if line["waybill"] == "W-poison"] == ["return_freight"]


def test_cells_hold_any_text(opens: Opens) -> None:
    log = ListedLog(PROJECTION.topics)
    odd = "W\t1\n\\N\r中'%?"
    log.say(shipped(odd, "YTO", day(1)), shipped("W-2", "YTO", day(2)))
    storage = opens(PROJECTION)

    Projector(PROJECTION, storage, log.reader()).catch_up(log.ends())

    (ledger,) = printed(storage)
    assert [line["waybill"] for line in ledger["lines"]] == [odd, "W-2"]
