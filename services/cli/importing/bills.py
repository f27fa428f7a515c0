"""Couriers' bills, after all rows (D32): each replaces what the courier billed for the month (D31).

A bill travels in pages named by their content; one that is there already costs a single question.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from services.cli.importing.files import BILLS
from services.cli.importing.reading import RowError
from services.finance.commands import ImportBill, NoteBillPage
from services.finance.domain.courier_bill import BilledLine, BillPageMissing, digest_of
from shared.dates import month_start, next_month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from services.cli.importing.party import ImportHouse
    from services.cli.importing.reading import Source
    from services.cli.importing.run import Report
    from services.cli.importing.staging import Staging
    from shared.errors import RuleViolation

PAGE = 1_000
"""Lines of a bill in one page: what one stored event holds."""
PAGES_AT_ONCE = 10
"""Pages in one transaction, and in one request to a gateway."""
_MISSING = BillPageMissing().code


def bring_bills(
    staging: Staging, house: ImportHouse, report: Report, sources: Sequence[Source]
) -> None:
    """Import every bill of a folder; a bill of the same content changes nothing (D15)."""
    reached = house.reached()
    for courier, period in staging.bills():
        at = reached or month_start(next_month(period))
        changed, refused = _import(staging, house, (courier, period), at)
        rows = staging.billed_at(courier, period)
        if refused is not None:
            report.errors += [
                RowError(sources[file].name, row, None, str(refused)) for file, row in rows
            ]
        elif changed:
            report.new += len(rows)
        else:
            report.unchanged += len(rows)
    house.drain()


def _import(
    staging: Staging, house: ImportHouse, month: tuple[str, str], at: datetime
) -> tuple[bool, RuleViolation | None]:
    """Ask for the bill; bring its pages only when they are missing."""
    digests = tuple(digest_of(page) for page in _pages(staging, month))
    bill = ImportBill(*month, at, digests)
    outcome = house.handle_each("finance", [bill])[0]
    if outcome.refused is None or outcome.refused.code != _MISSING:
        return outcome.changed, outcome.refused
    pages = (NoteBillPage(*month, at, page) for page in _pages(staging, month))
    while some := list(islice(pages, PAGES_AT_ONCE)):
        for noted in house.handle_each("finance", some):
            if noted.refused is not None:
                return False, noted.refused
    outcome = house.handle_each("finance", [bill])[0]
    return outcome.changed, outcome.refused


def _pages(staging: Staging, month: tuple[str, str]) -> Iterator[tuple[BilledLine, ...]]:
    """The bill's lines in an order that follows from their content, however they were brought."""
    lines = map(_line, staging.billed(*month))
    while page := tuple(islice(lines, PAGE)):
        yield page


def _line(values: list[Any]) -> BilledLine:
    named = {column.name: value for column, value in zip(BILLS.columns, values, strict=True)}
    del named["courier"], named["period"]
    return BilledLine(**named)
