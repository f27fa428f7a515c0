"""What people decide for a case beside the files: each refused by its name, or recorded (D36)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from services.intake.domain import casework_events as did
from services.intake.domain.case_events import Piece
from services.intake.domain.casework_refusals import (
    AmountMissing,
    AmountNotTaken,
    ChoiceDiffers,
    EvidenceDiffers,
    NotAskedYet,
    OutOfStock,
    RemedyCarriedOut,
    RemedyNotAllowed,
)
from services.intake.domain.choice import Choice
from services.intake.domain.judgement import Judgement, rule_on
from services.intake.domain.payments import POSTAGE, Matter
from services.intake.domain.return_case import ReturnCase
from shared.policy.decision import Decision
from shared.policy.vocabulary import Remedy

EXCHANGE = "exchange"
DIFFERENCE = "price_difference"
TAKES_AMOUNT = frozenset({DIFFERENCE, "reship"})
"""D11: an amount beside a reship is a compensation."""

Available = Mapping[str, int]
"""Product → pieces in stock, as far as anybody counted them."""


def choose(
    case: ReturnCase, at: datetime, choice: Choice, matter: Matter, stock: Available
) -> None:
    """The customer chooses a remedy, later or otherwise, while nothing is carried out (D21)."""
    known = case.work.choices.get(at)
    if known == choice:
        return
    if known is not None:
        raise ChoiceDiffers(f"another choice was made at {at.isoformat()}")
    asked_by_then(case, at)
    decision = _allowing(choice.remedy, matter)
    done = carried_out(case, matter)
    if done is not None:
        raise RemedyCarriedOut(f"{matter.judgement.remedy} is carried out: {done}")
    _amount_fits(choice, case)
    if choice.remedy == EXCHANGE and matter.parcel is not None:
        _in_stock(case.pieces, stock, decision)
    case.record(did.ChoiceMade, at, subject=case.subject, choice=choice)


def confirm(case: ReturnCase, at: datetime, person: str) -> None:
    """The customer confirmed the refund in the chat (R507); of several moments the first counts."""
    known = case.findings.confirmed_at
    if known is not None and known <= at:
        return
    asked_by_then(case, at)
    case.record(did.ConfirmationTaken, at, subject=case.subject, person=person)


def verify(
    case: ReturnCase, at: datetime, person: str, finding: str | None, *, verified: bool
) -> None:
    """Quality or a wrong item was checked from the evidence (R208, R209, R303)."""
    known = case.findings.checks.get(at)
    if known == verified:
        return
    if known is not None:
        raise EvidenceDiffers(f"another finding was made at {at.isoformat()}")
    asked_by_then(case, at)
    case.record(
        did.EvidenceVerified,
        at,
        subject=case.subject,
        verified=verified,
        finding=finding,
        person=person,
    )


def asked_by_then(case: ReturnCase, at: datetime) -> None:
    """Refuse what is said to have been done before the customer asked."""
    if at < case.request.at:
        raise NotAskedYet(f"case {case.number} was asked for at {case.request.at.isoformat()}")


def carried_out(case: ReturnCase, matter: Matter) -> str | None:
    """What of the case's remedy cannot be taken back any more; None while nothing is.

    Postage that was paid back is none of it: the goods are on their way whatever is chosen.
    """
    for refund in case.paid:
        payment = case.requested.get(refund)
        if payment is None or payment.kind != POSTAGE:
            return "it is paid"
    reships = matter.dossier.reships(case.number)
    if reships:
        return f"parcel {reships[0].waybill} was shipped"
    ride = case.work.ride
    if ride is not None and ride.shipped_at is not None:
        return f"it left with order {ride.order_no}"
    done = case.work.parts or case.work.copies
    return f"it was done at {min(done).isoformat()}" if done else None


def _allowing(remedy: str, matter: Matter) -> Decision:
    """The decision under which a remedy is allowed, itself or one that stands for it (D21)."""
    judgement: Judgement = matter.judgement
    policy = matter.terms.policy
    decision = rule_on(judgement.facts, policy, remedy).decision
    names = {remedy, *policy.stand_ins.get(cast("Remedy", remedy), ())}
    if names.isdisjoint(decision.remedies) or decision.verdict == "rejected":
        allowed = decision.alternatives or judgement.decision.remedies
        raise RemedyNotAllowed(f"{remedy} is not allowed here, but {', '.join(allowed)}")
    return decision


def _amount_fits(choice: Choice, case: ReturnCase) -> None:
    if choice.amount is not None and choice.remedy not in TAKES_AMOUNT:
        raise AmountNotTaken(f"{choice.remedy} takes no amount")
    named = choice.amount or case.request.amount
    if choice.remedy == DIFFERENCE and not named:
        raise AmountMissing("a price difference names its amount")


def _in_stock(pieces: tuple[Piece, ...], stock: Available, decision: Decision) -> None:
    """An exchange is checked against stock first; unknown stock counts as available (R511, D36)."""
    short = [p for p in pieces if stock.get(p.sku, p.quantity) < p.quantity]
    if short:
        missing = ", ".join(f"{p.quantity} of {p.sku}, there are {stock[p.sku]}" for p in short)
        others = [remedy for remedy in decision.remedies if remedy != EXCHANGE]
        raise OutOfStock(f"{missing}; instead: {', '.join(others) or 'nothing'}")
