"""A desk's list over tables of its own, and what was announced for it, told shortly."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.bus.record import Record
from shared.contracts import finance, intake, logistics, warehouse
from shared.contracts.base import Decision, InspectedGoods
from shared.dates import parse_time
from shared.money import Money
from shared.projection.due import DueList, Listing, Wanted
from shared.projection.projector import Projector
from tests.support.announced import ListedLog, record, registered

if TYPE_CHECKING:
    from datetime import datetime

    from shared.contracts.base import Announcement
    from shared.projection.projection import Projection
    from tests.projections.conftest import Opens

SECOND = timedelta(seconds=1)
ORDER, PARCEL = "O1", "W1"


def at(text: str) -> datetime:
    """A moment of September 2026, ``DD HH:MM[:SS]``."""
    return parse_time(f"2026-09-{text.replace(' ', 'T')}")


class Desk:
    """The list of one desk."""

    def __init__(self, opens: Opens, projection: Projection, listing: Listing) -> None:
        self._projection = projection
        self._log = ListedLog(projection.topics)
        self._storage = opens(projection)
        self.list = DueList(self._storage, listing)

    def hears(self, *said: Announcement | Record) -> Desk:
        """Whatever of it is on the desk's topics."""
        for one in said:
            made = one if isinstance(one, Record) else record(one)
            if made.topic in self._projection.topics:
                self._log.say(made)
        reader = self._log.reader()
        Projector(self._projection, self._storage, reader).catch_up(self._log.ends())
        return self

    def lines(self, moment: datetime, **wanted: Any) -> list[dict[str, Any]]:
        """What is due at a moment."""
        return self.list.due(Wanted(moment, **wanted))

    def names(self, moment: datetime, **wanted: Any) -> list[str]:
        """What is due, by name; overdue ones with a mark."""
        lines = self.lines(moment, **wanted)
        return [f"{line['name']}{'!' if line['overdue'] else ''}" for line in lines]

    def due_of(self, name: str, moment: datetime) -> datetime | None:
        """When the only thing of a name is due."""
        (line,) = self.lines(moment, name=name)
        return parse_time(line["due_at"]) if line["due_at"] else None


def shipped(moment: str, **more: Any) -> Any:
    """A parcel left."""
    about = {"waybill": PARCEL, "order_no": ORDER, "courier": "SF", "kind": "outbound"} | more
    return logistics.ParcelShipped(at=at(moment), shipped_at=at(moment), **about)


def scanned(moment: str, status: str, **more: Any) -> Any:
    """A scan."""
    about = {"waybill": PARCEL, "order_no": ORDER, "courier": "SF", "kind": "outbound"} | more
    if status == "refused":
        return logistics.ParcelRefused(at=at(moment), **about)
    if status == "returned":
        return logistics.ParcelReturned(at=at(moment), **about)
    return logistics.ParcelScanned(at=at(moment), status=status, **about)


def stalled(moment: str, since: str) -> Any:
    """The courier was asked."""
    return logistics.ParcelStalled(
        at=at(moment),
        waybill=PARCEL,
        order_no=ORDER,
        kind="outbound",
        last_movement_at=at(since),
        answer_due_at=at(moment) + timedelta(hours=72),
    )


def lost(moment: str) -> Any:
    """The loss is confirmed."""
    return logistics.ParcelLost(
        at=at(moment),
        waybill=PARCEL,
        order_no=ORDER,
        kind="outbound",
        last_movement_at=at(moment),
        by="silence",
    )


def sold(province: str | None = None, customer_class: str | None = None) -> Any:
    """The order, as far as a desk needs it."""
    known = {"province": province, "customer_class": customer_class}
    return registered(ORDER, at("01 09:00")).model_copy(update=known)


def asked(moment: str, case: str = "K1", **more: Any) -> Any:
    """A case was opened."""
    facts = {"cause": "damage", "stage": "signed"} | more.pop("facts", {})
    about = {"order_no": ORDER, "waybill": PARCEL, "policy": "2026-01", "agent": "王敏"} | more
    return intake.ReturnRequested(
        at=at(moment), case_no=case, requested_at=at(moment), facts=facts, lines=(), **about
    )


def decided(moment: str, verdict: str, case: str = "K1", **more: Any) -> Any:
    """A case was decided, ``decision`` being its telling fields."""
    decision = Decision(verdict=verdict, liable="merchant", **more.pop("decision", {}))
    return intake.RequestDecided(
        at=at(moment),
        case_no=case,
        order_no=ORDER,
        policy="2026-01",
        decided_at=at(moment),
        facts={},
        decision=decision,
        **more,
    )


def closed(moment: str, case: str = "K1", outcome: str = "refund") -> Any:
    """A case was closed."""
    return intake.CaseClosed(
        at=at(moment), case_no=case, order_no=ORDER, closed_at=at(moment), outcome=outcome
    )


def reshipped(moment: str, case: str = "K1", **more: Any) -> Any:
    """A reship order was given."""
    return intake.ReshipIssued(
        at=at(moment),
        case_no=case,
        order_no=ORDER,
        policy="2026-01",
        remedy="reship",
        lines=(),
        **more,
    )


def payment(kind: type[Any], moment: str, refund: str = "R1", **more: Any) -> Any:
    """Something was said of a payment."""
    about = {"case_no": "K1", "order_no": ORDER, "waybill": PARCEL} | more
    if kind is intake.RefundReady:
        about |= {"ready_at": at(moment)}
    if kind is not intake.RefundWithdrawn:
        about |= {"lines": ()}
    return kind(at=at(moment), refund=refund, kind="refund", **about)


def paid(moment: str, refund: str = "R1") -> Any:
    """A table paid."""
    return finance.RefundPaid(
        at=at(moment),
        case_no="K1",
        order_no=ORDER,
        refund=refund,
        table_at=at(moment),
        kind="refund",
        amount=Money.of("9.00"),
        deducted=Money.zero(),
        shares=(),
    )


def goods(kind: type[Any], moment: str, rows: int = 1, **more: Any) -> Any:
    """Goods arrived, were inspected, or found their order."""
    times: dict[str, Any] = {"received_at": at(moment)}
    if kind is not warehouse.GoodsReceived:
        times["inspected_at"] = at(moment)
    row = InspectedGoods(sku="A", quantity=1, condition="good")
    return kind(at=at(moment), waybill=PARCEL, rows=(row,) * rows, **times, **more)
