"""Parcels in trouble, handled: R401 to R403 and R405."""

from tests.support.families.tale import Tale
from tests.support.families.ways import (
    BACK,
    FREIGHT,
    RESHIP,
    SENT_AGAIN,
    SHIPPED,
    WAY_BACK,
    asked_on_the_way,
    back,
    delivered,
    sent_again,
)
from tests.support.stories.not_received import shipped
from tests.support.stories.story import Story

HELD = f"{SHIPPED}    02 11:00 ParcelScanned W1 wrong_address\n"
ADDRESS = "carry address Q1 --address 杭州市西湖区文三路九号 --as 李静"


def held(**cells: str) -> Story:
    """The address is wrong: the courier holds the parcel since the 2nd at 11:00."""
    story = asked_on_the_way("wrong_address", **cells)
    story.scan("W1", "02 11:00", "wrong_address")
    return story


def a_wrong_address_is_corrected_within_the_hold() -> Tale:
    """R401: redelivered to the corrected address; no money moves."""
    return Tale(
        given=delivered(held()),
        deeds=(f"02 15:00 {ADDRESS}",),
        announced=HELD
        + """
        02 12:00 ReturnRequested in_transit wrong_address
        02 12:00 RequestDecided approved R401 change_address+return_refund
        02 12:00 RemedyChosen change_address none customer none
        02 15:00 AddressCorrected 李静
        02 15:00 OrderFlagged address person=李静
        04 08:00 ParcelScanned W1 signed
        04 08:00 CaseClosed change_address""",
        books=FREIGHT + "02 15:00 flag address",
        due={
            "02 14:00": "scan 04 11:00 in time R403; correction 05 11:00 in time R401;"
            "transit 05 18:00 in time R404"
        },
    )


def a_wrong_address_that_nobody_corrects_goes_back() -> Tale:
    """R401 as R102: after the three days no correction is taken; the freights are the customer's.

    Held on the 2nd at 11:00, so 72 h end on the 5th at 11:00; no news for 48 h asks the courier.
    """
    story = held(wish="return", confirmed_at="02 13:00")
    story.scan("W1", "05 12:00", "returning")
    story.scan("W1", "06 10:00", "returned")
    story.inspection("W1", "06 11:00", "06 12:00", "A 2 good")
    return Tale(
        given=story,
        deeds=(f"05 12:00 {ADDRESS} !! OtherRemedy",),
        announced=HELD
        + """
        02 12:00 ReturnRequested in_transit wrong_address
        02 12:00 RequestDecided approved R102+R401 return_refund+change_address
            missing=customer_confirmation
        02 12:00 RemedyChosen return_refund intercept customer none
            bears=customer:outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        02 13:00 RefundConfirmed
        02 13:00 RequestDecided approved R102+R401 return_refund+change_address
        04 11:00 ParcelStalled W1 07T11:00
        05 12:00 ParcelScanned W1 returning
        06 10:00 ParcelReturned W1 8.00
        06 11:00 GoodsReceived W1
        06 12:00 GoodsInspected W1 A×2:good
        06 12:00 RefundReady refund 100.00 freights=8.00+8.00
        06 16:30 RefundPaid refund 84.00 16.00
        06 16:30 CaseClosed return_refund""",
        books=FREIGHT
        + """
        06 10:00 SF freight return_freight W1 8.00 -
        06 16:30 paid refund 84.00 16.00""",
        due={
            "05 11:00": "correction 05 11:00 in time R401; transit 05 18:00 in time R404;"
            "courier_answer 07 11:00 in time R403; refund - in time R507",
            "05 11:00:01": "correction 05 11:00 overdue R401; transit 05 18:00 in time R404;"
            "courier_answer 07 11:00 in time R403; refund - in time R507",
        },
    )


def beyond_the_area_and_taken_on_by_a_partner() -> Tale:
    """R402: the fee is owed to the courier, settled monthly; the promise gives way (class A)."""
    story = shipped("", customer_class="A")
    story.request("02 12:00", "out_of_area", "A", 2)
    story.scan("W1", "02 10:00", "out_of_area")
    story.scan("W1", "02 11:00", "transferred", fee="6.50")
    return Tale(
        given=delivered(story),
        announced=SHIPPED
        + """
        02 10:00 ParcelScanned W1 out_of_area
        02 11:00 ParcelTransferred W1 6.50
        02 12:00 ReturnRequested in_transit out_of_area
        02 12:00 RequestDecided approved R402 redeliver+reship_ems
        02 12:00 RemedyChosen redeliver none courier courier_account bears=merchant:transfer_fee
        04 08:00 ParcelScanned W1 signed
        04 08:00 CaseClosed redeliver""",
        books=FREIGHT + "02 11:00 SF transfer_fee transfer_fee W1 6.50 R402",
        due={
            "02 18:00:01": "scan 04 11:00 in time R403; transit 05 18:00 in time R404;"
            "delivery - in time R402"
        },
    )


def beyond_the_area_and_sent_again_by_ems() -> Tale:
    """R402: back, the new waybill on the order's flag; the reship's freight stays ours (D27)."""
    story = asked_on_the_way("out_of_area", remedy="reship_ems")
    return Tale(
        given=back(sent_again(story, courier="EMS"), "A 1 good", "A 1 damaged"),
        announced=SHIPPED
        + BACK
        + SENT_AGAIN
        + """
        02 12:00 ReturnRequested in_transit out_of_area
        02 12:00 RequestDecided approved R402 redeliver+reship_ems
        02 12:00 RemedyChosen reship_ems intercept courier courier_account
            bears=courier:goods+outbound_freight+return_freight merchant:reship_freight
        02 12:00 ReshipIssued reship_ems A×2
        02 12:00 CourierClaimOpened goods+outbound_freight+return_freight
        04 18:00 OrderFlagged reship_waybill
        06 09:00 GoodsInspected W1 A×1:damaged+A×1:good
        06 09:00 DamageConfirmed inspection A×1
        06 09:00 CourierChargeback goods 50.00 R402
        06 09:00 CourierChargeback outbound_freight 8.00 R402
        06 09:00 CourierChargeback return_freight 8.00 R402
        06 09:00 CaseClosed reship_ems""",
        books=FREIGHT
        + WAY_BACK
        + """
        04 18:00 EMS freight reship_freight W2 9.00 -
        04 18:00 flag reship_waybill
        06 09:00 SF chargeback goods W1 50.00 R402
        06 09:00 SF chargeback outbound_freight W1 8.00 R402
        06 09:00 SF chargeback return_freight W1 8.00 R402""",
    )


def silent_for_48_hours_and_found_again() -> Tale:
    """R403: the courier is asked and answers by a movement; redelivered, nothing is owed."""
    story = shipped("")
    story.request("04 12:00", "stalled_tracking", "A", 2)
    story.scan("W1", "05 09:00", "in_transit")
    return Tale(
        given=delivered(story, "06 08:00"),
        announced=SHIPPED
        + """
        04 09:00 ParcelStalled W1 07T09:00
        04 12:00 ReturnRequested in_transit stalled_tracking
        04 12:00 RequestDecided approved R403 redeliver+reship+return_refund
        04 12:00 RemedyChosen redeliver none courier none
        05 09:00 ParcelScanned W1 in_transit
        06 08:00 ParcelScanned W1 signed
        06 08:00 CaseClosed redeliver""",
        books=FREIGHT,
        due={
            "05 08:59": "transit 05 18:00 in time R404; courier_answer 07 09:00 in time R403",
            "05 09:00": "transit 05 18:00 in time R404; scan 07 09:00 in time R403",
        },
    )


def silent_to_the_end_and_sent_again_before() -> Tale:
    """R403: who will not wait has a reship; 120 h after the last scan it is lost and claimed."""
    story = shipped("")
    story.request("04 12:00", "stalled_tracking", "A", 2, wish="reship")
    return Tale(
        given=sent_again(story),
        announced=SHIPPED
        + SENT_AGAIN
        + """
        04 09:00 ParcelStalled W1 07T09:00
        04 12:00 ReturnRequested in_transit stalled_tracking
        04 12:00 RequestDecided approved R403 reship+redeliver+return_refund
        04 12:00 RemedyChosen reship intercept courier courier_account
            bears=courier:goods+outbound_freight+return_freight merchant:reship_freight
        04 12:00 ReshipIssued reship A×2
        04 12:00 CourierClaimOpened goods+outbound_freight+return_freight
        07 09:00 ParcelLost W1 silence
        07 09:00 RequestDecided approved R403+R406 reship
        07 09:00 RemedyChosen reship none courier courier_account
            bears=courier:goods+outbound_freight+reship_freight
        07 09:00 CourierClaimOpened goods+outbound_freight+reship_freight
        07 09:00 CourierChargeback goods 100.00 R403
        07 09:00 CourierChargeback outbound_freight 8.00 R403
        07 09:00 CourierChargeback reship_freight 9.00 R403
        07 09:00 CaseClosed reship""",
        books=FREIGHT
        + RESHIP
        + """
        07 09:00 SF chargeback goods W1 100.00 R403
        07 09:00 SF chargeback outbound_freight W1 8.00 R403
        07 09:00 SF chargeback reship_freight W1 9.00 R403""",
    )


def sent_the_wrong_way_and_followed_until_it_arrives() -> Tale:
    """R405: forwarded by the courier; the receipt is put off (class B), nothing is owed."""
    story = shipped("", customer_class="B")
    story.request("02 12:00", "misrouted", "A", 2)
    story.scan("W1", "02 10:00", "misrouted")
    return Tale(
        given=delivered(story),
        announced=SHIPPED
        + """
        02 10:00 ParcelScanned W1 misrouted
        02 12:00 ReturnRequested in_transit misrouted
        02 12:00 RequestDecided approved R405 redeliver
        02 12:00 RemedyChosen redeliver none courier none
        04 08:00 ParcelScanned W1 signed
        04 08:00 CaseClosed redeliver""",
        books=FREIGHT,
        due={
            "03 18:00:01": "scan 04 10:00 in time R403; transit 05 18:00 in time R404;"
            "delivery - in time R405"
        },
    )


TALES = (
    a_wrong_address_is_corrected_within_the_hold,
    a_wrong_address_that_nobody_corrects_goes_back,
    beyond_the_area_and_taken_on_by_a_partner,
    beyond_the_area_and_sent_again_by_ems,
    silent_for_48_hours_and_found_again,
    silent_to_the_end_and_sent_again_before,
    sent_the_wrong_way_and_followed_until_it_arrives,
)
