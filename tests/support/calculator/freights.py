"""What the merchant owes the couriers: freight there and back, and transfer fees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tests.support.calculator import goods
from tests.support.calculator.rows import Dossier, Parcel

COSTS = {"outbound": "outbound_freight", "reship": "reship_freight"}


@dataclass(frozen=True, slots=True)
class Owed:
    """One freight or transfer fee on its parcel's own courier."""

    kind: str
    cost: str
    parcel: Parcel
    case: str | None
    amount: int
    certain_at: datetime
    rule: str | None = None


def owed(dossier: Dossier) -> Iterable[Owed]:
    """Every freight that is known (D2, D3) and every transfer fee (R402)."""
    for parcel in dossier.parcels.values():
        if parcel.kind in COSTS:
            yield from _freight(dossier, parcel)
            yield from _transfers(dossier, parcel)


def _freight(dossier: Dossier, parcel: Parcel) -> Iterable[Owed]:
    if parcel.freight is None:
        return
    case = parcel.request_no if parcel.kind == "reship" else None
    amount = parcel.freight
    yield Owed("freight", COSTS[parcel.kind], parcel, case, amount, parcel.shipped_at)
    back = goods.back_at(dossier, parcel.waybill)
    if back:
        yield Owed("freight", "return_freight", parcel, case, amount, back)


def _transfers(dossier: Dossier, parcel: Parcel) -> Iterable[Owed]:
    asked = [(r.at, r.number) for r in dossier.requests if r.cause == "out_of_area"]
    case = min(asked)[1] if asked else None
    for scan in dossier.scans.get(parcel.waybill, []):
        if scan.status == "transferred" and scan.fee:
            yield Owed("transfer_fee", "transfer_fee", parcel, case, scan.fee, scan.at, "R402")
