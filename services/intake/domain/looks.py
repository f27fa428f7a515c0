"""Who saw a customer's data, when and why; and that a customer was forgotten (R516)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from shared.errors import NotKnown, RuleViolation
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

if TYPE_CHECKING:
    from services.intake.domain.order import Order


class RecipientNotKnown(NotKnown):
    """A look at an order of which no name, phone or address was brought."""


class CustomerNotKnown(NotKnown):
    """Of this customer there is nothing to forget."""


class AskForTheCustomer(RuleViolation):
    """An order cannot be forgotten by itself when its customer is known."""


class DataForgotten(RuleViolation):
    """A look at what nobody can read any more."""


class CustomerDataViewed(DomainEvent):
    """A person saw the cells of an order's recipient; which ones, and never what they say."""

    TOPIC: ClassVar = "intake.customer-data-viewed.v1"
    person: str
    reason: str
    cells: tuple[str, ...]
    case_no: str | None

    def apply(self, order: Order) -> None:
        order.looks.append(self)


class RecipientForgotten(DomainEvent):
    """The key of an order whose customer nobody knows was destroyed."""

    TOPIC: ClassVar = "intake.recipient-forgotten.v1"
    person: str
    reason: str

    def apply(self, order: Order) -> None:
        order.forgotten_at = self.at


class Customer(Aggregate):
    """One whose key was destroyed; nothing is kept here of all others."""

    TOPIC: ClassVar = "intake.customer"
    KIND: ClassVar = "customer"

    if TYPE_CHECKING:  # The library would make a field of a dataclass out of this.
        forgotten_at: datetime

    @classmethod
    def forgotten(cls, customer_id: str, at: datetime, person: str, reason: str) -> Customer:
        """A customer's data are unreadable from now on, those of later orders included."""
        return cls.opened(CustomerForgotten, customer_id, at, person=person, reason=reason)


class CustomerForgotten(FirstEvent):
    """A person destroyed the customer's key, for a reason."""

    TOPIC: ClassVar = "intake.customer-forgotten.v1"
    person: str
    reason: str

    def apply(self, customer: Customer) -> None:
        customer.forgotten_at = self.at
