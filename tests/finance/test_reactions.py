"""What finance does whenever it hears something."""

from decimal import Decimal

from services.finance.commands import (
    BookCharge,
    FinanceCommand,
    NoteOrder,
    NoteReadyRefund,
    WithdrawRefund,
)
from services.finance.domain.payment import DueLine, Freight, PaidLine
from services.finance.reactions import HEARS, TOPICS, react
from shared.contracts.base import Announcement
from shared.money import Money
from tests.finance.told import assigned, at, goods, order, ready, withdrawn

THIRTY = Money.of("30.00")


def commands(said: Announcement) -> list[FinanceCommand]:
    return list(react(said))


def test_an_order_is_noted() -> None:
    said = order(("MILK", 2, "30.00"), dealer_id="D-7")

    assert commands(said) == [
        NoteOrder("O-1", at(1), (PaidLine("MILK", 2, THIRTY),), "K-O-1", "D-7")
    ]


def test_a_ready_refund_is_noted_with_what_comes_off_it() -> None:
    said = ready(
        at(3), goods("MILK", 1, "30.00"), freights=[("SF-1", "8.00")], commission_rate="0.045"
    )

    assert commands(said) == [
        NoteReadyRefund(
            refund="C-1/refund",
            order_no="O-1",
            case_no="C-1",
            kind="refund",
            ready_at=at(3),
            lines=(DueLine("MILK", 1, THIRTY),),
            freights=(Freight("SF-1", Money.of("8.00")),),
            commission_rate=Decimal("0.045"),
            policy="2026-01",
            rule="R102",
        )
    ]


def test_a_withdrawn_refund_is_taken_back() -> None:
    assert commands(withdrawn(at(4))) == [WithdrawRefund("C-1/refund", "O-1", at(4))]


def test_only_dealers_and_agents_costs_are_booked_here() -> None:
    (booked,) = commands(assigned("E-1", "dealer", "D-7"))

    assert isinstance(booked, BookCharge)
    assert (booked.party, booked.account, booked.charge.entry.entry) == ("dealer", "D-7", "E-1")
    assert commands(assigned("E-1", "courier")) == []


def test_it_hears_the_three_other_services() -> None:
    assert TOPICS == ("intake.events", "logistics.events", "warehouse.events")
    assert "RefundReady" in HEARS
