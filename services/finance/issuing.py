"""One account's statement of a month, as JSON: what was issued at a closing, or a draft (D14).

An issued statement is drawn again from the rows that the closing covered; nothing later changes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from services.finance.closing import digest
from services.finance.projections import account_ledger, courier_ledger, warehouse_ledger
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.issued_statements import ISSUED
from shared.errors import NotKnown
from shared.projection.closings import CLOSED
from shared.projection.months import closings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shared.projection.account import AccountMonths
    from shared.projection.closings import MonthStep
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage

Printed = dict[str, Any]

_REPLACED = f"SELECT replaces FROM {ISSUED.name} WHERE courier = ? AND period = ? AND revision = ?"  # noqa: S608  # a name of ours


@dataclass(frozen=True, slots=True)
class Kept:
    """Where a party's months are kept, and what prints them under which name."""

    projection: Projection
    label: str
    ledgers: Callable[[Storage], CourierLedgers | AccountMonths]

    def months(self, storage: Storage, account: str, period: str | None = None) -> list[Printed]:
        """The account's months as they stand now."""
        ledgers = self.ledgers(storage)
        if isinstance(ledgers, CourierLedgers):
            return ledgers.courier_ledgers(account, period)
        return ledgers.months(account, period)

    def issued(self, storage: Storage, account: str, period: str, revision: int) -> list[Printed]:
        """The account's month as it stood at a closing; raises ``NotKnown``."""
        ledgers = self.ledgers(storage)
        if isinstance(ledgers, CourierLedgers):
            return ledgers.issued(period, revision, account)
        return [month for month in ledgers.issued(period, revision) if month[self.label] == account]


KEPT: Final[Mapping[str, Kept]] = {
    "courier": Kept(courier_ledger.PROJECTION, "courier", CourierLedgers),
    "warehouse": Kept(warehouse_ledger.PROJECTION, "warehouse", warehouse_ledger.warehouse_ledger),
    "dealer": Kept(account_ledger.DEALERS, "dealer", account_ledger.dealer_ledgers),
    "staff": Kept(account_ledger.STAFF, "agent", account_ledger.staff_ledgers),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose statement of which month; without a revision the newest, of an open month a draft."""

    party: str
    account: str
    period: str
    revision: int | None = None

    def of(self, storage: Storage) -> Printed:
        """The ledger's month with its ``issue``, null for a draft; raises ``NotKnown``."""
        kept = KEPT[self.party]
        step = self._closing(storage, kept)
        if step is not None:
            found = kept.issued(storage, self.account, self.period, step.revision)
            if found:
                return {**found[0], "issue": self._issue(storage, step, found[0])}
        elif self.revision is None:
            found = kept.months(storage, self.account, self.period)
            if found:
                return {**found[0], "issue": None}
        raise NotKnown(self._why_not(kept.months(storage, self.account)))

    def _closing(self, storage: Storage, kept: Kept) -> MonthStep | None:
        """The closing that was asked for, or that holds; null for a month that is open."""
        with storage.reading() as select:
            books = closings(select, kept.projection.name)
        if self.revision is None:
            return books.closing(self.period)
        closed = (one for one in books.of(self.period) if one.step == CLOSED)
        return next((one for one in closed if one.revision == self.revision), None)

    def _issue(self, storage: Storage, step: MonthStep, ledger: Printed) -> Printed:
        """Of a courier the revision that it replaces is announced, of others it is the last one."""
        replaces = step.revision - 1 or None
        if self.party == "courier":
            with storage.reading() as select:
                rows = select(_REPLACED, self.account, self.period, step.revision)
            replaces = next((int(told) for (told,) in rows if told), None)
        return {
            "revision": step.revision,
            "replaces": replaces,
            "hash": digest(ledger),
            "month_hash": step.hash,
            "month_hash_before": step.hash_before or None,
            "closed_by": step.person,
            "reason": step.reason or None,
            "at": step.at,
        }

    def _why_not(self, months: list[Printed]) -> str:
        if not months:
            return f"{self.account} has no account"
        if self.revision is not None:
            return f"{self.account} has no statement of {self.period}, revision {self.revision}"
        first, last = months[0]["period"], months[-1]["period"]
        return f"{self.account} has no month {self.period}: its months are {first} to {last}"
