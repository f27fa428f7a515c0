"""Whenever another service announces something, what finance must then do. Pure.

Whether it changes anything belongs to the aggregates; delivery and retries to the runtime.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from services.finance import commands as do
from services.finance.domain.charges import DEALER, STAFF, Charge
from services.finance.domain.payment import DueLine, Freight, PaidLine
from shared.contracts import intake, logistics, warehouse
from shared.contracts.costs import CaseCostAssigned
from shared.contracts.entries import from_assigned
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.finance.commands import FinanceCommand
    from shared.contracts.base import Announcement

TOPICS: tuple[str, ...] = (intake.TOPIC, logistics.TOPIC, warehouse.TOPIC)
HEARS: Mapping[str, type[Announcement]] = {
    said.TYPE: said
    for said in (
        intake.OrderRegistered,
        intake.RefundReady,
        intake.RefundWithdrawn,
        intake.RefundConfirmed,
        CaseCostAssigned,
    )
}


def react(said: Announcement) -> Iterator[FinanceCommand]:
    """The commands that follow from an announcement."""
    match said:
        case intake.OrderRegistered():
            yield _note_order(said)
        case intake.RefundReady():
            yield _note_ready(said)
        case intake.RefundWithdrawn():
            yield do.WithdrawRefund(said.refund, said.order_no or "", said.at)
        case intake.RefundConfirmed(person=str(person)):
            yield do.NoteConfirmation(said.order_no or "", said.case_no or "", said.at, person)
        case CaseCostAssigned(party=party) if party in {DEALER, STAFF}:
            yield _book_charge(said)
        case _:
            return


def _note_order(said: intake.OrderRegistered) -> FinanceCommand:
    lines = tuple(PaidLine(each.sku, each.quantity, each.unit_price) for each in said.lines)
    return do.NoteOrder(said.order_no or "", said.at, lines, said.customer_id, said.dealer_id)


def _note_ready(said: intake.RefundReady) -> FinanceCommand:
    return do.NoteReadyRefund(
        refund=said.refund,
        order_no=said.order_no or "",
        case_no=said.case_no or "",
        kind=said.kind,
        ready_at=said.ready_at,
        lines=tuple(DueLine(each.sku, each.quantity, each.value) for each in said.lines),
        freights=tuple(
            Freight(each.waybill, each.amount or Money.zero()) for each in said.freights
        ),
        commission_rate=None if said.commission_rate is None else Decimal(said.commission_rate),
        customer_id=said.customer_id,
        waybill=said.waybill,
        policy=said.policy,
        rule=said.rule,
    )


def _book_charge(said: CaseCostAssigned) -> FinanceCommand:
    policy = said.entry.policy or said.policy
    charge = Charge(
        from_assigned(said), said.case_no, said.order_no, said.waybill, said.courier, policy
    )
    return do.BookCharge(said.party, said.account, charge)
