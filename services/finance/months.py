"""Use cases of the closing book: loaded or opened, asked, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.finance.domain.closing_book import HOUSE, ClosingBook
from services.finance.domain.month_drawn import Closing
from services.finance.month_commands import CloseMonth, HoldMonth, MonthCommand, ReopenMonth

if TYPE_CHECKING:
    from shared.store.unit import Unit


def carry_out(command: MonthCommand, unit: Unit, *, four_eyes: bool) -> None:
    """Hold, close or reopen a month."""
    book = unit.find(ClosingBook, HOUSE) or unit.add(ClosingBook.open(command.at))
    match command:
        case HoldMonth(period=period, at=at, who=who):
            book.hold(period, at, who)
        case CloseMonth(period=period, at=at, who=who, look=look, override=override):
            book.close(period, at, who, Closing(look, override, four_eyes))
        case ReopenMonth(period=period, at=at, who=who, look=look):
            book.reopen(period, at, who, look)
