"""Which of intake's events others may hear, and in which words (pure); the rest stays private.

Name, phone and address are said sealed, and only on reship orders and return slips (R516).
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from services.intake import casework_publishing, complaint_publishing, desk_publishing
from services.intake.casework_publishing import sealed
from services.intake.domain import case_events as case
from services.intake.domain import evidence_events
from services.intake.domain.order import (
    CaseAdmitted,
    FileOpened,
    FreightNoted,
    GoodsNoted,
    OrderFilled,
    OrderOpened,
    ParcelMoved,
    ParcelNoted,
)
from services.intake.domain.payments import POSTAGE
from shared.contracts import intake as say
from shared.contracts.base import Decision, Goods, ValuedGoods

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.intake.domain.payments import Payment, PricedLine
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent


V = TypeVar("V", say.DecidedBefore, say.ChosenBefore)
PRIVATE = frozenset(
    {
        FileOpened,
        CaseAdmitted,
        ParcelNoted,
        FreightNoted,
        ParcelMoved,
        GoodsNoted,
        case.VerificationNoted,
        case.WeightNoted,
        case.SignOffNoted,
        case.PaymentNoted,
        evidence_events.EvidenceViewed,
    }
)


def announce(event: DomainEvent) -> Announcement | None:
    """The announcement of an event; None when it is private."""
    if type(event) in PRIVATE:  # Most are, and a look is quicker than the match below.
        return None
    match event:
        case OrderOpened() | OrderFilled():
            return _order_registered(event)
        case case.CaseOpened() | case.RequestRestated():
            return _return_requested(event)
        case case.RequestDecided():
            return _request_decided(event)
        case case.RemedyChosen():
            return _remedy_chosen(event)
        case case.ReturnSlipIssued():
            return _return_slip_issued(event)
        case case.ReshipIssued():
            return _reship_issued(event)
        case case.RefundRequested():
            waits_for = event.waits_for
            return say.RefundRequested(waits_for=waits_for, **_payment(event), **_customer(event))
        case case.RefundReady():
            return say.RefundReady(ready_at=event.at, **_payment(event), **_customer(event))
        case case.RefundWithdrawn():
            return _refund_withdrawn(event)
        case case.RefundConfirmed():
            return say.RefundConfirmed(confirmed_at=event.at, **_about(event, event.subject))
        case evidence_events.EvidenceAttached():
            return _evidence_attached(event)
        case evidence_events.EvidenceRequested():
            about = _about(event, event.subject) | {"rule": event.rule}
            return say.EvidenceRequested(missing=event.missing, asked_at=event.at, **about)
        case case.LiabilityDecided():
            return _liability_decided(event)
        case case.CaseClosed():
            outcome = event.outcome
            about = _about(event, event.subject)
            return say.CaseClosed(closed_at=event.at, outcome=outcome, **about)
        case _:
            return _of_people(event)


def _of_people(event: DomainEvent) -> Announcement | None:
    """What people did beside the files: one of these modules knows the event, or none."""
    return (
        casework_publishing.announce(event)
        or complaint_publishing.announce(event)
        or desk_publishing.announce(event)
    )


def _order_registered(event: OrderOpened | OrderFilled) -> Announcement:
    order = event.registration
    return say.OrderRegistered(
        at=event.at,
        order_no=_number(event),
        revision=event.revision if isinstance(event, OrderFilled) else 1,
        purchased_at=order.purchased_at,
        succeeded_at=order.succeeded_at,
        customer_id=order.customer_id,
        customer_class=order.customer_class,
        province=order.province,
        dealer_id=order.dealer_id,
        packaging_g=order.packaging_g,
        lines=tuple(
            say.OrderLine(
                sku=line.sku,
                product=line.product,
                liquid=line.liquid,
                quantity=line.quantity,
                unit_price=line.unit_price,
                unit_weight_g=line.unit_weight_g,
            )
            for line in order.lines
        ),
    )


def _return_requested(event: case.CaseOpened | case.RequestRestated) -> Announcement:
    request, statement = event.request, event.statement
    return say.ReturnRequested(
        requested_at=request.at,
        revision=event.revision if isinstance(event, case.RequestRestated) else 1,
        facts=statement.facts,
        lines=_valued(statement.lines),
        wish=request.wish,
        remedy=request.remedy,
        amount=request.amount,
        agent=request.agent,
        customer_id=statement.customer_id,
        dealer_id=statement.dealer_id,
        **_about(event, statement.subject),
    )


def _request_decided(event: case.RequestDecided) -> Announcement:
    return say.RequestDecided(
        rule=event.rule,
        revision=event.revision,
        decided_at=event.decided_at,
        facts=event.facts,
        decision=Decision(**event.decision),
        before=_told(say.DecidedBefore, event.before),
        **_about(event, event.subject),
    )


def _remedy_chosen(event: case.RemedyChosen) -> Announcement:
    chosen = event.chosen
    return say.RemedyChosen(
        rule=chosen.rule,
        revision=event.revision,
        remedy=chosen.remedy,
        amount=chosen.amount,
        chosen_at=event.at,
        return_path=chosen.return_path,
        bears=chosen.bears,
        liable=chosen.liable,
        book_to=chosen.book_to,
        advance_postage=chosen.advance_postage,
        rules=chosen.rules,
        before=_told(say.ChosenBefore, event.before),
        **_about(event, event.subject),
    )


def _told(kind: type[V], before: tuple[Any, ...] | None) -> tuple[V, ...] | None:
    return None if before is None else tuple(kind(**asdict(one)) for one in before)


def _return_slip_issued(event: case.ReturnSlipIssued) -> Announcement:
    return say.ReturnSlipIssued(
        rule=event.rule,
        slip=event.slip,
        kind=event.kind or "return",
        address=event.address or None,
        exchange_address=event.exchange_address or None,
        notes=event.notes or None,
        lines=_goods(event.lines),
        customer_id=event.customer_id,
        recipient=sealed(event.recipient),
        revision=event.revision,
        **_about(event, event.subject),
    )


def _reship_issued(event: case.ReshipIssued) -> Announcement:
    return say.ReshipIssued(
        rule=event.rule,
        remedy=event.remedy,
        lines=_goods(event.lines),
        recipient=sealed(event.recipient),
        revision=event.revision,
        **_about(event, event.subject),
    )


def _refund_withdrawn(event: case.RefundWithdrawn) -> Announcement:
    payment = event.payment
    return say.RefundWithdrawn(
        rule=event.rule,
        refund=payment.refund,
        kind=payment.kind,
        **_about(event, event.subject, payment),
    )


def _liability_decided(event: case.LiabilityDecided) -> Announcement:
    verdict = event.verdict
    moved: dict[str, Any] = {"from": event.from_party, "to": verdict.liable}
    return say.LiabilityDecided(
        rule="R501",
        decided_at=event.at,
        account=event.account,
        reason=verdict.reason,
        person=verdict.person,
        responsible=verdict.responsible,
        **moved,
        **_about(event, event.subject),
    )


def _evidence_attached(event: evidence_events.EvidenceAttached) -> Announcement:
    evidence, file = event.evidence, event.file
    return say.EvidenceAttached(
        kind=evidence.kind,
        name=file.name,
        media_type=file.media_type,
        sha256=file.sha256,
        size=file.size,
        outer_package=evidence.outer_package,
        person=evidence.person,
        **_about(event, event.subject),
    )


def _payment(event: case.RefundRequested | case.RefundReady) -> dict[str, Any]:
    payment = event.payment
    freights = tuple(say.FreightBorne(waybill=f.waybill, amount=f.amount) for f in payment.freights)
    return {
        "rule": event.rule,
        "refund": payment.refund,
        "kind": payment.kind,
        "lines": _valued(payment.lines),
        "freights": freights,
        "commission_rate": payment.commission_rate,
        **_about(event, event.subject, payment),
    }


def _customer(event: case.RefundRequested | case.RefundReady) -> dict[str, Any]:
    return {"customer_id": event.customer_id}


def _about(
    event: DomainEvent, subject: case.Subject, payment: Payment | None = None
) -> dict[str, Any]:
    """What every announcement of a case names; a postage names its return parcel instead."""
    postage = payment is not None and payment.kind == POSTAGE
    return {
        "at": event.at,
        "case_no": _number(event),
        "order_no": subject.order_no,
        "waybill": payment.waybill if payment is not None and postage else subject.waybill,
        "courier": None if postage else subject.courier,
        "policy": subject.policy,
    }


def _number(event: DomainEvent) -> str:
    return event.originator_id.partition(":")[2]


def _valued(lines: Iterable[PricedLine]) -> tuple[ValuedGoods, ...]:
    return tuple(
        ValuedGoods(
            sku=line.sku, quantity=line.quantity, unit_price=line.unit_price, value=line.value
        )
        for line in lines
    )


def _goods(pieces: Iterable[case.Piece]) -> tuple[Goods, ...]:
    return tuple(Goods(sku=piece.sku, quantity=piece.quantity) for piece in pieces)
