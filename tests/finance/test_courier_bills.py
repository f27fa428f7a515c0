"""A courier's bill: kept as brought, replaced whole, and never in a ledger (D15, D31)."""

from datetime import datetime
from typing import Any

import pytest

from services.finance.commands import ImportBill, NoteBillPage
from services.finance.domain.courier_bill import BilledLine, BillPageMissing, digest_of
from shared.contracts.finance import CourierBillImported
from shared.money import Money
from tests.finance.told import at
from tests.support.stage import Stage

Page = tuple[BilledLine, ...]
MONTH_END = at(30)


def line(waybill: str, freight: str = "8.00", **cells: Any) -> BilledLine:
    return BilledLine(waybill, "outbound", at(3), freight=Money.of(freight), **cells)


def brings(
    finance: Stage, *pages: Page, moment: datetime = MONTH_END, period: str = "2026-09"
) -> None:
    for page in pages:
        finance.does(NoteBillPage("SF", period, moment, page))
    finance.does(ImportBill("SF", period, moment, tuple(map(digest_of, pages))))


def stands(finance: Stage, period: str = "2026-09") -> list[str]:
    """The waybills of the newest bill."""
    service: Any = finance.service
    bill = service.bill("SF", period)
    return [each.waybill for page in range(len(bill.pages)) for each in service.billed(bill, page)]


def test_d15_a_bill_is_announced_with_what_it_comes_to(finance: Stage) -> None:
    granted = BilledLine("W3", "return", claim=Money.of("59.90"), fee=Money.of("1.10"))
    brings(finance, (line("W1"), line("W2", "9.50", weight_g=700)), (granted,))

    (said,) = finance.said_of(CourierBillImported)
    assert (said.courier, said.period, said.key()) == ("SF", "2026-09", "SF:2026-09")
    assert (said.rows, said.edition) == (3, 1)
    assert [str(sum_) for sum_ in (said.freight, said.fee, said.claim)] == [
        "17.50", "1.10", "59.90",
    ]  # fmt: skip
    assert finance.said == [said]


def test_d31_the_same_bill_again_is_nothing_new(finance: Stage) -> None:
    brings(finance, (line("W1"),))
    brings(finance, (line("W1"),), moment=at(30, hour=20))

    assert len(finance.said_of(CourierBillImported)) == 1


def test_d31_a_bill_that_comes_again_replaces_the_courier_s_month(finance: Stage) -> None:
    brings(finance, (line("W1"), line("W2")))
    brings(finance, (line("W1"), line("W3")))
    brings(finance, (line("W9"),), period="2026-10")

    assert stands(finance) == ["W1", "W3"]
    assert stands(finance, "2026-10") == ["W9"]
    assert [said.edition for said in finance.said_of(CourierBillImported)] == [1, 2, 1]


def test_a_bill_may_go_back_to_what_it_was_and_is_announced_each_time(finance: Stage) -> None:
    for waybill in ("W1", "W2", "W1"):
        brings(finance, (line(waybill),))

    said = finance.said_of(CourierBillImported)
    assert [each.edition for each in said] == [1, 2, 3]
    assert (said[0].hash, stands(finance)) == (said[2].hash, ["W1"])


def test_d15_lines_that_stand_twice_stay_twice(finance: Stage) -> None:
    brings(finance, (line("W1"), line("W1")))

    assert stands(finance) == ["W1", "W1"]


def test_a_bill_without_its_pages_is_refused_and_changes_nothing(finance: Stage) -> None:
    brings(finance, (line("W1"),))
    with pytest.raises(BillPageMissing):
        finance.does(ImportBill("SF", "2026-09", at(30), (digest_of((line("W2"),)),)))

    assert stands(finance) == ["W1"]


def test_pages_alone_are_no_bill(finance: Stage) -> None:
    finance.does(NoteBillPage("SF", "2026-09", at(30), (line("W1"),)))

    service: Any = finance.service
    assert service.bill("SF", "2026-09") is None
    assert finance.said == []


@pytest.mark.parametrize(
    "other",
    [
        {"waybill": "W2"},
        {"kind": "return"},
        {"date": None},
        {"date": at(3, second=1)},
        {"weight_g": 1},
        {"freight": None},
        {"fee": Money.zero()},
        {"claim": Money.of("8.00")},
    ],
    ids=str,
)
def test_every_cell_tells_bills_apart(other: dict[str, Any]) -> None:
    cells: dict[str, Any] = {
        "waybill": "W1", "kind": "outbound", "date": at(3), "freight": Money.of("8.00"),
    }  # fmt: skip

    assert digest_of((BilledLine(**cells | other),)) != digest_of((BilledLine(**cells),))
