"""What is booked to which account: one balanced transaction for whatever moves money. Pure.

A leg's amount is positive where the account is debited: ``pending`` holds what was laid out for a
case until somebody is charged, and a moved liability passes through it and leaves nothing (R501).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from shared.money import Money

if TYPE_CHECKING:
    from datetime import datetime

PENDING: Final = "pending"
"""Liability pending: laid out for a case, charged to nobody yet."""
GOODS: Final = "goods"
"""What customers were refunded, less what somebody answers for."""
FREIGHT: Final = "freight"
"""Freights, fees and postage that the merchant pays, less what somebody answers for."""
CUSTOMER: Final = "customer"
CASH: Final = "cash"
COMMISSION: Final = "commission"
"""What the platform keeps of a refund (R508)."""
MERCHANT: Final = "merchant"
"""What stays the merchant's loss."""

COURIER: Final = "courier"
WAREHOUSE: Final = "warehouse"
DEALER: Final = "dealer"
STAFF: Final = "staff"
NAMED: Final = (COURIER, WAREHOUSE, DEALER, STAFF)
"""Parties with an account each: ``courier:SF``."""

RESHIP: Final = "reship_freight"
DIFFERENCE: Final = "price_difference"
CLAIM: Final = "claim"
_LAID_OUT: Final = frozenset({RESHIP, "compensation"})
"""Costs that stood in liability pending from when they arose."""
_GOODS_LOST: Final = frozenset({"goods", "refund"})


class Leg(NamedTuple):
    """One account's side of a transaction."""

    account: str
    amount: Money


Legs = tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Charged:
    """A cost of a case on a party's account.

    ``reverses`` where it leaves the account, ``verdict`` where it moves there or from there (D5).
    """

    account: str
    cost: str
    amount: Money
    reverses: str | None = None
    verdict: datetime | str | None = None


def account_of(party: str, name: str | None = None) -> str:
    """A party's account: ``courier:SF``, ``customer``."""
    return f"{party}:{name}" if party in NAMED else party


def freight_payable(courier: str, cost: str, amount: Money) -> Legs:
    """A freight or a transfer fee that a courier is owed; a reship's is laid out for its case."""
    return _moved(PENDING if cost == RESHIP else FREIGHT, account_of(COURIER, courier), amount)


def charged(entry: Charged) -> Legs:
    """A cost on a party's account, taken from liability pending (R501).

    What did not stand there yet passes through it; a verdict finds it there. A reversal or a
    withdrawal undoes just what its entry did.
    """
    amount = -entry.amount if entry.reverses else entry.amount
    legs = _moved(entry.account, PENDING, amount)
    if entry.verdict is None and entry.cost not in _LAID_OUT:
        legs += _moved(PENDING, GOODS if entry.cost in _GOODS_LOST else FREIGHT, amount)
    return legs


def paid(kind: str, amount: Money, deducted: Money, commission: Money) -> Legs:
    """A customer is paid (R507): owed first, then paid out, less freights borne and commission.

    A price difference or compensation is laid out for its case (R501), a refund is for goods.
    """
    owed = amount + deducted
    out = (
        Leg(CUSTOMER, owed),
        Leg(CASH, -amount),
        Leg(FREIGHT, -(deducted - commission)),
        Leg(COMMISSION, -commission),
    )
    source = PENDING if kind == DIFFERENCE else GOODS
    return _moved(source, CUSTOMER, owed) + tuple(leg for leg in out if leg.amount)


def postage(amount: Money) -> Legs:
    """Postage that the customer advanced is paid back in full (R202)."""
    return _moved(FREIGHT, CUSTOMER, amount) + _moved(CUSTOMER, CASH, amount)


def fined(fine: Charged) -> Legs:
    """An agent answers for a dispute or bad review: the merchant's loss is less by it (R512)."""
    return _moved(fine.account, MERCHANT, -fine.amount if fine.reverses else fine.amount)


def part_bought(amount: Money) -> Legs:
    """A part bought where the customer is, at the merchant's cost (R304)."""
    return _moved(MERCHANT, CASH, amount)


def difference_accepted(courier: str, kind: str, net: Money) -> Legs:
    """A bill's difference, signed as it changes what the courier is owed (D15).

    A chargeback given up is the merchant's loss, any other difference is freight.
    """
    return _moved(MERCHANT if kind == CLAIM else FREIGHT, account_of(COURIER, courier), net)


def _moved(debited: str, credited: str, amount: Money) -> Legs:
    """An amount from one account to another; nothing is no leg."""
    return (Leg(debited, amount), Leg(credited, -amount)) if amount else ()
