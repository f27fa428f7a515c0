"""Not received, the customer's causes: R101 to R104."""

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
    delivered,
)


def before_dispatch_it_is_refunded_at_once() -> Tale:
    """R101: no freight, nothing returns; paid by the next table once confirmed (R507)."""
    return Tale(
        given=asked_before_dispatch("change_of_mind", wish="refund", confirmed_at="01 12:05"),
        announced=BOUGHT
        + """
        01 12:00 ReturnRequested not_shipped change_of_mind
        01 12:00 RequestDecided approved R101 refund missing=customer_confirmation
        01 12:00 RemedyChosen refund none customer none
        01 12:00 RefundRequested refund 100.00
        01 12:05 RefundConfirmed
        01 12:05 RequestDecided approved R101 refund
        01 12:05 RefundReady refund 100.00
        01 16:30 RefundPaid refund 100.00 0.00
        01 16:30 CaseClosed refund""",
        books="01 16:30 paid refund 100.00 0.00",
        due={
            "01 12:04": "refund - in time R507; confirmation - in time R507",
            "01 12:05": "refund_table 01 16:30 in time R507",
        },
    )


def on_the_way_it_is_intercepted_and_refunded_after_inspection() -> Tale:
    """R102: the customer bears both freights; a return is inspected within 48 h (R505)."""
    story = asked_on_the_way("change_of_mind", confirmed_at="02 12:30")
    return Tale(
        given=back(story, "A 2 good"),
        announced=SHIPPED
        + BACK
        + """
        02 12:00 ReturnRequested in_transit change_of_mind
        02 12:00 RequestDecided approved R102 return_refund missing=customer_confirmation
        02 12:00 RemedyChosen return_refund intercept customer none
            bears=customer:outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        02 12:30 RefundConfirmed
        02 12:30 RequestDecided approved R102 return_refund
        06 09:00 GoodsInspected W1 A×2:good
        06 09:00 RefundReady refund 100.00 freights=8.00+8.00
        06 10:00 RefundPaid refund 84.00 16.00
        06 10:00 CaseClosed return_refund""",
        books=FREIGHT + WAY_BACK + "06 10:00 paid refund 84.00 16.00",
        due={"05 12:00": "inspection 07 11:00 in time R505; refund - in time R507"},
    )


def at_the_door_it_is_refused() -> Tale:
    """R102: arrived before the request, so it is refused rather than intercepted (D33)."""
    story = asked_on_the_way("bought_other", confirmed_at="06 11:00")
    story.scan("W1", "02 10:00", "arrived")
    return Tale(
        given=back(story, "A 1 good", "A 1 damaged"),
        announced=SHIPPED
        + BACK
        + """
        02 10:00 ParcelScanned W1 arrived
        02 12:00 ReturnRequested at_door bought_other
        02 12:00 RequestDecided approved R102 return_refund missing=customer_confirmation
        02 12:00 RemedyChosen return_refund refuse customer none
            bears=customer:outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        06 09:00 GoodsInspected W1 A×1:damaged+A×1:good
        06 09:00 DamageConfirmed inspection A×1
        06 11:00 RefundConfirmed
        06 11:00 RequestDecided approved R102 return_refund
        06 11:00 RefundReady refund 100.00 freights=8.00+8.00
        06 16:30 RefundPaid refund 84.00 16.00
        06 16:30 CaseClosed return_refund""",
        books=FREIGHT + WAY_BACK + "06 16:30 paid refund 84.00 16.00",
    )


def who_cannot_receive_it_has_it_redelivered() -> Tale:
    """R103: redelivery is offered first; nothing is paid, and the signature ends it."""
    return Tale(
        given=delivered(asked_on_the_way("cannot_receive")),
        announced=SHIPPED
        + """
        02 12:00 ReturnRequested in_transit cannot_receive
        02 12:00 RequestDecided approved R103 redeliver+change_address+return_refund
        02 12:00 RemedyChosen redeliver none customer none
        04 08:00 ParcelScanned W1 signed
        04 08:00 CaseClosed redeliver""",
        books=FREIGHT,
    )


def who_cannot_receive_it_gives_another_address() -> Tale:
    """R103: a freight of the changed address would be the customer's."""
    return Tale(
        given=delivered(asked_on_the_way("cannot_receive", remedy="change_address")),
        announced=SHIPPED
        + """
        02 12:00 ReturnRequested in_transit cannot_receive
        02 12:00 RequestDecided approved R103 redeliver+change_address+return_refund
        02 12:00 RemedyChosen change_address none customer none bears=customer:outbound_freight
        04 08:00 ParcelScanned W1 signed
        04 08:00 CaseClosed change_address""",
        books=FREIGHT,
    )


def who_cannot_receive_it_at_all_sends_it_back() -> Tale:
    """R103, else R102: the customer bears both freights."""
    story = asked_on_the_way("cannot_receive", wish="return", confirmed_at="02 12:00")
    return Tale(
        given=back(story, "A 2 good"),
        announced=SHIPPED
        + BACK
        + """
        02 12:00 ReturnRequested in_transit cannot_receive
        02 12:00 RequestDecided approved R102+R103 return_refund+redeliver+change_address
        02 12:00 RefundConfirmed
        02 12:00 RemedyChosen return_refund intercept customer none
            bears=customer:outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        06 09:00 GoodsInspected W1 A×2:good
        06 09:00 RefundReady refund 100.00 freights=8.00+8.00
        06 10:00 RefundPaid refund 84.00 16.00
        06 10:00 CaseClosed return_refund""",
        books=FREIGHT + WAY_BACK + "06 10:00 paid refund 84.00 16.00",
    )


def a_price_that_fell_within_three_days_is_made_up() -> Tale:
    """R104: exactly three days after the purchase the difference is paid, nothing returns."""
    story = asked_before_dispatch(
        "price_drop", at="04 09:00", amount="5.00", confirmed_at="04 09:30"
    )
    return Tale(
        given=story,
        announced=BOUGHT
        + """
        04 09:00 ReturnRequested not_shipped price_drop
        04 09:00 RequestDecided approved R104 price_difference missing=customer_confirmation
        04 09:00 RemedyChosen price_difference amount=5.00 none customer none
            bears=merchant:compensation
        04 09:00 RefundRequested price_difference 5.00
        04 09:30 RefundConfirmed
        04 09:30 RequestDecided approved R104 price_difference
        04 09:30 RefundReady price_difference 5.00
        04 10:00 RefundPaid price_difference 5.00 0.00
        04 10:00 CaseClosed price_difference""",
        books="04 10:00 paid price_difference 5.00 0.00",
    )


def a_price_that_fell_later_is_rejected_with_an_alternative_that_is_taken() -> Tale:
    """R104: four whole days are too late; offered instead as a change of mind, R101 is taken."""
    story = asked_before_dispatch(
        "price_drop", at="05 09:00", amount="5.00", confirmed_at="05 09:30"
    )
    cells = {"request_no": "Q2", "wish": "refund", "confirmed_at": "05 11:00"}
    story.request("05 11:00", "change_of_mind", "A", 2, **cells)
    return Tale(
        given=story,
        announced=BOUGHT
        + """
        05 09:00 ReturnRequested not_shipped price_drop
        05 09:00 RequestDecided rejected R104 none alternatives=refund
        05 09:00 CaseClosed rejected
        05 09:30 RefundConfirmed
        05 11:00 ReturnRequested not_shipped change_of_mind
        05 11:00 RefundConfirmed
        05 11:00 RequestDecided approved R101 refund
        05 11:00 RemedyChosen refund none customer none
        05 11:00 RefundRequested refund 100.00
        05 11:00 RefundReady refund 100.00
        05 16:30 RefundPaid refund 100.00 0.00
        05 16:30 CaseClosed refund""",
        books="05 16:30 paid refund 100.00 0.00",
    )


TALES = (
    before_dispatch_it_is_refunded_at_once,
    on_the_way_it_is_intercepted_and_refunded_after_inspection,
    at_the_door_it_is_refused,
    who_cannot_receive_it_has_it_redelivered,
    who_cannot_receive_it_gives_another_address,
    who_cannot_receive_it_at_all_sends_it_back,
    a_price_that_fell_within_three_days_is_made_up,
    a_price_that_fell_later_is_rejected_with_an_alternative_that_is_taken,
)
