"""A month's statement as it is read: its figures, and its lines by kind with their subtotals.

Pure: what the ledger's JSON says, with its ``issue`` where the month is closed, and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from shared.errors import RecourseError
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable

Printed = dict[str, Any]
"""What ``recourse ledger`` prints of one account and month, and ``issue``."""

LABELS: Final = {
    "courier": "courier",
    "warehouse": "warehouse",
    "dealer": "dealer",
    "staff": "agent",
}
"""Party → what its ledger calls the account."""

SIGNS: Final = {"freight": 1, "transfer_fee": 1, "chargeback": -1, "reversal": 1, "adjustment": 1}
"""How a courier's lines change what it is paid, in the order of the statement (domain.md)."""

ACCOUNT_KINDS: Final = ("charge", "taken_back", "adjustment")


class StatementDoesNotAddUp(RecourseError):
    """The lines do not come to the figures: such a statement is never printed."""


@dataclass(frozen=True, slots=True)
class Issue:
    """What closing a month says of a statement; ``replaces`` is the revision before it."""

    revision: int
    hash: str
    at: str
    replaces: int | None = None
    month_hash: str | None = None
    month_hash_before: str | None = None
    closed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line, numbered through; ``change`` is what it changes of the statement's total."""

    number: int
    printed: Printed
    change: Money


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of a kind; ``subtotal`` is in the direction of the kind's name."""

    kind: str
    lines: tuple[Line, ...]
    subtotal: Money


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the summary; one with a ``cost`` is a part of the figure before it."""

    name: str
    amount: Money
    count: int | None = None
    cost: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One account, one month."""

    party: str
    account: str
    period: str
    status: str
    issue: Issue | None
    figures: tuple[Figure, ...]
    total: Money
    groups: tuple[Group, ...]
    commission: str | None = None
    cancelled_late: tuple[str, ...] = ()
    """Earlier months whose commission turned out to be lost after they were closed (R512, D14)."""

    @property
    def number(self) -> str:
        """What both sides call it: account, month and revision; a draft has no revision."""
        revision = f"-{self.issue.revision}" if self.issue else ""
        return f"{self.account}-{self.period}{revision}"

    @property
    def lines(self) -> Iterable[Line]:
        """All lines, as they are numbered."""
        return (line for group in self.groups for line in group.lines)


def statement(party: str, printed: Printed) -> Statement:
    """Read a statement's JSON; raises ``StatementDoesNotAddUp``."""
    groups = _groups(party, printed)
    read = _of_courier if party == "courier" else _of_account
    figures, total = read(printed, groups)
    return Statement(
        party=party,
        account=printed[LABELS[party]],
        period=printed["period"],
        status=printed["status"],
        issue=_issue(printed.get("issue")),
        figures=figures,
        total=total,
        groups=groups,
        commission=printed.get("commission"),
        cancelled_late=tuple(printed.get("commissions_cancelled_late", ())),
    )


def _issue(told: Printed | None) -> Issue | None:
    """What is known of it; a field that came later than this program is passed over."""
    known = {field.name for field in fields(Issue)}
    return Issue(**{name: value for name, value in told.items() if name in known}) if told else None


def _groups(party: str, printed: Printed) -> tuple[Group, ...]:
    of_kind: dict[str, list[Printed]] = defaultdict(list)
    for line in printed["lines"]:
        of_kind[line["kind"] if party == "courier" else _kind(line, printed["period"])].append(line)
    groups, number = [], 0
    for kind in SIGNS if party == "courier" else ACCOUNT_KINDS:
        sign = SIGNS.get(kind, 1) if party == "courier" else 1
        lines = tuple(
            Line(number + place, line, Money.of(line["amount"]).times(sign))
            for place, line in enumerate(of_kind.pop(kind, ()), 1)
        )
        number += len(lines)
        if lines:
            groups.append(Group(kind, lines, Money.total(_amount(line) for line in lines)))
    if of_kind:
        raise StatementDoesNotAddUp(f"lines of an unknown kind: {', '.join(sorted(of_kind))}")
    return tuple(groups)


def _kind(line: Printed, period: str) -> str:
    """An account's lines have no kind of their own: a reversal is a negative line (D5, D14)."""
    if line["for_period"] != period:
        return "adjustment"
    return "taken_back" if line["amount"].startswith("-") else "charge"


def _amount(line: Line) -> Money:
    return Money.of(line.printed["amount"])


def _of_courier(printed: Printed, groups: tuple[Group, ...]) -> tuple[tuple[Figure, ...], Money]:
    """Opening, each kind with its costs, and the net, proved from the lines (D13)."""
    of = {group.kind: group for group in groups}
    sums = {kind: of[kind].subtotal if kind in of else Money.zero() for kind in SIGNS}
    opening, net = Money.of(printed["opening"]), Money.of(printed["net"])
    _equal("freight", printed["freight"], sums["freight"])
    _equal("transfer_fees", printed["transfer_fees"], sums["transfer_fee"])
    _equal("chargebacks", printed["chargebacks"], sums["chargeback"] - sums["reversal"])
    _equal("adjustments", printed["adjustments"], sums["adjustment"])
    _equal("net", printed["net"], opening + Money.total(_changes(groups)))
    figures = [Figure("opening", opening)]
    for kind, amount in sums.items():
        figures += _figures(kind, amount, of.get(kind))
    return (*figures, Figure("net", net)), net


def _of_account(printed: Printed, groups: tuple[Group, ...]) -> tuple[tuple[Figure, ...], Money]:
    total = Money.of(printed["total"])
    _equal("total", printed["total"], Money.total(_changes(groups)))
    figures = [figure for group in groups for figure in _figures(group.kind, group.subtotal, group)]
    return (*figures, Figure("total", total)), total


def _figures(kind: str, amount: Money, group: Group | None) -> Iterable[Figure]:
    """A kind's sum; where it has several costs, each below it."""
    yield Figure(kind, amount, len(group.lines) if group else 0)
    by_cost: dict[str, list[Money]] = defaultdict(list)
    for line in group.lines if group else ():
        by_cost[line.printed["cost"]].append(_amount(line))
    if len(by_cost) > 1:
        for cost, amounts in sorted(by_cost.items()):
            yield Figure(kind, Money.total(amounts), len(amounts), cost)


def _changes(groups: tuple[Group, ...]) -> Iterable[Money]:
    return (line.change for group in groups for line in group.lines)


def _equal(name: str, said: str, found: Money) -> None:
    if Money.of(said) != found:
        raise StatementDoesNotAddUp(f"{name} says {said}, the lines come to {found}")
