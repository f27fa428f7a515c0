"""Stories of moved liability (R501, D5) and of cases that share a parcel or an order (D1, D30)."""

from collections.abc import Iterator

from tests.support.stories.damaged import at_door, damage_reshipped, damage_returned, signed
from tests.support.stories.missed import intact, packed
from tests.support.stories.not_received import BACK, FREIGHT, RESHIP, came_back, shipped
from tests.support.stories.story import Story


def told() -> Iterator[Story]:
    yield from (courier_to_warehouse(), courier_to_merchant_midway(), before_anything())
    yield from (same_party_again(), there_and_back(), warehouse_to_courier())
    yield from (merchant_to_courier(), merchant_to_warehouse(), refused_to_courier())
    yield from (expired_to_warehouse(), customers_cause_stays(), lost_to_merchant())
    yield from (two_cases_one_parcel(), second_case_goes_first(), cap_cuts_the_later())


def courier_to_warehouse() -> Story:
    story = damage_reshipped()
    story.name = "R501: what is certain leaves the courier and enters the warehouse"
    story.verdict("08 09:00", "warehouse")
    story.expect_courier(
        "08 09:00 reversal goods W1 Q1 50.00 R501",
        "08 09:00 reversal reship_freight W1 Q1 9.00 R501",
    )
    story.expect_warehouse(
        "08 09:00 goods Q1 A 1 50.00 R501", "08 09:00 reship_freight Q1 A 1 9.00 R501"
    )
    return story


def courier_to_merchant_midway() -> Story:
    story = damage_reshipped()
    story.name = "R501: what is certain later goes straight to the new party"
    story.verdict("04 15:00", "merchant")
    story.courier.pop()
    story.expect_courier("04 15:00 reversal goods W1 Q1 50.00 R501")
    return story


def before_anything() -> Story:
    story = damage_returned()
    story.name = "R501: a verdict before anything is certain only redirects"
    story.verdict("06 09:00", "warehouse")
    del story.courier[1:]
    story.expect_warehouse(
        "09 11:00 goods Q1 A 2 50.00 R501", "09 11:00 return_freight Q1 A 2 7.50 R501"
    )
    return story


def same_party_again() -> Story:
    story = damage_reshipped()
    story.name = "D5: the same party again changes nothing"
    story.verdict("08 09:00", "courier")
    return story


def there_and_back() -> Story:
    story = damage_reshipped()
    story.name = "D5: verdicts apply in turn, courier to staff to courier"
    story.verdict("08 09:00", "staff")
    story.verdict("10-02 09:00", "courier")
    for at, kind in (("08 09:00", "reversal"), ("10-02 09:00", "chargeback")):
        story.expect_courier(
            f"{at} {kind} goods W1 Q1 50.00 R501",
            f"{at} {kind} reship_freight W1 Q1 9.00 R501",
        )
    for at, sign in (("08 09:00", ""), ("10-02 09:00", "-")):
        story.expect_staff(
            "A1",
            f"{at} goods Q1 A 1 {sign}50.00 R501",
            f"{at} reship_freight Q1 A 1 {sign}9.00 R501",
        )
    return story


def warehouse_to_courier() -> Story:
    story = packed("R501: a paid refund moves from the warehouse to the courier", "900", "06 12:00")
    intact(story, ("A", 1), wish="refund", confirmed_at="04 13:00")
    story.verdict("06 09:00", "courier")
    story.expect_courier(FREIGHT, "06 09:00 chargeback refund W1 Q1 9.99 R501")
    story.expect_warehouse("04 16:30 refund Q1 A 1 9.99 R210", "06 09:00 refund Q1 A 1 -9.99 R501")
    story.expect_refunds("04 16:30 Q1 refund 9.99 0.00")
    return story


def _own_damage(name: str, liable: str) -> Story:
    story = signed(name)
    story.request("04 12:00", "damage", "A", 1, wish="reship", outer_package="intact", photos="1")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.verdict("08 09:00", liable)
    story.expect_courier(FREIGHT, RESHIP)
    return story


def merchant_to_courier() -> Story:
    story = _own_damage("D5: R204 moved to the courier brings R203's amounts", "courier")
    story.expect_courier(
        "08 09:00 chargeback goods W1 Q1 50.00 R501",
        "08 09:00 chargeback reship_freight W1 Q1 9.00 R501",
    )
    return story


def merchant_to_warehouse() -> Story:
    story = _own_damage("D5: R204 moved to the warehouse", "warehouse")
    story.expect_warehouse(
        "08 09:00 goods Q1 A 1 50.00 R501", "08 09:00 reship_freight Q1 A 1 9.00 R501"
    )
    return story


def refused_to_courier() -> Story:
    story = shipped("D5: R107 moved to the courier: damage and both freights", "07 12:00")
    story.request("02 12:00", "wrong_item", "A", 2, confirmed_at="02 13:00")
    came_back(story, "A 1 damaged", "A 1 good")
    story.verdict("06 12:00", "courier")
    story.expect_courier(
        FREIGHT,
        BACK,
        "06 12:00 chargeback goods W1 Q1 50.00 R501",
        "06 12:00 chargeback outbound_freight W1 Q1 8.00 R501",
        "06 12:00 chargeback return_freight W1 Q1 8.00 R501",
    )
    story.expect_refunds("06 10:00 Q1 refund 100.00 0.00")
    return story


def expired_to_warehouse() -> Story:
    story = signed("D5: R207 refund moved to the warehouse: the goods", "06 12:00")
    story.request("04 12:00", "expired", "A", 2, wish="refund", confirmed_at="04 13:00")
    story.verdict("05 12:00", "warehouse")
    story.expect_courier(FREIGHT)
    story.expect_warehouse("05 12:00 goods Q1 A 2 100.00 R501")
    story.expect_refunds("04 16:30 Q1 refund 100.00 0.00")
    return story


def customers_cause_stays() -> Story:
    story = shipped("D5: a customer's own cause has nothing to move", "07 12:00")
    story.request("02 12:00", "change_of_mind", "A", 2, confirmed_at="02 13:00")
    came_back(story, "A 2 damaged")
    story.verdict("06 12:00", "courier")
    story.expect_courier(FREIGHT, BACK)
    story.expect_refunds("06 10:00 Q1 refund 84.00 16.00")
    return story


def lost_to_merchant() -> Story:
    story = shipped("R501: a claim for a loss is taken back")
    story.request("03 12:00", "lost", "A", 1, remedy="reship")
    story.scan("W1", "04 12:00", "lost")
    story.verdict("04 15:00", "merchant")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        "04 12:00 chargeback goods W1 Q1 50.00 R108",
        "04 12:00 chargeback outbound_freight W1 Q1 8.00 R108",
        "04 15:00 reversal goods W1 Q1 50.00 R501",
        "04 15:00 reversal outbound_freight W1 Q1 8.00 R501",
    )
    return story


def two_cases_one_parcel() -> Story:
    story = shipped("D1: a parcel's freights and damage are charged once, to the first case")
    story.request("02 12:00", "damage", "A", 1, request_no="Q2", wish="reship")
    story.request("02 13:00", "damage", "A", 1, request_no="Q1", wish="reship")
    story.reship("W2", "04 18:00", "9.00", request_no="Q2")
    story.reship("W3", "04 18:30", "9.50", request_no="Q1")
    story.scan("W2", "06 10:00", "signed")
    story.scan("W3", "06 10:00", "signed")
    came_back(story, "A 2 damaged")
    story.expect_courier(
        FREIGHT,
        BACK,
        "04 18:00 freight reship_freight W2 Q2 9.00 -",
        "04 18:30 freight reship_freight W3 Q1 9.50 -",
        "06 09:00 chargeback goods W1 Q1 100.00 R108",
        "06 09:00 chargeback outbound_freight W1 Q1 8.00 R108",
        "06 09:00 chargeback return_freight W1 Q1 8.00 R108",
        "06 09:00 chargeback reship_freight W1 Q1 9.50 R108",
        "06 09:00 chargeback reship_freight W1 Q2 9.00 R108",
    )
    return story


def second_case_goes_first() -> Story:
    story = at_door("D1: entitled first by moment: R109 at receipt, R205 at inspection")
    story.request("02 12:00", "damage", "A", 1, outer_package="damaged")
    story.request(
        "02 13:00", "courier_service", "A", 1, request_no="Q2", remedy="reship_other_courier"
    )
    came_back(story, "A 1 damaged", "A 1 good")
    story.expect_courier(
        FREIGHT,
        BACK,
        "05 11:00 chargeback return_freight W1 Q2 8.00 R109",
        "06 09:00 chargeback goods W1 Q1 50.00 R205",
        "06 09:00 chargeback outbound_freight W1 Q1 8.00 R205",
    )
    return story


def cap_cuts_the_later() -> Story:
    story = signed("D30: the later payment is cut to what the line cost", "05 18:00")
    story.request(
        "04 12:00",
        "damage",
        "A",
        2,
        request_no="Q2",
        remedy="price_difference",
        amount="30.00",
        outer_package="damaged",
        photos="1",
        confirmed_at="04 13:00",
    )
    story.request("04 14:00", "expired", "A", 2, wish="refund", confirmed_at="04 17:00")
    story.expect_courier(FREIGHT, "04 16:30 chargeback compensation W1 Q2 30.00 R203")
    story.expect_refunds("04 16:30 Q2 price_difference 30.00 0.00", "05 10:00 Q1 refund 70.00 0.00")
    return story
