"""Closed months as printed: frozen, late lines as adjustments, revisions kept (D14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.finance.projections.account_ledger import (
    DEALERS,
    STAFF,
    dealer_ledgers,
    staff_ledgers,
)
from services.finance.projections.courier_ledger import PROJECTION
from services.finance.projections.courier_months import CourierLedgers
from services.warehouse.projections import liability
from shared.contracts import finance
from shared.contracts.bills import BillDifferenceAccepted
from shared.money import Money
from shared.projection.projector import Projector
from tests.support.announced import (
    ListedLog,
    charged_back,
    day,
    entry,
    record,
    shipped,
    taken_back,
    transferred,
    warehouse_charged,
)
from tests.support.closing import Book

if TYPE_CHECKING:
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from tests.projections.conftest import Opens

SEP, OCT, NOV = "2026-09", "2026-10", "2026-11"
SUMS = ("period", "status", "opening", "freight", "chargebacks", "adjustments", "net")


def tables(opens: Opens, projection: Projection, log: ListedLog) -> Storage:
    storage = opens(projection)
    Projector(projection, storage, log.reader()).catch_up(log.ends())
    return storage


def sums(ledgers: list[dict[str, Any]]) -> list[list[str]]:
    return [[ledger[name] for name in SUMS] for ledger in ledgers]


@pytest.fixture
def log() -> ListedLog:
    """Two parcels of September, which is closed; then late truth about it."""
    log = ListedLog(PROJECTION.topics)
    log.say(shipped("W-1", "YTO", day(1)), charged_back("C1", "YTO", day(3), "91.00"))
    Book(log).close(SEP)
    log.say(
        shipped("W-2", "YTO", day(2), freight="12.00"),
        charged_back("C2", "YTO", day(4), "30.00"),
        taken_back("C3", "YTO", day(5), "7.00"),
        shipped("W-3", "YTO", day(33)),
    )
    return log


def test_late_lines_adjust_the_first_open_month_signed_as_they_change_the_net(
    opens: Opens, log: ListedLog
) -> None:
    """D14: freight and reversals +, chargebacks −; cost, rule, case and month of origin kept."""
    printed = CourierLedgers(tables(opens, PROJECTION, log)).courier_ledgers()

    assert sums(printed) == [
        [SEP, "closed", "0.00", "8.00", "91.00", "0.00", "-83.00"],
        [OCT, "open", "-83.00", "8.00", "0.00", "-11.00", "-86.00"],
    ]
    late = [
        (line["waybill"], line["amount"], line["cost"], line["rule"], line["case"])
        for line in printed[1]["lines"]
        if line["kind"] == "adjustment"
    ]
    assert late == [
        ("W-2", "12.00", "outbound_freight", None, None),
        ("W-C2", "-30.00", "goods", "R203", "C2"),
        ("W-C3", "7.00", "goods", "R501", "C3"),
    ]
    assert {line["for_period"] for line in printed[1]["lines"]} == {SEP, OCT}


def test_one_month_prints_as_it_does_among_all(opens: Opens, log: ListedLog) -> None:
    books = CourierLedgers(tables(opens, PROJECTION, log))
    everything = books.courier_ledgers()

    assert [books.courier_ledgers(period=month) for month in (SEP, OCT)] == [
        [ledger] for ledger in everything
    ]
    assert books.courier_ledgers(as_of=day(400)) == everything


def test_a_courier_first_heard_of_too_late_has_no_closed_month(opens: Opens) -> None:
    log = ListedLog(PROJECTION.topics)
    log.say(shipped("W-1", "YTO", day(1)))
    Book(log).close(SEP)
    log.say(shipped("W-9", "SF", day(1)))

    printed = CourierLedgers(tables(opens, PROJECTION, log)).courier_ledgers(courier="SF")

    assert sums(printed) == [[OCT, "open", "0.00", "0.00", "0.00", "8.00", "8.00"]]


def test_reopened_a_month_takes_its_own_late_lines_and_leaves_adjustments_where_they_are(
    opens: Opens,
) -> None:
    log = ListedLog(PROJECTION.topics)
    book = Book(log)
    log.say(shipped("W-1", "YTO", day(1)))
    book.close(SEP)
    log.say(shipped("W-2", "YTO", day(2)))
    book.reopen(SEP)
    log.say(shipped("W-3", "YTO", day(3)))
    book.close(SEP)
    log.say(shipped("W-4", "YTO", day(4)))
    books = CourierLedgers(tables(opens, PROJECTION, log))

    def told(ledgers: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
        return [
            (ledger["period"], [line["waybill"] for line in ledger["lines"]]) for ledger in ledgers
        ]

    assert told(books.courier_ledgers()) == [(SEP, ["W-1", "W-3"]), (OCT, ["W-2", "W-4"])]
    assert told(books.issued(SEP, 1)) == [(SEP, ["W-1"])]
    assert told(books.issued(SEP, 2)) == [(SEP, ["W-1", "W-3"])]
    assert books.issued(SEP, 2) == books.courier_ledgers(period=SEP)


def test_a_month_without_lines_between_two_with_some_is_issued_as_it_is_printed(
    opens: Opens,
) -> None:
    log = ListedLog(PROJECTION.topics)
    book = Book(log)
    log.say(shipped("W-1", "YTO", day(1)), shipped("W-2", "YTO", day(65)))
    log.say(shipped("W-3", "SF", day(1)))
    book.close(SEP)
    book.close(OCT)
    log.say(shipped("W-4", "SF", day(66)))
    books = CourierLedgers(tables(opens, PROJECTION, log))

    assert sums(books.issued(OCT, 1)) == [
        [OCT, "closed", "8.00", "0.00", "0.00", "0.00", "8.00"],
    ]
    assert [ledger["courier"] for ledger in books.courier_ledgers(period=OCT)] == ["SF", "YTO"]


def test_known_at_knows_only_closings_recorded_by_then(opens: Opens) -> None:
    log = ListedLog(PROJECTION.topics)
    book = Book(log)
    log.say(record(shipped("W-1", "YTO", day(1)), day(2)))
    book.close(SEP, recorded_at=day(41))
    log.say(record(shipped("W-2", "YTO", day(2)), day(42)))
    book.reopen(SEP, recorded_at=day(43))
    books = CourierLedgers(tables(opens, PROJECTION, log))

    def status(at: float) -> list[tuple[str, str]]:
        printed = books.courier_ledgers(known_at=day(at))
        return [(ledger["period"], ledger["status"]) for ledger in printed]

    assert status(40) == [(SEP, "open")]
    assert status(41) == [(SEP, "closed")]
    assert status(42) == [(SEP, "closed"), (OCT, "open")]
    assert status(43) == [(SEP, "reopened"), (OCT, "open")]


def test_a_line_told_again_after_its_month_was_closed_says_nothing_new_there(opens: Opens) -> None:
    first = transferred("W-1", "YTO", day(2))
    again = first.model_copy(update={"case_no": "C1", "revision": 2})
    log = ListedLog(PROJECTION.topics)
    book = Book(log)
    log.say(first)
    book.close(SEP)
    log.say(again)
    frozen = CourierLedgers(tables(opens, PROJECTION, log)).courier_ledgers()
    book.reopen(SEP)
    reopened = CourierLedgers(tables(opens, PROJECTION, log)).courier_ledgers()

    assert [ledger["lines"][0]["case"] for ledger in (*frozen, *reopened)] == [None, "C1"]


ACCEPTED = BillDifferenceAccepted(
    at=day(40),
    bill="YTO:2026-09",
    courier="YTO",
    waybill="W-1",
    kind="outbound",
    for_period=SEP,
    entry=entry("outbound_freight", "-1.50", day(40), "W-1", "difference"),
    billed=Money.of("6.50"),
    booked=Money.of("8.00"),
    person="李敏",
)


def test_an_accepted_difference_adjusts_the_bills_month_or_the_first_open_one(opens: Opens) -> None:
    """D15: the month of a bill's difference is the bill's, whenever it was accepted."""
    log = ListedLog(PROJECTION.topics)
    log.say(shipped("W-1", "YTO", day(1)), ACCEPTED)
    while_open = CourierLedgers(tables(opens, PROJECTION, log)).courier_ledgers()
    closed_before = ListedLog(PROJECTION.topics)
    closed_before.say(shipped("W-1", "YTO", day(1)))
    Book(closed_before).close(SEP)
    closed_before.say(ACCEPTED)
    storage = tables(opens, PROJECTION, log)
    storage.drop()
    afterwards = CourierLedgers(tables(opens, PROJECTION, closed_before)).courier_ledgers()

    assert sums(while_open) == [[SEP, "open", "0.00", "8.00", "0.00", "-1.50", "6.50"]]
    assert sums(afterwards) == [
        [SEP, "closed", "0.00", "8.00", "0.00", "0.00", "8.00"],
        [OCT, "open", "8.00", "0.00", "0.00", "-1.50", "6.50"],
    ]
    assert [line["for_period"] for line in afterwards[1]["lines"]] == [SEP]


def test_the_warehouses_list_draws_the_same_line_and_keeps_cost_and_sign(opens: Opens) -> None:
    projection = liability.PROJECTION
    log = ListedLog(projection.topics)
    log.say(warehouse_charged("C1", day(1), "20.00"))
    Book(log).close(SEP)
    log.say(warehouse_charged("C2", day(2), "5.00"), warehouse_charged("C3", day(35), "6.00"))

    printed = liability.warehouse_liability(tables(opens, projection, log)).months()

    assert [(month["period"], month["status"], month["total"]) for month in printed] == [
        (SEP, "closed", "20.00"),
        (OCT, "open", "11.00"),
    ]
    assert [(line["case"], line["amount"], line["for_period"]) for line in printed[1]["lines"]] == [
        ("C2", "5.00", SEP),
        ("C3", "6.00", OCT),
    ]


def fined(number: int, at: float) -> finance.StaffCharged:
    charge = entry("incident", "50.00", day(at), f"I{number}")
    return finance.StaffCharged(at=day(at), agent="小雅", rule="R512", entry=charge)


def test_a_commission_lost_too_late_is_named_in_the_month_that_was_open(opens: Opens) -> None:
    """R512: the fine is an adjustment, and the closed month's commission stays as it was."""
    log = ListedLog(STAFF.topics)
    log.say(fined(1, 1))
    Book(log).close(SEP)
    lost = finance.CommissionCancelled(at=day(2), agent="小雅", period=SEP, rule="R512")
    log.say(fined(2, 2), lost)

    september, october = staff_ledgers(tables(opens, STAFF, log)).months()

    assert (september["commission"], "commissions_cancelled_late" in september) == ("due", False)
    assert (october["commission"], october["commissions_cancelled_late"]) == ("due", [SEP])
    assert [line["for_period"] for line in october["lines"]] == [SEP]


def test_a_dealers_account_draws_it_likewise(opens: Opens) -> None:
    log = ListedLog(DEALERS.topics)

    def charged(number: int) -> finance.DealerCharged:
        goods = entry("goods", "9.00", day(number), f"D{number}")
        return finance.DealerCharged(
            at=day(number), case_no=f"C{number}", dealer_id="D1", rule="R503", entry=goods
        )

    log.say(charged(1))
    Book(log).close(SEP)
    log.say(charged(2))

    printed = dealer_ledgers(tables(opens, DEALERS, log)).months()

    assert [(m["period"], m["status"], m["total"]) for m in printed] == [
        (SEP, "closed", "9.00"),
        (OCT, "open", "9.00"),
    ]
