"""Not received, the merchant's causes: R105 to R107."""

from tests.support.families.tale import Tale
from tests.support.families.ways import (
    BACK,
    BOUGHT,
    FREIGHT,
    SHIPPED,
    WAY_BACK,
    asked_before_dispatch,
    asked_on_the_way,
    back,
)
from tests.support.stories.story import Story

WAITED = """
    01 12:00 RemedyChosen wait_with_gift none merchant none bears=merchant:compensation
    01 12:00 OrderFlagged gift
    03 18:00 ParcelShipped W1 outbound 8.00
    04 10:00 ParcelScanned W1 signed
    04 10:00 CaseClosed wait_with_gift
"""


def shipped_after_all(story: Story) -> Story:
    """Two days later."""
    story.parcel("W1", "03 18:00", "8.00")
    story.scan("W1", "04 10:00", "signed")
    return story


def out_of_stock_who_waits_gets_a_gift_without_a_date() -> Tale:
    """R105: called within 24 h, the gift is on the order's flag, and no exact date is promised."""
    return Tale(
        given=shipped_after_all(asked_before_dispatch("out_of_stock", wish="wait")),
        deeds=(
            "02 11:00 flag O1 '9月10日前发货' --gift --as 李静 !! ExactDate",
            "02 11:00 flag O1 '到货后附赠牛奶一盒' --gift --as 李静",
        ),
        announced=BOUGHT
        + WAITED
        + """
        01 12:00 ReturnRequested not_shipped out_of_stock
        01 12:00 RequestDecided approved R105 wait_with_gift+exchange+refund
        02 11:00 OrderFlagged gift person=李静""",
        books="""
        01 12:00 flag gift
        02 11:00 flag gift
        03 18:00 SF freight outbound_freight W1 8.00 -""",
        due={
            "02 12:00": "contact 02 12:00 in time R105",
            "02 12:00:01": "contact 02 12:00 overdue R105",
        },
    )


def out_of_stock_who_does_not_wait_is_refunded() -> Tale:
    """R105: neither the gift nor another product is wanted; called in time, the call is listed."""
    story = asked_before_dispatch("out_of_stock", wish="refund", confirmed_at="02 12:00")
    return Tale(
        given=story,
        deeds=("02 11:00 desk contact Q1 --as 李静",),
        announced=BOUGHT
        + """
        01 12:00 ReturnRequested not_shipped out_of_stock
        01 12:00 RequestDecided approved R105 refund+wait_with_gift+exchange
            missing=customer_confirmation
        01 12:00 RemedyChosen refund none merchant none
        01 12:00 RefundRequested refund 100.00
        02 11:00 CustomerContacted 李静
        02 12:00 RefundConfirmed
        02 12:00 RequestDecided approved R105 refund+wait_with_gift+exchange
        02 12:00 RefundReady refund 100.00
        02 16:30 RefundPaid refund 100.00 0.00
        02 16:30 CaseClosed refund""",
        books="02 16:30 paid refund 100.00 0.00",
        due={
            "02 10:59": "contact 02 12:00 in time R105; refund - in time R507;"
            " confirmation - in time R507",
            "02 12:00:01": "refund_table 02 16:30 in time R507",
        },
    )


def dispatched_late_and_still_wanted_ships_with_a_gift() -> Tale:
    """R106: shipped at once with a gift, whose flag stands on the order."""
    return Tale(
        given=shipped_after_all(asked_before_dispatch("late_dispatch")),
        announced=BOUGHT
        + WAITED
        + """
        01 12:00 ReturnRequested not_shipped late_dispatch
        01 12:00 RequestDecided approved R106 wait_with_gift+refund""",
        books="""
        01 12:00 flag gift
        03 18:00 SF freight outbound_freight W1 8.00 -""",
    )


def dispatched_late_and_given_up_for_a_refund() -> Tale:
    """R106: who first waited has the money after all; the gift's flag comes down (D21)."""
    return Tale(
        given=asked_before_dispatch("late_dispatch"),
        deeds=("02 11:00 remedy Q1 refund --as 李静", "02 11:00 carry confirm Q1 --as 李静"),
        announced=BOUGHT
        + """
        01 12:00 ReturnRequested not_shipped late_dispatch
        01 12:00 RequestDecided approved R106 wait_with_gift+refund
        01 12:00 RemedyChosen wait_with_gift none merchant none bears=merchant:compensation
        01 12:00 OrderFlagged gift
        02 11:00 ChoiceMade refund 李静
        02 11:00 RemedyChosen refund none merchant none
        02 11:00 OrderFlagLowered gift
        02 11:00 RefundRequested refund 100.00
        02 11:00 RefundConfirmed person=李静
        02 11:00 RefundReady refund 100.00
        02 16:30 RefundPaid refund 100.00 0.00
        02 16:30 CaseClosed refund""",
        books="02 16:30 paid refund 100.00 0.00",
    )


def our_fault_on_the_way_goes_back_at_our_cost() -> Tale:
    """R107: as R102, and nothing is deducted; both freights are the merchant's own (D5)."""
    story = asked_on_the_way("late_dispatch", wish="return", confirmed_at="02 12:30")
    return Tale(
        given=back(story, "A 2 good"),
        announced=SHIPPED
        + BACK
        + """
        02 12:00 ReturnRequested in_transit late_dispatch
        02 12:00 RequestDecided approved R107 return_refund missing=customer_confirmation
        02 12:00 RemedyChosen return_refund intercept merchant none
            bears=merchant:outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        02 12:30 RefundConfirmed
        02 12:30 RequestDecided approved R107 return_refund
        06 09:00 GoodsInspected W1 A×2:good
        06 09:00 CaseCostAssigned merchant outbound_freight 8.00 R107
        06 09:00 CaseCostAssigned merchant return_freight 8.00 R107
        06 09:00 RefundReady refund 100.00
        06 10:00 RefundPaid refund 100.00 0.00
        06 10:00 CaseClosed return_refund""",
        books=FREIGHT + WAY_BACK + "06 10:00 paid refund 100.00 0.00",
    )


TALES = (
    out_of_stock_who_waits_gets_a_gift_without_a_date,
    out_of_stock_who_does_not_wait_is_refunded,
    dispatched_late_and_still_wanted_ships_with_a_gift,
    dispatched_late_and_given_up_for_a_refund,
    our_fault_on_the_way_goes_back_at_our_cost,
)
