"""What a person does to a month, here or behind a gateway: look at the books, then the command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.finance.closing import look
from services.finance.month_commands import CloseMonth, HoldMonth, ReopenMonth
from shared.dates import print_time
from shared.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.finance.closing import Books
    from services.finance.domain.closing_book import ClosingBook
    from services.finance.domain.month_drawn import Who
    from services.finance.month_commands import MonthCommand

Answer = dict[str, Any]


@dataclass(frozen=True)
class MonthDesk:
    """The books, the book of months, and who carries commands out."""

    books: Books
    book: Callable[[], ClosingBook | None]
    handle: Callable[[MonthCommand], bool]

    def check(self, period: str) -> Answer:
        """What stands in the way of closing a month (D14); nothing does once it is closed."""
        seen = look(self.books, period)
        blockers = [blocker for month in seen.months for blocker in month.blockers]
        return {
            "period": period,
            "status": self._status(period),
            "earlier": [month.period for month in seen.months[:-1]],
            "blockers": [_named(blocker) for blocker in blockers],
        }

    def hold(self, period: str, at: datetime | None, who: Who) -> Answer:
        """Put it on hold."""
        moment = self._moment(at)
        return self._done(HoldMonth(period, moment, who))

    def close(
        self, period: str, at: datetime | None, who: Who, *, override: bool = False
    ) -> Answer:
        """Close it, and with ``override`` whatever stands in the way."""
        if override and not who.reason:
            raise BadInput("an override needs its reason")
        command = CloseMonth(period, self._moment(at), who, look(self.books, period), override)
        return self._done(command)

    def reopen(self, period: str, at: datetime | None, who: Who) -> Answer:
        """Reopen it."""
        return self._done(ReopenMonth(period, self._moment(at), who, look(self.books)))

    def _moment(self, told: datetime | None) -> datetime:
        at = told or self.books.reached
        if at is None:
            raise BadInput("no business time has been reached yet: say when with --at")
        return at

    def _done(self, command: MonthCommand) -> Answer:
        changed = self.handle(command)
        book = self.book()
        revision = book.month(command.period).revision if book else 0
        last = dict(book.chain).get(command.period) if book else None
        return {
            "period": command.period,
            "status": self._status(command.period),
            "revision": revision,
            "hash": last,
            "person": command.who.person,
            "reason": command.who.reason,
            "at": print_time(command.at),
            "changed": changed,
        }

    def _status(self, period: str) -> str:
        book = self.book()
        return "open" if book is None else book.status(period)


def _named(blocker: str) -> dict[str, str]:
    name, _, about = blocker.partition(" ")
    return {"name": name, "about": about}
