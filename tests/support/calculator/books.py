"""From folders to books: every order by itself, then the accounts of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.support.calculator import findings, reading
from tests.support.calculator.account_ledgers import account_ledgers, account_lines
from tests.support.calculator.accounts import Entry, book
from tests.support.calculator.answers import answer
from tests.support.calculator.cases import Case, assess
from tests.support.calculator.charges import charges
from tests.support.calculator.closings import Deed, Shelf
from tests.support.calculator.dossiers import dossiers, incidents
from tests.support.calculator.freights import Owed, owed
from tests.support.calculator.goods import back_at
from tests.support.calculator.ledgers import (
    Printed,
    courier_ledgers,
    courier_lines,
    refund_tables,
)
from tests.support.calculator.losses import lost_at
from tests.support.calculator.payments import Paid, Payment, pay
from tests.support.calculator.posted import Posted
from tests.support.calculator.rows import Dossier, Fired, Incident


@dataclass(frozen=True, slots=True)
class Step:
    """One import: a folder, and the moment its business time runs on to (None: its last row)."""

    folder: Path
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Books:
    """What the commands print, without `entry` and `event_id`; `cases` their decisions."""

    courier: list[Printed] = field(default_factory=list)
    warehouse: list[Printed] = field(default_factory=list)
    dealer: list[Printed] = field(default_factory=list)
    staff: list[Printed] = field(default_factory=list)
    refunds: list[Printed] = field(default_factory=list)
    cases: list[Printed] = field(default_factory=list)


@dataclass(slots=True)
class Found:
    """What all orders together bring."""

    incidents: list[Incident]
    debts: list[Owed] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)


def compute(*folders: Path, until: datetime | None = None) -> Books:
    """The books of folders imported as one."""
    tables = reading.read(folders)
    end = until or reading.last_moment(tables)
    return _books(_accounts(tables, Paid({}, None), end, Fired()))


def compute_steps(steps: Sequence[Step]) -> Books:
    """The books after several imports: a later one never pays in the past (D14)."""
    result = Books()
    for found in _after_each(steps):
        result = _books(found)
    return result


def compute_deeds(deeds: Sequence[Step | Deed]) -> Books:
    """The books after imports, and after months were closed and reopened between them (D14).

    What a later import makes untrue is printed with what takes it back, as the services do.
    """
    shelf, found = Shelf(), Found([])
    after = _after_each([deed for deed in deeds if isinstance(deed, Step)])
    for deed in deeds:
        if isinstance(deed, Step):
            found = next(after)
            shelf.post(_posted(found))
        else:
            shelf.do(deed)
    return _books(found, shelf)


def _after_each(steps: Sequence[Step]) -> Iterator[Found]:
    paid, fired = Paid({}, None), Fired()
    for count, step in enumerate(steps, start=1):
        tables = reading.read([earlier.folder for earlier in steps[:count]])
        end = step.until or reading.last_moment(tables)
        end = max(end, paid.reached) if paid.reached else end
        found = _accounts(tables, paid, end, fired)
        paid = Paid({payment.key: payment for payment in found.payments}, end)
        yield found


def _accounts(brought: reading.Tables, paid: Paid, end: datetime, fired: Fired) -> Found:
    tables = reading.up_to(brought, end)
    found = Found(incidents(tables, brought))
    for dossier in dossiers(tables):
        dossier.fired = fired
        _fire(dossier, end)
        found.debts += owed(dossier)
        if dossier.requests:
            _after_sales(found, dossier, paid, end)
    return found


def _fire(dossier: Dossier, end: datetime) -> None:
    """Remember for later imports what has happened by now: losses, ways back, sign-offs."""
    fired = dossier.fired
    for parcel in dossier.parcels.values():
        lost = lost_at(dossier, parcel, end)
        back = back_at(dossier, parcel.waybill)
        if lost:
            fired.lost_at[parcel.waybill] = lost
        if back:
            fired.back_at[parcel.waybill] = back
    for request in dossier.requests:
        its = findings.its_parcel(dossier, request)
        stage = findings.stage_of(dossier, request, its)
        if (request.cause, stage) == ("lost", "signed") or request.cause == "disputed_sign_off":
            signed_by, known_at = findings.signed_by_of(dossier, request, its, end)
            if signed_by:
                fired.signed_by[request.number] = signed_by, known_at


def _after_sales(found: Found, dossier: Dossier, paid: Paid, end: datetime) -> None:
    cases = [assess(dossier, request, end) for request in dossier.requests]
    payments = pay(cases, paid, end)
    costs = [charge for case in cases for charge in charges(case, _paid_for(case, payments))]
    found.cases += cases
    found.entries += book(costs)
    found.payments += payments


def _paid_for(case: Case, payments: Sequence[Payment]) -> list[Payment]:
    number = case.request.number
    return [payment for payment in payments if payment.claim.case.request.number == number]


def _posted(found: Found) -> list[Posted]:
    return [
        *courier_lines(found.debts, found.entries),
        *account_lines("warehouse", found.entries),
        *account_lines("dealer", found.entries),
        *account_lines("staff", found.entries, found.incidents),
    ]


def _books(found: Found, shelf: Shelf | None = None) -> Books:
    lines = shelf.printed if shelf else _posted(found)
    statuses = shelf.statuses if shelf else {}

    def of(ledger: str) -> list[Posted]:
        return [one for one in lines if one.ledger == ledger]

    return Books(
        courier=courier_ledgers(of("courier"), statuses),
        warehouse=account_ledgers("warehouse", of("warehouse"), statuses),
        dealer=account_ledgers("dealer", of("dealer"), statuses),
        staff=account_ledgers("staff", of("staff"), statuses),
        refunds=refund_tables(found.payments),
        cases=sorted((answer(case) for case in found.cases), key=lambda printed: printed["case"]),
    )
