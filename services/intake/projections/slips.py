"""The slip that goes into a customer's parcel, as it was printed (R202, R511)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.intake.projections.case_file import CaseFiles
from shared.contracts.intake import ReturnRequested, ReturnSlipIssued
from shared.errors import NotKnown

if TYPE_CHECKING:
    from shared.projection.storage import Storage


def slip(storage: Storage, case_no: str) -> dict[str, Any]:
    """The case's newest slip; ``NotKnown`` while none was issued.

    Recipient and phone are no part of it: the customer writes them in by hand (R202, R516).
    """
    file = CaseFiles(storage).case(case_no)
    said = {kind: _newest(file["events"], kind) for kind in (ReturnSlipIssued, ReturnRequested)}
    issued = said[ReturnSlipIssued]
    if issued is None:
        raise NotKnown(f"case {case_no} has no slip: nothing is to be sent back by the customer")
    asked = said[ReturnRequested] or {"data": {}}
    told = issued["data"]
    return {
        "slip": told["slip"],
        "kind": told.get("kind", "return"),
        "case": case_no,
        "order_no": file["order_no"],
        "issued_at": issued["time"],
        "customer_id": asked["data"].get("customer_id"),
        "address": told.get("address"),
        "exchange_address": told.get("exchange_address"),
        "lines": told["lines"],
        "notes": told.get("notes"),
    }


def _newest(events: list[dict[str, Any]], kind: type[Any]) -> dict[str, Any] | None:
    said = [event for event in events if event["type"] == kind.TYPE]
    return max(
        said, key=lambda event: (event["data"].get("revision", 1), event["time"]), default=None
    )
