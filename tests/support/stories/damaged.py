"""Stories of damage: received (R203, R204), at the door (R205), liquid (R206)."""

from collections.abc import Iterator

from tests.support.stories.not_received import BACK, FREIGHT, RESHIP, came_back, shipped
from tests.support.stories.story import Story

SENT = "05 15:00"


def told() -> Iterator[Story]:
    yield from (damage_returned(), damage_reshipped(), damage_kept(), damage_kept_unconfirmed())
    yield from (damage_without_photo(), damage_in_good_package(), door_refused())
    yield from (door_refused_good_package(), door_reship_signed(), door_reship_refused())
    yield from (door_kept(), door_kept_without_photo(), liquid_kept(), liquid_abandoned())


def signed(name: str, until: str | None = None) -> Story:
    """As `shipped`, signed for on the 3rd at 10:00."""
    story = shipped(name, until)
    story.scan("W1", "03 10:00", "signed")
    return story


def at_door(name: str, until: str | None = None) -> Story:
    story = shipped(name, until)
    story.scan("W1", "02 10:00", "arrived")
    return story


def damage_returned() -> Story:
    story = signed("R203 return: inspected damage and the advanced postage", "09 18:00")
    story.request(
        "04 12:00",
        "damage",
        "A",
        2,
        wish="return",
        outer_package="damaged",
        photos="3",
        confirmed_at="05 09:00",
    )
    story.sent_back("W3", SENT, "7.50")
    story.inspection("W3", "08 10:00", "09 11:00", "A 1 damaged", "A 1 good")
    story.expect_courier(
        FREIGHT,
        "09 11:00 chargeback goods W1 Q1 50.00 R203",
        "09 11:00 chargeback return_freight W1 Q1 7.50 R203",
    )
    story.expect_refunds("05 16:30 Q1 postage 7.50 0.00", "09 16:30 Q1 refund 100.00 0.00")
    return story


def damage_reshipped() -> Story:
    story = signed("R203 reship: value at the photos, freight at the reship")
    story.request("04 12:00", "damage", "A", 1, wish="reship", outer_package="damaged", photos="1")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        "04 12:00 chargeback goods W1 Q1 50.00 R203",
        "04 18:00 chargeback reship_freight W1 Q1 9.00 R203",
    )
    return story


def damage_kept() -> Story:
    story = signed("R203 price difference: charged when its table pays it", "05 16:30")
    story.request(
        "04 12:00",
        "damage",
        "A",
        2,
        remedy="price_difference",
        amount="12.34",
        outer_package="damaged",
        photos="3",
        confirmed_at="05 10:00:01",
    )
    story.expect_courier(FREIGHT, "05 16:30 chargeback compensation W1 Q1 12.34 R203")
    story.expect_refunds("05 16:30 Q1 price_difference 12.34 0.00")
    return story


def damage_kept_unconfirmed() -> Story:
    story = signed("R507: without the customer's confirmation nothing is paid", "10 18:00")
    story.request(
        "04 12:00",
        "damage",
        "A",
        2,
        remedy="price_difference",
        amount="12.34",
        outer_package="damaged",
        photos="3",
    )
    story.expect_courier(FREIGHT)
    return story


def damage_without_photo() -> Story:
    story = signed("R201: without a photo nothing is decided", "10 18:00")
    story.request(
        "04 12:00",
        "damage",
        "A",
        2,
        wish="reship",
        outer_package="damaged",
        photos="0",
        confirmed_at="04 13:00",
    )
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(FREIGHT, RESHIP)
    return story


def damage_in_good_package() -> Story:
    story = signed("R204: the merchant's own, booked to nobody", "05 16:30")
    story.request(
        "04 12:00",
        "damage",
        "A",
        2,
        remedy="price_difference",
        amount="12.34",
        outer_package="intact",
        photos="3",
        confirmed_at="05 09:00",
    )
    story.expect_courier(FREIGHT)
    story.expect_refunds("05 10:00 Q1 price_difference 12.34 0.00")
    return story


def door_refused() -> Story:
    story = at_door("R205 refused, outer damaged: as R108", "06 18:00")
    story.request("02 12:00", "damage", "A", 2, outer_package="damaged", confirmed_at="02 13:00")
    came_back(story, "A 2 damaged")
    story.expect_courier(
        FREIGHT,
        BACK,
        "06 09:00 chargeback goods W1 Q1 100.00 R205",
        "06 09:00 chargeback outbound_freight W1 Q1 8.00 R205",
        "06 09:00 chargeback return_freight W1 Q1 8.00 R205",
    )
    story.expect_refunds("06 10:00 Q1 refund 100.00 0.00")
    return story


def door_refused_good_package() -> Story:
    story = at_door("R205 refused, outer intact: the merchant's", "06 18:00")
    story.request("02 12:00", "damage", "A", 2, outer_package="intact", confirmed_at="02 13:00")
    came_back(story, "A 2 damaged")
    story.expect_courier(FREIGHT, BACK)
    story.expect_refunds("06 10:00 Q1 refund 100.00 0.00")
    return story


def _door_reship(name: str) -> Story:
    story = at_door(name)
    story.request(
        "02 12:00",
        "damage",
        "A",
        1,
        wish="reship",
        remedy="reship",
        outer_package="damaged",
        photos="2",
    )
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    return story


def door_reship_signed() -> Story:
    story = _door_reship("D12: R205 reship, then signed: like R203, at the signature")
    story.scan("W1", "02 15:00", "signed")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        "02 15:00 chargeback goods W1 Q1 50.00 R205",
        "04 18:00 chargeback reship_freight W1 Q1 9.00 R205",
    )
    return story


def door_reship_refused() -> Story:
    story = _door_reship("D12: R205 reship, refused after all: at inspection like the refusal")
    came_back(story, "A 1 damaged", "A 1 good")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        BACK,
        "06 09:00 chargeback goods W1 Q1 50.00 R205",
        "06 09:00 chargeback outbound_freight W1 Q1 8.00 R205",
        "06 09:00 chargeback return_freight W1 Q1 8.00 R205",
        "06 09:00 chargeback reship_freight W1 Q1 9.00 R205",
    )
    return story


def _door_kept(name: str, photos: str) -> Story:
    story = at_door(name, "03 18:00")
    story.request(
        "02 12:00",
        "damage",
        "A",
        1,
        wish="keep",
        amount="5.00",
        outer_package="damaged",
        photos=photos,
        confirmed_at="02 12:30",
    )
    story.scan("W1", "02 13:00", "signed")
    story.expect_refunds("02 16:30 Q1 price_difference 5.00 0.00")
    return story


def door_kept() -> Story:
    story = _door_kept("R205 price difference with photos", "1")
    story.expect_courier(FREIGHT, "02 16:30 chargeback compensation W1 Q1 5.00 R205")
    return story


def door_kept_without_photo() -> Story:
    story = _door_kept("D1: without a photo it is paid and charged to nobody", "")
    story.expect_courier(FREIGHT)
    return story


def milk(name: str, until: str | None = None) -> Story:
    story = Story(name, until)
    story.order("M", 12, "6.00", liquid="true")
    story.order("A", 1, "50.00")
    story.parcel("W1", "01 18:00", "8.00")
    story.scan("W1", "02 10:00", "arrived")
    return story


def liquid_kept() -> Story:
    story = milk("R206: the good milk is kept; unknown package: the courier's", "03 18:00")
    story.request(
        "02 12:00",
        "damage",
        "M",
        3,
        amount="18.00",
        photos="2",
        partly_good="true",
        confirmed_at="02 12:30",
    )
    story.scan("W1", "02 13:00", "signed")
    story.expect_courier(FREIGHT, "02 16:30 chargeback compensation W1 Q1 18.00 R206")
    story.expect_refunds("02 16:30 Q1 price_difference 18.00 0.00")
    return story


def liquid_abandoned() -> Story:
    story = milk("R206 abandoned: the whole parcel and its freight at the refusal", "10 18:00")
    story.request(
        "02 12:00", "damage", "M", 3, wish="refund", outer_package="intact", confirmed_at="02 12:30"
    )
    story.scan("W1", "02 17:00", "refused")
    story.expect_courier(
        FREIGHT,
        "02 17:00 chargeback goods W1 Q1 122.00 R206",
        "02 17:00 chargeback outbound_freight W1 Q1 8.00 R206",
    )
    story.expect_refunds("02 16:30 Q1 refund 18.00 0.00")
    return story
