"""What the bank answered about the lines of a refund table, in a file or as options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.cli.importing.cells import money, text, whole
from services.cli.importing.files import Column, File
from services.cli.importing.reading import RowError, Table, heading, numbered, read
from services.finance.refund_form import AMOUNT, HEAD
from shared.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.books import Printed

PAID, FAILED, OPEN = "paid", "failed", "open"
_RESULTS = {
    **dict.fromkeys((PAID, "success", "ok", "成功", "已付", "已付款"), PAID),
    **dict.fromkeys((FAILED, "fail", "failure", "失败", "未付", "付款失败"), FAILED),
}
OPTIONS = "options"


def outcome(cell: str) -> str:
    """Paid or failed, in either language."""
    found = _RESULTS.get(text(cell).casefold())
    if found is None:
        raise ValueError("not one of: paid, failed, 成功, 失败")
    return found


def _results(line: str, refund: str, amount: str, *required: str) -> File:
    """A file of answers whose columns are called so in Chinese, or by their English names."""
    columns = (
        Column("line", line, whole),
        Column("refund", refund),
        Column("result", "结果", outcome),
        Column("reason", "原因"),
        Column("amount", amount, money),
    )
    return File("results", columns, frozenset(required), None)


RESULTS = _results("序号", "退款编号", "金额", "result")
RETURNED_FORM = _results(*(" ".join(HEAD[place]) for place in (1, 2, AMOUNT)))
"""The batch form itself, sent back with two more columns."""


@dataclass(frozen=True, slots=True)
class Told:
    """What options say: lines by number or key."""

    paid: list[str]
    failed: list[str]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """One line's answer, and where it was told."""

    refund: str
    outcome: str
    reason: str | None
    row: int | None
    file: str


def results_of(
    table: Printed, file: Path | None, told: Told
) -> tuple[list[Result], list[RowError]]:
    """The answers of a file, or of options; each about a line of the table."""
    if (file is None) == (not told.paid and not told.failed):
        raise BadInput("name a file of results, or lines with --paid and --failed")
    if told.failed and not told.reason:
        raise BadInput("--failed takes a --reason")
    if file is not None:
        return _from_file(table, file)
    keys = {str(line["line"]): line["refund"] for line in table["lines"]}
    known = {**keys, **{key: key for key in keys.values()}}
    still_open = [str(line["line"]) for line in table["lines"] if line["state"] == OPEN]
    paid = still_open if told.paid == ["all"] else told.paid
    named = [*((one, PAID) for one in paid), *((one, FAILED) for one in told.failed)]
    if unknown := [one for one, _ in named if one not in known]:
        raise BadInput(f"table {table['table_at']} has no line {', '.join(unknown)}")
    if both := {known[one] for one in paid} & {known[one] for one in told.failed}:
        raise BadInput(f"said to be paid and failed: {', '.join(sorted(both))}")
    return [Result(known[one], what, told.reason, None, OPTIONS) for one, what in named], []


def _from_file(table: Printed, file: Path) -> tuple[list[Result], list[RowError]]:
    read_in = Table()
    by_number = {line["line"]: line for line in table["lines"]}
    by_key = {line["refund"]: line for line in table["lines"]}
    results: dict[str, Result] = {}
    for row, values in read(file, _columns_of(file), read_in):
        number, key, what, reason, _ = values
        if key is None and what is None:
            continue  # The form's line of totals.
        line = by_number.get(number) if key is None else by_key.get(key)
        told = _fault(line, values, results)
        if told is not None:
            read_in.errors.append(RowError(file.name, row, *told))
        elif line is not None:
            results[line["refund"]] = Result(line["refund"], what, reason, row, file.name)
    return list(results.values()), read_in.errors


def _columns_of(file: Path) -> File:
    header = next((cells for _, cells in numbered(file, Table())), [])
    form = heading(" ".join(HEAD[2]))
    return RETURNED_FORM if any(heading(one) == form for one in header) else RESULTS


def _fault(
    line: Printed | None, values: list[Any], results: dict[str, Result]
) -> tuple[str, str] | None:
    """The first column that does not fit the table, and why."""
    number, key, what, reason, amount = values
    if line is None:
        column = "line" if key is None else "refund"
        return column, "is empty" if number is None and key is None else "not in the table"
    if number is not None and number != line["line"]:
        return "line", f"the refund stands in line {line['line']}"
    if what is None:
        return "result", "is empty"
    if what == FAILED and reason is None:
        return "reason", "is empty: why was it not paid?"
    if amount is not None and str(amount) != line["amount"]:
        return "amount", f"the line's is {line['amount']}"
    before = results.get(line["refund"])
    if before is not None and before.outcome != what:
        return "result", f"row {before.row} says otherwise"
    return None
