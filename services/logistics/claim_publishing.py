"""A claim's life in the words that others hear. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.logistics.domain import claim_events as event
from shared.contracts import claims as say
from shared.contracts.logistics import CourierClaimOpened, ExpectedCost

if TYPE_CHECKING:
    from services.logistics.domain.claim_life import ExpectedClaim
    from services.logistics.domain.places import Place
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent

TOLD: dict[type[DomainEvent], type[say.ClaimStep]] = {
    event.ClaimSubmitted: say.ClaimSubmitted,
    event.ClaimDisputed: say.ClaimDisputed,
    event.ClaimAccepted: say.ClaimAccepted,
    event.ClaimRejected: say.ClaimRejected,
    event.ClaimWithdrawn: say.ClaimWithdrawn,
}


def announce(told: DomainEvent, about: dict[str, Any]) -> Announcement | None:
    """The announcement of an event; None when it is none of a claim's. ``about``: its case."""
    match told:
        case event.CourierClaimed():
            common = about | _placed(told.place, told.policy)
            return _opened(told.opens, common)
        case event.CourierClaimRevised():
            common = about | _placed(told.place, told.policy)
            return _opened(told.claim, common | {"revision": told.revision})
        case event.ClaimStepTaken():
            return _step(told, about | _placed(told.place, told.policy))
        case _:
            return None


def _placed(place: Place, policy: str | None) -> dict[str, Any]:
    return {"waybill": place.waybill, "courier": place.courier, "policy": policy}


def _opened(claim: ExpectedClaim, common: dict[str, Any]) -> CourierClaimOpened:
    days = claim.days
    return CourierClaimOpened(
        **common,
        rule=claim.rule,
        claim=claim.number,
        expected=tuple(ExpectedCost(cost=one.cost, amount=one.amount) for one in claim.expected),
        evidence=claim.evidence,
        earliest_day=days.earliest if days else None,
        latest_day=days.latest if days else None,
    )


def _step(told: event.ClaimStepTaken, common: dict[str, Any]) -> say.ClaimStep:
    step = told.step
    more: dict[str, Any] = {"amount": step.amount, "exception": step.exception}
    # What a kind of step does not have, its announcement leaves out.
    return TOLD[type(told)](
        **common,
        rule=told.rule,
        claim=told.claim,
        step=told.number,
        person=step.person,
        reason=step.reason,
        evidence=step.evidence,
        **more,
    )
