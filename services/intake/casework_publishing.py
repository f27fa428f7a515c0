"""What people did for a case, in the words that others hear (D36; pure)."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from services.intake.domain import casework_events as did
from services.intake.domain import flags
from shared.contracts import casework as say
from shared.contracts import intake
from shared.contracts.base import Goods

if TYPE_CHECKING:
    from services.intake.domain.case_events import Subject
    from services.intake.domain.recipient import Recipient
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent


def announce(event: DomainEvent) -> Announcement | None:
    """The announcement of an event; None when it is none of a person's work."""
    match event:
        case did.ChoiceMade(subject=subject, choice=choice):
            return say.ChoiceMade(
                remedy=choice.remedy,
                amount=choice.amount,
                person=choice.person,
                **about(event, subject),
            )
        case did.ConfirmationTaken(subject=subject):
            return intake.RefundConfirmed(
                confirmed_at=event.at, person=event.person, **about(event, subject)
            )
        case did.EvidenceVerified(subject=subject):
            return say.EvidenceVerified(
                verified=event.verified,
                finding=event.finding,
                person=event.person,
                **about(event, subject),
            )
        case did.ExchangeRides(subject=subject):
            return intake.ReshipIssued(
                rule=event.rule,
                revision=event.revision,
                remedy=event.remedy,
                lines=tuple(Goods(sku=one.sku, quantity=one.quantity) for one in event.lines),
                rides_with=event.ride.order_no,
                **about(event, subject),
            )
        case did.PartReplaced() | did.InvoiceCopySent() | did.AddressCorrected():
            return _by_hand(event)
        case flags.OrderFlagged():
            return say.OrderFlagged(**_flag(event))
        case flags.FlagLowered():
            return say.OrderFlagLowered(**_flag(event))
        case _:
            return None


def _by_hand(
    event: did.PartReplaced | did.InvoiceCopySent | did.AddressCorrected,
) -> Announcement:
    named = {"person": event.person, **about(event, event.subject)}
    match event:
        case did.PartReplaced(part=part):
            return say.PartReplaced(
                rule="R304", part=part.part, amount=part.amount, shop=part.shop, **named
            )
        case did.InvoiceCopySent(copy=copy):
            return say.InvoiceCopySent(
                rule="R305",
                sent_by=copy.sent_by,
                invoice_no=copy.invoice_no,
                copy_waybill=copy.waybill,
                **named,
            )
        case did.AddressCorrected():
            return say.AddressCorrected(recipient=sealed(event.recipient), **named)


def _flag(event: flags.OrderFlagged | flags.FlagLowered) -> dict[str, Any]:
    return {
        "at": event.at,
        "order_no": event.originator_id.partition(":")[2],
        "case_no": event.flag.case_no,
        "revision": event.revision,
        "name": event.name,
        "kind": event.flag.kind,
        "note": event.flag.note,
        "person": event.flag.person,
    }


def sealed(recipient: Recipient | None) -> str | None:
    """A recipient's sealed cells as they travel (R516)."""
    return None if recipient is None else json.dumps(asdict(recipient), separators=(",", ":"))


def about(event: DomainEvent, subject: Subject) -> dict[str, Any]:
    """What every announcement of a case names."""
    return {
        "at": event.at,
        "case_no": event.originator_id.partition(":")[2],
        "order_no": subject.order_no,
        "waybill": subject.waybill,
        "courier": subject.courier,
        "policy": subject.policy,
    }
