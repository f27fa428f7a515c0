"""An order's history: whose events, found by whatever number an event says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.finance.projections import courier_ledger, entries, journal
from services.intake.projections.case_file import PROJECTION
from services.intake.projections.histories import About, Histories
from shared.contracts import finance, logistics
from shared.contracts.registry import TOPICS
from shared.projection.projector import Projector
from tests.support.announced import (
    ListedLog,
    charged_back,
    day,
    entry,
    received,
    record,
    registered,
    requested,
    shipped,
)

if TYPE_CHECKING:
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from tests.projections.conftest import Opens

CLAIM = logistics.CourierClaimOpened(
    at=day(2), case_no="1", order_no="O-W-1", waybill="W-1", courier="SF", claim="claim_1"
)
CHARGED = charged_back("1", "SF", day(3), "45.50")
INCIDENT = finance.StaffCharged(
    at=day(6), agent="小雅", rule="R512", entry=entry("incident", "50.00", day(6), "1")
)
SHIPPED = shipped("W-1", "SF", day(1), order_no="O-W-1")
SAID = (
    registered("O-W-1", day(0)),
    SHIPPED,
    requested("1", "O-W-1", day(2)),
    CLAIM,
    CHARGED,
    INCIDENT,
    received("W-1", day(5)),
    registered("O-W-2", day(1)),
    shipped("W-2", "SF", day(1), order_no="O-W-2"),
)
OF_ORDER = [
    *("OrderRegistered", "ParcelShipped", "ReturnRequested", "CourierClaimOpened"),
    *("CourierChargeback", "GoodsReceived"),
]


def tables(opens: Opens, projection: Projection) -> Storage:
    log = ListedLog(TOPICS)
    log.say(*SAID)
    storage = opens(projection)
    Projector(projection, storage, log.reader()).catch_up(log.ends())
    return storage


@pytest.fixture
def histories(opens: Opens) -> Histories:
    return Histories(tables(opens, PROJECTION))


def test_an_orders_history_holds_its_parcels_goods_whose_owner_was_not_known(
    histories: Histories,
) -> None:
    told = histories.history(About("O-W-1"))

    assert [event["type"] for event in told["events"]] == OF_ORDER
    assert {event["correlation"] for event in told["events"]} == {"O-W-1", "1", "W-1"}


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (record(SHIPPED).headers["ce_id"], "ParcelShipped"),
        ("claim_1", "CourierClaimOpened"),
        (CHARGED.entry.entry, "CourierChargeback"),
    ],
    ids=["an event", "a claim", "an entry"],
)
def test_a_history_is_found_by_what_an_event_says_of_itself(
    histories: Histories, number: str, kind: str
) -> None:
    told = histories.history(About(), number)

    assert told["order_no"] == "O-W-1"
    assert [e["type"] for e in told["events"] if e["id"] in told["named"]] == [kind]


@pytest.mark.parametrize("number", ["claimX1", "%", "SF", "O-W-1", "W-1", "1"])
def test_what_events_only_contain_is_no_number_of_theirs(histories: Histories, number: str) -> None:
    assert histories.history(About(), number) == {"order_no": None, "named": [], "events": []}


def test_an_agents_charge_without_a_case_is_the_agents_history(histories: Histories) -> None:
    told = histories.history(About(agent="小雅"))

    assert [event["type"] for event in told["events"]] == ["StaffCharged"]


def test_an_entry_is_found_in_ledger_and_journal_by_either_number(opens: Opens) -> None:
    ledger, book = tables(opens, courier_ledger.PROJECTION), tables(opens, journal.PROJECTION)
    for number in (CHARGED.entry.entry, record(CHARGED).headers["ce_id"]):
        (line,) = entries.courier_lines(ledger, number)
        (transaction,) = entries.journal_lines(book, number)

        assert (line["account"], line["line"]["amount"]) == ("SF", "45.50")
        assert transaction["entry"] == line["entry"] == CHARGED.entry.entry
