"""Couriers' bills and what was decided about them, as finance's store holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from services.finance.domain.bill_columns import BillColumns, BillLayout
from services.finance.domain.bill_review import BillReview
from services.finance.domain.courier_bill import BillPage, CourierBill
from services.finance.domain.reconciliation import BillText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shared.store.service import Service


class PageText(msgspec.Struct, gc=False):
    """A stored page of a bill, as far as its lines go."""

    lines: tuple[BillText, ...]


_page_of = msgspec.json.Decoder(PageText).decode


class Bills:
    """What finance's store holds of couriers' bills."""

    def __init__(self, finance: Service[Any]) -> None:
        self._finance = finance

    def all(self, period: str | None = None, courier: str | None = None) -> list[CourierBill]:
        """The newest bills of a month, a courier, or all; by courier and month."""
        if period and courier:
            numbers = [CourierBill.number_of(courier, period)]
        else:
            named = (one.rpartition(":") for one in self._finance.numbers_of(CourierBill))
            numbers = [
                CourierBill.number_of(of, month)
                for of, _, month in sorted(named)
                if courier in {None, of} and period in {None, month}
            ]
        found = self._load([CourierBill.id_of(number) for number in numbers])
        return [bill for bill in found if isinstance(bill, CourierBill)]

    def lines(self, bill: CourierBill) -> Iterator[BillText]:
        """Every line of a bill as it is stored: nothing but what comparing needs is built."""
        courier, _, period = bill.number.rpartition(":")
        ids = [BillPage.id_of(BillPage.number_of(courier, period, one)) for one in bill.pages]
        stored = {one.originator_id: one.state for one in self._finance.stored_events_of(ids)}
        for one in ids:
            yield from _page_of(stored[one]).lines

    def review(self, bill: CourierBill) -> BillReview | None:
        """What was decided about a courier's month; null before anything was."""
        (found,) = self._load([BillReview.id_of(bill.number)])
        return found if isinstance(found, BillReview) else None

    def layout(self, courier: str) -> BillLayout:
        """How a courier heads the columns of its bills, as far as that is known."""
        (found,) = self._load([BillColumns.id_of(courier)])
        return found.layout if isinstance(found, BillColumns) else BillLayout()

    def _load(self, aggregate_ids: Sequence[str]) -> list[Any]:
        """These aggregates, null where there is none."""
        found: dict[str, Any] = dict.fromkeys(aggregate_ids)
        for stored in self._finance.stored_events_of(aggregate_ids):
            event: Any = self._finance.mapper.to_domain_event(stored)
            one = str(stored.originator_id)
            found[one] = event.mutate(found[one])
        return list(found.values())
