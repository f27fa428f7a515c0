"""A claim on a courier: opened as soon as it is the one liable, before any cost is certain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.case_costs import COMPENSATION, GOODS, Situation
from services.logistics.domain.cost_rules import Part, row_for
from services.logistics.domain.freight import BACK, OUTBOUND, RESHIP, THERE
from services.logistics.domain.places import ExpectedCost
from shared.ids import derived_id
from shared.money import Money

COURIER = "courier"
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
class ExpectedClaim:
    """What the courier will be asked to bear, and on which evidence."""

    number: str
    at: datetime
    rule: str
    expected: tuple[ExpectedCost, ...]
    evidence: tuple[str, ...]


def expected_claim(case: Situation) -> ExpectedClaim | None:
    """The claim that a case leads to; null unless the courier is the one to bear it."""
    phase, chosen = case.phase, case.phase.chosen
    if chosen is None or chosen.remedy is None or phase.rule is None:
        return None
    at = max(case.request.at, chosen.chosen_at)
    row = row_for(phase.rule, chosen.remedy, case.given)
    if row is None or phase.liable != COURIER:
        return None
    return ExpectedClaim(
        derived_id(case.request.at, "claim", case.file.number),
        at,
        phase.rule,
        tuple(ExpectedCost(COSTS[part], _amount(part, case)) for part in row.expects or row.parts),
        tuple(_evidence(case)),
    )


def _amount(part: Part, case: Situation) -> Money | None:
    """What is known before inspection and payment."""
    match part:
        case Part.GOODS:
            return case.request.value
        case Part.OUTBOUND | Part.WAY_BACK:
            return case.parcel.freight
        case _:
            return None


def _evidence(case: Situation) -> list[str]:
    """What was found, then the files that show it: kind and hash, as they were brought."""
    found = {
        "photos": case.file.damage_confirmed_at,
        "loss": case.parcel.lost_at,
        "sign_off": case.file.sign_off,
        "scans": case.parcel.scans,
    }
    return [*(name for name, known in found.items() if known), *case.file.evidence]
