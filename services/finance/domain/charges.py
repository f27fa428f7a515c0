"""The running accounts of dealers and agents: what keepers of costs assign to them (R503, R512)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from services.finance.domain.incidents import COST as INCIDENT
from shared.costs import CostEntry
from shared.dates import month_of
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

if TYPE_CHECKING:
    from datetime import datetime

DEALER = "dealer"
STAFF = "staff"
UNNAMED = "unknown"
"""The account of what a verdict put on a dealer or an agent that the order does not name."""


@dataclass(frozen=True, slots=True)
class Charge:
    """An entry with the case, order and parcel that it is about."""

    entry: CostEntry
    case_no: str | None
    order_no: str | None
    waybill: str | None = None
    courier: str | None = None
    policy: str | None = None


class AccountOpened(FirstEvent):
    """The first charge of a dealer or an agent."""

    TOPIC: ClassVar = "finance.running-account-opened.v1"

    def apply(self, account: RunningAccount) -> None:
        """Remember."""
        account.booked = set()
        account.incidents = {}
        account.cancelled = set()


class DealerCharged(DomainEvent):
    """A cost, or its reversal, on a dealer's account."""

    TOPIC: ClassVar = "finance.dealer-charged.v1"
    charge: Charge
    dealer_id: str

    def apply(self, account: RunningAccount) -> None:
        """Remember."""
        account.booked.add(self.charge.entry.entry)


class StaffCharged(DomainEvent):
    """A cost, or its reversal, on an agent's account."""

    TOPIC: ClassVar = "finance.staff-charged.v1"
    charge: Charge
    agent: str

    def apply(self, account: RunningAccount) -> None:
        """Remember."""
        entry = self.charge.entry
        account.booked.add(entry.entry)
        if entry.cost == INCIDENT:
            period = month_of(entry.certain_at)
            account.incidents.setdefault(period, []).append(entry.certain_at)


class IncidentConfirmed(DomainEvent):
    """A dispute or bad review that the agent caused, beside what it costs (R512)."""

    TOPIC: ClassVar = "finance.incident-confirmed.v1"
    agent: str
    kind: str
    case_no: str | None
    order_no: str | None
    policy: str | None

    def apply(self, account: RunningAccount) -> None:
        """Nothing to remember: the charge is."""


class CommissionCancelled(DomainEvent):
    """One incident too many in a month: the agent's commission of the month is lost (R512)."""

    TOPIC: ClassVar = "finance.commission-cancelled.v1"
    period: str
    policy: str | None

    def apply(self, account: RunningAccount) -> None:
        """Remember."""
        account.cancelled.add(self.period)


class RunningAccount(Aggregate):
    """The charges of one dealer or agent, each booked once; its number is ``party/name``."""

    TOPIC: ClassVar = "finance.running-account"
    KIND = "running-account"

    if TYPE_CHECKING:
        booked: set[str]
        incidents: dict[str, list[datetime]]
        cancelled: set[str]

    @classmethod
    def number_of(cls, party: str, name: str) -> str:
        """The number of a dealer's or an agent's account."""
        return f"{party}/{name}"

    @classmethod
    def open(cls, party: str, name: str, at: datetime) -> RunningAccount:
        """The account of a dealer or an agent."""
        return cls.opened(AccountOpened, cls.number_of(party, name), at)

    def book(self, charge: Charge) -> None:
        """Book a charge."""
        if charge.entry.entry in self.booked:
            return
        party, _, name = self.number.partition("/")
        at = charge.entry.certain_at
        if party == DEALER:
            self.record(DealerCharged, at, charge=charge, dealer_id=name)
        else:
            self.record(StaffCharged, at, charge=charge, agent=name)

    def confirm_incident(self, kind: str, charge: Charge) -> None:
        """Say that an incident happened and book what it costs, once."""
        if charge.entry.entry in self.booked:
            return
        self.record(
            IncidentConfirmed,
            charge.entry.certain_at,
            agent=self.number.partition("/")[2],
            kind=kind,
            case_no=charge.case_no,
            order_no=charge.order_no,
            policy=charge.policy,
        )
        self.book(charge)

    def count_incidents(self, at: datetime, allowed: int, policy: str | None) -> None:
        """Cancel the commission of the month of ``at`` when there were more than ``allowed``.

        It is lost when the first one too many happened, in whatever order they became known.
        """
        period = month_of(at)
        moments = sorted(self.incidents.get(period, ()))
        if len(moments) > allowed and period not in self.cancelled:
            self.record(CommissionCancelled, moments[allowed], period=period, policy=policy)
