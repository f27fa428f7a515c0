"""Whatever is said, closed and reopened, and however the log is read: the books hold (D13, D14)."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.finance.projections.courier_ledger import PROJECTION
from services.finance.projections.courier_months import CourierLedgers
from shared.dates import month_of, next_month
from shared.money import Money
from shared.projection.projector import Projector
from shared.projection.storage import open_storage
from tests.support.announced import (
    ListedLog,
    ListReader,
    charged_back,
    day,
    record,
    shipped,
    taken_back,
    transferred,
)
from tests.support.closing import Book

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from random import Random

    from shared.bus.record import Received, Record
    from shared.projection.storage import Storage

MONTHS = ("2026-09", "2026-10", "2026-11", "2026-12", "2027-01", "2027-02")
ROWS = st.tuples(
    st.sampled_from(["freight", "transfer", "chargeback", "reversal", "again"]),
    st.sampled_from(["SF", "YTO"]),
    st.integers(0, 120),
    st.integers(1, 9_999),
)
STEPS = st.tuples(st.sampled_from(["close", "close", "reopen", "hold"]))
STORIES = st.lists(st.one_of(ROWS, ROWS, ROWS, STEPS), max_size=40)


@pytest.fixture(scope="module")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Storage]:
    folder: Path = tmp_path_factory.mktemp("months")
    opened = open_storage(PROJECTION, "embedded", folder)
    yield opened
    opened.close()


class Told:
    """A log on which a story is told, and which months it has closed."""

    def __init__(self) -> None:
        self.log = ListedLog(PROJECTION.topics)
        self.closed: list[str] = []
        self.printed_in: dict[str, str] = {}
        """Line → the month that was to print it when it was first said."""
        self._book = Book(self.log)
        self._rows: list[Record] = []

    def tell(self, what: str, *row: Any) -> None:
        """One row or step; a row told again is the same record once more."""
        match what:
            case "hold":
                self._book.hold(MONTHS[len(self.closed)])
            case "close" if len(self.closed) < len(MONTHS) - 1:
                self.closed.append(MONTHS[len(self.closed)])
                self._book.close(self.closed[-1])
            case "reopen" if self.closed:
                self._book.reopen(self.closed.pop())
            case "again" if self._rows:
                self.log.say(self._rows[row[1] % len(self._rows)])
            case "freight" | "transfer" | "chargeback" | "reversal":
                said = self._row(what, *row)
                self._rows.append(record(said))
                self.log.say(self._rows[-1])
                own, last = month_of(said.at), self.closed[-1] if self.closed else ""
                self.printed_in[said.entry.entry] = own if own > last else next_month(last)

    def _row(self, kind: str, courier: str, at: int, fen: int) -> Any:
        number, amount = str(len(self._rows)), str(Money(fen))
        match kind:
            case "freight":
                return shipped(number, courier, day(at), freight=amount)
            case "transfer":
                return transferred(number, courier, day(at), fee=amount)
            case "chargeback":
                return charged_back(number, courier, day(at), amount)
            case _:
                return taken_back(number, courier, day(at), amount)


class ShuffledReader(ListReader):
    """Reads partitions in any order, a few records at a time."""

    def __init__(self, log: ListedLog, chance: Random) -> None:
        super().__init__(log)
        self._chance = chance

    def poll(self, limit: int, timeout: float = 0.0) -> list[Received]:
        places = list(self._at.items())
        self._chance.shuffle(places)
        self._at = dict(places)
        return super().poll(min(limit, self._chance.randint(1, 7)), timeout)


def as_text(printed: object) -> str:
    return json.dumps(printed, ensure_ascii=False)


def issued_of(books: CourierLedgers, told: Told) -> dict[tuple[str, int], str]:
    """Every statement that was ever issued, as it is drawn again now."""
    revisions: dict[str, int] = defaultdict(int)
    for records in told.log.lists.values():
        for one in records:
            if one.type == "MonthClosed":
                revisions[one.key] += 1
    return {
        (period, number): as_text(books.issued(period, number))
        for period, last in revisions.items()
        for number in range(1, last + 1)
    }


@given(story=STORIES)
@settings(max_examples=60, deadline=None)
def test_closed_months_and_issued_statements_never_change(
    story: list[tuple[Any, ...]], storage: Storage
) -> None:
    storage.drop()
    told = Told()
    projector, books = Projector(PROJECTION, storage, told.log.reader()), CourierLedgers(storage)
    frozen: dict[str, str] = {}
    issued: dict[tuple[str, int], str] = {}
    for what in story:
        before = len(told.closed)
        told.tell(*what)
        projector.catch_up(told.log.ends())
        frozen = {period: text for period, text in frozen.items() if period in told.closed}
        for period in told.closed:
            printed = as_text(with_lines(books, period))
            assert frozen.setdefault(period, printed) == printed
        again = issued_of(books, told)
        assert issued.items() <= again.items()
        issued = again
        if len(told.closed) > before:  # Everything is read: as issued is as printed.
            period = told.closed[-1]
            revision = max(number for month, number in issued if month == period)
            assert books.issued(period, revision) == books.courier_ledgers(period=period)
        for period in told.closed:
            revision = max(number for month, number in issued if month == period)
            drawn = books.issued(period, revision)
            assert [one for one in drawn if one["lines"]] == with_lines(books, period)


def with_lines(books: CourierLedgers, period: str) -> list[dict[str, Any]]:
    """A month's ledgers; one without a line stands only between others of its courier (D13)."""
    return [one for one in books.courier_ledgers(period=period) if one["lines"]]


@given(story=STORIES, chance=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_partitions_read_in_any_order_print_the_same_months(
    story: list[tuple[Any, ...]], chance: Random, storage: Storage
) -> None:
    told = Told()
    for what in story:
        told.tell(*what)
    printed = []
    for reader in (told.log.reader(), ShuffledReader(told.log, chance)):
        storage.drop()
        Projector(PROJECTION, storage, reader).catch_up(told.log.ends())
        books = CourierLedgers(storage)
        printed.append((as_text(books.courier_ledgers()), issued_of(books, told)))

    assert printed[0] == printed[1]


@given(story=STORIES)
@settings(max_examples=60, deadline=None)
def test_a_line_is_printed_in_the_month_that_was_open_when_it_was_said(
    story: list[tuple[Any, ...]], storage: Storage
) -> None:
    """D14, whatever was closed and reopened since."""
    storage.drop()
    told = Told()
    for what in story:
        told.tell(*what)
    Projector(PROJECTION, storage, told.log.reader()).catch_up(told.log.ends())
    printed = {
        line["entry"]: ledger["period"]
        for ledger in CourierLedgers(storage).courier_ledgers()
        for line in ledger["lines"]
    }

    assert printed == told.printed_in


@given(story=STORIES)
@settings(max_examples=60, deadline=None)
def test_opening_and_movements_make_the_closing_and_no_line_is_lost(
    story: list[tuple[Any, ...]], storage: Storage
) -> None:
    """D13, across months, closed or not: the last net is the sum of all that was ever said."""
    storage.drop()
    told = Told()
    for what in story:
        told.tell(*what)
    Projector(PROJECTION, storage, told.log.reader()).catch_up(told.log.ends())
    net: dict[str, Decimal] = defaultdict(Decimal)
    for ledger in CourierLedgers(storage).courier_ledgers():
        assert Decimal(ledger["opening"]) == net[ledger["courier"]]
        for line in ledger["lines"]:
            owed = -1 if line["kind"] == "chargeback" else 1
            net[ledger["courier"]] += owed * Decimal(line["amount"])
        assert Decimal(ledger["net"]) == net[ledger["courier"]]

    assert net == said(told)


def said(told: Told) -> dict[str, Decimal]:
    """Each line once, signed as it changes the net."""
    entries: dict[str, tuple[str, Decimal]] = {}
    for records in told.log.lists.values():
        for one in records:
            body = json.loads(one.value)
            if body.get("entry"):
                owed = -1 if one.type == "CourierChargeback" else 1
                amount = owed * Decimal(body["entry"]["amount"])
                entries[body["entry"]["entry"]] = (body["courier"], amount)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for courier, amount in entries.values():
        sums[courier] += amount
    return sums
