"""Stories of what later facts may still change: losses after payments, late returns, dealers."""

from collections.abc import Iterator

from tests.support.stories.damaged import milk
from tests.support.stories.not_received import BACK, FREIGHT, came_back, shipped
from tests.support.stories.story import Story

AT_LOSS = "07 09:00"
LOST_GOODS = (
    f"{AT_LOSS} chargeback goods W1 Q1 100.00 R406",
    f"{AT_LOSS} chargeback outbound_freight W1 Q1 8.00 R406",
)


def told() -> Iterator[Story]:
    yield from (paid_and_then_lost(), unproved_and_then_lost(), lost_before_the_refusal())
    yield from (lost_after_the_refusal(), return_under_way(), return_sent_too_late())
    yield from (freights_as_of_the_table(), dealers_fault_moved(), dealer_redirected_then_lost())
    yield from (dealers_reship_then_lost(), dealer_released_by_a_loss(), verdict_before_the_loss())
    yield from (abandoned_on_paper(),)


def _sent_back_early(name: str, cause: str, until: str) -> Story:
    """The customer sent the goods back by itself on the 3rd: inspected on the 4th at 11:00."""
    story = shipped(name, until)
    story.request("02 12:00", cause, "A", 2, confirmed_at="02 13:00")
    story.sent_back("W3", "03 08:00", "7.50")
    story.inspection("W3", "04 09:00", "04 11:00", "A 2 good")
    return story


def paid_and_then_lost() -> Story:
    story = _sent_back_early("D7: what was paid before a loss stays paid", "expired", "08 10:00")
    story.expect_courier(FREIGHT, *LOST_GOODS)
    story.expect_refunds("04 16:30 Q1 refund 100.00 0.00")
    return story


def unproved_and_then_lost() -> Story:
    story = shipped("D7: what R306 made certain before a loss stays as it is", "10 10:00")
    story.request("02 12:00", "disputed_sign_off", "A", 2)
    story.reship("W2", "07 12:00", "9.00")
    story.scan("W2", "08 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        "07 12:00 freight reship_freight W2 Q1 9.00 -",
        "05 12:00 chargeback goods W1 Q1 100.00 R306",
        "05 12:00 chargeback outbound_freight W1 Q1 8.00 R306",
        "07 12:00 chargeback reship_freight W1 Q1 9.00 R406",
    )
    return story


def _will_not_sign(name: str) -> Story:
    story = milk(name, "10 18:00")
    story.request("02 12:00", "damage", "M", 3, wish="refund", confirmed_at="02 12:30")
    story.expect_courier(FREIGHT)
    story.expect_refunds("02 16:30 Q1 refund 18.00 0.00")
    return story


def lost_before_the_refusal() -> Story:
    story = _will_not_sign("D7: goods lost before anybody refused them were not abandoned")
    story.scan("W1", "02 17:00", "lost")
    story.expect_courier(
        "02 17:00 chargeback goods W1 Q1 18.00 R406",
        "02 17:00 chargeback outbound_freight W1 Q1 8.00 R406",
    )
    return story


def lost_after_the_refusal() -> Story:
    story = _will_not_sign("D7: abandoned goods stay abandoned when they are lost")
    story.scan("W1", "02 17:00", "refused")
    story.scan("W1", "03 17:00", "lost")
    story.expect_courier(
        "02 17:00 chargeback goods W1 Q1 122.00 R206",
        "02 17:00 chargeback outbound_freight W1 Q1 8.00 R206",
    )
    return story


def return_under_way() -> Story:
    story = shipped(
        "D4: a return under way is waited for, the parcel being back or not", "09 10:00"
    )
    story.request("02 12:00", "expired", "A", 2, confirmed_at="02 13:00")
    story.sent_back("W3", "03 08:00", "7.50")
    came_back(story, "A 1 good")
    story.inspection("W3", "08 10:00", "08 11:00", "A 1 good")
    story.expect_courier(FREIGHT, BACK)
    story.expect_refunds("08 16:30 Q1 refund 100.00 0.00")
    return story


def return_sent_too_late() -> Story:
    story = shipped("D4: a return sent after the inspection holds nothing up", "09 10:00")
    story.request("02 12:00", "expired", "A", 2, confirmed_at="02 13:00")
    came_back(story, "A 1 good")
    story.sent_back("W3", "07 08:00", "7.50")
    story.inspection("W3", "08 10:00", "08 11:00", "A 1 good")
    story.expect_courier(FREIGHT, BACK)
    story.expect_refunds("06 10:00 Q1 refund 100.00 0.00")
    return story


def freights_as_of_the_table() -> Story:
    story = _sent_back_early(
        "R102: a way back that arises after the refund's table is not deducted",
        "change_of_mind",
        "09 10:00",
    )
    came_back(story, "A 1 good")
    story.expect_courier(FREIGHT, BACK)
    story.expect_refunds("04 16:30 Q1 refund 92.00 8.00")
    return story


def dealers_fault_moved() -> Story:
    story = shipped("R503: a dealer's own fault moves by a verdict", "09 10:00", dealer_id="D1")
    story.request("02 12:00", "wrong_address", "A", 2)
    story.scan("W1", "03 10:00", "signed")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.verdict("08 09:00", "warehouse")
    story.expect_courier(FREIGHT, "04 18:00 freight reship_freight W2 Q1 9.00 -")
    story.expect_warehouse(
        "08 09:00 goods Q1 A 2 100.00 R501", "08 09:00 reship_freight Q1 A 2 9.00 R501"
    )
    story.expect_dealer(
        "D1",
        "04 18:00 goods Q1 A 2 100.00 R503",
        "04 18:00 reship_freight Q1 A 2 9.00 R503",
        "08 09:00 goods Q1 A 2 -100.00 R501",
        "08 09:00 reship_freight Q1 A 2 -9.00 R501",
    )
    return story


def dealer_redirected_then_lost() -> Story:
    story = shipped("D26: the dealer answers, so the customer is another party", dealer_id="D1")
    story.request("02 12:00", "wrong_address", "A", 2, wish="reship")
    story.verdict("03 09:00", "customer")
    story.scan("W1", "04 12:00", "lost")
    story.expect_courier(FREIGHT)
    return story


def dealers_reship_then_lost() -> Story:
    story = shipped("D7: a loss moves what the dealer bore to the courier", dealer_id="D1")
    story.request("02 12:00", "wrong_address", "A", 2, wish="reship")
    story.reship("W2", "03 18:00", "9.00")
    story.scan("W1", "04 12:00", "lost")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        "03 18:00 freight reship_freight W2 Q1 9.00 -",
        "04 12:00 chargeback goods W1 Q1 100.00 R406",
        "04 12:00 chargeback outbound_freight W1 Q1 8.00 R406",
        "04 12:00 chargeback reship_freight W1 Q1 9.00 R406",
    )
    story.expect_dealer(
        "D1",
        "03 18:00 goods Q1 A 2 100.00 R503",
        "03 18:00 reship_freight Q1 A 2 9.00 R503",
        "04 12:00 goods Q1 A 2 -100.00 R406",
        "04 12:00 reship_freight Q1 A 2 -9.00 R406",
    )
    return story


def dealer_released_by_a_loss() -> Story:
    """D21: `exchange` is not allowed after the loss either, so nothing is booked to the courier."""
    story = shipped("D7, D21: a loss releases the dealer at its moment", dealer_id="D1")
    story.request("02 12:00", "wrong_address", "A", 2, remedy="exchange")
    story.reship("W2", "03 18:00", "9.00")
    story.scan("W1", "04 12:00", "lost")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(FREIGHT, "03 18:00 freight reship_freight W2 Q1 9.00 -")
    story.expect_dealer(
        "D1",
        "03 18:00 goods Q1 A 2 100.00 R503",
        "03 18:00 reship_freight Q1 A 2 9.00 R503",
        "04 12:00 goods Q1 A 2 -100.00 R406",
        "04 12:00 reship_freight Q1 A 2 -9.00 R406",
    )
    return story


def verdict_before_the_loss() -> Story:
    """The courier bears it by then; only a verdict moves it again (D7)."""
    story = shipped("D7, D21: what a verdict moved before a loss stays", dealer_id="D1")
    story.request("02 12:00", "wrong_address", "A", 2, remedy="exchange")
    story.reship("W2", "03 18:00", "9.00")
    story.verdict("04 09:00", "courier")
    story.scan("W1", "04 12:00", "lost")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        "03 18:00 freight reship_freight W2 Q1 9.00 -",
        "04 09:00 chargeback goods W1 Q1 100.00 R501",
        "04 09:00 chargeback reship_freight W1 Q1 9.00 R501",
    )
    for at, sign, rule in (("03 18:00", "", "R503"), ("04 09:00", "-", "R501")):
        story.expect_dealer(
            "D1",
            f"{at} goods Q1 A 2 {sign}100.00 {rule}",
            f"{at} reship_freight Q1 A 2 {sign}9.00 {rule}",
        )
    return story


def abandoned_on_paper() -> Story:
    """D12: the wish says that it will not be signed; `change_address` carries nothing out."""
    story = milk("D7, D12: abandoned is what the wish says, whatever remedy was named", "10 18:00")
    story.request("02 12:00", "damage", "M", 3, wish="refund", remedy="change_address")
    story.scan("W1", "02 17:00", "refused")
    story.scan("W1", "03 17:00", "lost")
    story.expect_courier(FREIGHT)
    story.expect_decided(
        "Q1 - approved refund,price_difference,reship abandon courier courier_account R206"
    )
    return story
