"""A statement as CSV: a row a line between the opening balance and what it all comes to."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from services.finance.statements.statement import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.finance.statements.statement import Statement

COURIER_CELLS: Final = (
    *("certain_at", "cost", "waybill", "case", "order_no", "amount", "rule", "policy"),
    *("for_period", "entry", "event_id"),
)
ACCOUNT_CELLS: Final = (
    *("certain_at", "cost", "case", "order_no", "sku", "quantity", "picker", "amount", "rule"),
    *("policy", "for_period", "event_id"),
)


def cells(party: str) -> tuple[str, ...]:
    """What a line tells of itself, beside its number, its kind and its change of the total."""
    return COURIER_CELLS if party == "courier" else ACCOUNT_CELLS


def lines_file(statement: Statement) -> bytes:
    """``change`` adds up to the last row's; names are interfaces.md's, cells as in the JSON."""
    text = io.StringIO()
    label = LABELS[statement.party]
    columns = (label, "period", "revision", "number", "kind", *cells(statement.party), "change")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    issue = statement.issue
    same = {
        label: statement.account,
        "period": statement.period,
        "revision": issue.revision if issue else None,
    }
    writer.writerows(same | row for row in _rows(statement))
    return text.getvalue().encode()


def _rows(statement: Statement) -> Iterator[dict[str, object]]:
    for figure in statement.figures:
        if figure.name == "opening":
            yield {"kind": "opening", "change": figure.amount}
    for group in statement.groups:
        for line in group.lines:
            told = {name: line.printed.get(name) for name in cells(statement.party)}
            yield {"number": line.number, "kind": group.kind, **told, "change": line.change}
    yield {"kind": statement.figures[-1].name, "change": statement.total}
