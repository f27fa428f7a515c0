"""How a courier heads the columns of its bills, remembered so that it need be said only once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class BillLayout:
    """Theirs → ours: headers, words for a row's kind; ``kind`` where no column tells it."""

    columns: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    kind: str | None = None

    def with_more(self, more: BillLayout) -> BillLayout:
        """This layout with what is told anew."""
        return BillLayout(
            self.columns | more.columns, self.kinds | more.kinds, more.kind or self.kind
        )


class BillColumnsOpened(FirstEvent):
    """The first layout of a courier is known."""

    TOPIC: ClassVar = "finance.bill-columns-opened.v1"

    def apply(self, columns: BillColumns) -> None:
        """Remember."""
        columns.layout = BillLayout()


class BillLayoutNoted(DomainEvent):
    """This is how the courier writes its bills."""

    TOPIC: ClassVar = "finance.bill-layout-noted.v1"
    layout: BillLayout
    person: str | None

    def apply(self, columns: BillColumns) -> None:
        """Remember."""
        columns.layout = self.layout


class BillColumns(Aggregate):
    """The layout of one courier's bills; its number is the courier's code."""

    TOPIC: ClassVar = "finance.bill-columns"
    KIND = "bill-columns"

    if TYPE_CHECKING:
        layout: BillLayout

    @classmethod
    def open(cls, courier: str, at: datetime) -> BillColumns:
        """The layout of a courier, before anything is known of it."""
        return cls.opened(BillColumnsOpened, courier, at)

    def note(self, layout: BillLayout, at: datetime, person: str | None) -> None:
        """Remember a layout in place of the one before."""
        if layout != self.layout:
            self.record(BillLayoutNoted, at, layout=layout, person=person)
