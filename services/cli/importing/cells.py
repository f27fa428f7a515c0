"""How one cell is read (D34): empty means unknown, anything that does not fit says why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.dates import OutOfTime, parse_time
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

LONGEST_CELL = 32_767
"""Characters; what a spreadsheet cell can hold."""

_MONEY = re.compile(r"\d{1,12}(\.\d{1,2})?", re.ASCII)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_TRUTH = {
    **dict.fromkeys(("true", "1", "yes", "是"), True),
    **dict.fromkeys(("false", "0", "no", "否"), False),
}


def text(cell: str) -> str:
    """Any text."""
    return cell


def moment(cell: str) -> datetime:
    """ISO 8601; without an offset Asia/Shanghai."""
    try:
        return parse_time(cell)
    except OutOfTime:
        raise
    except ValueError:
        raise ValueError("not an ISO 8601 time") from None


def month(cell: str) -> str:
    """A month, ``YYYY-MM``."""
    if not _MONTH.fullmatch(cell):
        raise ValueError("not a month (YYYY-MM)")
    return cell


def money(cell: str) -> Money:
    """Decimal CNY: no sign, separators or ¥, at most two decimals."""
    if not _MONEY.fullmatch(cell):
        raise ValueError("not an amount (no sign, separators or ¥, at most two decimals)")
    return Money.of(cell)


def whole(cell: str) -> int:
    """A whole number from 0."""
    if not _WHOLE.fullmatch(cell):
        raise ValueError("not a whole number")
    return int(cell)


def positive(cell: str) -> int:
    """A whole number from 1."""
    number = whole(cell)
    if number == 0:
        raise ValueError("must be at least 1")
    return number


def truth(cell: str) -> bool:
    """true/false, 1/0, yes/no, 是/否."""
    try:
        return _TRUTH[cell.lower()]
    except KeyError:
        raise ValueError("not true/false, 1/0, yes/no or 是/否") from None


def one_of(*values: str) -> Callable[[str], str]:
    """One of the values that interfaces.md names."""
    allowed = frozenset(values)

    def parse(cell: str) -> str:
        if cell not in allowed:
            raise ValueError(f"not one of {', '.join(values)}")
        return cell

    return parse
