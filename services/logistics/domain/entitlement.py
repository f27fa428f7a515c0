"""Which entries an order's cases bring together; some stand once a parcel, with one case (D1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.case_costs import OrderedGoods, Situation, situation
from services.logistics.domain.case_file import CaseFile
from services.logistics.domain.claim_life import COURIER, WHO_BEARS_IT
from services.logistics.domain.goods import ParcelStory
from services.logistics.domain.places import Place
from services.logistics.domain.standing_costs import Standing, standing
from shared.costs import PRINTED, CostEntry, entries


@dataclass(frozen=True, slots=True)
class Wanted:
    """An entry that should stand; ``to`` is who bears the cost now, of a reversal only."""

    case_no: str
    entry: CostEntry
    place: Place
    policy: str | None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class _Concluded:
    standing: Standing
    found: tuple[Wanted, ...]

    @property
    def precedence(self) -> tuple[bool, datetime, str]:
        """Entitled first is who has it first on a printed account; then by number."""
        printed = [w.entry.certain_at for w in self.found if w.entry.bearer.party in PRINTED]
        first = min(printed or [w.entry.certain_at for w in self.found])
        return (not printed, first, self.found[0].case_no)


def wanted(
    files: Iterable[CaseFile],
    parcels: Mapping[str, ParcelStory],
    lines: Mapping[str, OrderedGoods],
) -> dict[str, Wanted]:
    """Every entry that the facts lead to, by its number, in the order of moments."""
    concluded: list[_Concluded] = []
    found: list[Wanted] = []
    for file in files:
        case = situation(file, parcels, lines)
        if case is not None:
            concluded += _concluded(case)
            found += [_placed(case, one.entry, one.to) for one in file.assigned.values()]
    taken: set[tuple[str, str]] = set()
    for one in sorted(concluded, key=lambda one: one.precedence):
        once = one.standing.once_a_parcel
        if once is None or once not in taken:
            found += one.found
        if once is not None:
            taken.add(once)
    found.sort(key=lambda w: (w.entry.certain_at, w.entry.verdict is not None, w.case_no))
    return {one.entry.entry: one for one in found}


def _concluded(case: Situation) -> Iterator[_Concluded]:
    verdicts = case.file.bearers_of_verdicts()
    for one in standing(case):
        booked = entries(case.file.number, [one.cost], case.bearer_at, verdicts, one.turns)
        if booked:
            yield _Concluded(one, tuple(_moved(case, entry) for entry in booked))


def _moved(case: Situation, entry: CostEntry) -> Wanted:
    """A reversal names who bears the cost from its verdict, or its claim's withdrawal, on."""
    if entry.kind != "reversal":
        return _placed(case, entry, None)
    verdict = case.file.verdicts.get(entry.certain_at)
    to = verdict.to.party if verdict else None
    if entry.bearer.party == COURIER and to in {None, COURIER} and _given_up(case, entry):
        to = WHO_BEARS_IT.party
    return _placed(case, entry, to)


def _given_up(case: Situation, entry: CostEntry) -> bool:
    claim = case.file.claim
    return claim is not None and any(one.at == entry.certain_at for one in claim.withdrawals)


def _placed(case: Situation, entry: CostEntry, to: str | None) -> Wanted:
    return Wanted(case.file.number, entry, case.place, case.request.policy, to)
