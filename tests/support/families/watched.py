"""Parcels watched, held and lost: R404, R406, R407."""

from tests.support.families.tale import Tale
from tests.support.families.ways import FREIGHT, SHIPPED, asked_on_the_way
from tests.support.stories.story import Story


def on_the_way_to(province: str) -> Story:
    """Scanned every other day, signed for on the tenth day."""
    story = Story("")
    story.order("A", 2, "50.00", province=province)
    story.parcel("W1", "01 18:00", "8.00")
    for day in ("03", "05", "07", "09"):
        story.scan("W1", f"{day} 17:00", "in_transit")
    story.scan("W1", "10 17:00", "signed")
    return story


def near_it_is_watched_after_two_days() -> Tale:
    """R404: 浙江, two days; watched a second later, in trouble beyond seven days; no case."""
    return Tale(
        given=on_the_way_to("浙江"),
        announced="",
        books=FREIGHT,
        due={
            "03 18:00": "transit 03 18:00 in time R404; scan 05 17:00 in time R403",
            "03 18:00:01": "transit 03 18:00 overdue R404; scan 05 17:00 in time R403;"
            "transit_trouble 08 18:00 in time R404",
            "08 18:00": "transit 03 18:00 overdue R404; transit_trouble 08 18:00 in time R404;"
            "scan 09 17:00 in time R403",
            "08 18:00:01": "transit_trouble 08 18:00 overdue R404; scan 09 17:00 in time R403",
            "10 17:00": "",
        },
    )


def elsewhere_it_is_watched_after_four_days() -> Tale:
    """R404: 广东, four days."""
    return Tale(
        given=on_the_way_to("广东省"),
        announced="",
        books=FREIGHT,
        due={
            "05 18:00": "transit 05 18:00 in time R404; scan 07 17:00 in time R403",
            "05 18:00:01": "transit 05 18:00 overdue R404; scan 07 17:00 in time R403;"
            "transit_trouble 08 18:00 in time R404",
        },
    )


def far_away_it_is_in_trouble_as_soon_as_it_is_watched() -> Tale:
    """R404: 新疆, seven days; beyond them it is abnormal everywhere."""
    return Tale(
        given=on_the_way_to("新疆维吾尔自治区"),
        announced="",
        books=FREIGHT,
        due={
            "08 18:00": "transit 08 18:00 in time R404; scan 09 17:00 in time R403",
            "08 18:00:01": "transit_trouble 08 18:00 overdue R404; scan 09 17:00 in time R403",
        },
    )


def a_change_of_mind_about_a_parcel_that_is_lost() -> Tale:
    """R406: silence turns the customer's own case; nothing is deducted, the courier answers."""
    story = asked_on_the_way("change_of_mind", wish="return", confirmed_at="02 12:30")
    return Tale(
        given=story,
        announced=SHIPPED
        + """
        02 12:00 ReturnRequested in_transit change_of_mind
        02 12:00 RequestDecided approved R102 return_refund missing=customer_confirmation
        02 12:00 RemedyChosen return_refund intercept customer none
            bears=customer:outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        02 12:30 RefundConfirmed
        02 12:30 RequestDecided approved R102 return_refund
        04 09:00 ParcelStalled W1 07T09:00
        07 09:00 ParcelLost W1 silence
        07 09:00 RequestDecided approved R102+R406 refund+reship
        07 09:00 RemedyChosen refund none courier courier_account
            bears=courier:goods+outbound_freight
        07 09:00 CourierClaimOpened goods+outbound_freight
        07 09:00 CourierChargeback goods 100.00 R406
        07 09:00 CourierChargeback outbound_freight 8.00 R406
        07 09:00 RefundReady refund 100.00
        07 10:00 RefundPaid refund 100.00 0.00
        07 10:00 CaseClosed refund""",
        books=FREIGHT
        + """
        07 09:00 SF chargeback goods W1 100.00 R406
        07 09:00 SF chargeback outbound_freight W1 8.00 R406
        07 10:00 paid refund 100.00 0.00""",
    )


def a_company_that_takes_nothing_in_at_the_weekend() -> Tale:
    """R407: held on Saturday until Monday is over: a note and no case; no clock stops.

    The case of the 7th is about an invoice, and shows what was announced of its parcel.
    """
    story = Story("")
    story.order("A", 2, "50.00")
    story.parcel("W1", "03 18:00", "8.00")
    story.scan("W1", "04 18:00", "in_transit")
    story.scan("W1", "07 10:00", "signed")
    story.request("07 12:00", "missing_invoice", "A", 1)
    return Tale(
        given=story,
        deeds=("05 12:00 hold W1 --note 周末不收件 --as 赵强",),
        announced="""
        01 09:00 OrderRegistered
        03 18:00 ParcelShipped W1 outbound 8.00
        04 18:00 ParcelScanned W1 in_transit
        05 12:00 ParcelHeld W1 08T00:00
        06 18:00 ParcelStalled W1 09T18:00
        07 10:00 ParcelScanned W1 signed
        07 12:00 ReturnRequested signed missing_invoice
        07 12:00 RequestDecided approved R305 invoice_copy
        07 12:00 RemedyChosen invoice_copy none merchant none bears=merchant:reship_freight
        07 12:00 CaseClosed invoice_copy""",
        books="03 18:00 SF freight outbound_freight W1 8.00 -",
    )


TALES = (
    near_it_is_watched_after_two_days,
    elsewhere_it_is_watched_after_four_days,
    far_away_it_is_in_trouble_as_soon_as_it_is_watched,
    a_change_of_mind_about_a_parcel_that_is_lost,
    a_company_that_takes_nothing_in_at_the_weekend,
)
