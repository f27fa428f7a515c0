"""What people ask of a month: to hold, close, reopen it (D14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from services.finance.domain.month_drawn import Look, Who


@dataclass(frozen=True, slots=True)
class HoldMonth:
    """The month is to be closed: another person looks at it once more."""

    period: str
    at: datetime
    who: Who


@dataclass(frozen=True, slots=True)
class CloseMonth:
    """Close the months that were looked at; ``override`` what stands in the way."""

    period: str
    at: datetime
    who: Who
    look: Look
    override: bool = False


@dataclass(frozen=True, slots=True)
class ReopenMonth:
    """Let the last closed month take its own late entries again."""

    period: str
    at: datetime
    who: Who
    look: Look


MonthCommand = HoldMonth | CloseMonth | ReopenMonth
