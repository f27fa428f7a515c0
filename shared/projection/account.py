"""A party's account as a list of costs by month: the warehouse's, a dealer's, an agent's.

Printed alike (interfaces.md): a reversal is a negative line, months without a line are left out.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from shared.projection.projection import Projection, Table, Totals, UnreadableRecord
from shared.projection.reading import ReadEntry, fen, moment, only, up_to, yuan

if TYPE_CHECKING:
    from datetime import datetime

    from shared.bus.record import Received
    from shared.projection.projection import Rows
    from shared.projection.storage import Storage

COLUMNS = (
    *("event_id", "entry", "account", "period", "case_no", "order_no", "sku", "quantity"),
    *("picker", "cost", "amount", "certain_at", "rule", "policy", "for_period", "recorded_at"),
)


class ReadCharge(msgspec.Struct, gc=False):
    """What a line needs of an announcement that charges an account, or takes it back."""

    entry: ReadEntry
    case_no: str | None = None
    order_no: str | None = None
    rule: str | None = None
    policy: str | None = None
    warehouse: str | None = None
    dealer_id: str | None = None
    agent: str | None = None
    sku: str | None = None
    quantity: int | None = None
    picker: str | None = None


_read = msgspec.json.Decoder(ReadCharge).decode


def account_projection(
    service: str, name: str, topic: str, charged: tuple[str, ...], account: str
) -> Projection:
    """The projection of announcements ``charged`` whose field ``account`` names the account."""
    line = Table(
        f"{name}_line",
        COLUMNS,
        key=("event_id", "entry"),
        whole_numbers=frozenset({"amount"}),
        indexes=(("account", "period"),),
        totals=Totals(f"{name}_total", by=("account", "period"), sums=("amount",)),
    )

    def fold(record: Received, rows: Rows) -> None:
        said = _read(record.value)
        entry, of = said.entry, getattr(said, account)
        if not of:
            raise UnreadableRecord(f"an entry without its {account}")
        amount, certain_at = fen(entry.amount), moment(entry.certain_at)
        rows[line.name].append(
            (
                *(record.headers["ce_id"], entry.entry, of, certain_at[:7]),
                *(said.case_no or "", said.order_no or "", *_goods(said), said.picker or ""),
                *(entry.cost, f"-{amount}" if entry.reverses else amount, certain_at),
                *(said.rule or "", entry.policy or said.policy or "", certain_at[:7]),
                record.headers["ce_recordedtime"],
            )
        )

    return Projection(service, name, 1, (topic,), dict.fromkeys(charged, fold), (line,))


def _goods(said: ReadCharge) -> tuple[str, str]:
    """The announcement's own product, else the entry's only one; none where there are several."""
    if said.sku is not None:
        return said.sku, "" if said.quantity is None else str(said.quantity)
    if len(said.entry.lines) == 1:
        return said.entry.lines[0].sku, str(said.entry.lines[0].quantity)
    return "", ""


class AccountMonths:
    """Answers from such a projection's tables; ``label`` is what the account is printed as."""

    def __init__(self, storage: Storage, projection: Projection, label: str) -> None:
        self._storage = storage
        self._label = label
        table = projection.own_tables[0]
        self._lines = (
            "SELECT account, period, case_no, order_no, sku, quantity, picker, cost, amount,"  # noqa: S608  # a name of ours
            f" certain_at, rule, policy, event_id, for_period FROM {table.name}"
            " WHERE account BETWEEN ? AND ? AND period BETWEEN ? AND ?"
            " AND certain_at <= ? AND recorded_at <= ?"
            " ORDER BY account, period, certain_at, cost, case_no, sku, amount, entry, event_id"
        )

    def months(
        self,
        account: str | None = None,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[dict[str, Any]]:
        """By account and month; ``as_of``: certain by then, ``known_at``: recorded by then."""
        bounds = (*only(account), *only(period), up_to(as_of), up_to(known_at))
        with self._storage.reading() as select:
            rows = select(self._lines, *bounds)
        return [
            self._month(of, month, list(lines))
            for (of, month), lines in groupby(rows, key=lambda row: (row[0], row[1]))
        ]

    def _month(self, account: str, period: str, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
        return {
            self._label: account,
            "period": period,
            "status": "open",
            "total": yuan(sum(row[8] for row in rows)),
            "lines": [_line(row) for row in rows],
        }


def _line(row: tuple[Any, ...]) -> dict[str, Any]:
    _, _, case, order_no, sku, quantity, picker, cost, amount, certain_at, rule, policy, *rest = row
    event_id, for_period = rest
    return {
        "case": case or None,
        "order_no": order_no or None,
        "sku": sku or None,
        "quantity": int(quantity) if quantity else None,
        "picker": picker or None,
        "cost": cost,
        "amount": yuan(amount),
        "certain_at": certain_at,
        "rule": rule or None,
        "policy": policy or None,
        "event_id": event_id,
        "for_period": for_period,
    }
