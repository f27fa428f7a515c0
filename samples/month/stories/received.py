"""Damage found after signing: R203 and R204 with each remedy, and what lacks evidence."""

from samples.month.stories.story import (
    Story,
    arrives,
    confirm_some_time,
    confirm_soon,
    delivered,
    one_of,
)
from samples.month.telling import Telling


def complaint(telling: Telling, outer: str = "damaged", **cells: str) -> str:
    """Some pieces are damaged; one photo or three of it."""
    photos = telling.rng.choice(("1", "3"))
    shown = {"outer_package": outer, "photos": photos, "outer_photo": "true"}
    return telling.request("damage", one_of(telling), **{**shown, **cells})


def returned(telling: Telling, outer: str = "damaged") -> str:
    """The customer sends back what the request names, one piece of it at least damaged."""
    delivered(telling)
    request = complaint(telling, outer, wish="return")
    early = telling.rng.random() < 0.7
    if early:
        confirm_soon(telling, request)
    back = telling.send_back(request)
    quantity = int(telling.rows["requests"][-1]["quantity"])
    line = telling.lines[0]
    damaged = telling.rng.randint(1, quantity)
    found = [(line, damaged, "damaged"), (line, quantity - damaged, "good")]
    telling.inspect(back, [row for row in found if row[1]])
    if not early:
        confirm_soon(telling, request)
    return request


def reshipped(telling: Telling, outer: str = "damaged") -> str:
    delivered(telling)
    request = complaint(telling, outer, wish="reship", remedy="reship")
    arrives(telling, telling.reship(request))
    return request


def kept(telling: Telling, outer: str = "damaged") -> str:
    delivered(telling)
    amount = f"{telling.rng.randint(3, 14)}.{telling.rng.choice(('00', '50', '66'))}"
    request = complaint(telling, outer, wish="keep", amount=amount)
    confirm_some_time(telling, request)
    return request


def own_fault(telling: Telling) -> None:
    telling.rng.choice((returned, reshipped, kept))(telling, "intact")


def package_unknown(telling: Telling) -> None:
    """The photo of the packaging is there, but nobody has noted what it shows."""
    telling.rng.choice((returned, reshipped, kept))(telling, "")


def without_photo(telling: Telling) -> None:
    delivered(telling)
    request = complaint(telling, wish="keep", amount="6.00", photos="0", outer_photo="")
    confirm_soon(telling, request)


STORIES = (
    Story("R203 return", returned, 12, 10),
    Story("R203 reship", reshipped, 11, 10),
    Story("R203 difference", kept, 6, 8),
    Story("R204", own_fault, 12, 6),
    Story("R203 unknown package", package_unknown, 12, 3),
    Story("R201 no photo", without_photo, 6, 2),
)
