"""Business time: every moment is Asia/Shanghai, every month is its calendar month there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

# Mainland China keeps one offset all year (since 1991), so a fixed one needs no zone data.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

FIRST_YEAR, LAST_YEAR = 2001, 2199
"""Beyond them no policy is in force, or no table would ever come."""


class OutOfTime(ValueError):
    """A moment in a year that no business happens in."""


def parse_time(text: str) -> datetime:
    """Read ISO 8601; without an offset it is Asia/Shanghai (interfaces.md, Files)."""
    moment = datetime.fromisoformat(text)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise OutOfTime(f"not in the years {FIRST_YEAR} to {LAST_YEAR}")
    return moment.replace(tzinfo=SHANGHAI) if moment.tzinfo is None else moment.astimezone(SHANGHAI)


def print_time(moment: datetime) -> str:
    """Print a moment with +08:00 (D35)."""
    return moment.astimezone(SHANGHAI).isoformat()


def month_of(moment: datetime) -> str:
    """The business month of a moment, ``YYYY-MM`` in Asia/Shanghai."""
    local = moment.astimezone(SHANGHAI)
    return f"{local.year:04d}-{local.month:02d}"


def month_start(period: str) -> datetime:
    """The first moment of ``YYYY-MM``."""
    year, month = period.split("-")
    return datetime(int(year), int(month), 1, tzinfo=SHANGHAI)


def next_month(period: str) -> str:
    """The month after ``YYYY-MM``."""
    year, month = (int(part) for part in period.split("-"))
    later = year * 12 + month
    return f"{later // 12:04d}-{later % 12 + 1:02d}"


def now() -> datetime:
    """The wall clock, for recording envelopes only; no domain code may call it."""
    return datetime.now(UTC)
