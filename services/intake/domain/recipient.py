"""Who gets an order's parcels: name, phone and address, sealed before they come here (R516).

Equal cells of an order have equal seals, so they can be compared and filled without being read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CELLS = ("name", "phone", "address")
IN_PLAIN = "plain"
"""The holder of cells that version 0.1.0 stored, which did not seal them."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of a recipient, cell by cell, sealed under the key of ``holder``.

    ``holder`` names whose key it is: ``customer:C-1001``, or ``order:R1`` without a customer.
    """

    holder: str
    name: str | None = None
    phone: str | None = None
    address: str | None = None

    @property
    def is_sealed(self) -> bool:
        """Whether the cells may travel."""
        return self.holder != IN_PLAIN

    @property
    def known(self) -> dict[str, str]:
        """The cells that are known, by their column."""
        return {cell: text for cell in CELLS if (text := getattr(self, cell)) is not None}


def set_apart(state: dict[str, Any]) -> None:
    """Upcast a stored order of 0.1.0: its cells lay in plain text among the order's own."""
    registration = state["registration"]
    cells = {cell: registration.pop(cell, None) for cell in CELLS}
    known = any(text is not None for text in cells.values())
    registration["recipient"] = {"holder": IN_PLAIN, **cells} if known else None
