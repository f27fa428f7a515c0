"""What a slip says of the merchant: where goods go back to, and what the customer is to mind."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notes:
    """What the customer is to mind: always, and where it applies; a line each."""

    always: tuple[str, ...] = ()
    postage_advanced: tuple[str, ...] = ()
    """The customer pays the way back first and is reimbursed (R202, R209, R307)."""
    postage_own: tuple[str, ...] = ()
    """The way back is the customer's cost and risk (R301)."""
    exchange: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merchant:
    """The merchant's own addresses, as they are printed; none of a customer's."""

    return_address: str
    exchange_address: str
    notes: Notes

    def notes_for(self, *, exchange: bool, advanced: bool) -> str:
        """The notes of one slip, a line each (R511)."""
        notes = self.notes
        lines = (
            *notes.always,
            *(notes.postage_advanced if advanced else notes.postage_own),
            *(notes.exchange if exchange else ()),
        )
        return "\n".join(lines)


NOBODY = Merchant("", "", Notes())
"""Nothing is known of the merchant: addresses stay empty."""
