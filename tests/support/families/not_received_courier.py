"""Not received, the courier's causes: R108 to R111."""

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


def damaged_on_the_way_is_sent_again_and_charged_at_inspection() -> Tale:
    """R108: what is damaged and three freights are the courier's; the reship waits for nobody."""
    story = sent_again(asked_on_the_way("damage"))
    return Tale(
        given=back(story, "A 1 good", "A 1 damaged"),
        announced=SHIPPED
        + BACK
        + SENT_AGAIN
        + """
        02 12:00 ReturnRequested in_transit damage
        02 12:00 RequestDecided approved R108 reship
        02 12:00 RemedyChosen reship refuse courier courier_account
            bears=courier:goods+outbound_freight+return_freight+reship_freight
        02 12:00 ReshipIssued reship A×2
        02 12:00 CourierClaimOpened goods+outbound_freight+return_freight+reship_freight
        06 09:00 GoodsInspected W1 A×1:damaged+A×1:good
        06 09:00 DamageConfirmed inspection A×1
        06 09:00 CourierChargeback goods 50.00 R108
        06 09:00 CourierChargeback outbound_freight 8.00 R108
        06 09:00 CourierChargeback return_freight 8.00 R108
        06 09:00 CourierChargeback reship_freight 9.00 R108
        06 09:00 CaseClosed reship""",
        books=FREIGHT
        + RESHIP
        + WAY_BACK
        + """
        06 09:00 SF chargeback goods W1 50.00 R108
        06 09:00 SF chargeback outbound_freight W1 8.00 R108
        06 09:00 SF chargeback return_freight W1 8.00 R108
        06 09:00 SF chargeback reship_freight W1 9.00 R108""",
        due={
            "02 12:00": "packing 02 18:00 in time R509; scan 04 09:00 in time R403;"
            "transit 05 18:00 in time R404; claim 10-02 23:59:59 in time R108"
        },
    )


def lost_on_the_way_a_refund_insisted_on_waits_for_the_loss() -> Tale:
    """R108: reship first, a refund when the customer insists; charged at the confirmed loss."""
    story = asked_on_the_way("lost", wish="refund", confirmed_at="02 12:30")
    story.scan("W1", "03 12:00", "lost")
    return Tale(
        given=story,
        announced=SHIPPED
        + """
        02 12:00 ReturnRequested in_transit lost
        02 12:00 RequestDecided approved R108 refund+reship missing=customer_confirmation
        02 12:00 RemedyChosen refund none courier courier_account
            bears=courier:goods+outbound_freight
        02 12:00 RefundRequested refund 100.00
        02 12:00 CourierClaimOpened goods+outbound_freight
        02 12:30 RefundConfirmed
        02 12:30 RequestDecided approved R108 refund+reship
        03 12:00 ParcelLost W1 courier
        03 12:00 RequestDecided approved R108+R406 refund+reship
        03 12:00 CourierChargeback goods 100.00 R108
        03 12:00 CourierChargeback outbound_freight 8.00 R108
        03 12:00 RefundReady refund 100.00
        03 16:30 RefundPaid refund 100.00 0.00
        03 16:30 CaseClosed refund""",
        books=FREIGHT
        + """
        03 12:00 SF chargeback goods W1 100.00 R108
        03 12:00 SF chargeback outbound_freight W1 8.00 R108
        03 16:30 paid refund 100.00 0.00""",
    )


def a_quarrel_with_the_courier_is_mediated() -> Tale:
    """R109: mediation comes first; delivered after all, it costs nobody anything."""
    return Tale(
        given=delivered(asked_on_the_way("courier_service")),
        announced=SHIPPED
        + """
        02 12:00 ReturnRequested in_transit courier_service
        02 12:00 RequestDecided approved R109 redeliver+reship_other_courier+return_refund
        02 12:00 RemedyChosen redeliver none courier none
        04 08:00 ParcelScanned W1 signed
        04 08:00 CaseClosed redeliver""",
        books=FREIGHT,
    )


def insisting_on_another_courier_costs_the_first_its_way_back() -> Tale:
    """R109, D21: chosen later; the first courier bears its way back, certain when received."""
    story = asked_on_the_way("courier_service")
    return Tale(
        given=back(sent_again(story, courier="ZTO"), "A 2 good"),
        deeds=("02 15:00 remedy Q1 reship_other_courier --as 李静",),
        announced=SHIPPED
        + BACK
        + SENT_AGAIN
        + """
        02 12:00 ReturnRequested in_transit courier_service
        02 12:00 RequestDecided approved R109 redeliver+reship_other_courier+return_refund
        02 12:00 RemedyChosen redeliver none courier none
        02 15:00 ChoiceMade reship_other_courier 李静
        02 15:00 RemedyChosen reship_other_courier intercept courier courier_account
            bears=courier:return_freight merchant:reship_freight
        02 15:00 ReshipIssued reship_other_courier A×2
        02 15:00 CourierClaimOpened return_freight
        05 11:00 CourierChargeback return_freight 8.00 R109
        06 09:00 GoodsInspected W1 A×2:good
        06 09:00 CaseClosed reship_other_courier""",
        books=FREIGHT
        + WAY_BACK
        + """
        04 18:00 ZTO freight reship_freight W2 9.00 -
        05 11:00 SF chargeback return_freight W1 8.00 R109""",
    )


def delivered_too_slowly_a_time_is_agreed() -> Tale:
    """R110: a time of delivery is agreed and kept."""
    return Tale(
        given=delivered(asked_on_the_way("late_delivery")),
        announced=SHIPPED
        + """
        02 12:00 ReturnRequested in_transit late_delivery
        02 12:00 RequestDecided approved R110 redeliver
        02 12:00 RemedyChosen redeliver none courier none
        04 08:00 ParcelScanned W1 signed
        04 08:00 CaseClosed redeliver""",
        books=FREIGHT,
    )


def delivered_too_slowly_and_insisted_on_sending_back() -> Tale:
    """R110 becomes R111: refused, both freights and what is damaged are the courier's."""
    story = asked_on_the_way("late_delivery", wish="return", confirmed_at="02 13:00")
    return Tale(
        given=back(story, "A 1 good", "A 1 damaged"),
        announced=SHIPPED
        + BACK
        + """
        02 12:00 ReturnRequested in_transit late_delivery
        02 12:00 RequestDecided approved R110+R111 return_refund+redeliver
            missing=customer_confirmation
        02 12:00 RemedyChosen return_refund refuse courier courier_account
            bears=courier:goods+outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        02 12:00 CourierClaimOpened goods+outbound_freight+return_freight
        02 13:00 RefundConfirmed
        02 13:00 RequestDecided approved R110+R111 return_refund+redeliver
        06 09:00 GoodsInspected W1 A×1:damaged+A×1:good
        06 09:00 DamageConfirmed inspection A×1
        06 09:00 CourierChargeback goods 50.00 R111
        06 09:00 CourierChargeback outbound_freight 8.00 R111
        06 09:00 CourierChargeback return_freight 8.00 R111
        06 09:00 RefundReady refund 100.00
        06 10:00 RefundPaid refund 100.00 0.00
        06 10:00 CaseClosed return_refund""",
        books=FREIGHT
        + WAY_BACK
        + """
        06 09:00 SF chargeback goods W1 50.00 R111
        06 09:00 SF chargeback outbound_freight W1 8.00 R111
        06 09:00 SF chargeback return_freight W1 8.00 R111
        06 10:00 paid refund 100.00 0.00""",
    )


TALES = (
    damaged_on_the_way_is_sent_again_and_charged_at_inspection,
    lost_on_the_way_a_refund_insisted_on_waits_for_the_loss,
    a_quarrel_with_the_courier_is_mediated,
    insisting_on_another_courier_costs_the_first_its_way_back,
    delivered_too_slowly_a_time_is_agreed,
    delivered_too_slowly_and_insisted_on_sending_back,
)
