"""From a request and its order's dossier to the policy's facts, as of each moment they were known.

Unknown facts stay None (D22, D25, D33). What became known after the request keeps its moment, so
that a decision can be dated at the fact that changed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast, get_args

from services.intake.domain.dossier import Dossier, whole_days
from services.intake.domain.evidence import Attached, shown
from services.intake.domain.parcels import ParcelLife
from services.intake.domain.request import Request
from shared.policy.facts import Facts
from shared.policy.vocabulary import SignedBy

SIGNERS = frozenset(get_args(SignedBy))
REMEDY = "remedy"
"""Learnt like a fact, but none of the policy's: what the customer chose later."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A fact that became known at a moment of its own."""

    at: datetime
    fact: str
    value: Any


@dataclass(slots=True)
class Findings:
    """What came in about a case after it was asked for; None while nothing did."""

    verified: tuple[datetime, bool] | None = None
    confirmed_at: datetime | None = None
    weight: tuple[datetime, str] | None = None
    sign_off: tuple[datetime, str] | None = None
    checks: dict[datetime, bool] = field(default_factory=dict)
    """What people found when they checked the evidence, beside the request's own cells."""
    attached: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Outset:
    """The parcel that a request is about (D30), and the facts as of the request."""

    parcel: ParcelLife | None
    facts: Facts


def outset(request: Request, dossier: Dossier) -> Outset:
    """What was so when the customer asked, as far as it is known now."""
    at, order, parcel = request.at, dossier.order, dossier.parcel_at(request.at)
    signed = [s for s in parcel.signed if s.at <= at] if parcel else []
    facts: dict[str, Any] = {
        "cause": request.cause,
        "stage": parcel.stage(at) if parcel else "not_shipped",
        "wish": request.wish,
        "outer_package": request.outer_package,
        "liquid": _liquid(request, dossier),
        "partly_good": request.partly_good,
        "signed_by": request.signed_by
        or next((s.by for s in reversed(signed) if s.by in SIGNERS), None),
        "photos": request.photos,
        "outer_photo": request.outer_photo,
        "verified": None if request.verified_later else request.verified,
        "days_since_purchase": whole_days(order.purchased_at, at),
        "days_since_signed": whole_days(signed[0].at, at) if signed else None,
        "days_since_success": whole_days(order.succeeded_at, at),
        "resellable": request.resellable,
        "complete": request.complete,
        "small_quantity": request.small_quantity,
        "dealer": True if order.dealer_id else None,
    }
    return Outset(parcel, Facts(**facts))


def learnt(asked_at: datetime, begun: Outset, findings: Findings) -> list[Learnt]:
    """What became known at moments of its own, in the order of time, none before the request."""
    found = [Learnt(max(at, asked_at), fact, value) for at, fact, value in _dated(begun, findings)]
    return sorted(found, key=lambda one: (one.at, one.fact))


def _dated(begun: Outset, findings: Findings) -> Iterator[tuple[datetime, str, Any]]:
    parcel, base = begun.parcel, begun.facts
    if findings.verified is not None:
        yield findings.verified[0], "verified", findings.verified[1]
    for at, verified in findings.checks.items():
        yield at, "verified", verified
    if findings.weight is not None:
        yield findings.weight[0], "weight_check", findings.weight[1]
    if findings.sign_off is not None and base.signed_by is None:
        yield findings.sign_off[0], "signed_by", findings.sign_off[1]
    if parcel is not None and parcel.lost_at is not None and base.stage != "signed":
        refused = parcel.refused_at is not None and parcel.refused_at <= parcel.lost_at
        yield parcel.lost_at, "loss_confirmed", True  # D7: requests before signing only.
        yield parcel.lost_at, "refused", refused
    if findings.confirmed_at is not None:
        yield findings.confirmed_at, "customer_confirmed", True
    yield from shown(base, findings.attached)


def _liquid(request: Request, dossier: Dossier) -> bool | None:
    """True when any affected line is liquid, false when none of them is."""
    ordered = [dossier.order.line(line.sku) for line in request.lines]
    liquids = [line.liquid for line in ordered if line is not None]
    if any(liquids):
        return True
    return None if None in liquids else cast("bool | None", False)
