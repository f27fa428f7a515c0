"""The journal as printed: balanced transactions, both axes of time, in whatever order they come."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.finance.projections.journal import PROJECTION
from services.finance.projections.transactions import Journal, Wanted
from shared.contracts import bills, casework, costs, finance
from shared.money import Money
from shared.projection.projector import Projector
from shared.projection.storage import open_storage
from tests.support.announced import (
    RECORDED,
    ListedLog,
    came_back,
    charged_back,
    day,
    entry,
    record,
    shipped,
    taken_back,
    transferred,
    warehouse_charged,
)

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from shared.bus.record import Record
    from shared.contracts.base import Announcement
    from tests.projections.conftest import Opens


def journal(opens: Opens, *said: Announcement | Record) -> Journal:
    log = ListedLog(PROJECTION.topics)
    log.say(*said)
    storage = opens(PROJECTION)
    Projector(PROJECTION, storage, log.reader()).catch_up(log.ends())
    return Journal(storage)


def refunded(case: str, at: datetime, amount: str, **more: Any) -> Any:
    """A refund table paid a case."""
    known: dict[str, Any] = {"kind": "refund", "deducted": Money.zero(), **more}
    return finance.RefundPaid(
        at=at,
        case_no=case,
        order_no=f"O-W-{case}",
        refund=f"r-{case}",
        table_at=at,
        amount=Money.of(amount),
        shares=(),
        **known,
    )


def assigned(case: str, party: str, at: datetime, amount: str, **more: Any) -> Any:
    """A keeper put goods on a party that has no account of its own, or on another's."""
    return costs.CaseCostAssigned(
        at=at,
        case_no=case,
        order_no=f"O-W-{case}",
        rule="R204",
        party=party,
        entry=entry("goods", amount, at, case, party, **more),
    )


def moved_to_warehouse(case: str, at: datetime, amount: str) -> Any:
    """Goods that a verdict put on the warehouse."""
    goods = entry("goods", amount, at, case, "moved", verdict=at)
    return warehouse_charged(case, at, amount).model_copy(update={"entry": goods})


def balances(journal: Journal, **until: Any) -> dict[str, str]:
    return {one["account"]: one["balance"] for one in journal.balance(**until)["accounts"]}


SAID = (
    shipped("W-1", "YTO", day(0)),
    shipped("W-2", "SF", day(1), freight="9.00", kind="reship", case_no="1"),
    came_back("W-1", "YTO", day(2)),
    transferred("W-3", "SF", day(2)),
    charged_back("1", "YTO", day(3), "45.50"),
    taken_back("1", "YTO", day(31), "45.50"),
    moved_to_warehouse("1", day(31), "45.50"),
    assigned("2", "merchant", day(4), "20.00"),
    refunded("1", day(5), "80.22", deducted=Money.of("19.78"), commission=Money.of("3.78")),
    refunded("2", day(6), "5.00", kind="price_difference"),
    finance.PostageReimbursed(
        at=day(7), case_no="3", refund="r-3", table_at=day(7), amount=Money.of("7.50")
    ),
    finance.StaffCharged(at=day(8), agent="a1", entry=entry("incident", "50.00", day(8), "a1")),
    casework.PartReplaced(
        at=day(9), case_no="4", part="泵头", amount=Money.of("12.00"), person="小雅"
    ),
)


def test_a_transaction_names_its_event_both_times_and_its_legs(opens: Opens) -> None:
    said = charged_back("C1", "YTO", day(3), "91.00")

    (transaction,) = journal(opens, said).transactions()

    assert transaction == {
        "transaction": said.entry.entry,
        "kind": "charge",
        "cost": "goods",
        "case": "C1",
        "order_no": "O-W-C1",
        "waybill": "W-C1",
        "refund": None,
        "reverses": None,
        "rule": "R203",
        "policy": "2026-01",
        "event_id": record(said).headers["ce_id"],
        "certain_at": "2026-09-04T09:00:00+08:00",
        "recorded_at": "2026-10-08T12:00:00+08:00",
        "legs": [
            {"account": "courier:YTO", "debit": "91.00", "credit": None},
            {"account": "pending", "debit": None, "credit": "91.00"},
            {"account": "pending", "debit": "91.00", "credit": None},
            {"account": "goods", "debit": None, "credit": "91.00"},
        ],
    }


def test_every_kind_of_announcement_stands_on_its_accounts(opens: Opens) -> None:
    assert balances(journal(opens, *SAID)) == {
        "cash": "-104.72",
        "commission": "-3.78",
        "courier:SF": "-14.00",
        "courier:YTO": "-16.00",
        "customer": "0.00",
        "freight": "12.50",
        "goods": "34.50",
        "merchant": "-18.00",
        "pending": "14.00",
        "staff:a1": "50.00",
        "warehouse:main": "45.50",
    }


def test_the_trial_balance_is_even_on_any_day(opens: Opens) -> None:
    books = journal(opens, *SAID)

    for days in range(-1, 33):
        found = books.balance(as_of=day(days))
        assert found["debit"] == found["credit"]


def test_both_axes_of_time_are_asked_apart(opens: Opens) -> None:
    early, late = charged_back("1", "SF", day(3), "9.00"), charged_back("2", "SF", day(2), "5.00")
    books = journal(opens, record(early, RECORDED), record(late, day(60)))

    assert balances(books, as_of=day(2))["courier:SF"] == "5.00"
    assert balances(books, known_at=RECORDED)["courier:SF"] == "9.00"
    assert balances(books, as_of=day(2), known_at=RECORDED) == {}


def test_transactions_are_found_by_month_account_and_case(opens: Opens) -> None:
    books = journal(opens, *SAID)

    def kinds(**named: str) -> list[str]:
        return [one["kind"] for one in books.transactions(Wanted(**named))]

    assert kinds(period="2026-10") == ["reversal", "charge"]
    assert kinds(account="courier:SF") == ["freight", "transfer_fee"]
    assert kinds(account="staff") == ["fine"]
    assert kinds(case="2") == ["charge", "price_difference"]
    assert len(kinds(account="courier")) == 6


def test_d5_what_a_party_with_an_account_is_assigned_is_booked_by_its_own_event(
    opens: Opens,
) -> None:
    said = [
        assigned("1", party, day(1), "5.00")
        for party in ("courier", "warehouse", "dealer", "staff")
    ]

    assert journal(opens, *said).transactions() == []


def test_d6_a_transfer_told_again_with_its_case_stands_once(opens: Opens) -> None:
    first = transferred("W-3", "SF", day(2))
    again = first.model_copy(update={"case_no": "Q1", "revision": 2})

    assert balances(journal(opens, first, again)) == {"courier:SF": "-5.00", "freight": "5.00"}


def test_d15_an_accepted_difference_belongs_to_the_bills_month(opens: Opens) -> None:
    said = bills.BillDifferenceAccepted(
        at=day(40),
        bill="SF:2026-09",
        courier="SF",
        waybill="W-1",
        kind="outbound",
        for_period="2026-09",
        entry=entry("outbound_freight", "-1.50", day(40), "W-1"),
        billed=Money.of("6.50"),
        booked=Money.of("8.00"),
    )
    books = journal(opens, said)

    assert balances(books) == {"courier:SF": "1.50", "freight": "-1.50"}
    assert [one["kind"] for one in books.transactions(Wanted(period="2026-09"))] == ["adjustment"]


def test_a_refund_paid_by_two_tables_stands_twice_for_verify_to_see(opens: Opens) -> None:
    books = journal(opens, refunded("1", day(5), "9.00"), refunded("1", day(6), "9.00"))

    assert [one["refund"] for one in books.transactions()] == ["r-1", "r-1"]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_messages_shuffled_and_doubled_give_the_same_journal(
    seed: int, tmp_path_factory: Any
) -> None:
    chance = random.Random(seed)
    said = [*SAID, *chance.sample(SAID, 5)]
    chance.shuffle(said)

    assert _printed(tmp_path_factory.mktemp("j"), said) == _printed(
        tmp_path_factory.mktemp("j"), list(SAID)
    )


def _printed(folder: Path, said: list[Any]) -> list[dict[str, Any]]:
    log = ListedLog(PROJECTION.topics)
    log.say(*said)
    storage = open_storage(PROJECTION, "embedded", folder)
    Projector(PROJECTION, storage, log.reader()).catch_up(log.ends())
    found = Journal(storage).transactions()
    storage.close()
    return found
