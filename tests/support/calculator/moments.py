"""Business time: Asia/Shanghai, refund tables, months."""

from datetime import datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))
TABLES = (time(10), time(16, 30))
SILENCE = timedelta(hours=120)
PROOF = timedelta(hours=72)


def parse(text: str) -> datetime:
    """Read an ISO 8601 time; without an offset it is Asia/Shanghai."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=SHANGHAI)
    return moment.astimezone(SHANGHAI)


def table_at(ready: datetime) -> datetime:
    """The first refund table at or after the moment of readiness (R507, D8)."""
    for clock in TABLES:
        table = datetime.combine(ready.date(), clock, SHANGHAI)
        if table >= ready:
            return table
    return datetime.combine(ready.date() + timedelta(days=1), TABLES[0], SHANGHAI)


def table_after(reached: datetime) -> datetime:
    """The first refund table after the business time already reached (D14)."""
    table = table_at(reached)
    return table if table > reached else table_at(reached + timedelta(seconds=1))


def whole_days(since: datetime | None, until: datetime) -> int | None:
    """Elapsed periods of 24 hours, rounded down; unknown for later dates (D22)."""
    if since is None or since > until:
        return None
    return (until - since) // timedelta(days=1)


def month(moment: datetime) -> str:
    return moment.strftime("%Y-%m")


def months_between(first: str, last: str) -> list[str]:
    """Every month from the first to the last, both included."""
    found, (year, number) = [first], map(int, first.split("-"))
    while found[-1] < last:
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
        found.append(f"{year:04}-{number:02}")
    return found
