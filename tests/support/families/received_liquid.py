"""Liquid goods damaged before anybody signed: R206."""

from tests.support.families.tale import Tale
from tests.support.families.ways import FREIGHT
from tests.support.stories.damaged import milk

MILK = """
    01 09:00 OrderRegistered
    01 18:00 ParcelShipped W1 outbound 8.00
    02 10:00 ParcelScanned W1 arrived
"""


def good_milk_is_kept() -> Tale:
    """R206: what is good is kept, the difference is paid for the rest."""
    story = milk("")
    cells = {"amount": "18.00", "photos": "2", "partly_good": "true", "outer_photo": "true"}
    story.request(
        "02 12:00", "damage", "M", 3, outer_package="damaged", confirmed_at="02 12:30", **cells
    )
    story.scan("W1", "02 13:00", "signed")
    return Tale(
        given=story,
        announced=MILK
        + """
        02 12:00 ReturnRequested at_door damage
        02 12:00 RequestDecided approved R203+R206 price_difference+reship
            missing=customer_confirmation
        02 12:00 RemedyChosen price_difference amount=18.00 none courier courier_account
            bears=courier:compensation
        02 12:00 RefundRequested price_difference 18.00
        02 12:00 CourierClaimOpened compensation
        02 12:00 DamageConfirmed photos M×3
        02 12:30 RefundConfirmed
        02 12:30 RequestDecided approved R203+R206 price_difference+reship
        02 12:30 RefundReady price_difference 18.00
        02 13:00 ParcelScanned W1 signed
        02 16:30 RefundPaid price_difference 18.00 0.00
        02 16:30 CourierChargeback compensation 18.00 R206
        02 16:30 CaseClosed price_difference""",
        books=FREIGHT
        + """
        02 16:30 SF chargeback compensation W1 18.00 R206
        02 16:30 paid price_difference 18.00 0.00""",
    )


def milk_that_nobody_signs_for_is_given_up() -> Tale:
    """R206 abandoned: the whole parcel is the courier's at the refusal, though it is never found.

    The refund is of the request's own lines; 12 × 6.00 + 50.00 is the whole parcel.
    """
    story = milk("")
    cells = {"wish": "refund", "outer_package": "intact", "confirmed_at": "02 12:30"}
    story.request("02 12:00", "damage", "M", 3, **cells)
    story.scan("W1", "02 17:00", "refused")
    return Tale(
        given=story,
        announced=MILK
        + """
        02 12:00 ReturnRequested at_door damage
        02 12:00 RequestDecided approved R206 refund+price_difference+reship
            missing=customer_confirmation
        02 12:00 RemedyChosen refund abandon courier courier_account
            bears=courier:goods+outbound_freight
        02 12:00 RefundRequested refund 18.00
        02 12:00 CourierClaimOpened goods+outbound_freight+reship_freight
        02 12:30 RefundConfirmed
        02 12:30 RequestDecided approved R206 refund+price_difference+reship
        02 12:30 RefundReady refund 18.00
        02 16:30 RefundPaid refund 18.00 0.00
        02 16:30 CaseClosed refund
        02 17:00 ParcelRefused W1
        02 17:00 CourierChargeback goods 122.00 R206
        02 17:00 CourierChargeback outbound_freight 8.00 R206
        04 17:00 ParcelStalled W1 07T17:00
        07 17:00 ParcelLost W1 silence""",
        books=FREIGHT
        + """
        02 16:30 paid refund 18.00 0.00
        02 17:00 SF chargeback goods W1 122.00 R206
        02 17:00 SF chargeback outbound_freight W1 8.00 R206""",
    )


TALES = (good_milk_is_kept, milk_that_nobody_signs_for_is_given_up)
