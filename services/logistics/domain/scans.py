"""A courier's scan of a parcel; one without its cells may be filled later, never changed (D31)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from shared.errors import NotKnown, RuleViolation
from shared.money import Money

SIGNED: Final = "signed"
REFUSED: Final = "refused"
RETURNED: Final = "returned"
TRANSFERRED: Final = "transferred"
LOST: Final = "lost"

SIGNERS: Final = frozenset({"customer", "third_party_with_consent", "third_party_without_consent"})
"""Values of ``signed_by`` that prove who signed (D25)."""

FILLABLE: Final = ("place", "signed_by", "weight_g", "fee", "note")


class ParcelNotKnown(NotKnown):
    """No parcel of this waybill is registered."""

    def __init__(self, waybill: str) -> None:
        super().__init__(f"no parcel {waybill} is registered")


class ParcelDiffers(RuleViolation):
    """The waybill is known with other content."""

    def __init__(self, waybill: str, column: str) -> None:
        super().__init__(f"parcel {waybill} is known with another {column}")
        self.column = column


class ScanDiffers(RuleViolation):
    """The scan is known with other content."""

    def __init__(self, waybill: str, column: str) -> None:
        super().__init__(f"this scan of {waybill} is known with another {column}")
        self.column = column


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan; ``status`` is one of interfaces.md's, unknown cells are null."""

    at: datetime
    status: str
    place: str | None = None
    signed_by: str | None = None
    weight_g: int | None = None
    fee: Money | None = None
    note: str | None = None

    def filled(self, later: Scan, waybill: str) -> Scan:
        """With the cells that only the later row has; raises ``ScanDiffers``."""
        cells = {}
        for column in FILLABLE:
            old, new = getattr(self, column), getattr(later, column)
            if old is None and new is not None:
                cells[column] = new
            elif new is not None and new != old:
                raise ScanDiffers(waybill, column)
        return replace(self, **cells) if cells else self
