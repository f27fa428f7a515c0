"""What the warehouse concludes and books of missed items, and what others assign it (D5, D11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from services.warehouse.domain.weight_check import ClaimedLine, WeightCheck
from shared.costs import CostEntry
from shared.store.aggregate import DomainEvent

if TYPE_CHECKING:
    from services.warehouse.domain.order_sheet import OrderSheet

WAREHOUSE = "warehouse"
RULE = "R210"
RULE_MATCH = "R212"


class MissedItemChecked(DomainEvent):
    """The weights are compared: confirmed or rejected; again when the numbers change."""

    TOPIC: ClassVar = "warehouse.missed-item-checked.v1"
    case_no: str
    waybill: str | None
    lines: tuple[ClaimedLine, ...]
    result: WeightCheck
    picker: str | None
    courier: str | None
    policy: str | None
    revision: int

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.checks[self.case_no] = (self.result, self.revision)


class CostBooked(DomainEvent):
    """An entry of a cost that the warehouse keeps: its own, or assigned to another party.

    ``wanted`` is the entry's number before any withdrawal, ``to`` who bears a reversed cost now.
    """

    TOPIC: ClassVar = "warehouse.missed-item-cost-booked.v1"
    case_no: str
    waybill: str | None
    courier: str | None
    entry: CostEntry
    wanted: str
    to: str | None
    picker: str | None
    policy: str | None

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.booked.setdefault(self.case_no, {})[self.wanted] = self.entry


class CostWithdrawn(DomainEvent):
    """An entry that late facts made untrue is taken back (D14)."""

    TOPIC: ClassVar = "warehouse.missed-item-cost-withdrawn.v1"
    case_no: str
    waybill: str | None
    courier: str | None
    entry: CostEntry
    wanted: str
    to: str | None
    picker: str | None
    policy: str | None

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        del sheet.booked[self.case_no][self.wanted]
        sheet.withdrawn[self.wanted] = sheet.withdrawn.get(self.wanted, 0) + 1


class AssignedCostBooked(DomainEvent):
    """A cost, or its reversal, that another keeper assigned to the warehouse (D5)."""

    TOPIC: ClassVar = "warehouse.assigned-cost-booked.v1"
    case_no: str
    waybill: str | None
    courier: str | None
    entry: CostEntry
    to: str | None
    picker: str | None
    policy: str | None

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.assigned.add(self.entry.entry)
