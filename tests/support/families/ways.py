"""Ways that many journeys begin or end, with what is announced of them."""

from __future__ import annotations

from tests.support.stories.not_received import came_back, shipped
from tests.support.stories.story import Story

SHIPPED = """
    01 09:00 OrderRegistered
    01 18:00 ParcelShipped W1 outbound 8.00
    02 09:00 ParcelScanned W1 in_transit
"""
FREIGHT = "01 18:00 SF freight outbound_freight W1 8.00 -\n"
BACK = """
    03 09:00 ParcelRefused W1
    05 09:00 ParcelStalled W1 08T09:00
    05 10:00 ParcelReturned W1 8.00
    05 11:00 GoodsReceived W1
"""
WAY_BACK = "05 10:00 SF freight return_freight W1 8.00 -\n"
BOUGHT = "01 09:00 OrderRegistered\n"
RESHIP = "04 18:00 SF freight reship_freight W2 9.00 -\n"
SENT_AGAIN = """
    04 18:00 ParcelShipped W2 reship 9.00
    06 10:00 ParcelScanned W2 signed
"""
SIGNED = f"{SHIPPED}    03 10:00 ParcelScanned W1 signed\n"
SENT_BACK = """
    05 15:00 ParcelShipped W3 return 7.50
    05 15:00 RefundReady postage 0.00 freights=7.50
    05 15:00 RefundRequested postage 0.00
    05 16:30 PostageReimbursed 7.50
    07 15:00 ParcelStalled W3 10T15:00
    08 10:00 ParcelReturned W3 -
    08 10:00 GoodsReceived W3
"""
POSTAGE = "05 16:30 paid postage 7.50 0.00\n"


def asked_on_the_way(cause: str, **cells: str) -> Story:
    """Two of A at 50.00, with SF for 8.00 since the 1st; asked for on the 2nd at noon."""
    story = shipped("")
    story.request("02 12:00", cause, "A", int(cells.pop("quantity", "2")), **cells)
    return story


def asked_after_signing(cause: str, **cells: str) -> Story:
    """The same, signed for on the 3rd at 10:00 and asked for on the 4th at noon."""
    story = shipped("")
    story.scan("W1", "03 10:00", "signed")
    story.request("04 12:00", cause, "A", int(cells.pop("quantity", "2")), **cells)
    return story


def asked_before_dispatch(cause: str, at: str = "01 12:00", **cells: str) -> Story:
    """Two of A at 50.00, bought on the 1st at 09:00, not shipped."""
    story = Story("")
    story.order("A", 2, "50.00")
    story.request(at, cause, "A", 2, **cells)
    return story


def delivered(story: Story, at: str = "04 08:00") -> Story:
    """Signed for before the courier had to be asked."""
    story.scan("W1", at, "signed")
    return story


def sent_again(story: Story, at: str = "04 18:00", **cells: str) -> Story:
    """A reship W2 for 9.00 that arrives."""
    story.reship("W2", at, "9.00", **cells)
    story.scan("W2", "06 10:00", "signed")
    return story


def back(story: Story, *found: str) -> Story:
    """Refused on the 3rd, back on the 5th, inspected on the 6th at 09:00."""
    came_back(story, *found)
    return story


def sent_back(story: Story, *found: str) -> Story:
    """By the customer as W3 for 7.50 on the 5th, inspected on the 9th at 11:00."""
    story.sent_back("W3", "05 15:00", "7.50")
    story.inspection("W3", "08 10:00", "09 11:00", *found)
    return story
