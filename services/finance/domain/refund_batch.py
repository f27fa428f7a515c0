"""A refund table in people's hands: drawn, approved by another, sent, settled (R507, D36)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, ClassVar

from pydantic_core import to_json

from services.finance.domain import batch_events as said
from services.finance.domain import refund_refusals as refused
from services.finance.domain.batch_events import FAILED, PAID, BatchLine
from shared.dates import print_time
from shared.money import Money
from shared.store.aggregate import Aggregate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


class RefundBatch(Aggregate):
    """Its id sorts behind every order account's, so it is due when all of them have drawn.

    Every command again changes nothing. A line is paid once, here and in the order's account.
    """

    TOPIC: ClassVar = "finance.refund-batch"
    KIND = "refund-batch"

    if TYPE_CHECKING:
        table_at: datetime
        last_at: datetime
        drawn_by: str | None
        lines: dict[str, BatchLine]
        outcomes: dict[str, str]
        revision: int
        told: bool
        approved_by: str | None
        exported: bool

    @classmethod
    def open(cls, table_at: datetime, person: str | None) -> RefundBatch:
        """The table of a moment; ``person`` let it be drawn."""
        return cls.opened(said.BatchOpened, print_time(table_at), table_at, person=person)

    @property
    def hands_in_it(self) -> frozenset[str]:
        """Who let it be drawn, and who took customers' words for its lines."""
        persons = {self.drawn_by, *(line.confirmed_by for line in self.lines.values())}
        return frozenset(person for person in persons if person is not None)

    @property
    def takes_lines(self) -> bool:
        """Until somebody approved it."""
        return self.approved_by is None

    def enter(self, line: BatchLine) -> None:
        """Draw a line."""
        if self.lines.get(line.refund) != line:
            self.record(said.BatchLineDrawn, self.table_at, line=line)

    @property
    def deadline(self) -> datetime | None:
        """Its moment, while it holds lines not yet announced."""
        return None if self.told else self.table_at

    def let_time_pass(self, until: datetime) -> None:
        """Announce the table whole."""
        if not self.told and self.table_at <= until:
            self.record(
                said.BatchDrawn,
                self.table_at,
                person=self.drawn_by,
                lines=self._in_place(self.lines),
                total=self.total,
                revision=self.revision + 1,
            )

    def take_out(self, refund: str, at: datetime, reason: str, person: str | None = None) -> bool:
        """Leave a line to another table; false when it is gone. Raises once it was sent."""
        line = self.lines.get(refund)
        if line is None:
            return False
        if self.exported:
            raise refused.RefundExported(f"refund {refund} was sent with table {self.number}")
        self.record(said.BatchLineTakenOut, at, line=line, reason=reason, person=person)
        return True

    def approve(self, at: datetime, person: str, *, not_by: frozenset[str] = frozenset()) -> None:
        """Stand for what is to be paid; four eyes: ``not_by`` whoever had a hand in it before."""
        if self.approved_by is not None:
            return
        self._in_turn(at)
        if not self.lines:
            raise refused.NothingToApprove(f"table {self.number} holds no line")
        if person in not_by:
            raise refused.ApproverDrewTable(
                f"table {self.number} was drawn or a line of it confirmed by {person}:"
                " another person approves it"
            )
        count, total = len(self.lines), self.total
        self.record(said.BatchApproved, at, person=person, count=count, total=total)

    def export(self, at: datetime, person: str) -> None:
        """Send the lines to be paid; from now on each is paid or fails."""
        if self.exported:
            return
        if self.approved_by is None:
            raise refused.TableNotApproved(f"table {self.number} is not approved yet")
        self._in_turn(at)
        if not self.lines:
            raise refused.NothingToApprove(f"table {self.number} holds no line")
        lines = self._in_place(self.lines)
        digest = hashlib.sha256(to_json(lines, fallback=str)).hexdigest()
        self.record(
            said.BatchExported, at, person=person, lines=lines, total=self.total, digest=digest
        )

    def outcome_of(self, refund: str) -> str | None:
        """Paid, failed, or null while it is open; raises for a line that was never sent."""
        if not self.exported:
            raise refused.TableNotExported(f"table {self.number} was not sent yet")
        if refund not in self.lines:
            raise refused.LineNotInTable(f"table {self.number} holds no refund {refund}")
        return self.outcomes.get(refund)

    def fail(self, refund: str, at: datetime, reason: str, person: str) -> bool:
        """Note that the bank did not pay; false when that is known."""
        before = self.outcome_of(refund)
        if before == FAILED:
            return False
        if before == PAID:
            raise refused.RefundPaidBefore(f"refund {refund} was paid by table {self.number}")
        self._in_turn(at)
        line = self.lines[refund]
        self.record(said.BatchLineFailed, at, line=line, reason=reason, person=person)
        return True

    def settle(self, refunds: Iterable[str], at: datetime, person: str) -> None:
        """Note that the bank paid these lines, which are open or were said to have failed."""
        paid = [refund for refund in refunds if self.outcome_of(refund) != PAID]
        if not paid or self.approved_by is None:
            return
        self._in_turn(at)
        lines = self._in_place(paid)
        self.record(
            said.BatchLinesPaid,
            at,
            lines=lines,
            total=_total(lines),
            approved_by=self.approved_by,
            person=person,
            revision=self.revision + 1,
        )

    @property
    def total(self) -> Money:
        """What its lines come to."""
        return _total(self.lines.values())

    def _in_place(self, refunds: Iterable[str]) -> tuple[BatchLine, ...]:
        """Lines in their order (D35)."""
        lines = (self.lines[refund] for refund in refunds)
        return tuple(sorted(lines, key=lambda line: line.line.place))

    def _in_turn(self, at: datetime) -> None:
        if at < self.last_at:
            raise refused.BeforeItsStep(
                f"table {self.number}: {print_time(at)} is before {print_time(self.last_at)}"
            )


def _total(lines: Iterable[BatchLine]) -> Money:
    return Money.total(line.line.amount for line in lines)
