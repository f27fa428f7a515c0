"""One courier's bill from a file of its own, brought as a folder's are (D15, D31)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cli.importing.bills import bring_bills
from services.cli.importing.reading import Table
from services.cli.importing.run import Report
from services.cli.importing.staging import Staging

if TYPE_CHECKING:
    from services.cli.importing.party import ImportHouse
    from services.cli.importing.reading import Source


def bring_bill(source: Source, house: ImportHouse) -> Report:
    """Bring the rows of one file; what the month's bill said before is no part of it."""
    staging, table = Staging(), Table()
    try:
        staging.add_billed(0, source.read(table))
        report = Report(rows=table.rows, errors=table.errors)
        report.ignored = [{"file": source.name, "column": title} for title in table.ignored]
        bring_bills(staging, house, report, [source])
        house.project()
        report.errors.sort(key=lambda one: one.row or 0)
        return report
    finally:
        staging.close()
