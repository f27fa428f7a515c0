"""One look at the couriers' lines: what each month comes to, and what is printed in it (D13, D14).

Sums are the kept totals wherever they can be: only late lines, and those that came after a
statement was issued, are looked at one by one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from shared.dates import next_month
from shared.projection.late import Drawn, matching, within

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.projection.closings import Closings
    from shared.projection.late import Wanted
    from shared.projection.storage import Select

Row = tuple[Any, ...]
Late = tuple[str, Row]
"""The month that prints a row which is another one's, and the row."""
Month = tuple[str, str]
"""Courier and month."""

CELLS = (
    *("courier", "certain_at", "waybill", "kind", "cost", "case_no", "sku", "amount", "entry"),
    *("event_id", "order_no", "rule", "policy"),
)
"""In the order in which lines are sorted (D35); the last ones tell nothing apart."""

DRAWN = Drawn("courier_ledger_line", "courier_ledger_total", "courier", CELLS)
KIND, AMOUNT, ENTRY = (CELLS.index(name) for name in ("kind", "amount", "entry"))
OWED_LESS = frozenset({"chargeback"})
"""What changes the net the other way when it is an adjustment."""


class Sums:
    """What a month's lines come to by kind, and how many lines that are."""

    def __init__(self) -> None:
        self.of: dict[str, int] = defaultdict(int)
        self.lines = 0

    def add(self, kind: str, amount: int, lines: int) -> None:
        """Take lines in, or out."""
        self.of[kind] += amount
        self.lines += lines

    @property
    def chargebacks(self) -> int:
        """D13: chargebacks less reversals."""
        return self.of["chargeback"] - self.of["reversal"]

    def net(self, opening: int) -> int:
        """D13: what is left to pay."""
        owed = self.of["freight"] + self.of["transfer_fee"]
        return opening + owed - self.chargebacks + self.of["adjustment"]


class Reading:
    """One look at the tables, with the lines of closed months drawn in one way."""

    def __init__(self, select: Select, books: Closings, wanted: Wanted) -> None:
        self._select = select
        self._books = books
        self._wanted = wanted
        self._late = [*DRAWN.late(select, books, wanted)]

    def sums(self) -> dict[str, dict[str, Sums]]:
        """Courier → month that prints → sums; with a bound no later month than the wanted."""
        sums: dict[str, dict[str, Sums]] = defaultdict(lambda: defaultdict(Sums))
        for courier, month, kind, amount, lines in self._own():
            sums[courier][month].add(kind, amount, lines)
        if self._only_up_to is not None:
            self._leave_out(sums, self._only_up_to)
        for printed, row in self._late:
            months = sums[row[0]]
            months[row[-1]].add(row[KIND], -row[AMOUNT], -1)
            months[printed].add("adjustment", _adjusted(row)[AMOUNT], 1)
        printed_sums = {
            courier: {month: of for month, of in months.items() if of.lines > 0}
            for courier, months in sums.items()
        }
        return {courier: months for courier, months in printed_sums.items() if months}

    def lines(self) -> dict[Month, list[Row]]:
        """The rows by courier and the month they are printed in, sorted (D35)."""
        gone = {row[ENTRY] for _, row in self._late}
        found: dict[Month, list[Row]] = defaultdict(list)
        for row in DRAWN.own(self._select, self._books, self._wanted):
            if row[ENTRY] not in gone:
                found[row[0], row[-1]].append(row)
        for printed, row in self._late:
            if self._wanted.period in {None, printed}:
                found[row[0], printed].append(_adjusted(row))
        for rows in found.values():
            rows.sort()
        return found

    def told_again(self, found: Mapping[Month, list[Row]]) -> dict[Month, dict[str, Month]]:
        """Month → entry → event and case told last; a closed month hears nothing any more."""
        printed_in = {row[ENTRY]: month for month, rows in found.items() for row in rows}
        frozen = {month[1]: self._books.last_line(month[1]) for month in found}
        where, params = matching({"courier": self._wanted.owner})
        told: dict[Month, dict[str, Month]] = defaultdict(dict)
        for entry, event_id, case, spot, offset in self._select(
            "SELECT entry, event_id, case_no, spot, log_offset FROM courier_ledger_restated"  # noqa: S608  # names of ours
            f" WHERE {where} AND recorded_at <= ? AND {within(self._books)}"
            " ORDER BY entry, revision",
            *params,
            self._wanted.until[1],
        ):
            if (month := printed_in.get(entry)) is not None:
                line = frozen[month[1]]
                if line is None or offset < line.get(spot, 0):
                    told[month][entry] = (event_id, case)
        return told

    @property
    def _only_up_to(self) -> str | None:
        """The last month whose totals are needed, where a bound leaves lines out of them."""
        bounded = self._books.bound is not None and self._wanted.everything
        return self._wanted.period if bounded else None

    def _own(self) -> list[Row]:
        """Sums by the month that lines belong to: as kept, or added up."""
        where, params = matching({"courier": self._wanted.owner})
        if self._only_up_to or (self._books.bound is None and self._wanted.everything):
            kept = "SELECT courier, for_period, kind, amount, counted FROM courier_ledger_total"
            return [*self._select(f"{kept} WHERE {where}", *params)]
        return [
            *self._select(
                "SELECT courier, for_period, kind, CAST(SUM(amount) AS BIGINT), COUNT(*)"  # noqa: S608  # names of ours
                f" FROM courier_ledger_line WHERE {where} AND certain_at <= ? AND recorded_at <= ?"
                f" AND {within(self._books)} GROUP BY courier, for_period, kind",
                *params,
                *self._wanted.until,
            )
        ]

    def _leave_out(self, sums: dict[str, dict[str, Sums]], last: str) -> None:
        """Lines that came after the bound; of months after the last only that there are any."""
        bound = self._books.bound or {}
        for months in sums.values():
            for later in [month for month in months if month > last]:
                del months[later]
        for row in DRAWN.left_out(self._select, bound, self._wanted, last):
            sums[row[0]][row[-1]].add(row[KIND], -row[AMOUNT], -1)
        for courier in DRAWN.owners_later(self._select, bound, self._wanted, last):
            sums[courier][next_month(last)].lines = len(self._late) + 1


def _adjusted(row: Row) -> Row:
    """D14: signed as it changes the net; its cost, rule and case are kept."""
    amount = -row[AMOUNT] if row[KIND] in OWED_LESS else row[AMOUNT]
    return (*row[:KIND], "adjustment", *row[KIND + 1 : AMOUNT], amount, *row[AMOUNT + 1 :])
