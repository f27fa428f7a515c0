"""The warehouse's, dealers' and agents' accounts, refund tables and case files as printed."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.finance.projections import account_ledger, refund_tables
from services.finance.projections.refund_tables import RefundTables
from services.intake.projections import case_file
from services.intake.projections.case_file import CaseFiles
from services.warehouse.projections import liability
from shared.contracts import finance, intake
from shared.errors import NotKnown
from shared.projection.projector import Projector
from tests.support.announced import (
    ListedLog,
    charged_back,
    day,
    decided,
    entry,
    received,
    record,
    registered,
    requested,
    shipped,
    table,
    warehouse_charged,
    warehouse_relieved,
)

if TYPE_CHECKING:
    from shared.contracts.base import Announcement
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from tests.projections.conftest import Opens


def filled(opens: Opens, projection: Projection, *said: Announcement) -> Storage:
    log = ListedLog(projection.topics)
    log.say(*said)
    storage = opens(projection)
    Projector(projection, storage, log.reader()).catch_up(log.ends())
    return storage


def test_a_warehouse_line_and_its_month(opens: Opens) -> None:
    said = warehouse_charged("C1", day(3), "45.50")

    storage = filled(opens, liability.PROJECTION, said)

    assert liability.warehouse_liability(storage).months() == [
        {
            "warehouse": "main",
            "period": "2026-09",
            "status": "open",
            "total": "45.50",
            "lines": [
                {
                    "case": "C1",
                    "order_no": "O-W-C1",
                    "sku": "MILK",
                    "quantity": 1,
                    "picker": "王敏",
                    "cost": "refund",
                    "amount": "45.50",
                    "certain_at": "2026-09-04T09:00:00+08:00",
                    "rule": "R210",
                    "policy": "2026-01",
                    "event_id": record(said).headers["ce_id"],
                    "for_period": "2026-09",
                }
            ],
        }
    ]


def test_a_reversal_is_a_negative_line(opens: Opens) -> None:
    storage = filled(
        opens,
        liability.PROJECTION,
        warehouse_charged("C1", day(3), "45.50"),
        warehouse_charged("C2", day(3), "10.00", sku=None, quantity=None),
        warehouse_relieved("C1", day(40), "45.50"),
    )
    books = liability.warehouse_liability(storage)

    assert [(month["period"], month["total"]) for month in books.months()] == [
        ("2026-09", "55.50"),
        ("2026-10", "-45.50"),
    ]
    (september,) = books.months(as_of=day(3))
    assert [(line["sku"], line["quantity"]) for line in september["lines"]] == [
        ("MILK", 1),
        (None, None),
    ]
    assert books.months(known_at=day(1)) == []


def test_dealers_and_agents_are_printed_in_the_warehouses_shape(opens: Opens) -> None:
    dealer = finance.DealerCharged(
        at=day(1), case_no="C1", dealer_id="D7", rule="R503", entry=entry("goods", "9.00", day(1))
    )
    agent = finance.StaffCharged(at=day(2), agent="李", entry=entry("refund", "50.00", day(2)))

    (of_dealer,) = account_ledger.dealer_ledgers(
        filled(opens, account_ledger.DEALERS, dealer, agent)
    ).months()
    (of_agent,) = account_ledger.staff_ledgers(
        filled(opens, account_ledger.STAFF, dealer, agent)
    ).months()

    assert (of_dealer["dealer"], of_dealer["total"]) == ("D7", "9.00")
    assert (of_agent["agent"], of_agent["total"]) == ("李", "50.00")


def test_refund_tables_by_day_with_lines_by_case_and_kind(opens: Opens) -> None:
    storage = filled(
        opens,
        refund_tables.PROJECTION,
        table(
            day(1), ("C2", "refund", "9.00"), ("C1", "refund", "8.00"), ("C1", "postage", "7.00")
        ),
        table(day(2), ("C3", "price_difference", "1.00")),
    )
    tables = RefundTables(storage)

    first, second = tables.refunds()

    assert first["table_at"] == "2026-09-02T09:00:00+08:00"
    assert [(line["case"], line["kind"], line["amount"]) for line in first["lines"]] == [
        ("C1", "postage", "7.00"),
        ("C1", "refund", "8.00"),
        ("C2", "refund", "9.00"),
    ]
    assert tables.refunds(first=date(2026, 9, 3)) == [second]
    assert tables.refunds(last=date(2026, 9, 2)) == [first]
    assert second["lines"][0] == {
        "case": "C3",
        "order_no": "O-W-C3",
        "customer_id": None,
        "kind": "price_difference",
        "amount": "1.00",
        "deducted": "0.00",
    }


def a_story() -> list[Announcement]:
    return [
        registered("O-W-1", day(0)),
        shipped("W-1", "YTO", day(0.5)),
        requested("C1", "O-W-1", day(3)),
        decided("C1", "O-W-1", day(3), "needs_evidence"),
        decided("C1", "O-W-1", day(4), "approved", revision=2),
        intake.RemedyChosen(
            at=day(4), case_no="C1", order_no="O-W-1", remedy="reship", chosen_at=day(4)
        ),
        charged_back("1", "YTO", day(4), "91.00", reverses=None),
        received("W-1", day(6)),  # Nobody at the warehouse knew whose it was.
        requested("C2", "O-W-1", day(7)),
        registered("O-W-2", day(1)),
        shipped("W-2", "YTO", day(1)),
        received("W-2", day(6)),
        table(day(9), ("C1", "refund", "9.00")),
    ]


def test_a_case_file_holds_the_case_and_what_its_order_has_without_one(opens: Opens) -> None:
    printed = CaseFiles(filled(opens, case_file.PROJECTION, *a_story())).case("C1")

    assert {name: printed[name] for name in ("case", "order_no", "remedy")} == {
        "case": "C1",
        "order_no": "O-W-1",
        "remedy": "reship",
    }
    assert printed["facts"] == {"stage": "signed", "cause": "damage", "photos": 2}
    assert printed["decision"]["verdict"] == "approved"
    assert [(event["type"], event["subject"]) for event in printed["events"]] == [
        ("OrderRegistered", "O-W-1"),
        ("ParcelShipped", "W-1"),
        ("ReturnRequested", "C1"),
        ("RequestDecided", "C1"),
        ("RequestDecided", "C1"),
        ("RemedyChosen", "C1"),
        ("GoodsReceived", "W-1"),
    ]
    first = printed["events"][0]
    assert {**first, "data": None} == {
        "time": "2026-09-01T09:00:00+08:00",
        "type": "OrderRegistered",
        "source": "/recourse/intake",
        "id": record(a_story()[0]).headers["ce_id"],
        "subject": "O-W-1",
        "data": None,
    }
    assert {"cause", "correlation"}.isdisjoint(first["data"])


def test_a_case_file_prints_the_same_bytes_whatever_came_first_or_twice(opens: Opens) -> None:
    story = a_story()
    told = [[*story], [*reversed(story), *story]]

    prints = []
    for said in told:
        storage = opens(case_file.PROJECTION)
        storage.drop()
        log = ListedLog(case_file.PROJECTION.topics)
        log.say(*(one.model_copy(update={"cause": f"m{n}"}) for n, one in enumerate(said)))
        Projector(case_file.PROJECTION, storage, log.reader()).catch_up(log.ends())
        prints.append(json.dumps(CaseFiles(storage).case("C1"), ensure_ascii=False))

    assert prints[0] == prints[1]


def test_a_case_nobody_opened_is_not_known(opens: Opens) -> None:
    with pytest.raises(NotKnown):
        CaseFiles(opens(case_file.PROJECTION)).case("C1")


def test_a_case_without_a_decision_has_the_facts_it_was_opened_with(opens: Opens) -> None:
    storage = filled(opens, case_file.PROJECTION, requested("C1", "O-1", day(3)))

    printed: dict[str, Any] = CaseFiles(storage).case("C1")

    assert printed["facts"] == {"stage": "signed", "cause": "damage"}
    assert printed["decision"] is None
    assert printed["remedy"] is None
