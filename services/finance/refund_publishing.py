"""What others may hear of refund tables in people's hands. Pure; the rest is private."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.finance.domain import batch_events as happened
from shared.contracts import finance
from shared.contracts import refund_work as say
from shared.dates import parse_time

if TYPE_CHECKING:
    from services.finance.domain.batch_events import BatchLine
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent


def announce(event: DomainEvent) -> Announcement | None:
    """The announcement of an event, null when it is private."""
    match event:
        case happened.BatchDrawn():
            return say.RefundTableDrawn(
                lines=_lines(event.lines),
                total=event.total,
                person=event.person,
                revision=event.revision,
                **_about(event),
            )
        case happened.BatchLineTakenOut(line=line, reason=reason, person=person):
            left: dict[str, Any] = {"refund": line.refund, "reason": reason, "person": person}
            return say.RefundPutOff(**left, **_of(line), **_about(event))
        case happened.BatchApproved(person=person, count=count, total=total):
            return say.RefundTableApproved(person=person, count=count, total=total, **_about(event))
        case happened.BatchExported():
            return say.RefundTableExported(
                lines=_lines(event.lines),
                total=event.total,
                hash=event.digest,
                person=event.person,
                **_about(event),
            )
        case happened.BatchLineFailed():
            return _failed(event)
        case happened.BatchLinesPaid():
            return _cleared(event)
        case _:
            return None  # Private to finance.


def _failed(event: happened.BatchLineFailed) -> Announcement:
    line = event.line
    return say.RefundFailed(
        refund=line.refund,
        kind=line.line.kind,
        amount=line.line.amount,
        reason=event.reason,
        person=event.person,
        **_of(line),
        **_about(event),
    )


def _cleared(event: happened.BatchLinesPaid) -> Announcement:
    return finance.RefundTableCleared(
        lines=tuple(
            finance.TableLine(
                case=line.line.case_no,
                order_no=line.line.order_no,
                customer_id=line.line.customer_id,
                kind=line.line.kind,
                amount=line.line.amount,
                deducted=line.line.deducted,
            )
            for line in event.lines
        ),
        total=event.total,
        approved_by=event.approved_by,
        revision=event.revision,
        **_about(event),
    )


def _about(event: DomainEvent) -> dict[str, Any]:
    """The table, which the batch is named by: its moment as printed."""
    table = event.originator_id.partition(":")[2]
    return {"at": event.at, "table": table, "table_at": parse_time(table)}


def _of(line: BatchLine) -> dict[str, Any]:
    return {"case_no": line.line.case_no, "order_no": line.line.order_no, "waybill": line.waybill}


def _lines(lines: tuple[BatchLine, ...]) -> tuple[say.BatchLine, ...]:
    return tuple(
        say.BatchLine(
            refund=line.refund,
            case=line.line.case_no,
            order_no=line.line.order_no,
            customer_id=line.line.customer_id,
            kind=line.line.kind,
            amount=line.line.amount,
            deducted=line.line.deducted,
            way=line.way,
            waybill=line.waybill,
            confirmed_by=line.confirmed_by,
        )
        for line in lines
    )
