"""How a story is told: its rows, and by hand what the books must say about them.

Moments are written `DD HH:MM[:SS]` in September 2026, or `MM-DD HH:MM[:SS]` in another month.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from shared.dates import parse_time

COLUMNS = {
    "orders": (
        "order_no,purchased_at,succeeded_at,customer_id,customer_class,name,phone,province,"
        "address,dealer_id,sku,product,liquid,quantity,unit_price,unit_weight_g,packaging_g"
    ),
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight,picker",
    "scans": "waybill,at,status,place,signed_by,weight_g,fee,note",
    "requests": (
        "request_no,at,order_no,sku,quantity,cause,wish,remedy,amount,outer_package,partly_good,"
        "photos,outer_photo,signed_by,resellable,complete,small_quantity,verified_at,verified,"
        "confirmed_at,agent,note"
    ),
    "inspections": ("waybill,received_at,inspected_at,sku,quantity,condition,photos,disposition"),
    "verdicts": "request_no,at,liable,reason",
    "incidents": "agent,at,request_no,kind",
}


def moment(text: str) -> str:
    """`05 10:00` becomes `2026-09-05T10:00:00+08:00`."""
    day, clock = text.split(" ")
    date = f"2026-{day}" if "-" in day else f"2026-09-{day}"
    return f"{date}T{clock if clock.count(':') == 2 else clock + ':00'}+08:00"


@dataclass(slots=True)
class Story:
    """One folder, and the lines that the commands must print for it.

    `decided` holds the decisions of those cases whose story is about them.
    """

    name: str
    until: str | None = None
    rows: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {n: [] for n in COLUMNS})
    courier: list[dict[str, Any]] = field(default_factory=list)
    warehouse: list[dict[str, Any]] = field(default_factory=list)
    dealer: list[dict[str, Any]] = field(default_factory=list)
    staff: list[dict[str, Any]] = field(default_factory=list)
    decided: list[dict[str, Any]] = field(default_factory=list)
    refunds: list[dict[str, Any]] = field(default_factory=list)

    def order(self, sku: str, quantity: int, unit_price: str, **cells: str) -> None:
        """A line of order O1, bought on 1 September at 09:00 unless `cells` say otherwise."""
        usual = {"order_no": "O1", "purchased_at": "01 09:00", "customer_id": "C1"}
        cells = {**usual, "sku": sku, "quantity": str(quantity), "unit_price": unit_price, **cells}
        self._add("orders", cells)

    def parcel(self, waybill: str, shipped_at: str, freight: str, **cells: str) -> None:
        """An outbound parcel of O1 by SF unless `cells` say otherwise."""
        usual = {"kind": "outbound", "order_no": "O1", "courier": "SF", "picker": "P1"}
        self._add(
            "parcels",
            {**usual, "waybill": waybill, "shipped_at": shipped_at, "freight": freight, **cells},
        )

    def reship(self, waybill: str, shipped_at: str, freight: str, **cells: str) -> None:
        self.parcel(waybill, shipped_at, freight, **{"kind": "reship", "request_no": "Q1", **cells})

    def sent_back(self, waybill: str, shipped_at: str, freight: str, **cells: str) -> None:
        self.parcel(waybill, shipped_at, freight, **{"kind": "return", "request_no": "Q1", **cells})

    def scan(self, waybill: str, at: str, status: str, **cells: str) -> None:
        self._add("scans", {"waybill": waybill, "at": at, "status": status, **cells})

    def request(self, at: str, cause: str, sku: str, quantity: int, **cells: str) -> None:
        """A row of request Q1 about O1 unless `cells` say otherwise."""
        usual = {"request_no": "Q1", "order_no": "O1", "agent": "A1"}
        cells = {**usual, "at": at, "cause": cause, "sku": sku, "quantity": str(quantity), **cells}
        self._add("requests", cells)

    def inspection(self, waybill: str, received_at: str, inspected_at: str, *found: str) -> None:
        """Rows `sku quantity condition` of one parcel."""
        for row in found:
            sku, quantity, condition = row.split()
            cells = {"received_at": received_at, "inspected_at": inspected_at, "sku": sku}
            self._add(
                "inspections",
                {"waybill": waybill, "quantity": quantity, "condition": condition, **cells},
            )

    def incident(self, agent: str, at: str, kind: str, **cells: str) -> None:
        """Rows of different kinds or moments are incidents of their own (R512)."""
        self._add("incidents", {"agent": agent, "at": at, "kind": kind, **cells})

    def verdict(self, at: str, liable: str, request_no: str = "Q1") -> None:
        self._add("verdicts", {"request_no": request_no, "at": at, "liable": liable})

    def expect_courier(self, *lines: str) -> None:
        """Lines `DD HH:MM kind cost waybill case amount rule`, `-` for null."""
        for line in lines:
            day, clock, kind, cost, waybill, case, amount, rule = line.split()
            at, parcel = moment(f"{day} {clock}"), self._parcel(waybill)
            self.courier.append(
                {
                    "courier": parcel["courier"],
                    "kind": kind,
                    "cost": cost,
                    "waybill": waybill,
                    "case": _null(case),
                    "order_no": parcel["order_no"],
                    "amount": amount,
                    "certain_at": at,
                    "rule": _null(rule),
                    "policy": "2026-01",
                    "for_period": at[:7],
                }
            )

    def expect_warehouse(self, *lines: str) -> None:
        """Lines `DD HH:MM cost case sku quantity amount rule`, `-` for null; picker P1."""
        self.warehouse += [_account_line("warehouse", "main", line) for line in lines]

    def expect_dealer(self, account: str, *lines: str) -> None:
        """Lines as `expect_warehouse` has them, without a picker."""
        self.dealer += [_account_line("dealer", account, line) for line in lines]

    def expect_staff(self, account: str, *lines: str) -> None:
        self.staff += [_account_line("agent", account, line) for line in lines]

    def expect_decided(self, *lines: str) -> None:
        """Lines `case remedy verdict remedies path liable book_to rules`, lists with commas."""
        for line in lines:
            case, remedy, verdict, remedies, path, liable, book_to, rules = line.split()
            self.decided.append(
                {
                    "case": case,
                    "remedy": _null(remedy),
                    "verdict": verdict,
                    "remedies": remedies.split(","),
                    "return_path": path,
                    "liable": liable,
                    "book_to": book_to,
                    "rules": rules.split(","),
                }
            )

    def expect_refunds(self, *lines: str) -> None:
        """Lines `DD HH:MM case kind amount deducted`."""
        for line in lines:
            day, clock, case, kind, amount, deducted = line.split()
            self.refunds.append(
                {
                    "table_at": moment(f"{day} {clock}"),
                    "case": case,
                    "order_no": "O1",
                    "customer_id": "C1",
                    "kind": kind,
                    "amount": amount,
                    "deducted": deducted,
                }
            )

    def texts(self) -> dict[str, str]:
        """The files' names and contents."""
        return {f"{name}.csv": csv_text(name, rows) for name, rows in self.rows.items()}

    def moments(self) -> set[datetime]:
        """Every time in its rows."""
        cells = [pair for rows in self.rows.values() for row in rows for pair in row.items()]
        return {parse_time(text) for cell, text in cells if _is_time(cell) and text}

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts().items():
            (folder / name).write_text(text, encoding="utf-8")

    def _add(self, name: str, cells: Mapping[str, str]) -> None:
        times = {cell: moment(text) for cell, text in cells.items() if _is_time(cell) and text}
        self.rows[name].append({**cells, **times})

    def _parcel(self, waybill: str) -> dict[str, str]:
        return next(row for row in self.rows["parcels"] if row["waybill"] == waybill)


def _account_line(party: str, account: str, line: str) -> dict[str, Any]:
    day, clock, cost, case, sku, quantity, amount, rule = line.split()
    at = moment(f"{day} {clock}")
    return {
        party: account,
        "case": _null(case),
        "order_no": "O1" if case != "-" else None,
        "sku": _null(sku),
        "quantity": None if quantity == "-" else int(quantity),
        "picker": "P1" if party == "warehouse" else None,
        "cost": cost,
        "amount": amount,
        "certain_at": at,
        "rule": rule,
        "policy": "2026-01",
        "for_period": at[:7],
    }


def _is_time(cell: str) -> bool:
    return cell == "at" or cell.endswith("_at")


def _null(text: str) -> str | None:
    return None if text == "-" else text


def csv_text(name: str, rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[name].split(","), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
