"""Principles: a moved liability, dealers and agents, riding exchanges, stock (R501 to R513)."""

from tests.support.families.tale import Tale
from tests.support.families.ways import (
    FREIGHT,
    RESHIP,
    SENT_AGAIN,
    SHIPPED,
    SIGNED,
    WAY_BACK,
    asked_after_signing,
    asked_on_the_way,
    back,
    sent_again,
)
from tests.support.stories.not_received import shipped

FOUND = "verdict Q1 warehouse --reason 打包不当 --as 陈经理"


def what_the_courier_bore_moves_to_the_warehouse() -> Tale:
    """R501, R503: reshipped first; the verdict moves the cost and names who answers for it."""
    story = asked_after_signing(
        "damage", quantity="1", wish="reship", outer_package="damaged", photos="1"
    )
    return Tale(
        given=sent_again(story),
        deeds=(f"08 09:00 {FOUND} !! BadInput", f"08 09:00 {FOUND} --responsible 周强"),
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
        04 18:00 CaseClosed reship
        08 09:00 LiabilityDecided courier warehouse responsible=周强
        08 09:00 CourierClaimOpened -
        08 09:00 CourierChargebackReversed goods 50.00 R501 warehouse
        08 09:00 CourierChargebackReversed reship_freight 9.00 R501 warehouse
        08 09:00 CaseCostAssigned warehouse goods 50.00 R501
        08 09:00 CaseCostAssigned warehouse reship_freight 9.00 R501
        08 09:00 WarehouseCharged A goods 50.00 R501
        08 09:00 WarehouseCharged A reship_freight 9.00 R501""",
        books=FREIGHT
        + RESHIP
        + """
        04 12:00 SF chargeback goods W1 50.00 R203
        04 18:00 SF chargeback reship_freight W1 9.00 R203
        08 09:00 SF reversal goods W1 50.00 R501
        08 09:00 SF reversal reship_freight W1 9.00 R501
        08 09:00 warehouse goods A 50.00 R501
        08 09:00 warehouse reship_freight A 9.00 R501""",
    )


def a_dealers_own_fault_is_deducted_from_its_account() -> Tale:
    """R503: the dealer gave a wrong address and had a reship: value and its freight (D16)."""
    story = shipped("", dealer_id="D1")
    story.request("02 12:00", "wrong_address", "A", 2)
    story.scan("W1", "03 10:00", "signed")
    return Tale(
        given=sent_again(story),
        announced=SIGNED
        + SENT_AGAIN
        + """
        02 12:00 ReturnRequested in_transit wrong_address
        02 12:00 RequestDecided approved R401+R503 change_address+return_refund
        02 12:00 RemedyChosen change_address none dealer dealer_account
        03 10:00 CaseClosed change_address
        04 18:00 CaseCostAssigned dealer goods 100.00 R503
        04 18:00 CaseCostAssigned dealer reship_freight 9.00 R503
        04 18:00 DealerCharged D1 goods 100.00 R503
        04 18:00 DealerCharged D1 reship_freight 9.00 R503""",
        books=FREIGHT
        + RESHIP
        + """
        04 18:00 dealer D1 goods A 100.00 R503
        04 18:00 dealer D1 reship_freight A 9.00 R503""",
    )


def a_dealer_who_returns_without_cause_bears_what_a_customer_bears() -> Tale:
    """R503, D26: the dealer is liable; what is paid stays as under R102, no reship, no charge."""
    story = shipped("", dealer_id="D1")
    story.request("02 12:00", "change_of_mind", "A", 2, confirmed_at="02 12:00")
    return Tale(
        given=back(story, "A 2 good"),
        announced=SHIPPED
        + """
        02 12:00 ReturnRequested in_transit change_of_mind
        02 12:00 RefundConfirmed
        02 12:00 RequestDecided approved R102+R503 return_refund
        02 12:00 RemedyChosen return_refund intercept dealer dealer_account
            bears=customer:outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        03 09:00 ParcelRefused W1
        05 09:00 ParcelStalled W1 08T09:00
        05 10:00 ParcelReturned W1 8.00
        05 11:00 GoodsReceived W1
        06 09:00 GoodsInspected W1 A×2:good
        06 09:00 RefundReady refund 100.00 freights=8.00+8.00
        06 10:00 RefundPaid refund 84.00 16.00
        06 10:00 CaseClosed return_refund""",
        books=FREIGHT + WAY_BACK + "06 10:00 paid refund 84.00 16.00",
    )


def inspection_says_where_the_goods_go() -> Tale:
    """R505, R506: inspected within 48 h to the second; one is restocked, one scrapped."""
    story = asked_on_the_way("late_delivery", wish="return")
    story.scan("W1", "03 09:00", "refused")
    story.scan("W1", "05 10:00", "returned")
    story.inspection("W1", "05 11:00", "07 11:00", "A 1 good", "A 1 damaged")
    for row, disposition in zip(story.rows["inspections"], ("restock", "scrap"), strict=True):
        row["disposition"] = disposition
    return Tale(
        given=story,
        announced=SHIPPED
        + """
        02 12:00 ReturnRequested in_transit late_delivery
        02 12:00 RequestDecided approved R110+R111 return_refund+redeliver
            missing=customer_confirmation
        02 12:00 RemedyChosen return_refund refuse courier courier_account
            bears=courier:goods+outbound_freight+return_freight
        02 12:00 RefundRequested refund 100.00
        02 12:00 CourierClaimOpened goods+outbound_freight+return_freight
        03 09:00 ParcelRefused W1
        05 09:00 ParcelStalled W1 08T09:00
        05 10:00 ParcelReturned W1 8.00
        05 11:00 GoodsReceived W1
        07 11:00 GoodsInspected W1 A×1:damaged:scrap+A×1:good:restock
        07 11:00 DamageConfirmed inspection A×1
        07 11:00 CourierChargeback goods 50.00 R111
        07 11:00 CourierChargeback outbound_freight 8.00 R111
        07 11:00 CourierChargeback return_freight 8.00 R111""",
        books=FREIGHT
        + WAY_BACK
        + """
        07 11:00 SF chargeback goods W1 50.00 R111
        07 11:00 SF chargeback outbound_freight W1 8.00 R111
        07 11:00 SF chargeback return_freight W1 8.00 R111""",
        due={
            "05 11:00": "inspection 07 11:00 in time R505; claim 10-02 23:59:59 in time R111;"
            " refund - in time R507;"
            " confirmation - in time R507",
            "07 10:59:59": "inspection 07 11:00 in time R505; claim 10-02 23:59:59 in time R111;"
            " refund - in time R507;"
            " confirmation - in time R507",
            "07 11:00": "claim 10-02 23:59:59 in time R111; refund - in time R507;"
            " confirmation - in time R507",
        },
    )


TALES = (
    what_the_courier_bore_moves_to_the_warehouse,
    a_dealers_own_fault_is_deducted_from_its_account,
    a_dealer_who_returns_without_cause_bears_what_a_customer_bears,
    inspection_says_where_the_goods_go,
)
