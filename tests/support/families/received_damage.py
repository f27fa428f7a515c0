"""Received damaged, or damaged at the door: R201 to R205."""

from tests.support.families.tale import Tale
from tests.support.families.ways import (
    BACK,
    FREIGHT,
    POSTAGE,
    RESHIP,
    SENT_AGAIN,
    SENT_BACK,
    SHIPPED,
    SIGNED,
    WAY_BACK,
    asked_after_signing,
    asked_on_the_way,
    back,
    sent_again,
    sent_back,
)
from tests.support.stories.story import Story

ARRIVED = f"{SHIPPED}    02 10:00 ParcelScanned W1 arrived\n"


def asked_at_the_door(pieces: int, **cells: str) -> Story:
    """Arrived on the 2nd at 10:00 in a damaged package; asked for at noon."""
    cells = {"outer_package": "damaged", "quantity": str(pieces), **cells}
    story = asked_on_the_way("damage", **cells)
    story.scan("W1", "02 10:00", "arrived")
    return story


def damaged_and_sent_back_by_the_customer() -> Tale:
    """R201, R202, R203: a slip, postage advanced and paid back, damage charged at inspection."""
    story = asked_after_signing(
        "damage", wish="return", outer_package="damaged", photos="3", confirmed_at="05 09:00"
    )
    return Tale(
        given=sent_back(story, "A 1 damaged", "A 1 good"),
        announced=SIGNED
        + SENT_BACK
        + """
        04 12:00 ReturnRequested signed damage
        04 12:00 RequestDecided approved R201+R202+R203 return_refund+price_difference+reship
            missing=customer_confirmation
        04 12:00 RemedyChosen return_refund customer_ships courier courier_account
            bears=courier:goods+return_freight advance_postage=yes
        04 12:00 ReturnSlipIssued return A×2
        04 12:00 RefundRequested refund 100.00
        04 12:00 CourierClaimOpened goods+return_freight
        04 12:00 DamageConfirmed photos A×2
        05 09:00 RefundConfirmed
        05 09:00 RequestDecided approved R201+R202+R203 return_refund+price_difference+reship
        09 11:00 GoodsInspected W3 A×1:damaged+A×1:good
        09 11:00 DamageConfirmed inspection A×1
        09 11:00 CourierChargeback goods 50.00 R203
        09 11:00 CourierChargeback return_freight 7.50 R203
        09 11:00 RefundReady refund 100.00
        09 16:30 RefundPaid refund 100.00 0.00
        09 16:30 CaseClosed return_refund""",
        books=FREIGHT
        + POSTAGE
        + """
        09 11:00 SF chargeback goods W1 50.00 R203
        09 11:00 SF chargeback return_freight W1 7.50 R203
        09 16:30 paid refund 100.00 0.00""",
    )


def damaged_and_sent_again() -> Tale:
    """R203: the value at the photos, the reship's freight when it is shipped."""
    story = asked_after_signing(
        "damage", quantity="1", wish="reship", outer_package="damaged", photos="1"
    )
    return Tale(
        given=sent_again(story),
        announced=SIGNED
        + SENT_AGAIN
        + """
        04 12:00 ReturnRequested signed damage
        04 12:00 RequestDecided approved R201+R203 reship+return_refund+price_difference
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
    )


def damaged_in_a_good_package_is_the_merchants_own() -> Tale:
    """R204: the difference is paid and booked to nobody's account."""
    story = asked_after_signing(
        "damage",
        wish="keep",
        amount="12.34",
        outer_package="intact",
        photos="3",
        confirmed_at="05 09:00",
    )
    return Tale(
        given=story,
        announced=SIGNED
        + """
        04 12:00 ReturnRequested signed damage
        04 12:00 RequestDecided approved R201+R204 price_difference+return_refund+reship
            missing=customer_confirmation
        04 12:00 RemedyChosen price_difference amount=12.34 none merchant none
            bears=merchant:compensation
        04 12:00 RefundRequested price_difference 12.34
        04 12:00 DamageConfirmed photos A×2
        05 09:00 RefundConfirmed
        05 09:00 RequestDecided approved R201+R204 price_difference+return_refund+reship
        05 09:00 RefundReady price_difference 12.34
        05 10:00 RefundPaid price_difference 12.34 0.00
        05 10:00 CaseCostAssigned merchant compensation 12.34 R204
        05 10:00 CaseClosed price_difference""",
        books=FREIGHT + "05 10:00 paid price_difference 12.34 0.00",
    )


def at_the_door_and_refused() -> Tale:
    """R205 refused, outer package damaged: damage and both freights at inspection."""
    return Tale(
        given=back(asked_at_the_door(2, confirmed_at="02 13:00"), "A 2 damaged"),
        announced=ARRIVED
        + BACK
        + """
        02 12:00 ReturnRequested at_door damage
        02 12:00 RequestDecided approved R203+R205 return_refund+price_difference+reship
            missing=customer_confirmation
        02 12:00 RemedyChosen return_refund refuse courier courier_account
            bears=courier:goods+outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        02 12:00 CourierClaimOpened goods+outbound_freight+return_freight+reship_freight
        02 13:00 RefundConfirmed
        02 13:00 RequestDecided approved R203+R205 return_refund+price_difference+reship
        06 09:00 GoodsInspected W1 A×2:damaged
        06 09:00 DamageConfirmed inspection A×2
        06 09:00 CourierChargeback goods 100.00 R205
        06 09:00 CourierChargeback outbound_freight 8.00 R205
        06 09:00 CourierChargeback return_freight 8.00 R205
        06 09:00 RefundReady refund 100.00
        06 10:00 RefundPaid refund 100.00 0.00
        06 10:00 CaseClosed return_refund""",
        books=FREIGHT
        + WAY_BACK
        + """
        06 09:00 SF chargeback goods W1 100.00 R205
        06 09:00 SF chargeback outbound_freight W1 8.00 R205
        06 09:00 SF chargeback return_freight W1 8.00 R205
        06 10:00 paid refund 100.00 0.00""",
    )


def at_the_door_and_kept_for_a_difference() -> Tale:
    """R205 accepted with a price difference: charged when its table pays it (D1)."""
    story = asked_at_the_door(1, wish="keep", amount="5.00", photos="1", confirmed_at="02 12:30")
    story.scan("W1", "02 13:00", "signed")
    return Tale(
        given=story,
        announced=ARRIVED
        + """
        02 12:00 ReturnRequested at_door damage
        02 12:00 RequestDecided approved R203+R205 price_difference+return_refund+reship
            missing=customer_confirmation
        02 12:00 RemedyChosen price_difference amount=5.00 none courier courier_account
            bears=courier:compensation
        02 12:00 RefundRequested price_difference 5.00
        02 12:00 CourierClaimOpened compensation
        02 12:00 DamageConfirmed photos A×1
        02 12:30 RefundConfirmed
        02 12:30 RequestDecided approved R203+R205 price_difference+return_refund+reship
        02 12:30 RefundReady price_difference 5.00
        02 13:00 ParcelScanned W1 signed
        02 16:30 RefundPaid price_difference 5.00 0.00
        02 16:30 CourierChargeback compensation 5.00 R205
        02 16:30 CaseClosed price_difference""",
        books=FREIGHT
        + """
        02 16:30 SF chargeback compensation W1 5.00 R205
        02 16:30 paid price_difference 5.00 0.00""",
    )


def at_the_door_and_kept_for_a_reship() -> Tale:
    """R205 accepted with a reship: charged like R203, at the signature (D1, D12)."""
    story = sent_again(asked_at_the_door(1, wish="reship", photos="2"))
    story.scan("W1", "02 15:00", "signed")
    return Tale(
        given=story,
        announced=ARRIVED
        + SENT_AGAIN
        + """
        02 12:00 ReturnRequested at_door damage
        02 12:00 RequestDecided approved R203+R205 reship+return_refund+price_difference
        02 12:00 RemedyChosen reship none courier courier_account
            bears=courier:goods+reship_freight
        02 12:00 ReshipIssued reship A×1
        02 12:00 CourierClaimOpened goods+reship_freight
        02 12:00 DamageConfirmed photos A×1
        02 15:00 ParcelScanned W1 signed
        02 15:00 CourierChargeback goods 50.00 R205
        04 18:00 CourierChargeback reship_freight 9.00 R205
        04 18:00 CaseClosed reship""",
        books=FREIGHT
        + RESHIP
        + """
        02 15:00 SF chargeback goods W1 50.00 R205
        04 18:00 SF chargeback reship_freight W1 9.00 R205""",
    )


TALES = (
    damaged_and_sent_back_by_the_customer,
    damaged_and_sent_again,
    damaged_in_a_good_package_is_the_merchants_own,
    at_the_door_and_refused,
    at_the_door_and_kept_for_a_difference,
    at_the_door_and_kept_for_a_reship,
)
