"""A September of three couriers' parcels, and the bill that one of them sends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner

from services.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

BILL = "courier,period,waybill,date,kind,weight_g,freight,fee,claim"
FILES = {
    "orders": [
        "order_no,purchased_at,sku,quantity,unit_price",
        *(f"O{n},2026-09-01T09:00:00,A,1,59.90" for n in range(1, 7)),
    ],
    "parcels": [
        "waybill,kind,order_no,request_no,courier,shipped_at,freight",
        "SF1001,outbound,O1,,SF,2026-09-02T10:00:00,12.00",
        "SF1002,outbound,O2,,SF,2026-09-03T10:00:00,12.00",
        "SF1003,outbound,O3,,SF,2026-09-04T10:00:00,14.50",
        "YT1004,outbound,O4,,YTO,2026-09-04T10:00:00,6.00",
        "SF1005,outbound,O5,,SF,2026-08-31T23:59:59,12.00",
        "SF1006,outbound,O6,,SF,2026-09-06T10:00:00,12.00",
    ],
    "scans": [
        "waybill,at,status,weight_g",
        "SF1001,2026-09-02T18:00:00,picked_up,900",
        "SF1003,2026-09-04T18:00:00,picked_up,1900",
        *(f"SF100{n},2026-09-08T12:00:00,signed," for n in (1, 2, 3, 5)),
        "YT1004,2026-09-08T12:00:00,signed,",
        "SF1006,2026-09-10T12:00:00,lost,",
    ],
    "requests": [
        "request_no,at,order_no,sku,quantity,cause,wish",
        "Q6,2026-09-09T12:00:00,O6,A,1,lost,refund",
    ],
    "bills": [
        BILL,
        "SF,2026-09,SF1001,2026-09-02,outbound,1900,14.50,,",
        "SF,2026-09,SF1002,2026-09-03,outbound,,12.00,,",
        "SF,2026-09,SF1002,2026-09-03,outbound,,12.00,,",
        "SF,2026-09,SF1030,2026-09-04,outbound,1900,14.50,,",
        "SF,2026-09,YT1004,2026-09-04,outbound,,12.00,,",
        "SF,2026-09,SF1005,2026-09-01,outbound,,12.00,,",
        "SF,2026-09,SF1006,2026-09-06,outbound,,12.00,,50.00",
    ],
}
DIFFERENCES = {
    ("SF1001", "outbound", 1): ("differs", "14.50", "12.00", "2.50"),
    ("SF1002", "outbound", 1): ("match", "12.00", "12.00", "0.00"),
    ("SF1002", "outbound", 2): ("duplicate", "12.00", "0.00", "12.00"),
    ("SF1003", "outbound", 1): ("not_billed", "0.00", "14.50", "-14.50"),
    ("SF1005", "outbound", 1): ("not_booked", "12.00", "0.00", "12.00"),
    ("SF1006", "claim", 1): ("differs", "-50.00", "-71.90", "21.90"),
    ("SF1006", "outbound", 1): ("match", "12.00", "12.00", "0.00"),
    ("SF1030", "outbound", 1): ("unknown_waybill", "14.50", "0.00", "14.50"),
    ("YT1004", "outbound", 1): ("not_booked", "12.00", "0.00", "12.00"),
}


def write(folder: Path, **changed: list[str]) -> Path:
    """The month's files, some of them otherwise."""
    folder.mkdir(exist_ok=True)
    for name, lines in (FILES | changed).items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def billed(*changes: tuple[str, str]) -> list[str]:
    """The bill's lines with some cells otherwise."""
    text = "\n".join(FILES["bills"])
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text.splitlines()


def run(*words: str) -> Any:
    """What a command printed, and how it ended."""
    return CliRunner().invoke(app, list(words))


def answer(*words: str) -> Any:
    """A command's answer as JSON; it must have succeeded."""
    done = run(*words, "--format", "json")
    if done.exit_code:
        raise AssertionError(f"{words}: {done.output} {done.exception!r}")
    return json.loads(done.stdout)


def rows(*words: str) -> dict[tuple[str, str, int], tuple[str, ...]]:
    """Waybill, kind and row → status and amounts of the month's comparison."""
    names = ("status", "billed", "booked", "difference")
    return {
        (row["waybill"], row["kind"], row["row"]): tuple(row[name] for name in names)
        for row in answer("reconcile", "2026-09", *words)
    }
