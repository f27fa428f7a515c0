"""A claim on a courier: opened as soon as it is the one liable, before any cost is certain.

It is said anew when the courier comes to answer for something else, or for nothing any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.logistics.domain.case_costs import COMPENSATION, GOODS, Situation
from services.logistics.domain.case_file import Assigned
from services.logistics.domain.claim_life import COURIER, ExpectedClaim
from services.logistics.domain.cost_rules import Part, Row, row_for
from services.logistics.domain.freight import BACK, OUTBOUND, RESHIP, THERE
from services.logistics.domain.places import ExpectedCost
from services.logistics.domain.scans import SIGNED
from shared.costs import MOVED, Verdict, effective
from shared.ids import derived_id
from shared.money import Money
from shared.policy.claim_days import OPENED, ClaimDays, claim_days
from shared.policy.shelf import in_force

COSTS = {
    Part.GOODS: GOODS,
    Part.DAMAGE_BACK: GOODS,
    Part.DAMAGE_RETURNED: GOODS,
    Part.WHOLE_ORDER: GOODS,
    Part.OUTBOUND: THERE[OUTBOUND],
    Part.WAY_BACK: BACK,
    Part.RESHIP: THERE[RESHIP],
    Part.POSTAGE: BACK,
    Part.DIFFERENCE: COMPENSATION,
}


@dataclass(frozen=True, slots=True)
class _Ask:
    """What the courier is asked for from a moment on, and under which rule."""

    at: datetime
    rule: str
    costs: tuple[ExpectedCost, ...]


def expected_claims(case: Situation) -> list[ExpectedClaim]:
    """What a case leads to claim, in the order of moments; nothing before the courier answers."""
    asked = _asked(case)
    if not any(ask.costs for ask in asked):
        asked = list(_assigned(case))
    first = next((place for place, ask in enumerate(asked) if ask.costs), len(asked))
    return [_expected(case, ask) for ask in asked[first:]]


def unsaid(
    said: ExpectedClaim | None, expected: Sequence[ExpectedClaim], since: datetime
) -> list[ExpectedClaim]:
    """What is to be announced, each at its moment, so that the last one said stays true.

    ``since``: when the case came to stand as it stands now.
    """
    if said is not None and said.expected and not expected:
        return [replace(said, at=max(said.at, since), expected=(), days=None)]
    now = [one for one in expected if said is not None and one.at <= said.at][-1:]
    later = [one for one in expected if said is None or one.at > said.at]
    found: list[ExpectedClaim] = []
    for one in [*now, *later]:
        if said is None or _differs(one, said):
            found.append(one)
            said = one
    return found


def _differs(one: ExpectedClaim, said: ExpectedClaim) -> bool:
    """Whether another claim is told; a scan that shows more makes none, a file does."""
    if not one.expected or not said.expected:
        return bool(one.expected) != bool(said.expected)
    days = one.at == said.at or (one.days is not None and one.days.after != OPENED)
    return ((one.rule, one.expected, _files(one)) != (said.rule, said.expected, _files(said))) or (
        days and one.days != said.days
    )


def _files(claim: ExpectedClaim) -> list[str]:
    return [one for one in claim.evidence if ":" in one]


def _asked(case: Situation) -> list[_Ask]:
    """What is asked from each phase of the case on, and from each verdict or withdrawal on."""
    moves = effective(case.bearer_at, case.file.bearers_of_verdicts())
    begun = [*(phase.since for phase in case.phases), *(move.at for move in moves)]
    moments = sorted({max(case.request.at, at) for at in begun})
    return [_ask(case, at, [move for move in moves if move.at <= at]) for at in moments]


def _ask(case: Situation, at: datetime, moves: Sequence[Verdict]) -> _Ask:
    """What a moment's phase brings, if the courier is the one to bear it."""
    phase = next((one for one in reversed(case.phases) if one.since <= at), case.phases[0])
    party = moves[-1].to.party if moves else phase.liable
    rule = phase.rule
    if party != COURIER or rule is None or phase.remedy is None:
        return _Ask(at, MOVED if moves else rule or "", ())
    row = row_for(rule, phase.remedy, replace(case, phase=phase).given)
    return _Ask(at, MOVED if moves else rule, tuple(_costs(row, case)) if row else ())


def _assigned(case: Situation) -> Iterator[_Ask]:
    """What another keeper put on the courier, and took off it again (R210, D5)."""
    standing: dict[str, Assigned] = {}
    every = sorted(case.file.assigned.values(), key=_certain)
    for place, one in enumerate(every):
        entry = one.entry
        if entry.kind == "charge":
            standing[entry.entry] = one
        else:
            standing.pop(entry.reverses or "", None)
        if place + 1 == len(every) or every[place + 1].entry.certain_at > entry.certain_at:
            costs = (ExpectedCost(left.entry.cost, left.entry.amount) for left in standing.values())
            yield _Ask(entry.certain_at, entry.rule, tuple(costs))


def _certain(one: Assigned) -> tuple[datetime, bool, str]:
    return one.entry.certain_at, one.entry.kind == "reversal", one.entry.entry


def _expected(case: Situation, ask: _Ask) -> ExpectedClaim:
    number = derived_id(case.request.at, "claim", case.file.number)
    evidence = tuple(shown(case)) if ask.costs else ()
    days = _days(case, ask) if ask.costs else None
    return ExpectedClaim(number, ask.at, ask.rule, ask.costs, evidence, days)


def _days(case: Situation, ask: _Ask) -> ClaimDays | None:
    """The days of its courier, under the case's policy (D28)."""
    parcel = case.parcel
    terms = in_force(case.request.at).document.claim
    return claim_days(
        terms,
        parcel.courier,
        ask.rule,
        {
            "opened": ask.at,
            "shipped": parcel.shipped_at,
            "lost": parcel.lost_at,
            "signed": parcel.first(SIGNED),
        },
    )


def _costs(row: Row, case: Situation) -> Iterator[ExpectedCost]:
    for part in row.expects or row.parts:
        yield ExpectedCost(COSTS[part], _amount(part, case))


def _amount(part: Part, case: Situation) -> Money | None:
    """What is known before inspection and payment."""
    match part:
        case Part.GOODS:
            return case.request.value
        case Part.OUTBOUND | Part.WAY_BACK:
            return case.parcel.freight
        case _:
            return None


def shown(case: Situation) -> list[str]:
    """What was found, then the files that show it: kind and hash, as they were brought."""
    found = {
        "photos": case.file.damage_confirmed_at,
        "loss": case.parcel.lost_at,
        "sign_off": case.file.sign_off,
        "scans": case.parcel.scans,
    }
    return [*(name for name, known in found.items() if known), *case.file.evidence]
