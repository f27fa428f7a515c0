"""People's own work on a case in the words that others hear (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.intake.domain import desk_events as event
from shared.contracts import desk as say

if TYPE_CHECKING:
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent

CONTACT = "R105"
REVIEW = "R504"


def announce(told: DomainEvent) -> Announcement | None:
    """The announcement of an event; None when it is no step of a person's."""
    match told:
        case event.CustomerContacted():
            return say.CustomerContacted(note=told.note, rule=CONTACT, **_about(told))
        case event.CasePaused():
            return say.CasePaused(reason=told.reason, until=told.until, **_about(told))
        case event.CaseResumed():
            return say.CaseResumed(**_about(told))
        case event.CaseReopened():
            return say.CaseReopened(reason=told.reason, rule=REVIEW, **_about(told))
        case _:
            return None


def _about(
    told: event.CustomerContacted | event.CasePaused | event.CaseResumed | event.CaseReopened,
) -> dict[str, Any]:
    subject = told.subject
    return {
        "at": told.at,
        "case_no": told.originator_id.partition(":")[2],
        "order_no": subject.order_no,
        "waybill": subject.waybill,
        "courier": subject.courier,
        "policy": subject.policy,
        "person": told.person,
    }
