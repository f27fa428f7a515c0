"""What a projection is: a pure fold from records to rows of its tables.

Every row follows from one record alone: batches, order and repetition change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.errors import BadInput

if TYPE_CHECKING:
    from shared.bus.record import Received

Row = tuple[str, ...]
"""A row's cells in the order of its table's columns, all text; ``""`` where nothing applies."""

Rows = dict[str, list[Row]]
"""Table name → new rows."""

Fold = Callable[["Received", Rows], None]
"""Adds the rows that follow from one record."""


class UnreadableRecord(BadInput):
    """A record of a type that is handled, but not what its contract says."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a table's whole numbers, kept with every row that is new: ``sums`` ``by`` columns.

    Beside them stands how many rows that were (``counted``).
    """

    name: str
    by: tuple[str, ...]
    sums: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that are only ever added; ``key`` tells a repeated row, which is left out.

    Without a key (half the cost of a large table) whoever asks must pass over repetitions.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    whole_numbers: frozenset[str] = frozenset()
    indexes: tuple[tuple[str, ...], ...] = ()
    totals: Totals | None = None


@dataclass(frozen=True, slots=True)
class Projection:
    """A named fold of topics; raise ``version`` when its tables or its folds change.

    ``folds`` maps ``ce_type`` to what follows from it; bodies of other types are never parsed.
    Table names begin with the projection's name, so that several may share a database.
    """

    service: str
    name: str
    version: int
    topics: tuple[str, ...]
    folds: Mapping[str, Fold]
    own_tables: tuple[Table, ...]
    parked: Table = field(init=False)
    """Records that could not be read. Others of their key go on: no row depends on another's."""

    def __post_init__(self) -> None:
        parked = Table(
            f"{self.name}_parked",
            ("topic", "partition", "log_offset", "event_id", "type", "subject", "reason"),
            key=("topic", "partition", "log_offset"),
            whole_numbers=frozenset({"partition", "log_offset"}),
        )
        object.__setattr__(self, "parked", parked)

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables that rows go to."""
        return (*self.own_tables, self.parked)

    @property
    def positions(self) -> str:
        """The table of the next offset of every partition."""
        return f"{self.name}_position"
