"""Why a bill and our books differ, and what of the difference is due to what. Pure.

The parts of a row add up to its difference. ``missing_credit`` stands beside them where the bill
says nothing of a claim: unknown is not refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from services.finance.domain.reconciliation import (
    CLAIM,
    DIFFERS,
    DUPLICATE,
    NOT_BILLED,
    TRANSFER,
    UNKNOWN_WAYBILL,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from services.finance.domain.courier_terms import CourierTerms
    from services.finance.domain.reconciliation import Fen, Key, Row

Name = Literal[
    "weight", "rounding", "price", "missing_credit", "further_credit", "unknown_waybill",
    "duplicate", "not_shipped_by_us", "wrong_month", "other_kind", "not_returned",
    "not_transferred", "not_charged_back", "freight_unknown", "not_billed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a difference; ``about``: the courier, month or kind that it points to."""

    name: Name
    amount: Fen
    about: str | None = None


@dataclass(frozen=True, slots=True)
class OurParcel:
    """What is known of a parcel of ours; ``kind`` as in parcels."""

    kind: str
    courier: str
    order_no: str | None = None
    case_no: str | None = None
    shipped_at: str = ""
    weight_g: int | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An entry on a parcel, wherever it stands."""

    courier: str
    period: str
    kind: str


@dataclass(frozen=True)
class Surroundings:
    """What else is known when a courier's month is looked at."""

    courier: str
    period: str
    parcels: Mapping[str, OurParcel] = field(default_factory=dict)
    entries: Mapping[str, Sequence[Elsewhere]] = field(default_factory=dict)
    """Waybill → our entries on it besides the way out, of any courier and month."""
    other_bills: Mapping[Key, str] = field(default_factory=dict)
    """What the courier billed for the months before and after: the month."""


def tariff(row: Row, around: Surroundings, terms: CourierTerms) -> Fen | None:
    """What the row should cost: at the weight that we recorded, else at the one billed."""
    parcel = around.parcels.get(row.waybill)
    grams = parcel.weight_g if parcel else None
    if grams is None and row.weight_g >= 0:
        grams = row.weight_g
    return terms.price(row.kind, grams, parcel.province if parcel else None)


def reasons(row: Row, around: Surroundings, terms: CourierTerms) -> tuple[Reason, ...]:
    """The parts of a row's difference, and a credit that is not granted."""
    found = tuple(_parts(row, around, terms)) if row.difference else ()
    return (*found, Reason("missing_credit", row.credit)) if row.credit else found


def _parts(row: Row, around: Surroundings, terms: CourierTerms) -> Iterator[Reason]:
    amount = row.difference
    if row.status == DUPLICATE:
        yield Reason("duplicate", amount)
    elif row.status == UNKNOWN_WAYBILL:
        yield Reason("unknown_waybill", amount)
    elif row.status == NOT_BILLED:
        month = around.other_bills.get((row.waybill, row.kind))
        yield Reason("wrong_month" if month else "not_billed", amount, month)
    elif row.status != DIFFERS:
        yield _not_booked(row, around)
    elif row.kind == CLAIM:
        yield _credit(amount, terms)
    else:
        yield from _priced(row, around, terms)


def _credit(amount: Fen, terms: CourierTerms) -> Reason:
    if abs(amount) <= terms.tolerances.rounding.fen:
        return Reason("rounding", amount)
    return Reason("missing_credit" if amount > 0 else "further_credit", amount)


def _priced(row: Row, around: Surroundings, terms: CourierTerms) -> Iterator[Reason]:
    heavier = _by_weight(row, around.parcels.get(row.waybill), terms)
    if heavier:
        yield Reason("weight", heavier)
    rest = row.difference - heavier
    if rest:
        small = abs(rest) <= terms.tolerances.rounding.fen
        yield Reason("rounding" if small else "price", rest)


def _by_weight(row: Row, parcel: OurParcel | None, terms: CourierTerms) -> Fen:
    """What the tariff makes of the other weight; without a tariff, all that goes the same way."""
    if parcel is None or parcel.weight_g is None or row.weight_g < 0:
        return 0
    grams = row.weight_g - parcel.weight_g
    if abs(grams) <= terms.tolerances.weight_g:
        return 0
    ours, theirs = (
        terms.price(row.kind, weight, parcel.province) for weight in (parcel.weight_g, row.weight_g)
    )
    if ours is not None and theirs is not None:
        return theirs - ours
    return row.difference if (grams > 0) == (row.difference > 0) else 0


def _not_booked(row: Row, around: Surroundings) -> Reason:
    """The parcel is ours, and this courier's month has no such entry of it."""
    amount = row.difference
    parcel = around.parcels.get(row.waybill)
    if parcel is not None and parcel.courier != around.courier:
        return Reason("not_shipped_by_us", amount, parcel.courier)
    if parcel is not None and parcel.kind == "return" and row.kind != CLAIM:
        return Reason("not_shipped_by_us", amount, "customer")
    for entry in _entries(row, parcel, around):
        if (entry.courier, entry.kind) == (around.courier, row.kind):
            if entry.period == around.period:
                return Reason("freight_unknown", amount)
            return Reason("wrong_month", amount, entry.period)
    if parcel is not None and row.kind in {"outbound", "reship"} and parcel.kind != row.kind:
        return Reason("other_kind", amount, parcel.kind)
    never: dict[str, Name] = {
        "return": "not_returned", TRANSFER: "not_transferred", CLAIM: "not_charged_back",
    }  # fmt: skip
    return Reason(never.get(row.kind, "freight_unknown"), amount)


def _entries(row: Row, parcel: OurParcel | None, around: Surroundings) -> Iterator[Elsewhere]:
    """Where else the row's entry may stand; a way out, in the month it was shipped in (D3)."""
    if parcel is not None and parcel.kind == row.kind and row.kind != "return":
        shipped = parcel.shipped_at[:7]
        if shipped != around.period:
            yield Elsewhere(parcel.courier, shipped, row.kind)
    yield from around.entries.get(row.waybill, ())
