"""What one payment comes to: cap, freights, commission, shares (R508, D9, D11, D30)."""

from decimal import Decimal

import pytest

from services.finance.domain.payment import Due, DueLine, Freight, payment_of
from shared.money import Money
from tests.finance.told import at

RATE = Decimal("0.045")


def due(
    *lines: tuple[str, str], freights: tuple[str, ...] = (), rate: Decimal | None = None
) -> Due:
    return Due(
        refund="C-1/refund",
        case_no="C-1",
        kind="refund",
        waybill=None,
        lines=tuple(DueLine(sku, 1, Money.of(value)) for sku, value in lines),
        freights=tuple(Freight(f"SF-{n}", Money.of(amount)) for n, amount in enumerate(freights)),
        commission_rate=rate,
        customer_id=None,
        ready_at=at(1),
    )


LEFT = {"A": Money.of("100.00"), "B": Money.of("100.00"), "C": Money.of("100.00")}


@pytest.mark.parametrize(
    ("paying", "amount", "deducted", "commission"),
    [
        (due(("A", "100.00")), "100.00", "0.00", "0.00"),
        (due(("A", "100.00"), freights=("8.00", "8.00")), "84.00", "16.00", "0.00"),
        (due(("A", "100.00"), rate=RATE), "95.50", "4.50", "4.50"),
        (due(("A", "100.00"), freights=("16.00",), rate=RATE), "80.22", "19.78", "3.78"),
        (due(("A", "0.10"), rate=RATE), "0.10", "0.00", "0.00"),
        (due(("A", "1.00"), rate=RATE), "0.96", "0.04", "0.04"),
        (due(("A", "10.00"), freights=("12.00",), rate=RATE), "0.00", "10.00", "0.00"),
        (due(("A", "300.00"), freights=("16.00",)), "84.00", "16.00", "0.00"),
        (due(("A", "60.00"), ("A", "60.00")), "100.00", "0.00", "0.00"),
        (due(("X", "60.00")), "0.00", "0.00", "0.00"),
    ],
    ids=[
        "in full",
        "R102 both freights",
        "R508",
        "R508 after freights",
        "half up to the whole",
        "half up",
        "never below nothing",
        "D30 cut before freights, and not deducted",
        "D30 two rows of a product share its line",
        "D30 nothing was paid for it",
    ],
)
def test_d9_what_is_paid_and_what_is_deducted(
    paying: Due, amount: str, deducted: str, commission: str
) -> None:
    payment = payment_of(paying, LEFT)

    assert (str(payment.amount), str(payment.deducted)) == (amount, deducted)
    assert str(payment.commission) == commission
    assert Money.total(share.amount for share in payment.shares) == payment.amount


def test_d11_the_last_product_takes_the_rest() -> None:
    payment = payment_of(due(("C", "10.00"), ("A", "10.00"), ("B", "10.00"), rate=RATE), LEFT)

    assert [(share.sku, str(share.amount)) for share in payment.shares] == [
        ("A", "9.55"), ("B", "9.55"), ("C", "9.55"),
    ]  # fmt: skip
    payment = payment_of(due(("A", "10.00"), ("B", "10.00"), freights=("0.01",)), LEFT)
    assert [str(share.amount) for share in payment.shares] == ["10.00", "9.99"]
