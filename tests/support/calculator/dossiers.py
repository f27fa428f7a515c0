"""Turns tables of text into one dossier an order."""

from collections import defaultdict
from datetime import datetime

from tests.support.calculator import fen, moments
from tests.support.calculator.reading import Row, Tables
from tests.support.calculator.rows import (
    Affected,
    Dossier,
    Incident,
    Inspection,
    OrderLine,
    Parcel,
    Request,
    Scan,
    Verdict,
)

TRUE = {"true", "1", "yes", "是"}


def dossiers(tables: Tables) -> list[Dossier]:
    """Gather the rows by order, scans and inspections through their waybill."""
    found: dict[str, Dossier] = {}
    for row in tables["orders"]:
        dossier = found.setdefault(row["order_no"], Dossier(row["order_no"]))
        dossier.lines[row["sku"]] = _order_line(row)
    by_waybill: dict[str, Dossier] = {}
    for row in tables["parcels"]:
        by_waybill[row["waybill"]] = found[row["order_no"]]
        found[row["order_no"]].parcels[row["waybill"]] = _parcel(row)
    for row in tables["scans"]:
        scan = _scan(row)
        by_waybill[scan.waybill].scans.setdefault(scan.waybill, []).append(scan)
    for row in tables["inspections"]:
        finding = _inspection(row)
        by_waybill[finding.waybill].inspections.setdefault(finding.waybill, []).append(finding)
    _add_requests(found, tables)
    for dossier in found.values():
        for scans in dossier.scans.values():
            scans.sort(key=lambda scan: scan.at)
    return list(found.values())


def incidents(tables: Tables, brought: Tables) -> list[Incident]:
    """Every incident, with its case's order, which the files name even before it was asked for."""
    orders = {row["request_no"]: row["order_no"] for row in brought["requests"]}
    return [
        Incident(
            agent=row["agent"],
            at=moments.parse(row["at"]),
            request_no=_text(row, "request_no"),
            order_no=orders.get(row["request_no"]),
        )
        for row in tables["incidents"]
    ]


def _add_requests(found: dict[str, Dossier], tables: Tables) -> None:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in tables["requests"]:
        rows[row["request_no"]].append(row)
    by_number = {}
    for number in sorted(rows):
        request = _request(rows[number])
        by_number[number] = found[request.order_no]
        found[request.order_no].requests.append(request)
    for row in sorted(tables["verdicts"], key=lambda row: moments.parse(row["at"])):
        verdict = Verdict(row["request_no"], moments.parse(row["at"]), row["liable"])
        by_number[verdict.request_no].verdicts.setdefault(verdict.request_no, []).append(verdict)


def _order_line(row: Row) -> OrderLine:
    return OrderLine(
        order_no=row["order_no"],
        customer_id=row.get("customer_id", ""),
        dealer_id=_text(row, "dealer_id"),
        purchased_at=moments.parse(row["purchased_at"]),
        succeeded_at=_time(row, "succeeded_at"),
        sku=row["sku"],
        liquid=_flag(row, "liquid") is True,
        quantity=int(row["quantity"]),
        unit_price=fen.parse(row["unit_price"]),
        unit_weight_g=_number(row, "unit_weight_g"),
        packaging_g=_number(row, "packaging_g"),
    )


def _parcel(row: Row) -> Parcel:
    return Parcel(
        waybill=row["waybill"],
        kind=row["kind"],
        order_no=row["order_no"],
        request_no=_text(row, "request_no"),
        courier=row["courier"],
        shipped_at=moments.parse(row["shipped_at"]),
        freight=_money(row, "freight"),
        picker=_text(row, "picker"),
    )


def _scan(row: Row) -> Scan:
    return Scan(
        waybill=row["waybill"],
        at=moments.parse(row["at"]),
        status=row["status"],
        signed_by=_text(row, "signed_by"),
        weight_g=_number(row, "weight_g"),
        fee=_money(row, "fee"),
    )


def _inspection(row: Row) -> Inspection:
    return Inspection(
        waybill=row["waybill"],
        received_at=moments.parse(row["received_at"]),
        inspected_at=_time(row, "inspected_at"),
        sku=row["sku"],
        quantity=int(row["quantity"]),
        condition=row["condition"],
    )


def _request(rows: list[Row]) -> Request:
    row = rows[0]
    lines = [
        Affected(line["sku"], int(line["quantity"]), _money(line, "amount") or 0) for line in rows
    ]
    return Request(
        number=row["request_no"],
        at=moments.parse(row["at"]),
        order_no=row["order_no"],
        cause=row["cause"],
        wish=_text(row, "wish"),
        remedy=_text(row, "remedy"),
        outer_package=_text(row, "outer_package"),
        partly_good=_flag(row, "partly_good") is True,
        photos=_number(row, "photos") or 0,
        outer_photo=_flag(row, "outer_photo") is True,
        signed_by=_text(row, "signed_by"),
        resellable=_flag(row, "resellable"),
        complete=_flag(row, "complete"),
        small_quantity=_flag(row, "small_quantity") is True,
        verified_at=_time(row, "verified_at"),
        verified=_flag(row, "verified"),
        confirmed_at=_time(row, "confirmed_at"),
        agent=_text(row, "agent"),
        lines=tuple(sorted(lines, key=lambda line: line.sku)),
    )


def _text(row: Row, column: str) -> str | None:
    return row.get(column) or None


def _number(row: Row, column: str) -> int | None:
    return int(row[column]) if row.get(column) else None


def _money(row: Row, column: str) -> int | None:
    return fen.parse(row[column]) if row.get(column) else None


def _time(row: Row, column: str) -> datetime | None:
    return moments.parse(row[column]) if row.get(column) else None


def _flag(row: Row, column: str) -> bool | None:
    return row[column].lower() in TRUE if row.get(column) else None
