"""Books each charge to the account that answers for it, and moves it with every verdict (D5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tests.support.calculator.charges import Charge

PRINTED = {"courier", "warehouse", "dealer", "staff"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One cost on one party's account, or its reversal."""

    charge: Charge
    party: str
    certain_at: datetime
    rule: str
    reversal: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """Since when another party answers, and by which rule."""

    at: datetime
    to: str
    rule: str


def book(charges: Sequence[Charge]) -> list[Entry]:
    """The entries on printed accounts; what is shared stands with the case entitled first."""
    entries = []
    taken: dict[tuple[str, str], str] = {}
    for number, charge in sorted(
        ((charge.case.request.number, charge) for charge in charges),
        key=lambda pair: (_entitled_at(pair[1]), pair[0]),
    ):
        booked = _entries(charge)
        if not booked:
            continue
        if charge.shared is None or taken.setdefault(charge.shared, number) == number:
            entries += booked
    return entries


def _entitled_at(charge: Charge) -> datetime:
    return min((entry.certain_at for entry in _entries(charge)), default=charge.certain_at)


def _entries(charge: Charge) -> list[Entry]:
    return [entry for entry in _all_entries(charge) if entry.party in PRINTED]


def _all_entries(charge: Charge) -> Iterable[Entry]:
    """A verdict moves what is certain by its moment, later costs go straight to the new party."""
    if charge.doubted:
        yield from _withdrawn(charge, charge.doubted)
        return
    yield from _moved(charge, _moves(charge))


def _withdrawn(charge: Charge, at: datetime) -> Iterable[Entry]:
    """What was booked by then; at that moment it leaves whoever bears it."""
    entries = list(_moved(charge, [move for move in _moves(charge) if move.at < at]))
    yield from entries
    yield replace(entries[-1], certain_at=at, rule=charge.case.rule, reversal=True)


def _moved(charge: Charge, moves: Sequence[Move]) -> Iterable[Entry]:
    before = [move for move in moves if move.at < charge.certain_at]
    party = before[-1].to if before else charge.case.liable_at(charge.certain_at)
    yield Entry(charge, party, charge.certain_at, before[-1].rule if before else charge.rule)
    for move in moves[len(before) :]:
        if move.to != party:
            yield Entry(charge, party, move.at, move.rule, reversal=True)
            if charge.released and move.at == charge.case.lost_at:
                return
            yield Entry(charge, move.to, move.at, move.rule)
            party = move.to


def _moves(charge: Charge) -> list[Move]:
    """The case's verdicts that named another party than the one that answered until then.

    A loss moves what was certain before it likewise, unless a verdict had settled the case.
    """
    case, found = charge.case, list[Move]()
    for verdict in case.dossier.verdicts.get(case.request.number, []):
        current = found[-1].to if found else case.liable_at(verdict.at)
        if verdict.liable != current:
            found.append(Move(verdict.at, verdict.liable, "R501"))
    lost = case.lost_at if case.before_loss else None
    if lost and all(move.at >= lost for move in found):
        found.insert(0, Move(lost, case.liable, case.rule))
    return found
