"""What finance says of a payment: the parts of a deduction, under the id that it always had."""

from decimal import Decimal

import pytest

from shared.contracts.finance import PaidShare, RefundPaid
from shared.contracts.registry import to_record
from shared.money import Money
from tests.finance.told import at, goods, order, ready
from tests.support.stage import Stage

PAID = RefundPaid(
    at=at(3, 16, 30),
    case_no="C-1",
    order_no="O-1",
    waybill="SF-1",
    policy="2026-01",
    rule="R102",
    refund="C-1/refund",
    table_at=at(3, 16, 30),
    kind="refund",
    amount=Money.of("80.22"),
    deducted=Money.of("19.78"),
    shares=(PaidShare(sku="MILK", quantity=1, amount=Money.of("80.22")),),
)


def test_d9_the_platforms_commission_is_told_apart_from_the_freights(finance: Stage) -> None:
    told = ready(
        at(3),
        goods("MILK", 1, "100.00"),
        freights=[("SF-1", "16.00")],
        commission_rate=str(Decimal("0.045")),
    )
    finance.hears(order(("MILK", 1, "100.00")), told).reaches(at(3, 10))

    (said,) = finance.said_of(RefundPaid)
    assert (str(said.amount), str(said.deducted), str(said.commission)) == (
        "80.22", "19.78", "3.78",
    )  # fmt: skip


@pytest.mark.parametrize("commission", [None, Money.of("3.78")], ids=["not told", "told"])
def test_an_event_keeps_its_id_of_0_1_0_whatever_it_tells_since(commission: Money | None) -> None:
    record = to_record("finance", PAID.model_copy(update={"commission": commission}), PAID.at)

    assert record.headers["ce_id"] == "01a06663-9f40-7109-8497-b6531c7b18a2"
