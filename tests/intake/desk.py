"""Intake on a real store, told of the others' news in their own words, asked what it announced."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from services.intake.application import Intake
from services.intake.commands import DecideLiability, IntakeCommand, RegisterOrder, RequestReturn
from services.intake.domain.registration import OrderedLine
from services.intake.domain.request import RequestedLine
from services.intake.keys.master import MasterKey
from services.intake.publishing import announce
from services.intake.reactions import react
from shared.contracts import finance, logistics, warehouse
from shared.contracts.base import Announcement, Goods, InspectedGoods
from shared.contracts.intake import RefundReady
from shared.dates import parse_time
from shared.money import Money
from shared.store.connect import environment
from shared.store.service import LetTimePass

A = TypeVar("A", bound=Announcement)
ORDER, CASE, WAYBILL, COURIER = "O1", "C1", "W1", "YTO"
BOUGHT = parse_time("2026-09-01T09:00")
SHIPPED = parse_time("2026-09-02T09:00")
ASKED = parse_time("2026-09-05T12:00")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def yuan(text: str) -> Money:
    return Money.of(text)


def line(sku: str, price: str, *, quantity: int = 1, liquid: bool | None = False) -> OrderedLine:
    return OrderedLine(sku, f"product {sku}", liquid, quantity, yuan(price), 500)


class Desk:
    """One order ``O1`` of two cups and a book, unless a test says otherwise."""

    def __init__(self, home: Path) -> None:
        master = MasterKey(None, home / "master.key")
        self.intake = Intake(environment("embedded", "intake", home), master)

    def do(self, *commands: IntakeCommand | LetTimePass) -> bool:
        return self.intake.handle(*commands)

    def order(self, *lines: OrderedLine, at: datetime = BOUGHT, **cells: Any) -> bool:
        ordered = lines or (line("CUP", "30.00", quantity=2), line("BOOK", "45.50"))
        return self.do(RegisterOrder(ORDER, at, ordered, **cells))

    def ask(
        self,
        cause: str,
        *lines: RequestedLine,
        at: datetime = ASKED,
        case: str = CASE,
        **cells: Any,
    ) -> bool:
        asked = lines or (RequestedLine("CUP", 1),)
        return self.do(RequestReturn(case, at, ORDER, asked, cause, **cells))

    def verdict(self, liable: str, at: datetime, **cells: Any) -> bool:
        return self.do(DecideLiability(CASE, at, liable, **cells))

    def pass_time(self, until: datetime) -> None:
        self.intake.pass_time(until)

    def hear(self, *said: Announcement) -> bool:
        changed = [self.do(*react(one)) for one in said]
        return any(changed)

    def shipped(
        self,
        at: datetime = SHIPPED,
        *,
        waybill: str = WAYBILL,
        kind: str = "outbound",
        freight: str | None = "8.00",
        case: str | None = None,
        order: str = ORDER,
    ) -> bool:
        return self.hear(
            logistics.ParcelShipped(
                at=at,
                order_no=order,
                waybill=waybill,
                courier=COURIER,
                case_no=case,
                kind=kind,
                shipped_at=at,
                freight=yuan(freight) if freight else None,
            )
        )

    def scanned(self, status: str, at: datetime, signed_by: str | None = None) -> bool:
        about: dict[str, Any] = {
            "at": at,
            "order_no": ORDER,
            "waybill": WAYBILL,
            "courier": COURIER,
        }
        match status:
            case "refused":
                return self.hear(logistics.ParcelRefused(kind="outbound", **about))
            case "returned":
                return self.hear(logistics.ParcelReturned(kind="outbound", **about))
            case "lost":
                lost = logistics.ParcelLost(
                    kind="outbound", last_movement_at=at - 5 * DAY, by="silence", **about
                )
                return self.hear(lost)
        scan = logistics.ParcelScanned(status=status, kind="outbound", signed_by=signed_by, **about)
        return self.hear(scan)

    def inspected(self, at: datetime, *rows: tuple[str, int, str], waybill: str = WAYBILL) -> bool:
        found = rows or (("CUP", 1, "good"),)
        return self.hear(
            warehouse.GoodsInspected(
                at=at,
                order_no=ORDER,
                waybill=waybill,
                received_at=at - HOUR,
                inspected_at=at,
                rows=tuple(
                    InspectedGoods(sku=sku, quantity=quantity, condition=condition)
                    for sku, quantity, condition in found
                ),
            )
        )

    def freight(self, amount: str, waybill: str = WAYBILL, kind: str = "outbound") -> bool:
        return self.hear(
            logistics.FreightRecorded(
                at=SHIPPED,
                order_no=ORDER,
                waybill=waybill,
                kind=kind,
                shipped_at=SHIPPED,
                freight=yuan(amount),
            )
        )

    def signed_off(self, at: datetime, signed_by: str | None) -> bool:
        """The courier showed who signed, or (None) its three days passed."""
        about: dict[str, Any] = {"at": at, "case_no": CASE, "order_no": ORDER, "waybill": WAYBILL}
        if signed_by is None:
            return self.hear(logistics.SignOffUnproved(**about))
        return self.hear(logistics.SignOffProved(signed_by=signed_by, **about))

    def weighed(self, result: str, at: datetime) -> bool:
        kind: Any = {
            "mismatch": warehouse.MissedItemConfirmed,
            "match": warehouse.MissedItemRejected,
        }[result]
        return self.hear(
            kind(
                at=at,
                case_no=CASE,
                order_no=ORDER,
                lines=(Goods(sku="CUP", quantity=1),),
                expected_g=1000,
                outbound_g=500,
                missing_g=500,
                checked_at=at,
            )
        )

    def paid(self, at: datetime, kind: str = "refund", amount: str = "30.00") -> bool:
        """A refund table paid the newest payment of a kind that is ready."""
        ready = [said.refund for said in self.said(RefundReady) if said.kind == kind]
        return self.hear(
            finance.RefundPaid(
                at=at,
                case_no=CASE,
                order_no=ORDER,
                refund=ready[-1],
                table_at=at,
                kind=kind,
                amount=yuan(amount),
                deducted=yuan("0.00"),
                shares=(),
            )
        )

    def everything(self) -> list[Announcement]:
        """All announcements, read from the store as the relay would."""
        notes = self.intake.recorder.select_notifications(1, 10_000)
        events = [self.intake.mapper.to_domain_event(note) for note in notes]
        said = [announce(event) for event in events]  # type: ignore[arg-type]  # all ours
        return [one for one in said if one is not None]

    def said(self, kind: type[A]) -> list[A]:
        return [one for one in self.everything() if isinstance(one, kind)]

    def last(self, kind: type[A]) -> A:
        return self.said(kind)[-1]

    def names(self) -> list[str]:
        """The types announced about cases, in order."""
        return [one.TYPE for one in self.everything() if one.TYPE != "OrderRegistered"]


def item(sku: str, quantity: int = 1, amount: str | None = None) -> RequestedLine:
    return RequestedLine(sku, quantity, yuan(amount) if amount else None)


def rows(said: Sequence[Any]) -> list[tuple[str, int, str]]:
    """Valued lines as plain rows."""
    return [(one.sku, one.quantity, str(one.value)) for one in said]
