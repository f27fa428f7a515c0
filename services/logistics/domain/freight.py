"""What is owed to a parcel's courier: freight there and back, transfer fees (D2, D3, R402)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from shared.ids import derived_id
from shared.money import Money
from shared.policy.shelf import in_force

OUTBOUND: Final = "outbound"
RESHIP: Final = "reship"
RETURN: Final = "return"

THERE: Final = {OUTBOUND: "outbound_freight", RESHIP: "reship_freight"}
"""Kind of parcel → the cost of its way out; a customer's return is not ours to pay (D3)."""
BACK: Final = "return_freight"
TRANSFER: Final = "transfer_fee"
TRANSFER_RULE: Final = "R402"


@dataclass(frozen=True, slots=True)
class Payable:
    """An amount owed to the parcel's courier, under the policy of its own moment (D28)."""

    entry: str
    cost: str
    amount: Money
    certain_at: datetime
    policy: str


def freight_there(
    waybill: str, kind: str, shipped_at: datetime, freight: Money | None
) -> Payable | None:
    """The freight of the way out, certain when shipped."""
    if kind not in THERE or freight is None:
        return None
    return _payable(waybill, THERE[kind], freight, shipped_at)


def freight_back(
    waybill: str, kind: str, back_at: datetime, freight: Money | None
) -> Payable | None:
    """The freight of the way back: the recorded freight a second time."""
    if kind not in THERE or freight is None:
        return None
    return _payable(waybill, BACK, freight, back_at)


def transfer_fee(waybill: str, kind: str, at: datetime, fee: Money | None) -> Payable | None:
    """The fee of a partner that took the parcel on, certain at its scan."""
    if kind not in THERE or not fee:
        return None
    return _payable(waybill, TRANSFER, fee, at)


def _payable(waybill: str, cost: str, amount: Money, at: datetime) -> Payable:
    return Payable(derived_id(at, "freight", waybill, cost), cost, amount, at, in_force(at).version)
