"""How the closing book's steps and statements are told to others. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.finance.domain import closing_book as book
from shared.contracts import months as say

if TYPE_CHECKING:
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent


def announce_month(event: DomainEvent) -> Announcement | None:
    """The announcement of a step or a statement; null for other events."""
    match event:
        case book.MonthHeld():
            return say.MonthHeld(**_step(event))
        case book.MonthClosed():
            return say.MonthClosed(
                **_step(event),
                revision=event.revision,
                hash=event.hash,
                hash_before=event.hash_before,
                overrides=event.overrides,
                upto=event.upto,
            )
        case book.MonthReopened():
            return say.MonthReopened(**_step(event), upto=event.upto)
        case book.CourierStatementIssued():
            return _statement(event)
        case _:
            return None


def _step(event: book.MonthHeld | book.MonthClosed | book.MonthReopened) -> dict[str, Any]:
    return {
        "at": event.at,
        "period": event.period,
        "sequence": event.sequence,
        "person": event.person,
        "reason": event.reason,
    }


def _statement(event: book.CourierStatementIssued) -> say.CourierStatementIssued:
    totals = event.totals
    return say.CourierStatementIssued(
        at=event.at,
        courier=totals.courier,
        statement=f"{totals.courier}:{event.period}",
        period=event.period,
        opening=totals.opening,
        freight=totals.freight,
        transfer_fees=totals.transfer_fees,
        chargebacks=totals.chargebacks,
        adjustments=totals.adjustments,
        net=totals.net,
        lines=totals.lines,
        hash=totals.hash,
        revision=event.revision,
        replaces=event.replaces,
    )
