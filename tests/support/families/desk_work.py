"""What the desk does beside the files: commission, rides, stock, incidents (R508 to R515)."""

from tests.support.families.tale import Tale
from tests.support.families.ways import FREIGHT, RESHIP, SENT_AGAIN, SIGNED, sent_again
from tests.support.stories.not_received import shipped
from tests.support.stories.story import Story

SOLD = """
    08-01 09:00 OrderRegistered
    01 18:00 ParcelShipped W1 outbound 8.00
    02 09:00 ParcelScanned W1 in_transit
    03 10:00 ParcelScanned W1 signed
"""
EXPIRED = """
    04 12:00 ReturnRequested signed expired
    04 12:00 RequestDecided approved R207 refund+exchange
    04 12:00 RefundConfirmed
    04 12:00 RemedyChosen refund none merchant none bears=merchant:goods
    04 12:00 RefundRequested refund 100.00
    04 12:00 CaseCostAssigned merchant goods 100.00 R207
    04 16:30 CaseClosed refund
"""
EXCHANGED = """
    04 12:00 ReturnRequested signed expired
    04 12:00 RequestDecided approved R207 exchange+refund
    04 12:00 RemedyChosen exchange none merchant none bears=merchant:goods+reship_freight
    04 12:00 CaseCostAssigned merchant goods 100.00 R207
"""


def refunded_long_after_success(**cells: str) -> Story:
    """The transaction succeeded on 10 August; the request is 25 days later."""
    story = shipped("", purchased_at="08-01 09:00", succeeded_at="08-10 12:00")
    story.scan("W1", "03 10:00", "signed")
    story.request("04 12:00", "expired", "A", 2, wish="refund", confirmed_at="04 12:00", **cells)
    return story


def long_after_success_the_platforms_commission_is_deducted() -> Tale:
    """R508: 100.00 × (1 − 0.045) = 95.50."""
    return Tale(
        given=refunded_long_after_success(),
        announced=SOLD
        + EXPIRED
        + """
        04 12:00 RefundReady refund 100.00 commission_rate=0.045
        04 16:30 RefundPaid refund 95.50 4.50""",
        books=FREIGHT + "04 16:30 paid refund 95.50 4.50",
    )


def of_a_small_quantity_no_commission_is_deducted() -> Tale:
    """R508: few pieces come back, in staff's judgement."""
    return Tale(
        given=refunded_long_after_success(small_quantity="true"),
        announced=SOLD
        + EXPIRED
        + """
        04 12:00 RefundReady refund 100.00
        04 16:30 RefundPaid refund 100.00 0.00""",
        books=FREIGHT + "04 16:30 paid refund 100.00 0.00",
    )


def exchanged(sku: str = "A", **cells: str) -> Story:
    """Two expired pieces are to be exchanged."""
    story = Story("")
    story.order(sku, 2, "50.00")
    story.parcel("W1", "01 18:00", "8.00")
    story.scan("W1", "02 09:00", "in_transit")
    story.scan("W1", "03 10:00", "signed")
    story.request("04 12:00", "expired", sku, 2, **cells)
    return story


def an_exchange_rides_with_a_new_order() -> Tale:
    """R510: one shipment of the same customer, no second slip, no freight of its own."""
    story = exchanged()
    story.order("B", 1, "30.00", order_no="O2", purchased_at="04 15:00")
    story.order("B", 1, "30.00", order_no="O3", purchased_at="04 15:00", customer_id="C2")
    story.parcel("W4", "05 18:00", "8.00", order_no="O2")
    story.scan("W4", "07 10:00", "signed")
    return Tale(
        given=story,
        deeds=(
            "04 16:00 carry ride Q1 O3 --as 李静 !! OtherCustomer",
            "04 16:00 carry ride Q1 O2 --as 李静",
        ),
        announced=SIGNED
        + EXCHANGED
        + """
        04 12:00 ReshipIssued exchange A×2
        04 16:00 ReshipIssued exchange A×2 rides_with=O2
        05 18:00 CaseClosed exchange""",
        books=FREIGHT
        + """
        04 16:00 flag exchange
        05 18:00 SF freight outbound_freight W4 8.00 -""",
    )


def an_exchange_is_checked_against_stock() -> Tale:
    """R511: one piece of two is there: refused, and taken once two are; a refund stays open."""
    return Tale(
        given=sent_again(exchanged("S", wish="refund"), "05 18:00"),
        deeds=(
            "04 16:00 stock S 1 --as 赵强",
            "04 16:00 remedy Q1 exchange --as 李静 !! OutOfStock",
            "05 11:00 stock S 2 --as 赵强",
            "05 11:00 remedy Q1 exchange --as 李静",
        ),
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed expired
        04 12:00 RequestDecided approved R207 refund+exchange missing=customer_confirmation
        04 12:00 RemedyChosen refund none merchant none bears=merchant:goods
        04 12:00 RefundRequested refund 100.00
        04 12:00 CaseCostAssigned merchant goods 100.00 R207
        05 11:00 ChoiceMade exchange 李静
        05 11:00 RemedyChosen exchange none merchant none bears=merchant:goods+reship_freight
        05 11:00 RefundWithdrawn refund
        05 11:00 ReshipIssued exchange S×2
        05 18:00 ParcelShipped W2 reship 9.00
        05 18:00 CaseCostAssigned merchant reship_freight 9.00 R207
        05 18:00 CaseClosed exchange
        06 10:00 ParcelScanned W2 signed""",
        books=FREIGHT + "05 18:00 SF freight reship_freight W2 9.00 -",
    )


def who_chose_a_reship_is_asked_to_confirm_nothing() -> Tale:
    """R507, R509: a reship pays nothing, so no confirmation is waited for while it is packed."""
    story = shipped("")
    story.scan("W1", "03 10:00", "signed")
    cells = {"outer_package": "damaged", "photos": "1", "remedy": "reship"}
    story.request("04 12:00", "damage", "A", 1, **cells)
    return Tale(
        given=sent_again(story),
        announced=SIGNED
        + SENT_AGAIN
        + """
        04 12:00 ReturnRequested signed damage
        04 12:00 RequestDecided approved R201+R202+R203 return_refund+price_difference+reship
            missing=customer_confirmation
        04 12:00 RemedyChosen reship none courier courier_account
            bears=courier:goods+reship_freight
        04 12:00 ReshipIssued reship A×1
        04 12:00 CourierClaimOpened goods+reship_freight
        04 12:00 DamageConfirmed photos A×1
        04 12:00 CourierChargeback goods 50.00 R203
        04 18:00 CourierChargeback reship_freight 9.00 R203
        04 18:00 CaseClosed reship""",
        books=FREIGHT
        + RESHIP
        + """
        04 12:00 SF chargeback goods W1 50.00 R203
        04 18:00 SF chargeback reship_freight W1 9.00 R203""",
        due={
            "04 12:00": "packing 04 18:00 in time R509; claim 10-04 23:59:59 in time R203",
        },
    )


def incidents_cost_the_agent_fifty_each() -> Tale:
    """R512: a dispute and a bad review that 孙丽 caused; the case itself pays as ever."""
    story = exchanged()
    story.incident("孙丽", "10 09:00", "dispute", request_no="Q1")
    story.incident("孙丽", "11 09:00", "bad_review", request_no="Q1")
    return Tale(
        given=sent_again(story),
        announced=SIGNED
        + SENT_AGAIN
        + EXCHANGED
        + """
        04 12:00 ReshipIssued exchange A×2
        04 18:00 CaseCostAssigned merchant reship_freight 9.00 R207
        04 18:00 CaseClosed exchange
        10 09:00 IncidentConfirmed 孙丽 dispute
        10 09:00 StaffCharged 孙丽 incident 50.00 R512
        11 09:00 IncidentConfirmed 孙丽 bad_review
        11 09:00 StaffCharged 孙丽 incident 50.00 R512""",
        books=FREIGHT
        + RESHIP
        + """
        10 09:00 staff 孙丽 incident - 50.00 R512
        11 09:00 staff 孙丽 incident - 50.00 R512""",
    )


TALES = (
    long_after_success_the_platforms_commission_is_deducted,
    of_a_small_quantity_no_commission_is_deducted,
    an_exchange_rides_with_a_new_order,
    an_exchange_is_checked_against_stock,
    who_chose_a_reship_is_asked_to_confirm_nothing,
    incidents_cost_the_agent_fifty_each,
)
