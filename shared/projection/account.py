"""A party's account as a list of costs by month: the warehouse's, a dealer's, an agent's.

Printed alike (interfaces.md): a reversal is a negative line, months without a line are left out.
What came after its month was closed stands in the first one that was open then (D14).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from shared.errors import NotKnown
from shared.projection.balances import running
from shared.projection.late import Drawn, Wanted
from shared.projection.months import PLACE, closings, hearing_months, place
from shared.projection.projection import Projection, Table, Totals, UnreadableRecord
from shared.projection.reading import ReadEntry, fen, moment, up_to, yuan

if TYPE_CHECKING:
    from datetime import datetime

    from shared.bus.record import Received
    from shared.projection.closings import Closings
    from shared.projection.projection import Rows
    from shared.projection.storage import Select, Storage

COLUMNS = (
    *("event_id", "entry", "account", "case_no", "order_no", "sku", "quantity", "picker", "cost"),
    *("amount", "certain_at", "rule", "policy", "for_period", "recorded_at", *PLACE),
)
CELLS = (
    *("account", "certain_at", "cost", "case_no", "sku", "amount", "entry", "event_id"),
    *("order_no", "quantity", "picker", "rule", "policy"),
)
"""In the order in which lines are sorted (D35); the last ones tell nothing apart."""

_AMOUNT = CELLS.index("amount")
_WHICH = slice(CELLS.index("entry"), CELLS.index("event_id") + 1)
Row = tuple[Any, ...]


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
        whole_numbers=frozenset({"amount", *PLACE}),
        indexes=(("account", "for_period", *PLACE),),
        totals=Totals(f"{name}_total", by=("account", "for_period"), sums=("amount",)),
    )

    def fold(record: Received, rows: Rows) -> None:
        said = _read(record.value)
        entry, of = said.entry, getattr(said, account)
        if not of:
            raise UnreadableRecord(f"an entry without its {account}")
        amount, certain_at = fen(entry.amount), moment(entry.certain_at)
        rows[line.name].append(
            (
                *(record.headers["ce_id"], entry.entry, of),
                *(said.case_no or "", said.order_no or "", *_goods(said), said.picker or ""),
                *(entry.cost, f"-{amount}" if entry.reverses else amount, certain_at),
                *(said.rule or "", entry.policy or said.policy or "", certain_at[:7]),
                *(record.headers["ce_recordedtime"], *place(record)),
            )
        )

    folds = dict.fromkeys(charged, fold)
    return hearing_months(Projection(service, name, 2, (topic,), folds, (line,)))


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
        self._name = projection.name
        self._label = label
        self._drawn = Drawn(f"{self._name}_line", f"{self._name}_total", "account", CELLS)

    def months(
        self,
        account: str | None = None,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[dict[str, Any]]:
        """By account and month; ``as_of``: certain by then, ``known_at``: recorded by then."""
        with self._storage.reading() as select:
            books = closings(select, self._name, known_at)
            wanted = Wanted(account, period, (up_to(as_of), up_to(known_at)))
            return self._months(select, books, wanted)

    def balances(
        self,
        account: str | None = None,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[dict[str, Any]]:
        """The same months as a running account, from its first line to its last (D13)."""
        with self._storage.reading() as select:
            books = closings(select, self._name, known_at)
            wanted = Wanted(account, until=(up_to(as_of), up_to(known_at)))
            rows = running(self._months(select, books, wanted), self._label, books.status)
            return [row for row in rows if period in {None, row["period"]}]

    def issued(self, period: str, revision: int) -> list[dict[str, Any]]:
        """A month as it stood when it was closed for the n-th time."""
        with self._storage.reading() as select:
            books = closings(select, self._name).issued(period, revision)
            if books is None:
                raise NotKnown(f"no revision {revision} of month {period} was issued")
            return self._months(select, books, Wanted(period=period))

    def drawn(self, books: Closings, period: str | None = None) -> list[dict[str, Any]]:
        """The months with lines drawn otherwise: as a closing would draw them."""
        with self._storage.reading() as select:
            return self._months(select, books, Wanted(period=period))

    def _months(self, select: Select, books: Closings, wanted: Wanted) -> list[dict[str, Any]]:
        late = [*self._drawn.late(select, books, wanted)]
        gone = {row[_WHICH] for _, row in late}
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self._drawn.own(select, books, wanted):
            if row[_WHICH] not in gone:
                found[row[0], row[-1]].append(row)
        for printed, row in late:
            if wanted.period in {None, printed}:
                found[row[0], printed].append(row)
        return [
            self._month(month, books.status(month[1]), sorted(rows))
            for month, rows in sorted(found.items())
        ]

    def _month(self, month: tuple[str, str], status: str, rows: list[Row]) -> dict[str, Any]:
        return {
            self._label: month[0],
            "period": month[1],
            "status": status,
            "total": yuan(sum(row[_AMOUNT] for row in rows)),
            "lines": [_line(row) for row in rows],
        }


def _line(row: tuple[Any, ...]) -> dict[str, Any]:
    _, certain_at, cost, case, sku, amount, _, event_id, order_no, quantity, *rest = row
    picker, rule, policy, for_period = rest
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
