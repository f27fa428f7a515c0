"""A story: how often, how many days it takes, what must be in the basket, how it is told."""

from collections.abc import Callable
from dataclasses import dataclass

from samples.month.goods import Line
from samples.month.telling import Telling


@dataclass(frozen=True, slots=True)
class Story:
    """`days` is what it takes when all goes fast; `liquid` what the first product must be."""

    name: str
    tell: Callable[[Telling], object]
    days: int
    weight: int = 10
    liquid: bool | None = None


def one_of(telling: Telling) -> tuple[Line, int]:
    """Some pieces of the first line."""
    line = telling.lines[0]
    return line, telling.rng.randint(1, line.quantity)


def delivered(telling: Telling, *, missing_g: int = 0) -> str:
    """Ordered, shipped and signed for, then a while passes until the customer writes."""
    telling.order()
    waybill = telling.ship(missing_g)
    telling.travel(waybill)
    telling.deliver(waybill)
    telling.wait(1, 30)
    telling.until_daytime()
    return waybill


def arrives(telling: Telling, waybill: str) -> None:
    """A reshipped parcel reaches the customer."""
    telling.travel(waybill)
    telling.deliver(waybill)


def all_found(telling: Telling, condition: str = "good") -> list[tuple[Line, int, str]]:
    return [(line, line.quantity, condition) for line in telling.lines]


def some_damaged(telling: Telling) -> list[tuple[Line, int, str]]:
    """At least one piece of the first line is damaged, the rest is good."""
    line = telling.lines[0]
    damaged = telling.rng.randint(1, line.quantity)
    found = [(line, damaged, "damaged"), (line, line.quantity - damaged, "good")]
    others = [(other, other.quantity, "good") for other in telling.lines[1:]]
    return [row for row in [*found, *others] if row[1]]


def confirm_soon(telling: Telling, request_no: str) -> None:
    telling.wait(0.1, 3)
    telling.confirm(request_no)


def confirm_some_time(telling: Telling, request_no: str) -> None:
    """Before the goods are back or after, now and then never."""
    if telling.rng.random() < 0.9:
        confirm_soon(telling, request_no)
