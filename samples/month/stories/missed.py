"""Missed items: R210 with a refund or a reship, R212, and two cases on one parcel."""

from samples.month.stories.received import complaint
from samples.month.stories.story import (
    Story,
    arrives,
    confirm_some_time,
    confirm_soon,
    delivered,
    one_of,
)
from samples.month.telling import Telling


def claim(telling: Telling, quantity: int, **cells: str) -> str:
    """The outer packaging is shown to be whole, and pieces of the first line are not there."""
    shown = {"outer_package": "intact", "outer_photo": "true", "photos": "1"}
    return telling.request("missed_item", (telling.lines[0], quantity), **{**shown, **cells})


def refunded(telling: Telling) -> str:
    line, quantity = one_of(telling)
    delivered(telling, missing_g=line.product.weight_g * quantity)
    request = claim(telling, quantity, wish="refund")
    confirm_some_time(telling, request)
    return request


def reshipped(telling: Telling) -> str:
    line, quantity = one_of(telling)
    delivered(telling, missing_g=line.product.weight_g * quantity)
    amount = telling.rng.choice(("", "5.00", "8.00"))
    request = claim(telling, quantity, wish="reship", amount=amount)
    if amount:
        confirm_soon(telling, request)
    arrives(telling, telling.reship(request, grams=line.product.weight_g * quantity))
    return request


def weight_matches(telling: Telling) -> None:
    delivered(telling)
    request = claim(telling, 1, wish="refund")
    confirm_soon(telling, request)


def no_outer_photo(telling: Telling) -> None:
    line = telling.lines[0]
    delivered(telling, missing_g=line.product.weight_g)
    request = claim(telling, 1, wish="refund", outer_photo="", photos="0")
    confirm_soon(telling, request)


def missed_and_damaged(telling: Telling) -> None:
    """One order, one parcel, two cases."""
    refunded(telling)
    telling.wait(1, 6)
    request = complaint(telling, wish="keep", amount="4.20")
    confirm_soon(telling, request)


STORIES = (
    Story("R210 refund", refunded, 6, 8),
    Story("R210 reship", reshipped, 11, 8),
    Story("R212", weight_matches, 6, 6),
    Story("R210 no outer photo", no_outer_photo, 6, 2),
    Story("two cases", missed_and_damaged, 7, 3),
)
