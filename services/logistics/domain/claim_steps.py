"""Which step of a claim may follow which, and what each of them needs (0017).

A step is a fact with its moment: told again it changes nothing, out of turn it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from services.logistics.domain import claim_events as events
from services.logistics.domain import claim_refusals as refused
from services.logistics.domain.case_costs import situation
from services.logistics.domain.claim import shown
from services.logistics.domain.claim_life import (
    ACCEPTED,
    COURIER,
    DISPUTED,
    REJECTED,
    SUBMITTED,
    WITHDRAWN,
    Claim,
    State,
    Step,
    Taken,
)
from shared.money import Money

if TYPE_CHECKING:
    from services.logistics.domain.claims import OrderClaims
    from shared.errors import RuleViolation

EVENTS: Final[Mapping[Taken, type[events.ClaimStepTaken]]] = {
    SUBMITTED: events.ClaimSubmitted,
    DISPUTED: events.ClaimDisputed,
    ACCEPTED: events.ClaimAccepted,
    REJECTED: events.ClaimRejected,
    WITHDRAWN: events.ClaimWithdrawn,
}
FOLLOWS: Final[Mapping[Taken, frozenset[State]]] = {
    SUBMITTED: frozenset({"open", "disputed", "rejected", "accepted_in_part"}),
    DISPUTED: frozenset({"submitted"}),
    ACCEPTED: frozenset({"submitted", "disputed", "rejected", "accepted_in_part"}),
    REJECTED: frozenset({"submitted", "disputed"}),
    WITHDRAWN: frozenset(
        {"open", "submitted", "disputed", "accepted", "accepted_in_part", "rejected"}
    ),
}
"""A claim contested, turned down or granted in part may be submitted anew, with more evidence."""
REFUSALS: Final[Mapping[State, type[RuleViolation]]] = {
    "open": refused.ClaimNotSubmitted,
    "submitted": refused.ClaimAlreadySubmitted,
    "disputed": refused.ClaimAlreadyDisputed,
    "accepted": refused.ClaimAlreadyAccepted,
    "accepted_in_part": refused.ClaimPartlyAccepted,
    "rejected": refused.ClaimAlreadyRejected,
    "withdrawn": refused.ClaimAlreadyWithdrawn,
}


def take(claims: OrderClaims, case_no: str, step: Step) -> None:
    """Take a step, or raise its refusal; the same again changes nothing."""
    file = claims.files.get(case_no)
    claim = file.claim if file else None
    if claim is None:
        raise refused.ClaimNotKnown(f"no claim on a courier was opened for case {case_no}")
    if _told_before(claim, step):
        return
    if step.at < (claim.steps[-1].at if claim.steps else claim.opened_at):
        raise refused.ClaimStepOutOfTurn(f"the claim of case {case_no} had got further by then")
    if claim.state not in FOLLOWS[step.name]:
        raise REFUSALS[claim.state](f"the claim of case {case_no} is {claim.state}")
    taken = _with_evidence(claims, case_no, step)
    if step.name in NEEDS:
        NEEDS[step.name](claims, case_no, taken)
    claims.record(
        EVENTS[step.name],
        step.at,
        case_no=case_no,
        claim=claim.said.number,
        number=len(claim.steps) + 1,
        step=taken,
        rule=claim.said.rule,
        place=claim.place,
        policy=claim.policy,
    )


def _told_before(claim: Claim, step: Step) -> bool:
    """Whether the same was told of this moment; a submission without files showed them all."""
    known = next((one for one in claim.steps if (one.name, one.at) == (step.name, step.at)), None)
    if known is None:
        return False
    if known != (step if step.evidence else replace(step, evidence=known.evidence)):
        raise refused.ClaimStepDiffers(f"{step.name} at this moment was told otherwise before")
    return True


def _with_evidence(claims: OrderClaims, case_no: str, step: Step) -> Step:
    """What the claim can show by now; a step names some of it, a submission all unless told."""
    case = situation(claims.files[case_no], claims.parcels, claims.lines)
    known = tuple(shown(case)) if case else ()
    unknown = [one for one in step.evidence if one not in known]
    if unknown:
        told = ", ".join(known) or "none"
        raise refused.EvidenceNotOfTheClaim(f"{', '.join(unknown)}: the claim has {told}")
    if step.name == SUBMITTED and not step.evidence:
        return replace(step, evidence=known)
    return step


def _submits(claims: OrderClaims, case_no: str, step: Step) -> None:
    claim = claims.claim_of(case_no)
    if not claim.said.expected:
        raise refused.NothingToClaim(f"the courier does not answer for case {case_no} any more")
    days = claim.said.days
    if days is None or step.exception is not None:
        return
    if step.at < days.begins:
        raise refused.ClaimTooEarly(f"{claim.place.courier} takes it from {days.earliest} on")
    if step.at > days.ends:
        raise refused.ClaimTooLate(f"{claim.place.courier} took it until {days.latest}")


def _accepts(claims: OrderClaims, case_no: str, step: Step) -> None:
    if step.amount is None:
        return
    if step.amount <= Money.zero():
        raise refused.NothingAccepted("a part granted is an amount above 0.00")
    expected = [cost.amount for cost in claims.claim_of(case_no).said.expected]
    known = [amount for amount in expected if amount is not None]
    whole = max(Money.total(known), booked(claims, case_no))
    if len(known) == len(expected) and step.amount > whole:
        raise refused.AcceptedMoreThanClaimed(f"{step.amount} of {whole} claimed")


def booked(claims: OrderClaims, case_no: str) -> Money:
    """What stands on the courier's account for a case."""
    entries = [
        one.entry
        for one in claims.standing.values()
        if one.case_no == case_no and one.entry.bearer.party == COURIER
    ]
    charged = Money.total(entry.amount for entry in entries if entry.kind == "charge")
    return charged - Money.total(entry.amount for entry in entries if entry.kind == "reversal")


NEEDS: Final[Mapping[Taken, Callable[[OrderClaims, str, Step], None]]] = {
    SUBMITTED: _submits,
    ACCEPTED: _accepts,
}
