"""What each kind of announcement books where: double entry as architecture.md's Money asks."""

from __future__ import annotations

from datetime import datetime

import pytest

from services.finance.domain import posting
from services.finance.domain.posting import Charged, Legs
from shared.dates import SHANGHAI
from shared.money import Money

VERDICT = datetime(2026, 9, 20, 9, tzinfo=SHANGHAI)
SF = "courier:SF"


def yuan(amount: str) -> Money:
    return Money.of(amount)


def at_first(cost: str, account: str = SF, reverses: str | None = None) -> Legs:
    return posting.charged(Charged(account, cost, yuan("8.00"), reverses))


def moved(cost: str, account: str = SF, reverses: str | None = None) -> Legs:
    return posting.charged(Charged(account, cost, yuan("8.00"), reverses, VERDICT))


BOOKED = {
    "D3: an outbound parcel's freight is owed to its courier": (
        posting.freight_payable("SF", "outbound_freight", yuan("8.00")),
        {"freight": "8.00", SF: "-8.00"},
    ),
    "D2: so is the way back": (
        posting.freight_payable("SF", "return_freight", yuan("8.00")),
        {"freight": "8.00", SF: "-8.00"},
    ),
    "R501: a reship's freight is laid out for its case": (
        posting.freight_payable("SF", "reship_freight", yuan("8.00")),
        {"pending": "8.00", SF: "-8.00"},
    ),
    "R402: a transfer fee is owed": (
        posting.freight_payable("SF", "transfer_fee", yuan("5.00")),
        {"freight": "5.00", SF: "-5.00"},
    ),
    "D3: a freight of nothing books nothing": (
        posting.freight_payable("SF", "outbound_freight", Money.zero()),
        {},
    ),
    "goods charged pass through liability pending": (
        at_first("goods"),
        {SF: "8.00", "pending": "0.00", "goods": "-8.00"},
    ),
    "D5: so does a refund that somebody answers for": (
        at_first("refund", "warehouse:main"),
        {"warehouse:main": "8.00", "pending": "0.00", "goods": "-8.00"},
    ),
    "an outbound freight charged is no longer the merchant's": (
        at_first("outbound_freight"),
        {SF: "8.00", "pending": "0.00", "freight": "-8.00"},
    ),
    "R203: advance postage charged": (
        at_first("return_freight"),
        {SF: "8.00", "pending": "0.00", "freight": "-8.00"},
    ),
    "R501: a reship charged was pending": (
        at_first("reship_freight"),
        {SF: "8.00", "pending": "-8.00"},
    ),
    "R210: compensation charged was pending": (
        at_first("compensation", "warehouse:main"),
        {"warehouse:main": "8.00", "pending": "-8.00"},
    ),
    "the merchant's own goods are its loss": (
        at_first("goods", "merchant"),
        {"merchant": "8.00", "pending": "0.00", "goods": "-8.00"},
    ),
    "R501: a verdict takes goods off the first party": (
        moved("goods", SF, "e"),
        {SF: "-8.00", "pending": "8.00"},
    ),
    "R501: and puts them on the second": (
        moved("goods", "dealer:D1"),
        {"dealer:D1": "8.00", "pending": "-8.00"},
    ),
    "D14: a withdrawal undoes what its entry did": (
        at_first("goods", SF, "e"),
        {SF: "-8.00", "pending": "0.00", "goods": "8.00"},
    ),
    "D14: a withdrawal of what a verdict moved, too": (
        moved("goods", "staff:a1", "e"),
        {"staff:a1": "-8.00", "pending": "8.00"},
    ),
    "R101: a refund is for goods": (
        posting.paid("refund", yuan("50.00"), Money.zero(), Money.zero()),
        {"goods": "50.00", "customer": "0.00", "cash": "-50.00"},
    ),
    "R102: freights that the customer bears are kept": (
        posting.paid("refund", yuan("84.00"), yuan("16.00"), Money.zero()),
        {"goods": "100.00", "customer": "0.00", "cash": "-84.00", "freight": "-16.00"},
    ),
    "R508: the platform keeps its commission, (100 - 16) × 0.045": (
        posting.paid("refund", yuan("80.22"), yuan("19.78"), yuan("3.78")),
        {
            "goods": "100.00",
            "customer": "0.00",
            "cash": "-80.22",
            "freight": "-16.00",
            "commission": "-3.78",
        },
    ),
    "D1: a price difference is laid out for its case": (
        posting.paid("price_difference", yuan("5.00"), Money.zero(), Money.zero()),
        {"pending": "5.00", "customer": "0.00", "cash": "-5.00"},
    ),
    "R202: postage is paid back in full": (
        posting.postage(yuan("7.50")),
        {"freight": "7.50", "customer": "0.00", "cash": "-7.50"},
    ),
    "R512: an agent's fine lessens the merchant's loss": (
        posting.fined(Charged("staff:a1", "incident", yuan("50.00"))),
        {"staff:a1": "50.00", "merchant": "-50.00"},
    ),
    "R304: a part is bought at the merchant's cost": (
        posting.part_bought(yuan("12.00")),
        {"merchant": "12.00", "cash": "-12.00"},
    ),
    "D15: a bill's difference is owed": (
        posting.difference_accepted("SF", "outbound", yuan("2.00")),
        {"freight": "2.00", SF: "-2.00"},
    ),
    "D15: a bill's difference in our favour is not": (
        posting.difference_accepted("SF", "transfer", yuan("-2.00")),
        {"freight": "-2.00", SF: "2.00"},
    ),
    "D15: a chargeback given up is the merchant's loss": (
        posting.difference_accepted("SF", "claim", yuan("8.00")),
        {"merchant": "8.00", SF: "-8.00"},
    ),
}


def sums(legs: Legs) -> dict[str, str]:
    found: dict[str, Money] = {}
    for account, amount in legs:
        found[account] = found.get(account, Money.zero()) + amount
    return {account: str(amount) for account, amount in found.items()}


@pytest.mark.parametrize(("legs", "expected"), BOOKED.values(), ids=BOOKED)
def test_what_is_booked_where(legs: Legs, expected: dict[str, str]) -> None:
    assert sums(legs) == expected


@pytest.mark.parametrize("legs", [legs for legs, _ in BOOKED.values()], ids=BOOKED)
def test_every_transaction_balances_without_empty_legs(legs: Legs) -> None:
    assert Money.total(leg.amount for leg in legs) == Money.zero()
    assert all(leg.amount for leg in legs)


@pytest.mark.parametrize("cost", ["goods", "refund", "outbound_freight", "return_freight"])
def test_a_moved_liability_leaves_nothing_in_pending(cost: str) -> None:
    legs = at_first(cost) + moved(cost, SF, "e") + moved(cost, "warehouse:main")

    assert sums(legs)["pending"] == "0.00"
    assert sums(legs)[SF] == "0.00"
