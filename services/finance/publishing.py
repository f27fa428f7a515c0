"""Which of finance's events others may hear, and in which words. Pure; the rest is private."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.finance import bill_publishing, refund_publishing
from services.finance.domain import account_events, charges, courier_bill, refund_table
from services.finance.domain.incidents import RULE as INCIDENTS
from services.finance.domain.payment import POSTAGE
from services.finance.month_publishing import announce_month
from shared.contracts import finance as say
from shared.contracts.entries import as_entry
from shared.dates import print_time

if TYPE_CHECKING:
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent


def announce(event: DomainEvent) -> Announcement | None:
    """The announcement of an event, null when it is private."""
    match event:
        case account_events.RefundPaid():
            return _paid(event)
        case refund_table.RefundTableCleared():
            return _cleared(event)
        case charges.DealerCharged():
            return say.DealerCharged(dealer_id=event.dealer_id, **_charge(event.charge))
        case charges.StaffCharged():
            return say.StaffCharged(agent=event.agent, **_charge(event.charge))
        case charges.IncidentConfirmed():
            return say.IncidentConfirmed(
                at=event.at,
                agent=event.agent,
                kind=event.kind,
                case_no=event.case_no,
                order_no=event.order_no,
                policy=event.policy,
                rule=INCIDENTS,
            )
        case charges.CommissionCancelled():
            return _commission_lost(event)
        case courier_bill.CourierBillImported():
            return _billed(event)
        case _:
            return (  # Else private.
                bill_publishing.announce(event)
                or announce_month(event)
                or refund_publishing.announce(event)
            )


def _paid(event: account_events.RefundPaid) -> Announcement:
    names: dict[str, Any] = {
        "at": event.at,
        "case_no": event.case_no,
        "order_no": event.originator_id.partition(":")[2],
        "waybill": event.waybill,
        "policy": event.policy,
        "rule": event.rule,
        "refund": event.refund,
        "table_at": event.table_at or event.at,
        "amount": event.amount,
    }
    if event.kind == POSTAGE:
        return say.PostageReimbursed(way=event.way, **names)
    shares = tuple(
        say.PaidShare(sku=share.sku, quantity=share.quantity, amount=share.amount)
        for share in event.shares
    )
    return say.RefundPaid(
        kind=event.kind,
        deducted=event.deducted,
        shares=shares,
        commission=event.commission,
        **names,
    )


def _cleared(event: refund_table.RefundTableCleared) -> say.RefundTableCleared:
    return say.RefundTableCleared(
        at=event.at,
        table=print_time(event.at),
        table_at=event.at,
        lines=tuple(
            say.TableLine(
                case=line.case_no,
                order_no=line.order_no,
                customer_id=line.customer_id,
                kind=line.kind,
                amount=line.amount,
                deducted=line.deducted,
            )
            for line in event.lines
        ),
        total=event.total,
        revision=event.revision,
    )


def _commission_lost(event: charges.CommissionCancelled) -> say.CommissionCancelled:
    return say.CommissionCancelled(
        at=event.at,
        agent=event.originator_id.partition("/")[2],
        period=event.period,
        policy=event.policy,
        rule=INCIDENTS,
    )


def _billed(event: courier_bill.CourierBillImported) -> say.CourierBillImported:
    return say.CourierBillImported(
        at=event.at,
        bill=event.originator_id.partition(":")[2],
        courier=event.courier,
        period=event.period,
        edition=event.edition,
        rows=event.totals.lines,
        freight=event.totals.freight,
        fee=event.totals.fee,
        claim=event.totals.claim,
        hash=event.digest,
    )


def _charge(charge: charges.Charge) -> dict[str, Any]:
    return {
        "at": charge.entry.certain_at,
        "case_no": charge.case_no,
        "order_no": charge.order_no,
        "waybill": charge.waybill,
        "courier": charge.courier,
        "policy": charge.policy,
        "rule": charge.entry.rule,
        "entry": as_entry(charge.entry, charge.policy),
    }
