"""Books each charge to the account that answers for it, and moves it with every verdict (D5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.support.calculator.charges import Charge

VERDICT = "R501"
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
    moves = _moves(charge)
    before = [move for move in moves if move.at < charge.certain_at]
    party = before[-1].to if before else charge.case.liable_at(charge.certain_at)
    yield Entry(charge, party, charge.certain_at, before[-1].rule if before else charge.rule)
    for move in moves[len(before) :]:
        if move.to != party:
            yield Entry(charge, party, move.at, move.rule, reversal=True)
            if charge.released and move.rule != VERDICT:
                return
            yield Entry(charge, move.to, move.at, move.rule)
            party = move.to


def _moves(charge: Charge) -> list[Move]:
    """The case's verdicts that named another party than the one that answered until then.

    A loss, or a defect verified, moves what was certain before it likewise, unless a verdict had
    settled the case.
    """
    case, found = charge.case, list[Move]()
    for verdict in case.dossier.verdicts.get(case.request.number, []):
        current = found[-1].to if found else case.liable_at(verdict.at)
        if verdict.liable != current:
            found.append(Move(verdict.at, verdict.liable, VERDICT))
    turned = case.turned_at if case.before else None
    if turned and all(move.at >= turned for move in found):
        found.insert(0, Move(turned, case.liable, case.rule))
    return found
