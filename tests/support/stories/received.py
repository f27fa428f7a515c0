"""Stories of goods that were received: R207 to R209, R301, R302, R306."""

from collections.abc import Iterator

from tests.support.stories.damaged import SENT, signed
from tests.support.stories.not_received import FREIGHT, RESHIP, shipped
from tests.support.stories.story import Story


def told() -> Iterator[Story]:
    yield from (expired_exchanged(), defect_verified_later(), wrong_item_exchanged())
    yield from (only_good_refunded(), eight_days(), sign_off_unproved())
    yield from (sign_off_proved(), signed_for_by_the_customer())


def expired_exchanged() -> Story:
    story = signed("R207: exchanged without questions; only the reship's freight is owed")
    story.request("04 12:00", "expired", "A", 2)
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(FREIGHT, RESHIP)
    return story


def defect_verified_later() -> Story:
    story = signed("R208: the refund waits for the verification", "06 18:00")
    story.request(
        "04 12:00",
        "quality_defect",
        "A",
        1,
        wish="refund",
        photos="1",
        confirmed_at="04 12:30",
        verified_at="06 11:00",
        verified="true",
    )
    story.expect_courier(FREIGHT)
    story.expect_refunds("06 16:30 Q1 refund 50.00 0.00")
    return story


def wrong_item_exchanged() -> Story:
    story = signed("R209 exchange: the postage is reimbursed, the foreign sku is nobody's value")
    story.request(
        "04 12:00",
        "wrong_item",
        "A",
        1,
        wish="exchange",
        photos="2",
        verified_at="04 12:00",
        verified="true",
    )
    story.sent_back("W3", SENT, "7.50")
    story.inspection("W3", "08 10:00", "09 11:00", "X 1 good")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(FREIGHT, RESHIP)
    story.expect_refunds("05 16:30 Q1 postage 7.50 0.00")
    return story


def _change_of_mind(name: str, at: str) -> Story:
    story = signed(name, "16 18:00")
    story.request(
        at,
        "change_of_mind",
        "A",
        2,
        wish="return",
        resellable="true",
        complete="true",
        confirmed_at="12 09:00",
    )
    story.sent_back("W3", "12 15:00", "7.50")
    story.inspection("W3", "14 10:00", "14 11:00", "A 1 good", "A 1 used")
    story.expect_courier(FREIGHT)
    return story


def only_good_refunded() -> Story:
    story = _change_of_mind(
        "R301: exactly 7 days are in time; only what is good is paid", "10 10:00"
    )
    story.expect_refunds("14 16:30 Q1 refund 50.00 0.00")
    return story


def eight_days() -> Story:
    return _change_of_mind("R302: 8 whole days are too late", "11 10:00")


def _disputed(name: str) -> Story:
    story = signed(name, "08 18:00")
    story.request("04 12:00", "disputed_sign_off", "A", 2, confirmed_at="04 13:00", wish="refund")
    return story


def sign_off_unproved() -> Story:
    story = _disputed("R306: 72 hours without proof: the courier's")
    story.expect_courier(
        FREIGHT,
        "07 12:00 chargeback goods W1 Q1 100.00 R306",
        "07 12:00 chargeback outbound_freight W1 Q1 8.00 R306",
    )
    story.expect_refunds("07 16:30 Q1 refund 100.00 0.00")
    return story


def sign_off_proved() -> Story:
    story = _disputed("D25: proof at exactly 72 hours counts")
    story.scan("W1", "07 12:00", "signed", signed_by="third_party_with_consent")
    story.expect_courier(FREIGHT)
    return story


def signed_for_by_the_customer() -> Story:
    story = shipped("R306: the customer signed, rejected at once", "08 18:00")
    story.scan("W1", "03 10:00", "signed", signed_by="customer")
    story.request("04 12:00", "lost", "A", 2, confirmed_at="04 13:00", wish="refund")
    story.expect_courier(FREIGHT)
    return story
