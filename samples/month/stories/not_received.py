"""Goods not received: R101, R102, R108 damaged and lost, R205."""

from samples.month.stories.story import (
    Story,
    all_found,
    arrives,
    confirm_some_time,
    confirm_soon,
    one_of,
    some_damaged,
)
from samples.month.telling import Telling


def ordinary(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship(freight=telling.rng.random() > 0.01)
    telling.travel(waybill)
    telling.deliver(waybill)


def cancelled(telling: Telling) -> None:
    telling.order()
    telling.wait(0.2, 3)
    request = telling.request(
        telling.rng.choice(("change_of_mind", "bought_other")),
        wish="refund",
        note="拍错了，不想要了",
    )
    confirm_soon(telling, request)


def freight_unknown(telling: Telling) -> None:
    """The refund has to wait until the freight that it deducts is known."""
    refused_by_the_customer(telling, freight=False)


def refused_by_the_customer(telling: Telling, *, freight: bool = True) -> None:
    telling.order()
    waybill = telling.ship(freight=freight)
    at_door = telling.rng.random() < 0.5
    if at_door:
        telling.travel(waybill)
    telling.wait(1, 5)
    request = telling.request("change_of_mind", wish="return", note="包裹到了会拒签")
    early = telling.rng.random() < 0.6
    if early:
        confirm_soon(telling, request)
    if not at_door:
        telling.travel(waybill)
    telling.deliver(waybill, "refused")
    telling.come_back(waybill)
    telling.inspect(waybill, all_found(telling))
    if not early:
        confirm_soon(telling, request)


def damaged_on_the_way(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship()
    telling.wait(12, 30)
    telling.scan(waybill, "damaged", place="转运中心", note="外箱破损")
    telling.wait(1, 6)
    wish = telling.rng.choice(("reship", "reship", "refund"))
    request = telling.request("damage", one_of(telling), wish=wish, outer_package="damaged")
    if wish == "refund":
        confirm_some_time(telling, request)
    else:
        before = telling.now
        arrives(telling, telling.reship(request))
        telling.now = before
    telling.travel(waybill)
    telling.deliver(waybill, "refused")
    telling.come_back(waybill)
    telling.inspect(waybill, some_damaged(telling))


def lost_by_scan(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship()
    telling.wait(20, 40)
    telling.scan(waybill, "in_transit", place="武汉转运中心")
    telling.wait(49, 80)
    wish = telling.rng.choice(("reship", "refund"))
    request = telling.request("lost", wish=wish, note="物流两天没有更新")
    confirm_some_time(telling, request)
    telling.wait(4, 30)
    telling.scan(waybill, "lost", note="快递确认丢失")
    if wish == "reship":
        arrives(telling, telling.reship(request, grams=telling.weight_g()))


def lost_in_silence(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship()
    telling.wait(20, 40)
    telling.scan(waybill, "in_transit", place="广州转运中心")
    last = telling.now
    telling.wait(50, 100)
    cause = telling.rng.choice(("lost", "stalled_tracking"))
    wish = telling.rng.choice(("reship", "refund"))
    request = telling.request(cause, wish=wish)
    confirm_some_time(telling, request)
    if wish == "reship":
        arrives(telling, telling.reship(request, grams=telling.weight_g()))
    telling.now = max(telling.now, last)


def refused_at_the_door(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship()
    telling.travel(waybill)
    telling.wait(1, 3)
    outer = telling.rng.choice(("damaged", "damaged", "intact", ""))
    request = telling.request(
        "damage", wish="return", outer_package=outer, photos="2", outer_photo="true"
    )
    confirm_some_time(telling, request)
    telling.deliver(waybill, "refused")
    telling.come_back(waybill)
    telling.inspect(waybill, some_damaged(telling))


def kept_at_the_door(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship()
    telling.travel(waybill)
    telling.wait(1, 3)
    request = telling.request(
        "damage",
        one_of(telling),
        remedy="price_difference",
        amount=f"{telling.rng.randint(3, 14)}.{telling.rng.choice(('00', '50', '88'))}",
        outer_package=telling.rng.choice(("damaged", "damaged", "intact")),
        photos=telling.rng.choice(("0", "1", "3")),
    )
    confirm_some_time(telling, request)
    telling.deliver(waybill)


def reshipped_at_the_door(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship()
    telling.travel(waybill)
    telling.wait(1, 3)
    request = telling.request(
        "damage", one_of(telling), wish="reship", outer_package="damaged", photos="1"
    )
    before = telling.now
    if telling.rng.random() < 0.6:
        telling.deliver(waybill)
    else:
        telling.deliver(waybill, "refused")
        telling.come_back(waybill)
        telling.inspect(waybill, some_damaged(telling))
    telling.now = before
    arrives(telling, telling.reship(request))


ORDINARY = Story("ordinary", ordinary, 6)
STORIES = (
    Story("R101", cancelled, 1),
    Story("R102", refused_by_the_customer, 11, 14),
    Story("R102 unknown freight", freight_unknown, 11, 2),
    Story("R108 damage", damaged_on_the_way, 11, liquid=False),
    Story("R108 lost", lost_by_scan, 11, 5),
    Story("R108 silence", lost_in_silence, 11, 4),
    Story("R205 refused", refused_at_the_door, 11, 8, liquid=False),
    Story("R205 kept", kept_at_the_door, 6, 6, liquid=False),
    Story("R205 reship", reshipped_at_the_door, 11, 6, liquid=False),
)
