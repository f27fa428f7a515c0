"""The flags of an order: notes that others must see, on its file (旗子; R105, R106, R402, R510).

Some follow from what its cases carry out, and come down with it; people put others up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.intake.domain.casework_refusals import ExactDate
from shared.store.aggregate import DomainEvent

if TYPE_CHECKING:
    from services.intake.domain.dossier import Dossier
    from services.intake.domain.order import Order
    from services.intake.domain.return_case import ReturnCase

GIFT, NOTE, WAYBILL, RIDE, ADDRESS = "gift", "note", "reship_waybill", "exchange", "address"
WAIT, EMS = "wait_with_gift", "reship_ems"
GIFT_NOTE = "发货时附赠品,致歉 · Put a gift in when it is sent, with an apology"
EMS_NOTE = (
    "已改发EMS,运单号 {},收货期限延长 · Sent again by EMS, waybill {}, receipt deadline extended"
)
RIDE_NOTE = "售后单{}的换货随此单发出 · Put the exchange of case {} in: {}"
ADDRESS_NOTE = "收货地址已更正,已通知快递 · Address corrected, the courier is told"
DATE = re.compile(r"\d{1,2}\s*[月/-]\s*\d{1,2}|\d{1,2}\s*[日号]|\d{4}-\d{2}")


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag; ``person`` put it up, None where it follows from what ``case_no`` carries out."""

    kind: str
    note: str
    case_no: str | None = None
    person: str | None = None


class OrderFlagged(DomainEvent):
    """A flag went up on the order; ``name`` tells it from the order's others."""

    TOPIC: ClassVar = "intake.order-flagged.v1"
    name: str
    flag: Flag
    revision: int

    def apply(self, order: Order) -> None:
        order.flags = {**order.flags, self.name: self.flag}
        order.flagged = self.revision


class FlagLowered(DomainEvent):
    """A flag came down: what it told of is not carried out any more."""

    TOPIC: ClassVar = "intake.flag-lowered.v1"
    name: str
    flag: Flag
    revision: int

    def apply(self, order: Order) -> None:
        order.flags = {name: flag for name, flag in order.flags.items() if name != self.name}
        order.flagged = self.revision


def put_up(order: Order, at: datetime, name: str, flag: Flag) -> None:
    """Put a flag up, once; refused where a gift's note names a date: none is promised (R105)."""
    if flag.kind == GIFT and DATE.search(flag.note):
        raise ExactDate("a gift's note names no exact date")
    if order.flags.get(name) != flag:
        order.record(OrderFlagged, at, name=name, flag=flag, revision=order.flagged + 1)


def take_down(order: Order, at: datetime, name: str) -> None:
    """Take a flag down, if it is up."""
    flag = order.flags.get(name)
    if flag is not None:
        order.record(FlagLowered, at, name=name, flag=flag, revision=order.flagged + 1)


def noted(at: datetime, kind: str, person: str) -> str:
    """The name of a flag that a person puts up: one a moment, kind and person."""
    return f"{kind}:{at.isoformat()}:{person}"


def fly(order: Order, case: ReturnCase, dossier: Dossier) -> None:
    """The flags that follow from a case: those that are wanted go up, the others come down."""
    chosen, since = case.chosen, case.chosen_at
    remedy = chosen.remedy if chosen is not None else None
    if since is None or (remedy not in {WAIT, EMS} and not order.flags):
        return  # Nearly every case of an import.
    wanted = dict(_wanted(case.number, remedy, since, dossier))
    for name, (at, flag) in wanted.items():
        put_up(order, at, name, flag)
    for name in _following(order.flags, case.number) - wanted.keys():
        take_down(order, since, name)


def _wanted(
    case_no: str, remedy: str | None, since: datetime, dossier: Dossier
) -> Iterator[tuple[str, tuple[datetime, Flag]]]:
    if remedy == WAIT:  # R105, R106: whoever reviews orders puts the gift in.
        yield f"{GIFT}:{case_no}", (since, Flag(GIFT, GIFT_NOTE, case_no))
    if remedy == EMS:  # R402: the new waybill is noted on the order.
        for parcel in dossier.reships(case_no):
            note = EMS_NOTE.format(parcel.waybill, parcel.waybill)
            at = parcel.shipped_at or since
            yield f"{WAYBILL}:{parcel.waybill}", (at, Flag(WAYBILL, note, case_no))


def _following(flags: Mapping[str, Flag], case_no: str) -> set[str]:
    return {n for n, flag in flags.items() if flag.case_no == case_no and flag.person is None}
