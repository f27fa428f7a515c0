"""What is due, and when: one shape for the lists of all four services' desks.

A row says that something happened to a subject, and follows from one record alone. What starts and
ends a deadline, and when it falls, is asked of the rows each time: so a policy that changes moves
what has not passed (R517), and nobody's noticing dates anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from shared.dates import print_time
from shared.pending import Fact, Look, Pending, Watch
from shared.policy.closing import closing_on
from shared.projection.projection import Projection, Table
from shared.projection.reading import up_to

if TYPE_CHECKING:
    from shared.projection.projection import Fold, Rows
    from shared.projection.storage import Storage

TABLE = "due_fact"
COLUMNS = (
    *("subject", "fact", "at", "revision", "case_no", "order_no", "waybill", "policy", "detail"),
)
_HOUR = timedelta(hours=1)
_TOLD = ", ".join(f"f.{name}" for name in COLUMNS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is asked for, as of a moment."""

    at: datetime
    agent: str | None = None
    name: str | None = None
    overdue: bool = False
    within: int | None = None
    """Due in so many hours, or overdue."""

    def holds(self, one: Pending) -> bool:
        """Whether it is asked for."""
        if self.agent is not None and one.about.agent != self.agent:
            return False
        if self.name is not None and one.name != self.name:
            return False
        if self.overdue and not one.overdue(self.at):
            return False
        if self.within is None:
            return True
        return one.due_at is not None and (one.due_at - self.at) / _HOUR <= self.within


@dataclass(frozen=True, slots=True)
class Listing:
    """A desk's list: facts that ``begin`` a subject, those that ``end`` it for good, and the rest.

    A subject with a fact of ``revive`` is looked at although it ended. Facts of ``beside`` belong
    to the order, case or parcel that a subject names.
    """

    desk: str
    begin: frozenset[str]
    end: frozenset[str]
    watch: Watch
    revive: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    same_day: frozenset[str] = frozenset()
    """What of it belongs to the day's returns and exchanges (R509)."""

    @property
    def statement(self) -> str:
        """Everything that happened to what is not at its end; parameters: the moment, as often."""
        revived = f" UNION SELECT subject FROM {TABLE} WHERE at <= ? AND fact IN {_in(self.revive)}"  # noqa: S608  # names of ours
        return (
            f"WITH pending AS (SELECT subject FROM {TABLE} WHERE at <= ? AND fact IN"  # noqa: S608  # names of ours
            f" {_in(self.begin)} EXCEPT SELECT subject FROM {TABLE} WHERE at <= ? AND fact IN"
            f" {_in(self.end)}{revived if self.revive else ''}), told AS (SELECT {_TOLD} FROM"
            f" {TABLE} f JOIN pending p ON p.subject = f.subject WHERE f.at <= ?)"
            f" SELECT * FROM told UNION ALL SELECT {_TOLD} FROM {TABLE} f WHERE f.at <= ?"
            f" AND f.fact IN {_in(self.beside)} AND f.subject IN (SELECT order_no FROM told"
            " UNION SELECT case_no FROM told UNION SELECT waybill FROM told)"
        )


def due_projection(
    service: str, topics: tuple[str, ...], folds: Mapping[str, Fold], version: int = 1
) -> Projection:
    """The projection ``due`` of a service."""
    table = Table(TABLE, COLUMNS, whole_numbers=frozenset({"revision"}))
    return Projection(service, "due", version, topics, folds, (table,))


def happened(rows: Rows, subject: str, fact: Fact) -> None:
    """Add a row."""
    about = (fact.case_no, fact.order_no, fact.waybill, fact.policy, fact.detail)
    rows[TABLE].append((subject, fact.name, fact.at, str(fact.revision), *about))


class DueList:
    """Answers from such a projection's table."""

    def __init__(self, storage: Storage, listing: Listing) -> None:
        self._storage = storage
        self._listing = listing

    def due(self, wanted: Wanted) -> list[dict[str, Any]]:
        """What is asked for, the earliest deadline first, what has none last."""
        found = [one for one in self.pending(wanted.at) if wanted.holds(one)]
        return self._printed(found, wanted.at)

    def left(self, day: date) -> list[dict[str, Any]]:
        """What of a day's returns and exchanges is not finished when the day closes (R509)."""
        closing = closing_on(day)
        before = closing_on(day - timedelta(days=1))
        names = self._listing.same_day
        found = [one for one in self.pending(closing) if one.name in names and before < one.since]
        return self._printed(found, closing)

    def moved(self, overlay: str, at: datetime) -> list[dict[str, Any]]:
        """What waits at a moment with a deadline that an overlay moves, and when it was due (R517).

        Whose case it is must be told.
        """
        before = {_place(one): one.due_at for one in self.pending(at, without=overlay)}
        found = [one for one in self.pending(at) if one.due_at != before.get(_place(one))]
        was = {_place(one): _printed_or_null(before.get(_place(one))) for one in found}
        desk = self._listing.desk
        lines = [printed(desk, one, at) | {"was_due_at": was[_place(one)]} for one in found]
        return sorted(lines, key=in_turn)

    def pending(self, at: datetime, without: str = "") -> list[Pending]:
        """Everything that waits at a moment; ``without`` an overlay, as if there were none."""
        told = self._told(at, without)
        look = Look(at, told)
        started = self._listing.begin
        return [
            one
            for subject, facts in told.items()
            if any(fact.name in started for fact in facts)
            for one in self._listing.watch(subject, facts, look)
        ]

    def _printed(self, found: list[Pending], at: datetime) -> list[dict[str, Any]]:
        desk = self._listing.desk
        return sorted((printed(desk, one, at) for one in found), key=in_turn)

    def _told(self, at: datetime, without: str = "") -> dict[str, list[Fact]]:
        statement = self._listing.statement
        with self._storage.reading() as select:
            rows = select(statement, *([up_to(at)] * statement.count("?")))
        facts: dict[str, set[Fact]] = defaultdict(set)  # Repeated rows are one fact.
        for subject, name, moment, revision, case_no, order_no, waybill, policy, detail in rows:
            facts[subject].add(
                Fact(moment, revision, name, detail, case_no, order_no, waybill, policy, without)
            )
        return {subject: sorted(of) for subject, of in sorted(facts.items())}


def printed(desk: str, one: Pending, at: datetime) -> dict[str, Any]:
    """A pending thing as JSON."""
    about = one.about
    return {
        "desk": desk,
        "name": one.name,
        "case": about.case or None,
        "order_no": about.order_no or None,
        "waybill": about.waybill or None,
        "subject": about.subject,
        "agent": about.agent or None,
        "since": print_time(one.since),
        "due_at": _printed_or_null(one.due_at),
        "overdue": one.overdue(at),
        "paused": one.paused,
        "waits_for": list(one.waits_for),
        "rule": one.rule,
    }


def _place(one: Pending) -> tuple[str, str, datetime]:
    """What tells one thing that waits from another."""
    return one.name, one.about.subject, one.since


def _printed_or_null(at: datetime | None) -> str | None:
    return print_time(at) if at else None


def in_turn(line: Mapping[str, Any]) -> tuple[Any, ...]:
    """The earliest deadline first; then in an order that is the same for the same data."""
    due_at = line["due_at"]
    return (due_at is None, due_at or "", line["desk"], line["name"], line["subject"])


def _in(names: frozenset[str]) -> str:
    """Names as SQL; no fact is called by the empty one."""
    return f"({', '.join(map(repr, sorted(names or {''})))})"
