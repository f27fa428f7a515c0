"""Whom a case's pending loss is expected to be charged to, and since when it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from services.finance.domain.posting import COURIER, DEALER, MERCHANT, RESHIP

if TYPE_CHECKING:
    from datetime import datetime

REMEDY: Final = "remedy"
VERDICT: Final = "verdict"
CLAIM: Final = "claim"
WITHDRAWN: Final = "withdrawn"
COMPENSATION: Final = "compensation"

OWN: Final = frozenset({MERCHANT, "customer"})
"""Liable parties under whom nobody else will be charged: the loss stays the merchant's."""

BUCKETS: Final = ((7, "0-7"), (15, "8-15"), (30, "16-30"))
"""Whole days up to which an age counts; older is ``31+`` (D22)."""


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of who answers for a case; ``costs``: what a claim expects, fen or unknown.

    ``kind``: remedy (as the policy decided), verdict, claim, withdrawn.
    """

    kind: str
    at: str
    revision: int = 1
    party: str | None = None
    costs: tuple[tuple[str, int | None], ...] = ()


def expected_party(cost: str, said: Iterable[Said]) -> str | None:
    """Who is expected to bear a pending cost now; null: nothing is decided yet (R501).

    A later verdict counts before the decision. What a courier's claim does not name stays the
    merchant's, as does a reship beside a rule that does not charge it, or a claim given up (D7).
    """
    known = list(said)
    verdict = _last(known, VERDICT)
    party = (verdict or _last(known, REMEDY) or Said(REMEDY, "")).party
    if party in OWN:
        return MERCHANT
    if party == COURIER:
        return _claimed(cost, known)
    if party == DEALER and verdict is None and cost != RESHIP:
        return MERCHANT  # R503: the dealer answers for the goods and the reship alone.
    return party


def still_expected(said: Iterable[Said]) -> tuple[tuple[str, int | None], ...]:
    """What the case's claim on a courier names; nothing once it was given up."""
    known = list(said)
    claim = _last(known, CLAIM)
    return () if claim is None or _last(known, WITHDRAWN) else claim.costs


def standing_since(legs: Sequence[tuple[str, int]]) -> str | None:
    """When the oldest of what still stands arose: charges settle the oldest first.

    ``legs``: printed moments and signed fen, in their order.
    """
    settled = -sum(amount for _, amount in legs if amount < 0)
    for at, amount in legs:
        if amount > settled:
            return at
        settled -= max(0, amount)
    return None


def age_of(since: datetime, now: datetime) -> tuple[int, str]:
    """Whole days, rounded down, and the bucket that they fall into (D22)."""
    days = max(0, (now - since).days)
    return days, next((name for most, name in BUCKETS if days <= most), "31+")


def _claimed(cost: str, known: list[Said]) -> str:
    claim = _last(known, CLAIM)
    if _last(known, WITHDRAWN):
        return MERCHANT
    return COURIER if claim is None or cost in dict(claim.costs) else MERCHANT


def _last(known: list[Said], kind: str) -> Said | None:
    of_kind = [one for one in known if one.kind == kind]
    return max(of_kind, key=lambda one: (one.at, one.revision), default=None)
