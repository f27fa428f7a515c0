"""Stories of missed items: R210, R211, R212."""

from collections.abc import Iterator

from tests.support.stories.not_received import FREIGHT, RESHIP
from tests.support.stories.story import Story


def told() -> Iterator[Story]:
    yield from (refunded(), shared_out(), reshipped(), exactly_half(), a_gram_less())
    yield from (no_outer_photo(), weight_unknown(), outer_damaged_refund(), outer_damaged_reship())


def packed(name: str, weight_g: str, until: str | None = None) -> Story:
    """Two of A (300 g) and one of B (501 g), 99 g packaging: 1200 g expected."""
    story = Story(name, until)
    dates = {"purchased_at": "01 09:00", "unit_weight_g": "300"}
    story.order("A", 2, "9.99", packaging_g="99", **dates)
    story.order("B", 1, "33.33", **{**dates, "unit_weight_g": "501"})
    story.parcel("W1", "01 18:00", "8.00")
    story.scan("W1", "01 19:00", "picked_up", weight_g=weight_g)
    story.scan("W1", "03 10:00", "signed")
    return story


def intact(story: Story, *lines: tuple[str, int], **cells: str) -> None:
    for sku, quantity in lines:
        story.request(
            "04 12:00",
            "missed_item",
            sku,
            quantity,
            **{"outer_package": "intact", "outer_photo": "true", **cells},
        )


def refunded() -> Story:
    story = packed("R210 refund: what was paid, on the warehouse", "900", "04 16:30")
    intact(story, ("A", 1), wish="refund", confirmed_at="04 13:00")
    story.expect_courier(FREIGHT)
    story.expect_warehouse("04 16:30 refund Q1 A 1 9.99 R210")
    story.expect_refunds("04 16:30 Q1 refund 9.99 0.00")
    return story


def shared_out() -> Story:
    """43.32 × 0.955 = 41.3706 → 41.37; A: 41.37 × 9.99 / 43.32 = 9.5401 → 9.54; B the rest."""
    story = packed("D11: one line a sku, its share of what was paid", "399", "04 16:30")
    for row in story.rows["orders"]:
        row["purchased_at"], row["succeeded_at"] = "2026-08-01T09:00:00", "2026-08-10T09:00:00"
    intact(story, ("A", 1), ("B", 1), wish="refund", confirmed_at="04 13:00")
    story.expect_courier(FREIGHT)
    story.expect_warehouse("04 16:30 refund Q1 A 1 9.54 R210", "04 16:30 refund Q1 B 1 31.83 R210")
    story.expect_refunds("04 16:30 Q1 refund 41.37 1.95")
    return story


def reshipped() -> Story:
    story = packed("R210 reship: its freight and the compensation beside it", "399", "06 18:00")
    intact(story, ("A", 1), ("B", 1), wish="reship", confirmed_at="05 16:00", amount="2.50")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(FREIGHT, RESHIP)
    story.expect_warehouse(
        "04 18:00 reship_freight Q1 - - 9.00 R210", "05 16:30 compensation Q1 - - 5.00 R210"
    )
    story.expect_refunds("05 16:30 Q1 price_difference 5.00 0.00")
    return story


def exactly_half() -> Story:
    story = packed("D11: 150 g missing of a 300 g item is a mismatch", "1050", "04 16:30")
    intact(story, ("A", 1), confirmed_at="04 13:00")
    story.expect_courier(FREIGHT)
    story.expect_warehouse("04 16:30 refund Q1 A 1 9.99 R210")
    story.expect_refunds("04 16:30 Q1 refund 9.99 0.00")
    return story


def a_gram_less() -> Story:
    story = packed("R212: 149 g missing is a match; rejected", "1051", "05 16:30")
    intact(story, ("A", 1), confirmed_at="04 13:00")
    story.expect_courier(FREIGHT)
    return story


def no_outer_photo() -> Story:
    story = packed("R210: without the outer photo nothing is decided", "900", "05 16:30")
    intact(story, ("A", 1), confirmed_at="04 13:00", outer_photo="false")
    story.expect_courier(FREIGHT)
    return story


def weight_unknown() -> Story:
    story = packed("D11: an unknown outbound weight leaves the check open", "", "05 16:30")
    intact(story, ("A", 1), confirmed_at="04 13:00")
    story.expect_courier(FREIGHT)
    return story


def outer_damaged_refund() -> Story:
    story = packed("R211 refund: the value, on the courier, from the photo", "1200", "04 16:30")
    intact(story, ("A", 1), confirmed_at="04 13:00", outer_package="damaged")
    story.expect_courier(FREIGHT, "04 12:00 chargeback goods W1 Q1 9.99 R211")
    story.expect_refunds("04 16:30 Q1 refund 9.99 0.00")
    return story


def outer_damaged_reship() -> Story:
    story = packed("R211 reship: value and reship freight on the courier", "1200")
    intact(story, ("A", 2), wish="reship", outer_package="damaged")
    story.reship("W2", "04 18:00", "9.00")
    story.scan("W2", "06 10:00", "signed")
    story.expect_courier(
        FREIGHT,
        RESHIP,
        "04 12:00 chargeback goods W1 Q1 19.98 R211",
        "04 18:00 chargeback reship_freight W1 Q1 9.00 R211",
    )
    return story
