"""The other causes of the rules: told with `stories="all"`."""

from collections.abc import Callable

from samples.month.stories.missed import claim
from samples.month.stories.story import (
    Story,
    all_found,
    arrives,
    confirm_some_time,
    confirm_soon,
    delivered,
    one_of,
    some_damaged,
)
from samples.month.telling import Telling, stamp


def before_shipping(cause: str) -> Callable[[Telling], None]:
    """R105, R106: refunded before anything left the warehouse."""

    def tell(telling: Telling) -> None:
        telling.order()
        telling.wait(2, 10)
        request = telling.request(cause, wish="refund")
        confirm_soon(telling, request)

    return tell


def price_dropped(telling: Telling) -> None:
    delivered(telling)
    request = telling.request("price_drop", one_of(telling), wish="keep", amount="5.00")
    confirm_soon(telling, request)


def refused(cause: str, wish: str = "return") -> Callable[[Telling], None]:
    """R107, R111: refused at the door for another's cause."""

    def tell(telling: Telling) -> None:
        telling.order()
        waybill = telling.ship()
        telling.wait(8, 20)
        request = telling.request(cause, wish=wish)
        confirm_some_time(telling, request)
        telling.travel(waybill)
        telling.deliver(waybill, "refused")
        telling.come_back(waybill)
        telling.inspect(waybill, some_damaged(telling))

    return tell


def other_carrier(cause: str, remedy: str, courier: str) -> Callable[[Telling], None]:
    """R109, R402: reshipped with another courier, the original comes back."""

    def tell(telling: Telling) -> None:
        telling.order()
        waybill = telling.ship()
        telling.travel(waybill)
        if cause == "out_of_area":
            telling.scan(waybill, "out_of_area")
            telling.wait(1, 3)
            telling.scan(waybill, "transferred", fee=f"{telling.rng.randint(3, 9)}.50")
        telling.wait(1, 4)
        request = telling.request(cause, remedy=remedy)
        before = telling.now
        telling.deliver(waybill, "refused")
        telling.come_back(waybill)
        telling.inspect(waybill, all_found(telling))
        telling.now = before
        arrives(telling, telling.reship(request, courier, telling.weight_g()))

    return tell


def milk_abandoned(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship()
    telling.travel(waybill)
    telling.wait(1, 3)
    request = telling.request("damage", wish="refund", photos="2")
    confirm_soon(telling, request)
    telling.deliver(waybill, "refused")


def milk_kept(telling: Telling) -> None:
    telling.order()
    waybill = telling.ship()
    telling.travel(waybill)
    telling.wait(1, 3)
    shown = {"photos": "1", "partly_good": "true", "outer_package": "damaged"}
    request = telling.request("damage", one_of(telling), wish="keep", amount="12.00", **shown)
    confirm_soon(telling, request)
    telling.deliver(waybill)


def exchanged(cause: str) -> Callable[[Telling], None]:
    """R207, R208: a reship without questions, once verified."""

    def tell(telling: Telling) -> None:
        delivered(telling)
        at = stamp(telling.now)
        request = telling.request(
            cause, one_of(telling), wish="exchange", photos="2", verified_at=at, verified="true"
        )
        arrives(telling, telling.reship(request))

    return tell


def wrong_item(telling: Telling) -> None:
    delivered(telling)
    at = stamp(telling.now)
    request = telling.request(
        "wrong_item",
        (telling.lines[0], 1),
        wish="exchange",
        photos="1",
        verified_at=at,
        verified="true",
    )
    back = telling.send_back(request)
    telling.inspect(back, [(telling.lines[0], 1, "good")])
    arrives(telling, telling.reship(request))


def sent_back(cause: str, **cells: str) -> Callable[[Telling], None]:
    """R301, R307: signed for, sent back by the customer, refunded after inspection."""

    def tell(telling: Telling) -> None:
        delivered(telling)
        request = telling.request(cause, one_of(telling), wish="return", **cells)
        confirm_some_time(telling, request)
        back = telling.send_back(request)
        quantity = int(telling.rows["requests"][-1]["quantity"])
        telling.inspect(back, [(telling.lines[0], quantity, "good")])

    return tell


def lost_pieces(telling: Telling) -> None:
    delivered(telling)
    request = claim(telling, 1, outer_package="damaged", wish="refund")
    confirm_soon(telling, request)


def signed_by_somebody(telling: Telling) -> None:
    delivered(telling)
    signer = telling.rng.choice(("", "third_party_without_consent", "customer"))
    request = telling.request("disputed_sign_off", wish="refund", signed_by=signer)
    confirm_soon(telling, request)


def long_after_success(telling: Telling) -> None:
    """R508: more than 15 days after success the platform's commission is deducted."""
    delivered(telling)
    telling.succeed(telling.now)
    telling.wait(16.2 * 24, 17.5 * 24)
    telling.until_daytime()
    few = telling.rng.choice(("true", "false", ""))
    request = telling.request("expired", one_of(telling), wish="refund", small_quantity=few)
    confirm_soon(telling, request)


def invoice(telling: Telling) -> None:
    delivered(telling)
    telling.request("missing_invoice")


STORIES = (
    Story("R104", price_dropped, 6, 4),
    Story("R105", before_shipping("out_of_stock"), 2, 3),
    Story("R106", before_shipping("late_dispatch"), 2, 3),
    Story("R107", refused("wrong_item"), 11, 3),
    Story("R109", other_carrier("courier_service", "reship_other_courier", "SF"), 11, 3),
    Story("R111", refused("late_delivery"), 11, 3),
    Story("R206 abandoned", milk_abandoned, 6, 3, liquid=True),
    Story("R206 kept", milk_kept, 6, 3, liquid=True),
    Story("R207", exchanged("expired"), 11, 4),
    Story("R208", exchanged("quality_defect"), 11, 4),
    Story("R209", wrong_item, 14, 4),
    Story("R211", lost_pieces, 6, 3),
    Story("R301", sent_back("change_of_mind", resellable="true", complete="true"), 12, 6),
    Story("R302", sent_back("bought_other", resellable="false", complete="true"), 12, 2),
    Story("R305", invoice, 6, 2),
    Story("R306", signed_by_somebody, 9, 3),
    Story("R307", sent_back("not_as_described", photos="2"), 12, 3),
    Story("R508", long_after_success, 21, 4),
    Story("R402", other_carrier("out_of_area", "reship_ems", "EMS"), 11, 3),
    Story("R403", refused("stalled_tracking"), 11, 2),
    Story("R405", refused("misrouted"), 11, 2),
)
