"""Months as the closing book has them, and the statements that were issued of them (D14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.finance.projections.courier_ledger import PROJECTION
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.issued_statements import ISSUED
from shared.errors import NotKnown
from shared.projection.closings import CLOSED, Closings, MonthStep
from shared.projection.months import closings

if TYPE_CHECKING:
    from shared.projection.storage import Storage

Printed = dict[str, Any]

_OWN = "SELECT DISTINCT for_period FROM courier_ledger_total"
_ISSUED = (
    f"SELECT courier, revision, replaces, hash FROM {ISSUED.name}"  # noqa: S608  # a name of ours
    " WHERE period = ? ORDER BY courier, revision"
)


def month_states(storage: Storage) -> list[Printed]:
    """Every month that has lines, or in which something was done, the first one first."""
    with storage.reading() as select:
        books = closings(select, PROJECTION.name)
        lines = {period for (period,) in select(_OWN)}
    return [_state(books, one) for one in sorted(lines | {step.period for step in books.steps})]


def month_state(storage: Storage, period: str) -> Printed:
    """One month, also one that nobody has touched."""
    with storage.reading() as select:
        return _state(closings(select, PROJECTION.name), period)


def issued_statements(
    storage: Storage, period: str, revision: int | None = None, courier: str | None = None
) -> list[Printed]:
    """The statements of a closed month, each with its ledger as it was drawn at that closing.

    Without a revision the newest; ``NotKnown`` where the month was not closed so often.
    """
    with storage.reading() as select:
        books = closings(select, PROJECTION.name)
        rows = select(_ISSUED, period)
    closed = {one.revision: one for one in books.of(period) if one.step == CLOSED}
    wanted = max(closed, default=1) if revision is None else revision
    ledgers = CourierLedgers(storage).issued(period, wanted, courier)
    issued = {of: (replaces, hashed) for of, number, replaces, hashed in rows if number == wanted}
    step = closed.get(wanted)
    if step is None:
        raise NotKnown(f"no revision {wanted} of month {period} was issued")
    return [
        {"issue": _issue(step, *issued.get(ledger["courier"], ("", ""))), "ledger": ledger}
        for ledger in ledgers
    ]


def _issue(step: MonthStep, replaces: str, hashed: str) -> Printed:
    return {
        "period": step.period,
        "revision": step.revision,
        "replaces": int(replaces) if replaces else None,
        "hash": hashed or None,
        "month_hash": step.hash,
        "month_hash_before": step.hash_before or None,
        "person": step.person,
        "reason": step.reason or None,
        "at": step.at,
    }


def _state(books: Closings, period: str) -> Printed:
    steps = [*books.of(period)]
    closed = [one for one in steps if one.step == CLOSED]
    holds = books.closing(period)
    last = holds or (steps[-1] if steps else None)
    return {
        "period": period,
        "status": books.status(period),
        "revision": len(closed),
        "hash": holds.hash if holds else None,
        "hash_before": holds.hash_before or None if holds else None,
        "person": last.person if last else None,
        "reason": last.reason or None if last else None,
        "at": last.at if last else None,
        "overrides": list(holds.overrides) if holds else [],
        "steps": [_step(one) for one in steps],
    }


def _step(one: MonthStep) -> Printed:
    said: Printed = {
        "sequence": one.sequence,
        "step": one.step,
        "at": one.at,
        "person": one.person,
        "reason": one.reason or None,
    }
    if one.step == CLOSED:
        said |= {"revision": one.revision, "hash": one.hash, "overrides": list(one.overrides)}
    return said
