"""What was decided about couriers' bills, in the words that others hear (D15; pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.finance.domain import bill_review as did
from shared.contracts import bills as say
from shared.contracts.base import Entry
from shared.policy.shelf import in_force

if TYPE_CHECKING:
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent


def announce(event: DomainEvent) -> Announcement | None:
    """The announcement of an event; None when it is no decision about a bill."""
    match event:
        case did.DifferenceAccepted():
            return _accepted(event)
        case did.DifferenceDisputed(row=row, said=said):
            return say.BillDifferenceDisputed(
                difference=event.difference, **_about(event, row, said)
            )
        case did.DisputeAnswered(row=row, said=said):
            return say.BillDisputeAnswered(answer=event.answer, **_about(event, row, said))
        case did.DisputeWithdrawn(row=row, said=said):
            return say.BillDisputeWithdrawn(**_about(event, row, said))
        case _:
            return None


def _accepted(event: did.DifferenceAccepted) -> say.BillDifferenceAccepted:
    compared = event.compared
    about = _about(event, compared.at_row, event.said)
    policy = in_force(event.at).version
    return say.BillDifferenceAccepted(
        **about,
        order_no=compared.order_no,
        case_no=compared.case_no,
        policy=policy,
        for_period=about["bill"].rpartition(":")[2],
        entry=Entry(
            entry=event.entry,
            cost=did.COSTS[compared.at_row.kind],
            amount=event.amount,
            certain_at=event.at,
            policy=policy,
        ),
        billed=compared.billed,
        booked=compared.booked,
    )


def _about(event: DomainEvent, row: did.RowAt, said: did.Said) -> dict[str, Any]:
    bill = event.originator_id.partition(":")[2]
    return {
        "at": event.at,
        "bill": bill,
        "courier": bill.rpartition(":")[0],
        "waybill": row.waybill,
        "kind": row.kind,
        "row": row.row,
        "person": said.person,
        "reason": said.reason,
    }
