"""Books each charge to the account that answers for it, and moves it with every verdict (D5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
    before = [party for at, party in moves if at < charge.certain_at]
    party = before[-1] if before else charge.case.liable_at(charge.certain_at)
    yield Entry(charge, party, charge.certain_at, "R501" if before else charge.case.rule)
    for at, new in moves:
        if at >= charge.certain_at:
            yield Entry(charge, party, at, "R501", reversal=True)
            yield Entry(charge, new, at, "R501")
            party = new


def _moves(charge: Charge) -> list[tuple[datetime, str]]:
    """The case's verdicts that named another party than the one that answered until then."""
    case, found = charge.case, list[tuple[datetime, str]]()
    for verdict in case.dossier.verdicts.get(case.request.number, []):
        current = found[-1][1] if found else case.liable_at(verdict.at)
        if verdict.liable != current:
            found.append((verdict.at, verdict.liable))
    return found
