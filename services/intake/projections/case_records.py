"""Every case with what its events tell of its money, page by page: to try another policy on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from shared.contracts.intake import (
    LiabilityDecided,
    OrderRegistered,
    RequestDecided,
    ReturnRequested,
)
from shared.contracts.logistics import (
    FreightRecorded,
    ParcelReturned,
    ParcelShipped,
    ParcelTransferred,
)
from shared.contracts.warehouse import GoodsInspected, ReturnedParcelMatched
from shared.money import Money

if TYPE_CHECKING:
    from shared.projection.storage import Storage

Event = dict[str, Any]
"""An event's body, with its ``type``."""

PAGE = 500
CASES = "SELECT case_no, order_no FROM case_file_case WHERE case_no > ? ORDER BY case_no LIMIT ?"
TELLING = (
    *(OrderRegistered.TYPE, ReturnRequested.TYPE, RequestDecided.TYPE, LiabilityDecided.TYPE),
    *(ParcelShipped.TYPE, FreightRecorded.TYPE, ParcelReturned.TYPE, ParcelTransferred.TYPE),
    *(GoodsInspected.TYPE, ReturnedParcelMatched.TYPE),
)


class CaseRecords:
    """Answers from the tables of the case file."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def page(self, after: str, limit: int = PAGE) -> list[dict[str, Any]]:
        """The cases that follow a number, in the order of their numbers."""
        with self._storage.reading() as select:
            found = select(CASES, after, limit)
            orders = sorted({order_no for _, order_no in found})
            told = defaultdict[str, list[Event]](list)
            if orders:
                rows = select(_events_of(len(orders)), *orders, *TELLING)
                for order_no, kind, body in rows:
                    told[order_no].append({"type": kind, **msgspec.json.decode(body)})
        return [_Story(case_no, told[order_no]).told() for case_no, order_no in found]


def _events_of(orders: int) -> str:
    marks, kinds = ", ".join("?" * orders), ", ".join("?" * len(TELLING))
    return (
        "SELECT order_no, type, body FROM case_file_event"  # noqa: S608  # marks alone are put in
        f" WHERE order_no IN ({marks}) AND type IN ({kinds})"
    )


@dataclass
class _Story:
    """One case among the events of its order."""

    case_no: str
    events: list[Event]

    def told(self) -> dict[str, Any]:
        """The facts it stands on, and every amount that arose; 0.00 for what did not."""
        asked = self._newest(ReturnRequested.TYPE, case_no=self.case_no)
        decided = self._newest(RequestDecided.TYPE, case_no=self.case_no)
        verdict = self._newest(LiabilityDecided.TYPE, case_no=self.case_no)
        waybill, returns = asked.get("waybill"), self._sent("return")
        own = self._freights().get(waybill, Money.zero())
        came_back = own if self._of(ParcelReturned.TYPE, waybill=waybill) else Money.zero()
        postage = Money.total(self._freights().get(one, Money.zero()) for one in returns)
        reships = (self._freights().get(one, Money.zero()) for one in self._sent("reship"))
        fees = (e.get("fee") for e in self._once(ParcelTransferred.TYPE, waybill=waybill))
        found = list(self._found([*returns] or [waybill]))
        return {
            "case": self.case_no,
            "order_no": asked["order_no"],
            "customer_id": asked.get("customer_id"),
            "requested_at": asked["requested_at"],
            "policy": asked.get("policy"),
            "facts": (decided or asked)["facts"],
            "remedy": asked.get("remedy"),
            "value": str(Money.total(Money.of(line["value"]) for line in asked["lines"])),
            "order_value": str(Money.total(self._prices(quantity=True).values())),
            "amount": asked.get("amount") or "0.00",
            "outbound_freight": str(own),
            "return_freight": str(came_back + postage),
            "reship_freight": str(Money.total(reships)),
            "transfer_fee": str(Money.total(Money.of(fee) for fee in fees if fee)),
            "came_back_damaged": str(Money.total(v for c, v in found if c == "damaged")),
            "came_back_not_good": str(Money.total(v for c, v in found if c != "good")),
            "verdict": verdict.get("to"),
        }

    def _of(self, said: str, **about: Any) -> list[Event]:
        return [
            event
            for event in self.events
            if event["type"] == said
            and all(event.get(name) == value for name, value in about.items())
        ]

    def _once(self, said: str, **about: Any) -> list[Event]:
        """A parcel's events of one moment come once, however often they were heard."""
        return list({event["at"]: event for event in self._of(said, **about)}.values())

    def _newest(self, said: str, **about: Any) -> Event:
        """What was said last; nothing when it never was."""
        return max(
            self._of(said, **about), key=lambda e: (e.get("revision", 1), e["at"]), default={}
        )

    def _sent(self, kind: str) -> set[str]:
        """The case's own parcels of a kind."""
        return {e["waybill"] for e in self._of(ParcelShipped.TYPE, kind=kind, case_no=self.case_no)}

    def _freights(self) -> dict[str | None, Money]:
        """Waybill → freight, as far as it is known."""
        said = self._of(ParcelShipped.TYPE) + self._of(FreightRecorded.TYPE)
        return {e["waybill"]: Money.of(e["freight"]) for e in said if e.get("freight")}

    def _prices(self, *, quantity: bool = False) -> dict[str, Money]:
        lines = self._newest(OrderRegistered.TYPE).get("lines", ())
        return {
            line["sku"]: Money.of(line["unit_price"]).times(line["quantity"] if quantity else 1)
            for line in lines
        }

    def _found(self, waybills: Iterable[str | None]) -> Iterator[tuple[str, Money]]:
        """Condition and value of what was inspected, of the order's own products (D10)."""
        prices = self._prices()
        for waybill in waybills:
            inspected = self._newest(GoodsInspected.TYPE, waybill=waybill)
            inspected = inspected or self._newest(ReturnedParcelMatched.TYPE, waybill=waybill)
            for row in inspected.get("rows", ()):
                if row["sku"] in prices:
                    yield row["condition"], prices[row["sku"]].times(row["quantity"])
