"""What carrying a remedy out asks of others, and when nothing is left to do for a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from services.intake.domain.payments import Due, Matter

RESHIPS = frozenset({"reship", "reship_other_courier", "reship_ems"})
DONE_WHEN_CHOSEN = frozenset({"invoice_copy", "replace_part", "keep_and_pay_difference"})
DONE_WHEN_SIGNED = frozenset({"redeliver", "change_address", "wait_with_gift"})
PAYS = frozenset({"refund", "return_refund", "price_difference"})


def reship_at(matter: Matter) -> datetime | None:
    """When the reship order is issued; None when none is, or not yet (R501, R207, R209).

    A reship never waits. An exchange waits for the inspection of what the customer sends back, and
    before dispatch it only changes the order.
    """
    chosen, since = matter.judgement.chosen, matter.judgement.chosen_at
    if chosen is None or matter.parcel is None:
        return None
    if chosen.remedies[0] in RESHIPS:
        return since
    if chosen.remedies[0] != "exchange":
        return None
    if chosen.return_path != "customer_ships":
        return since
    return max(since, matter.comeback.at) if matter.comeback else None


def closed_at(matter: Matter, payments: list[Due], paid: Mapping[str, datetime]) -> datetime | None:
    """Since when everything is done; None while something is left."""
    if matter.judgement.decision.verdict == "rejected":
        return matter.judgement.decided_at
    if matter.judgement.remedy is None:
        return None
    ends = list(_ends(matter, payments, paid))
    return None if None in ends else max(end for end in ends if end is not None)


def _ends(
    matter: Matter, payments: list[Due], paid: Mapping[str, datetime]
) -> Iterator[datetime | None]:
    remedy = matter.judgement.remedy
    yield matter.judgement.chosen_at
    yield from (paid.get(due.payment.refund) for due in payments)
    if matter.judgement.return_path in {"customer_ships", "refuse", "intercept"}:
        yield matter.comeback.at if matter.comeback else None
    if remedy in RESHIPS or (remedy == "exchange" and matter.parcel is not None):
        reships = matter.dossier.reships(matter.case_no)
        yield reships[0].shipped_at if reships else matter.ridden_at
    elif remedy == "price_difference":
        yield matter.judgement.chosen_at if payments else None
    elif remedy in DONE_WHEN_SIGNED:
        yield _signed_at(matter)
    elif remedy not in DONE_WHEN_CHOSEN | PAYS:
        yield None  # A person's work: `diagnose`, and another product before dispatch.


def _signed_at(matter: Matter) -> datetime | None:
    """When an outbound parcel of the order was signed for after the request."""
    signed = [
        scan.at
        for parcel in matter.dossier.parcels.values()
        if parcel.kind == "outbound"
        for scan in parcel.signed
        if scan.at >= matter.request.at
    ]
    return min(signed, default=None)
