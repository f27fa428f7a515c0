"""Stories of goods that were not received: R101, R102, R107, R108, R109, R111, and losses."""

from collections.abc import Iterator

from tests.support.stories.story import Story

FREIGHT = "01 18:00 freight outbound_freight W1 - 8.00 -"
BACK = "05 10:00 freight return_freight W1 - 8.00 -"
RESHIP = "04 18:00 freight reship_freight W2 Q1 9.00 -"


def told() -> Iterator[Story]:
    yield from (ordinary_freight(), unknown_freight(), refund_before_shipping())
    yield from (tables_by_the_second(), refused_by_the_customer(), refused_with_commission())
    yield from (merchants_parcel_refused(), damaged_on_the_way(), reship_after_inspection())
    yield from (lost_by_scan(), lost_in_silence(), silence_broken_in_time(), stalled_and_lost())
    yield from (change_of_mind_lost(), request_after_the_loss(), service_complaint())
    yield from (late_and_sent_back(), out_of_area(), month_end())


def shipped(name: str, until: str | None = None, **order: str) -> Story:
    """Two of A at 50.00, shipped with SF for 8.00, under way on the 2nd."""
    story = Story(name, until)
    story.order("A", 2, "50.00", **order)
    story.parcel("W1", "01 18:00", "8.00")
    story.scan("W1", "02 09:00", "in_transit")
    return story


def came_back(story: Story, *found: str) -> None:
    """Refused on the 3rd, back on the 5th, inspected on the 6th at 09:00."""
    story.scan("W1", "03 09:00", "refused")
    story.scan("W1", "05 10:00", "returned")
    story.inspection("W1", "05 11:00", "06 09:00", *found)


def ordinary_freight() -> Story:
    story = shipped("ordinary freight: one line at shipping")
    story.scan("W1", "03 09:00", "signed")
    story.expect_courier(FREIGHT)
    return story


def unknown_freight() -> Story:
    story = Story("D3: an unknown freight is no line, and the refund that deducts it waits")
    story.order("A", 2, "50.00")
    story.parcel("W1", "01 18:00", "")
    story.request("02 12:00", "change_of_mind", "A", 2, confirmed_at="02 12:30")
    came_back(story, "A 2 good")
    return story


def refund_before_shipping() -> Story:
    story = Story("R101: refunded at once, whole")
    story.order("A", 2, "50.00")
    story.request("01 12:00", "change_of_mind", "A", 1, wish="refund", confirmed_at="01 12:05")
    story.until = "01 18:00"
    story.expect_refunds("01 16:30 Q1 refund 50.00 0.00")
    return story


def tables_by_the_second() -> Story:
    story = Story("D8: 10:00:00 is in the 10:00 table, a second later is not")
    story.order("A", 4, "10.00")
    for number, confirmed in enumerate(("02 10:00", "02 10:00:01", "02 16:30", "02 16:30:01")):
        story.request(
            "01 12:00", "bought_other", "A", 1, request_no=f"Q{number}", confirmed_at=confirmed
        )
    story.until = "03 10:00"
    story.expect_refunds(
        "02 10:00 Q0 refund 10.00 0.00",
        "02 16:30 Q1 refund 10.00 0.00",
        "02 16:30 Q2 refund 10.00 0.00",
        "03 10:00 Q3 refund 10.00 0.00",
    )
    return story


def refused_by_the_customer() -> Story:
    story = shipped(
        "R102: the customer bears both freights; damage found is not charged", "06 18:00"
    )
    story.request("02 12:00", "change_of_mind", "A", 2, confirmed_at="02 12:30")
    came_back(story, "A 1 good", "A 1 damaged")
    story.expect_courier(FREIGHT, BACK)
    story.expect_refunds("06 10:00 Q1 refund 84.00 16.00")
    return story


def refused_with_commission() -> Story:
    story = shipped(
        "R508: (100 − 16) × 0.955, sixteen days after success",
        "06 18:00",
        purchased_at="08-10 09:00",
        succeeded_at="08-17 12:00",
    )
    story.request("02 12:00", "change_of_mind", "A", 2, confirmed_at="02 12:30")
    came_back(story, "A 2 good")
    story.expect_courier(FREIGHT, BACK)
    story.expect_refunds("06 10:00 Q1 refund 80.22 19.78")
    return story


def merchants_parcel_refused() -> Story:
    story = shipped("R107: the merchant bears the freights", "06 18:00")
    story.request("02 12:00", "late_dispatch", "A", 2, confirmed_at="06 16:00")
    came_back(story, "A 2 damaged")
    story.expect_courier(FREIGHT, BACK)
    story.expect_refunds("06 16:30 Q1 refund 100.00 0.00")
    return story


def damaged_on_the_way() -> Story:
    story = shipped("R108 damage: inspected damage and all three freights on the courier")
    story.request("02 12:00", "damage", "A", 2, wish="reship")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    came_back(story, "A 1 good", "A 1 damaged")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        BACK,
        "06 09:00 chargeback goods W1 Q1 50.00 R108",
        "06 09:00 chargeback outbound_freight W1 Q1 8.00 R108",
        "06 09:00 chargeback return_freight W1 Q1 8.00 R108",
        "06 09:00 chargeback reship_freight W1 Q1 9.00 R108",
    )
    return story


def reship_after_inspection() -> Story:
    story = shipped("D1: a reship after the inspection is certain when it is shipped")
    story.request("02 12:00", "damage", "A", 2)
    came_back(story, "A 2 good")
    story.reship("W2", "07 18:00", "9.00", courier="YTO")
    story.scan("W2", "08 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        BACK,
        "06 09:00 chargeback outbound_freight W1 Q1 8.00 R108",
        "06 09:00 chargeback return_freight W1 Q1 8.00 R108",
        "07 18:00 freight reship_freight W2 Q1 9.00 -",
        "07 18:00 chargeback reship_freight W1 Q1 9.00 R108",
    )
    return story


def lost_by_scan() -> Story:
    story = shipped("R108 lost by scan: the request's value and both freights")
    story.request("03 12:00", "lost", "A", 1, remedy="reship")
    story.scan("W1", "04 12:00", "lost")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        "04 12:00 chargeback goods W1 Q1 50.00 R108",
        "04 12:00 chargeback outbound_freight W1 Q1 8.00 R108",
        "04 18:00 chargeback reship_freight W1 Q1 9.00 R108",
    )
    return story


def lost_in_silence() -> Story:
    story = shipped(
        "D7: 120 hours after the last movement it is lost; the refund waits", "07 10:00"
    )
    story.request("03 12:00", "lost", "A", 2, wish="refund", confirmed_at="03 12:30")
    story.expect_courier(
        FREIGHT,
        "07 09:00 chargeback goods W1 Q1 100.00 R108",
        "07 09:00 chargeback outbound_freight W1 Q1 8.00 R108",
    )
    story.expect_refunds("07 10:00 Q1 refund 100.00 0.00")
    return story


def silence_broken_in_time() -> Story:
    story = shipped("D7: a scan at exactly 120 hours restarts the clock", "10 18:00")
    story.request("03 12:00", "lost", "A", 2, wish="refund", confirmed_at="03 12:30")
    story.scan("W1", "07 09:00", "in_transit")
    story.expect_courier(FREIGHT)
    return story


def stalled_and_lost() -> Story:
    story = shipped("R403: a reship does not wait for the loss, its claim does", "07 12:00")
    story.request("04 12:00", "stalled_tracking", "A", 2, wish="reship")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        "07 09:00 chargeback goods W1 Q1 100.00 R403",
        "07 09:00 chargeback outbound_freight W1 Q1 8.00 R403",
        "07 09:00 chargeback reship_freight W1 Q1 9.00 R403",
    )
    return story


def change_of_mind_lost() -> Story:
    story = shipped("R406: a loss turns a customer's own case; nothing is deducted", "07 18:00")
    story.request("02 12:00", "change_of_mind", "A", 2, wish="return", confirmed_at="02 12:30")
    story.expect_courier(
        FREIGHT,
        "07 09:00 chargeback goods W1 Q1 100.00 R406",
        "07 09:00 chargeback outbound_freight W1 Q1 8.00 R406",
    )
    story.expect_refunds("07 10:00 Q1 refund 100.00 0.00")
    return story


def request_after_the_loss() -> Story:
    story = shipped("D7: a request after the loss books at its own moment", "09 18:00")
    story.request("08 12:00", "late_delivery", "A", 1, remedy="refund", confirmed_at="09 09:00")
    story.expect_courier(
        FREIGHT,
        "08 12:00 chargeback goods W1 Q1 50.00 R406",
        "08 12:00 chargeback outbound_freight W1 Q1 8.00 R406",
    )
    story.expect_refunds("09 10:00 Q1 refund 50.00 0.00")
    return story


def service_complaint() -> Story:
    story = shipped("R109: only the original's way back, when it is received")
    story.request("02 12:00", "courier_service", "A", 2, remedy="reship_other_courier")
    story.reship("W2", "04 18:00", "9.00", courier="ZTO")
    story.scan("W2", "06 10:00", "signed")
    came_back(story, "A 2 damaged")
    story.expect_courier(
        FREIGHT, RESHIP, BACK, "05 11:00 chargeback return_freight W1 Q1 8.00 R109"
    )
    return story


def late_and_sent_back() -> Story:
    story = shipped("R111: insisted on returning because the courier was late", "06 18:00")
    story.request("02 12:00", "late_delivery", "A", 2, wish="return", confirmed_at="02 13:00")
    came_back(story, "A 1 damaged", "A 1 good")
    story.expect_courier(
        FREIGHT,
        BACK,
        "06 09:00 chargeback goods W1 Q1 50.00 R111",
        "06 09:00 chargeback outbound_freight W1 Q1 8.00 R111",
        "06 09:00 chargeback return_freight W1 Q1 8.00 R111",
    )
    story.expect_refunds("06 10:00 Q1 refund 100.00 0.00")
    return story


def out_of_area() -> Story:
    story = shipped("R402: a transfer fee is owed; back under reship_ems the freights are claimed")
    story.scan("W1", "02 18:00", "transferred", fee="6.50")
    story.request("02 20:00", "out_of_area", "A", 2, remedy="reship_ems")
    story.reship("W2", "04 18:00", "9.00", courier="EMS")
    story.scan("W2", "06 10:00", "signed")
    came_back(story, "A 2 good")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        BACK,
        "02 18:00 transfer_fee transfer_fee W1 Q1 6.50 R402",
        "06 09:00 chargeback outbound_freight W1 Q1 8.00 R402",
        "06 09:00 chargeback return_freight W1 Q1 8.00 R402",
    )
    return story


def month_end() -> Story:
    story = Story("a loss at midnight of the 1st belongs to the new month", "10-01 10:00")
    story.order("A", 1, "50.00", purchased_at="25 09:00")
    story.parcel("W1", "26 00:00", "8.00")
    story.request("28 12:00", "lost", "A", 1, wish="refund", confirmed_at="28 13:00")
    story.expect_courier(
        "26 00:00 freight outbound_freight W1 - 8.00 -",
        "10-01 00:00 chargeback goods W1 Q1 50.00 R108",
        "10-01 00:00 chargeback outbound_freight W1 Q1 8.00 R108",
    )
    story.expect_refunds("10-01 10:00 Q1 refund 50.00 0.00")
    return story
