"""What the services would have said, as records of a log, for tests of who only listens."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from shared.bus.record import PARTITIONS, Received, Record, partition_of
from shared.contracts import finance, intake, logistics, warehouse
from shared.contracts.base import Decision, Entry, Goods, InspectedGoods
from shared.contracts.registry import MODULES, to_record
from shared.dates import SHANGHAI
from shared.ids import derived_id
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shared.bus.record import Spot
    from shared.contracts.base import Announcement

START = datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)
RECORDED = datetime(2026, 10, 8, 12, tzinfo=SHANGHAI)


def day(number: float) -> datetime:
    """So many days into September 2026, at nine."""
    return START + timedelta(days=number)


def entry(cost: str, amount: str, at: datetime, *facts: str, **more: Any) -> Entry:
    """One cost."""
    named = derived_id(at, cost, *facts)
    return Entry(entry=named, cost=cost, amount=Money.of(amount), certain_at=at, **more)


def shipped(waybill: str, courier: str, at: datetime, freight: str = "8.00", **more: Any) -> Any:
    """An outbound parcel left; its freight is payable."""
    known = {"kind": "outbound", "order_no": f"O-{waybill}"} | more
    cost = "reship_freight" if known["kind"] == "reship" else "outbound_freight"
    return logistics.ParcelShipped(
        at=at,
        waybill=waybill,
        courier=courier,
        policy="2026-01",
        shipped_at=at,
        freight=Money.of(freight),
        entry=entry(cost, freight, at, waybill),
        **known,
    )


def came_back(waybill: str, courier: str, at: datetime, freight: str = "8.00") -> Any:
    """An outbound parcel came back and costs its freight again."""
    return logistics.ParcelReturned(
        at=at,
        waybill=waybill,
        courier=courier,
        order_no=f"O-{waybill}",
        kind="outbound",
        policy="2026-01",
        entry=entry("return_freight", freight, at, waybill),
    )


def transferred(waybill: str, courier: str, at: datetime, fee: str = "5.00") -> Any:
    """A partner took the parcel on."""
    return logistics.ParcelTransferred(
        at=at,
        waybill=waybill,
        courier=courier,
        order_no=f"O-{waybill}",
        kind="outbound",
        rule="R402",
        policy="2026-01",
        fee=Money.of(fee),
        entry=entry("transfer_fee", fee, at, waybill),
    )


def charged_back(case: str, courier: str, at: datetime, amount: str, **more: Any) -> Any:
    """Goods booked to a courier's account."""
    return logistics.CourierChargeback(
        at=at,
        case_no=case,
        order_no=f"O-W-{case}",
        waybill=f"W-{case}",
        courier=courier,
        rule="R203",
        policy="2026-01",
        entry=entry("goods", amount, at, case, lines=(Goods(sku="MILK", quantity=2),), **more),
    )


def taken_back(case: str, courier: str, at: datetime, amount: str) -> Any:
    """The same goods off that account by a verdict."""
    return logistics.CourierChargebackReversed(
        at=at,
        case_no=case,
        order_no=f"O-W-{case}",
        waybill=f"W-{case}",
        courier=courier,
        rule="R501",
        policy="2026-01",
        to="warehouse",
        entry=entry("goods", amount, at, case, "reversal", reverses="e", verdict=at),
    )


def warehouse_charged(case: str, at: datetime, amount: str, **more: Any) -> Any:
    """A missing item booked to the warehouse."""
    goods: dict[str, Any] = {"sku": "MILK", "quantity": 1, "picker": "王敏"}
    return warehouse.WarehouseCharged(
        at=at,
        case_no=case,
        order_no=f"O-W-{case}",
        rule="R210",
        policy="2026-01",
        entry=entry("refund", amount, at, case),
        **(goods | more),
    )


def warehouse_relieved(case: str, at: datetime, amount: str) -> Any:
    """The same item off the warehouse by a verdict."""
    return warehouse.WarehouseChargeReversed(
        at=at,
        case_no=case,
        order_no=f"O-W-{case}",
        rule="R501",
        policy="2026-01",
        to="courier",
        entry=entry("refund", amount, at, case, "reversal", reverses="e", verdict=at),
        sku="MILK",
        quantity=1,
        picker="王敏",
    )


def table(at: datetime, *lines: tuple[str, str, str]) -> Any:
    """A refund table of lines (case, kind, amount)."""
    return finance.RefundTableCleared(
        at=at,
        table=at.isoformat(),
        table_at=at,
        lines=tuple(
            finance.TableLine(
                case=case,
                order_no=f"O-W-{case}",
                customer_id=None,
                kind=kind,
                amount=Money.of(amount),
                deducted=Money.zero(),
            )
            for case, kind, amount in lines
        ),
        total=Money.total(Money.of(amount) for _, _, amount in lines),
    )


def registered(order_no: str, at: datetime) -> Any:
    """An order became known."""
    line = intake.OrderLine(sku="MILK", product="纯牛奶", quantity=2, unit_price=Money.of("45.50"))
    return intake.OrderRegistered(at=at, order_no=order_no, purchased_at=at, lines=(line,))


def requested(case: str, order_no: str, at: datetime) -> Any:
    """A case was opened."""
    facts = {"stage": "signed", "cause": "damage"}
    return intake.ReturnRequested(
        at=at, case_no=case, order_no=order_no, requested_at=at, facts=facts, lines=()
    )


def decided(case: str, order_no: str, at: datetime, verdict: str, revision: int = 1) -> Any:
    """A case was decided."""
    return intake.RequestDecided(
        at=at,
        case_no=case,
        order_no=order_no,
        decided_at=at,
        facts={"stage": "signed", "cause": "damage", "photos": revision},
        decision=Decision(verdict=verdict, liable="courier"),
        revision=revision,
    )


def received(waybill: str, at: datetime, order_no: str | None = None) -> Any:
    """Goods arrived at the warehouse."""
    rows = (InspectedGoods(sku="MILK", quantity=1, condition="damaged"),)
    return warehouse.GoodsReceived(
        at=at, waybill=waybill, order_no=order_no, received_at=at, rows=rows
    )


def record(said: Announcement, recorded_at: datetime = RECORDED) -> Record:
    """As its service would publish it."""
    return to_record(_service_of(said), said, recorded_at)


def _service_of(said: Announcement) -> str:
    speakers = (name for name, module in MODULES.items() if type(said) in module.EVENTS)
    return next(speakers, "logistics")  # Which keeps most cases' costs, in words of its own.


class ListedLog:
    """A log that is a list a partition, with as many readers as one likes."""

    def __init__(self, topics: Iterable[str]) -> None:
        self.spots = [(topic, number) for topic in topics for number in range(PARTITIONS)]
        self.lists: dict[Spot, list[Received]] = defaultdict(list)

    def say(self, *said: Announcement | Record) -> None:
        """Append, each where its key belongs."""
        for one in said:
            made = one if isinstance(one, Record) else record(one)
            spot = (made.topic, partition_of(made.key, PARTITIONS))
            offset = len(self.lists[spot])
            self.lists[spot].append(Received(*spot, offset, made.key, made.headers, made.value))

    def ends(self) -> Mapping[Spot, int]:
        """The offset after the last record of every partition."""
        return {spot: len(self.lists[spot]) for spot in self.spots}

    def reader(self) -> ListReader:
        """Another reader from the beginning."""
        return ListReader(self)


class ListReader:
    """Reads one list after the other."""

    def __init__(self, log: ListedLog) -> None:
        self._log = log
        self._at = dict.fromkeys(log.spots, 0)

    def poll(self, limit: int, timeout: float = 0.0) -> list[Received]:
        """Up to ``limit`` records; a test waits for nothing."""
        del timeout
        taken: list[Received] = []
        for spot, at in self._at.items():
            fresh = self._log.lists[spot][at : at + limit - len(taken)]
            self._at[spot] = at + len(fresh)
            taken += fresh
        return taken

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition."""
        return dict(self._at)

    def seek(self, positions: Mapping[Spot, int]) -> None:
        """Go on from elsewhere."""
        self._at.update(positions)

    def close(self) -> None:
        """Nothing is held."""
