"""The bank's answers about a refund table are told to finance, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from services.cli.importing.reading import RowError
from services.cli.refund_answers import FAILED, PAID, Result
from services.finance import refund_commands as do
from shared.dates import parse_time
from shared.http.fitness import fit

if TYPE_CHECKING:
    from datetime import datetime

    from services.cli.books import Printed
    from services.cli.importing.party import ImportHouse


@dataclass
class Report:
    """What became of the answers."""

    paid: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)


def settle(
    house: ImportHouse,
    table: Printed,
    results: list[Result],
    errors: list[RowError],
    who: tuple[datetime, str],
) -> Report:
    """Tell finance: all that was paid at once, and one by one where that is refused."""
    report = Report(errors=list(errors))
    before = {line["refund"]: line["state"] for line in table["lines"]}
    news = [one for one in results if one.outcome != before[one.refund]]
    report.unchanged = len(results) - len(news)
    at = parse_time(table["table_at"])
    paid = tuple(one.refund for one in news if one.outcome == PAID)
    if paid and _done(house, [do.SettleRefunds(at, *who, paid)]) == [None]:
        report.paid = list(paid)
        news = [one for one in news if one.outcome == FAILED]
    commands = [_command(at, one, who) for one in news]
    for one, refused in zip(news, _done(house, commands), strict=True):
        if refused is not None:
            report.errors.append(RowError(one.file, one.row, "result", refused))
        else:
            (report.paid if one.outcome == PAID else report.failed).append(one.refund)
    house.drain()
    report.errors.sort(key=lambda error: error.row or 0)
    return report


def _command(table_at: datetime, one: Result, who: tuple[datetime, str]) -> do.RefundCommand:
    if one.outcome == PAID:
        return do.SettleRefunds(table_at, *who, (one.refund,))
    at, person = who
    return do.FailRefund(table_at, one.refund, at, person, one.reason or "")


def _done(house: ImportHouse, commands: list[Any]) -> list[str | None]:
    """Carry commands out, each alone; why each was refused, or null."""
    for command in commands:
        for name in ("person", "reason"):
            if (said := getattr(command, name, None)) is not None:
                fit(name, said)
    outcomes = house.handle_each("finance", commands) if commands else []
    return [str(one.refused) if one.refused is not None else None for one in outcomes]


def report_of(report: Report) -> dict[str, Any]:
    """As printed; errors as an import's."""
    return {
        "paid": report.paid,
        "failed": report.failed,
        "unchanged": report.unchanged,
        "errors": [
            {"file": one.file, "row": one.row, "column": one.column, "reason": one.reason}
            for one in report.errors
        ],
    }
