"""One row of the returned-goods register: so many pieces of a product in one condition (R506)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

CELLS = ("inspected_at", "photos", "disposition")
"""What may be empty at first and filled later (D31)."""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """``condition``: good, damaged, used, missing; empty cells are null."""

    received_at: datetime
    sku: str
    quantity: int
    condition: str
    inspected_at: datetime | None = None
    photos: int | None = None
    disposition: str | None = None

    def filled_by(self, other: RegisterRow) -> RegisterRow | None:
        """Both in one where they do not contradict each other, null otherwise."""
        if self._fixed != other._fixed:
            return None
        cells = {}
        for cell in CELLS:
            mine, theirs = getattr(self, cell), getattr(other, cell)
            if mine is not None and theirs is not None and mine != theirs:
                return None
            cells[cell] = theirs if mine is None else mine
        return replace(self, **cells)

    @property
    def _fixed(self) -> tuple[datetime, str, int, str]:
        return (self.received_at, self.sku, self.quantity, self.condition)


def merged(rows: tuple[RegisterRow, ...], row: RegisterRow) -> tuple[RegisterRow, ...]:
    """The rows with one more, unless it is one of them or fills the empty cells of one (D31)."""
    if row in rows:
        return rows
    for index, known in enumerate(rows):
        filled = known.filled_by(row)
        if filled is not None:
            return sorted_rows((*rows[:index], filled, *rows[index + 1 :]))
    return sorted_rows((*rows, row))


def sorted_rows(rows: tuple[RegisterRow, ...]) -> tuple[RegisterRow, ...]:
    """Rows in an order of their own, whatever the order in which they came."""
    return tuple(sorted(rows, key=_place))


def _place(row: RegisterRow) -> tuple[str, ...]:
    inspected = "" if row.inspected_at is None else row.inspected_at.isoformat()
    return (
        row.received_at.isoformat(),
        row.sku,
        row.condition,
        f"{row.quantity:09d}",
        inspected,
        f"{row.photos or 0:09d}",
        row.disposition or "",
    )
